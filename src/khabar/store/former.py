"""Events whose ids are gone: which claims they had, and so where these went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, Table, case, delete, func, insert, select

from khabar.records import Claim
from khabar.review import Member, reattached
from khabar.store import schema

ASKED_AT_ONCE = 500

_FORMER, _PRESENT = schema.former_event_claims, schema.event_claims


def remember_members(connection: Connection) -> None:
    """Keep the members of all present events, in place of what was known of these ids before."""
    connection.execute(delete(_FORMER).where(_FORMER.c.event_id.in_(select(_PRESENT.c.event_id))))
    connection.execute(insert(_FORMER).from_select(["event_id", "claim_id", "place"], select(_PRESENT)))


def forget_living(connection: Connection) -> None:
    """Drop what is kept of ids that are events again."""
    connection.execute(delete(_FORMER).where(_FORMER.c.event_id.in_(select(schema.events.c.event_id))))


def rename_claims(connection: Connection, gone: Iterable[Claim], now: Sequence[Claim]) -> None:
    """Keep the members of events under the ids that claims have since their reports were read again."""
    there = {c.claim_id for c in now}
    found = reattached((Member.of(c) for c in gone if c.claim_id not in there), now)
    renamed = {old: new for old, new in found.items() if new is not None}
    for table in (_PRESENT, _FORMER):
        for event_id, old, place in _members(connection, table, list(renamed)):
            here = (table.c.event_id == event_id) & (table.c.claim_id == old)
            connection.execute(delete(table).where(here))
            known = select(table.c.claim_id).where(table.c.event_id == event_id, table.c.claim_id == renamed[old])
            if connection.execute(known).first() is None:
                connection.execute(insert(table).values(event_id=event_id, claim_id=renamed[old], place=place))


def _members(connection: Connection, table: Table, claim_ids: Sequence[str]) -> list[tuple[str, str, str | None]]:
    found: list[tuple[str, str, str | None]] = []
    for part in batched_ids(claim_ids):
        query = select(table.c.event_id, table.c.claim_id, table.c.place).where(table.c.claim_id.in_(part))
        found += [(row[0], row[1], row[2]) for row in connection.execute(query)]
    return found


def batched_ids(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Ids in parts that one query may name."""
    yield from (ids[n : n + ASKED_AT_ONCE] for n in range(0, len(ids), ASKED_AT_ONCE))


def successors(connection: Connection, event_id: str) -> list[str]:
    """The events that have the claims of a former one, the one with most of them, at the same places, first."""
    same_place = func.coalesce(_PRESENT.c.place, "") == func.coalesce(_FORMER.c.place, "")
    here, shared = func.sum(case((same_place, 1), else_=0)), func.count()
    query = (
        select(_PRESENT.c.event_id)
        .join(_FORMER, _FORMER.c.claim_id == _PRESENT.c.claim_id)
        .where(_FORMER.c.event_id == event_id)
        .group_by(_PRESENT.c.event_id)
        .order_by(here.desc(), shared.desc(), _PRESENT.c.event_id)
    )
    return [row[0] for row in connection.execute(query)]
