"""The situation brief of any days, any area and whatever else events are filtered by."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version
from typing import Annotated

from fastapi import Depends, Query

from khabar.briefs import Period, brief_of
from khabar.briefs import WrittenBrief as Written
from khabar.web.answers import WrittenBrief
from khabar.web.columns import iso_of
from khabar.web.filters import Filters, filters, matching
from khabar.web.filters_told import told
from khabar.web.routing import Here, Routes
from khabar.web.server import Server

routes = Routes("brief")


@routes.get("/brief", WrittenBrief)
def brief(
    server: Here,
    asked: Annotated[Filters, Depends(filters)],
    area: Annotated[str, Query(max_length=200, description="A name, or west,south,east,north in degrees.")] = "",
) -> WrittenBrief:
    """What is claimed to have happened, in neutral words, with who says so; the filters stand in its head.

    What has no date stands apart, where one of its reports was published on these days.
    """
    first, last = (None if day is None else iso_of(day) for day in (asked.first, asked.last))
    period = Period.parse(f"{first or ''}..{last or ''}")
    made = _brief(server, replace(asked, first=None, last=None), period, area.strip() or None)
    return WrittenBrief(markdown=made.markdown(), html=made.html(version("khabar")))


def _brief(server: Server, asked: Filters, period: Period, area: str | None) -> Written:
    store = server.store
    if not asked:
        return brief_of(store, period=period, area=area)
    snapshot = server.now()
    numbers = matching(snapshot, asked, store.log.judgements())
    events = store.events_with([snapshot.events.ids[n] for n in numbers.tolist()])
    only = told(asked, snapshot, store)
    return brief_of(store, period=period, area=area, events=events, only=only)
