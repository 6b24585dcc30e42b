"""The situation brief of any days and any area."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from typing import Annotated

from fastapi import Query

from khabar.briefs import Period, brief_of
from khabar.web.answers import WrittenBrief
from khabar.web.routing import Here, Routes

routes = Routes("brief")


@routes.get("/brief", WrittenBrief)
def brief(
    server: Here,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
    area: Annotated[str, Query(max_length=200, description="A name, or west,south,east,north in degrees.")] = "",
) -> WrittenBrief:
    """What is claimed to have happened, in neutral words, with who says so."""
    asked = f"{first.isoformat() if first else ''}..{last.isoformat() if last else ''}"
    made = brief_of(server.store, period=Period.parse(asked), area=area.strip() or None)
    return WrittenBrief(markdown=made.markdown(), html=made.html(version("khabar")))
