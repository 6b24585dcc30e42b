"""The log of decisions in the store: it only grows, and what it has acknowledged is on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Self

import msgspec
from sqlalchemy import Connection, Engine, Select, func, insert, or_, select, text

from khabar.errors import NotFoundError
from khabar.records import Claim
from khabar.review import (
    Decision,
    JudgementError,
    Judgements,
    checked,
    members_of,
    new_conflicts,
    reattached,
    replay,
    sealed,
    undone_ids,
)
from khabar.store import schema
from khabar.store.errors import explained
from khabar.store.former import batched_ids
from khabar.store.rows import encode

Clock = Callable[[], datetime]
TICK = timedelta(microseconds=1)
_TABLE = schema.judgements.c


class Page(msgspec.Struct, frozen=True):
    """Decisions of a list, and the cursor of the next page, null at the end."""

    items: list[Decision]
    next: int | None = None


def _now() -> datetime:
    return datetime.now(UTC)


class DecisionLog:
    """All decisions of a store, oldest first; get it from ``Store.log``.

    Several processes may write at once: each append waits for the others, sees what they wrote, and returns only when
    it is on the disk. All methods raise StoreError when the database fails.
    """

    def __init__(self, engine: Engine, where: str, clock: Clock = _now) -> None:
        self._engine, self._where, self._clock = engine, where, clock
        self._writer = engine.execution_options(writes=True, durable=True)
        self._known: tuple[tuple[Any, ...], Judgements] | None = None

    @classmethod
    def sharing(cls, log: DecisionLog) -> Self:
        """Another way to look at the same log."""
        return cls(log._engine, log._where, log._clock)

    def append(self, *drafts: Decision) -> list[Decision]:
        """Write decisions, all or none, and return them with their times and ids.

        Raises:
            NotFoundError: one takes back a decision that there is not.
            ConflictError: one contradicts decisions that stand; the message has the chain.
            JudgementError: one takes back what was taken back before.
        """
        with explained(self._where), self._writer.begin() as connection:
            _lock(connection)
            made = _dated(connection, drafts, self._clock())
            _check(connection, made)
            _insert(connection, made)
        return made

    def add(self, decisions: Iterable[Decision]) -> int:
        """Write decisions of another log, all or none, but for those that this log has; returns how many are new.

        Raises:
            JudgementError: one makes no sense, or its id does not follow from what it says: the file was changed.
            ConflictError: they contradict decisions that stand.
        """
        given = {d.id: checked(d) for d in decisions}
        with explained(self._where), self._writer.begin() as connection:
            _lock(connection)
            known = set(connection.execute(select(_TABLE.decision_id)).scalars())
            new = [d for d in given.values() if d.id not in known]
            _check_conflicts(connection, new)
            _insert(connection, new)
        return len(new)

    def all(self) -> list[Decision]:
        """The whole log."""
        with explained(self._where), self._engine.connect() as connection:
            return _all(connection)

    def one(self, decision_id: str) -> Decision:
        """One decision. Raises NotFoundError."""
        with explained(self._where), self._engine.connect() as connection:
            found = connection.execute(select(_TABLE.record).where(_TABLE.decision_id == decision_id)).scalar()
        if found is None:
            raise _no_decision(decision_id, self._where)
        return msgspec.json.decode(found, type=Decision)

    def page(
        self,
        *,
        record_id: str | None = None,
        who: str | None = None,
        kinds: Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        cursor: int | None = None,
        limit: int = 100,
        newest_first: bool = False,
    ) -> Page:
        """A part of the log.

        Args:
            record_id: only those on this claim or event, as the first or the second one.
            who, kinds: only those of this person, of these kinds.
            since, until: ISO times or days; ``until`` is not included.
            cursor: that of the page before.
        """
        query = select(_TABLE.judgement_id, _TABLE.record)
        if record_id is not None:
            query = query.where(or_(_TABLE.record_id == record_id, _TABLE.other_id == record_id))
        if who is not None:
            query = query.where(_TABLE.who == who)
        if kinds:
            query = query.where(_TABLE.kind.in_(kinds))
        if since is not None:
            query = query.where(_TABLE.made_at >= since)
        if until is not None:
            query = query.where(_TABLE.made_at < until)
        if cursor is not None:
            query = query.where(_TABLE.judgement_id < cursor if newest_first else _TABLE.judgement_id > cursor)
        order = _TABLE.judgement_id.desc() if newest_first else _TABLE.judgement_id
        with explained(self._where), self._engine.connect() as connection:
            rows = connection.execute(query.order_by(order).limit(limit + 1)).all()
        shown = rows[:limit]
        items = [msgspec.json.decode(row[1], type=Decision) for row in shown]
        return Page(items, int(shown[-1][0]) if len(rows) > limit else None)

    def forget(self) -> None:
        """Work the state out anew when it is asked for next: reports are being read again."""
        self._known = None

    def judgements(self) -> Judgements:
        """The effective state of the log, on the claims as they are now."""
        with explained(self._where), self._engine.connect() as connection:
            version = _version(connection)
            if self._known is None or self._known[0] != version:
                self._known = version, _judgements(connection)
        return self._known[1]


def _lock(connection: Connection) -> None:
    """SQLite has the lock since the transaction began."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE judgements IN SHARE ROW EXCLUSIVE MODE"))


def _dated(connection: Connection, drafts: Iterable[Decision], now: datetime) -> list[Decision]:
    """Each later than all before it, whatever the clock says."""
    last = connection.scalar(select(func.max(_TABLE.made_at)))
    at = max(now, datetime.fromisoformat(last) + TICK) if last else now
    return [sealed(d, _iso(at + n * TICK)) for n, d in enumerate(drafts)]


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _check(connection: Connection, made: Sequence[Decision]) -> None:
    _check_undos(connection, [d for d in made if d.kind == "undo"])
    _check_conflicts(connection, made)


def _check_undos(connection: Connection, undos: Sequence[Decision]) -> None:
    if not undos:
        return
    known = _all(connection)
    ids, undone = {d.id for d in known}, undone_ids(known)
    for undo in undos:
        if undo.undoes not in ids:
            raise _no_decision(undo.undoes or "", "")
        if undo.undoes in undone:
            remedy = "khabar judge log shows what stands"
            raise JudgementError(f"the decision {undo.undoes} was taken back before", remedy=remedy)


def _check_conflicts(connection: Connection, new: Sequence[Decision]) -> None:
    if not any(d.kind in ("same", "not_same", "split", "merge", "undo") for d in new):
        return
    known = _all(connection)
    renamed = _renamed(connection, [*known, *new])
    found = new_conflicts(replay(known, renamed), replay([*known, *new], renamed))
    if found is not None:
        raise found


def _insert(connection: Connection, decisions: Sequence[Decision]) -> None:
    if decisions:
        connection.execute(insert(schema.judgements), [_row(d) for d in decisions])


def _row(decision: Decision) -> dict[str, Any]:
    return {
        "decision_id": decision.id,
        "made_at": decision.made_at,
        "who": decision.who,
        "kind": decision.kind,
        "record_id": decision.record_id,
        "other_id": decision.other_id,
        "record": encode(decision),
    }


def _all(connection: Connection) -> list[Decision]:
    decoder = msgspec.json.Decoder(Decision)
    rows = connection.execute(select(_TABLE.record).order_by(_TABLE.judgement_id)).scalars()
    return [decoder.decode(row) for row in rows]


def _version(connection: Connection) -> tuple[Any, ...]:
    """Changes whenever a decision was added or reports were read again."""
    parts: tuple[Select[Any], ...] = (
        select(func.max(_TABLE.judgement_id)),
        select(func.max(schema.runs.c.run_id)),
        select(func.count()).select_from(schema.claims),
    )
    return tuple(connection.scalar(part) for part in parts)


def _judgements(connection: Connection) -> Judgements:
    decisions = _all(connection)
    return replay(decisions, _renamed(connection, decisions))


def _renamed(connection: Connection, decisions: Sequence[Decision]) -> dict[str, str | None]:
    """Present ids of the claims that decisions are about and that have other ids now."""
    members = members_of(decisions)
    there: set[str] = set()
    columns = schema.claims.c
    for part in batched_ids(list(members)):
        there.update(connection.execute(select(columns.claim_id).where(columns.claim_id.in_(part))).scalars())
    missing = [m for m in members.values() if m.claim_id not in there]
    found: list[Claim] = []
    decoder = msgspec.json.Decoder(Claim)
    for part in batched_ids(sorted({m.report_id for m in missing})):
        query = select(columns.record).where(columns.report_id.in_(part))
        found += [decoder.decode(row) for row in connection.execute(query).scalars()]
    return reattached(missing, found)


def _no_decision(decision_id: str, where: str) -> NotFoundError:
    remedy = "khabar judge log lists the decisions with their ids"
    return NotFoundError(f"there is no decision {decision_id!r}", where=where, remedy=remedy)
