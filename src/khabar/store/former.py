"""Events whose ids are gone: which claims they had, and so where these went."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select

from khabar.store import schema

_FORMER, _PRESENT = schema.former_event_claims, schema.event_claims


def remember_members(connection: Connection) -> None:
    """Keep the members of all present events, in place of what was known of these ids before."""
    connection.execute(delete(_FORMER).where(_FORMER.c.event_id.in_(select(_PRESENT.c.event_id))))
    connection.execute(insert(_FORMER).from_select(["event_id", "claim_id"], select(_PRESENT)))


def forget_living(connection: Connection) -> None:
    """Drop what is kept of ids that are events again."""
    connection.execute(delete(_FORMER).where(_FORMER.c.event_id.in_(select(schema.events.c.event_id))))


def successors(connection: Connection, event_id: str) -> list[str]:
    """The events that have the claims of a former one, the one with most of them first."""
    shared = func.count().label("shared")
    query = (
        select(_PRESENT.c.event_id, shared)
        .join(_FORMER, _FORMER.c.claim_id == _PRESENT.c.claim_id)
        .where(_FORMER.c.event_id == event_id)
        .group_by(_PRESENT.c.event_id)
        .order_by(shared.desc(), _PRESENT.c.event_id)
    )
    return [row[0] for row in connection.execute(query)]
