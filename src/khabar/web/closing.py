"""Closing sensitive records to roles, and opening them again."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from khabar.team import at_least
from khabar.web.routing import Here, Routes
from khabar.web.team_answers import ClosedRecord, ClosedRecords

routes = Routes("closed records")


class ClosingDraft(BaseModel):
    """A record, and the lowest role that goes on seeing it."""

    model_config = ConfigDict(extra="forbid")
    kind: Literal["report", "claim", "event"]
    record_id: Annotated[str, Field(min_length=1, max_length=1000)]
    least: Literal["reviewer", "editor", "admin"]
    why: Annotated[str, Field(max_length=1000)] = ""


@routes.get("/closed", ClosedRecords)
def closed(server: Here) -> ClosedRecords:
    """What is closed to other roles, the oldest first."""
    seen = [c for c in server.team.closings.all() if at_least(server.role, c.least)]
    return ClosedRecords(items=[ClosedRecord.of(c) for c in seen])


@routes.post("/closed", ClosedRecord)
def close(server: Here, draft: ClosingDraft) -> ClosedRecord:
    """Close a record to all roles below one. An event is closed with its claims, a report with what it tells."""
    made = server.team.closings.close(
        server.store, draft.kind, draft.record_id, draft.least, why=draft.why, who=server.who
    )
    server.note(f"{draft.kind} {draft.record_id} below {draft.least}")
    return ClosedRecord.of(made)


@routes.delete("/closed/{closing_id}", ClosedRecord)
def reopen(server: Here, closing_id: str) -> ClosedRecord:
    """Let all roles see a record again."""
    opened = server.team.closings.open(closing_id, server.role)
    server.note(f"{opened.kind} {opened.record_id}")
    return ClosedRecord.of(opened)
