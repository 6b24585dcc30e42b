"""Closing sensitive records to roles, and opening them again."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from khabar.team import at_least
from khabar.web.routing import Here, Routes
from khabar.web.team_answers import ClosedRecord, ClosedRecords

routes = Routes("closed records")
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class ClosingDraft(BaseModel):
    """A record, and the lowest role that goes on seeing it."""

    model_config = ConfigDict(extra="forbid")
    kind: Literal["report", "claim", "event"]
    record_id: Annotated[str, Field(min_length=1, max_length=1000)]
    least: Literal["reviewer", "editor", "admin"]
    why: Reason


class OpeningDraft(BaseModel):
    """Why a record may be seen by all again."""

    model_config = ConfigDict(extra="forbid")
    why: Reason


@routes.get("/closed", ClosedRecords)
def closed(
    server: Here, history: Annotated[bool, Query(description="Also what was opened again.")] = False
) -> ClosedRecords:
    """What is closed to other roles, the oldest first."""
    closings = server.team.closings
    found = closings.history() if history else closings.all()
    return ClosedRecords(items=[ClosedRecord.of(c) for c in found if at_least(server.role, c.least)])


@routes.post("/closed", ClosedRecord)
def close(server: Here, draft: ClosingDraft) -> ClosedRecord:
    """Close a record to all roles below one. An event is closed with its claims, a report with what it tells."""
    made = server.team.closings.close(
        server.store, draft.kind, draft.record_id, draft.least, why=draft.why, who=server.who
    )
    server.note(f"{draft.kind} {draft.record_id} below {draft.least}: {draft.why}")
    return ClosedRecord.of(made)


@routes.post("/closed/{closing_id}/open", ClosedRecord)
def reopen(server: Here, closing_id: str, draft: OpeningDraft) -> ClosedRecord:
    """Let all roles see a record again; that it was closed stays known."""
    opened = server.team.closings.open(closing_id, server.role, why=draft.why, who=server.who)
    server.note(f"{opened.kind} {opened.record_id}: {draft.why}")
    return ClosedRecord.of(opened)
