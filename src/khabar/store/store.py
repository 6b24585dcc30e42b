"""The store: reports, claims and events of all runs, which every output is a view of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import islice
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec
from sqlalchemy import Connection, Engine, Select, Table, delete, func, insert, select
from sqlalchemy.exc import DBAPIError

from khabar.errors import NotFoundError
from khabar.records import Claim, Event, Report
from khabar.review import reviewed
from khabar.store import schema
from khabar.store.errors import explained
from khabar.store.former import forget_living, remember_members, rename_claims, successors
from khabar.store.log import DecisionLog
from khabar.store.rows import claim_row, encode, event_row, place_rows, report_digest, report_row

Record = TypeVar("Record", Report, Claim, Event)
BATCH = 500
REVISION = "revision"


class Skip(msgspec.Struct, frozen=True, kw_only=True):
    """An input, or one line of it, that gave no report, and why (``code`` is that of the KhabarError)."""

    input: str
    reason: str
    code: str = "KH100"
    line: int | None = None


class Store:
    """One open store; get one from ``open_store``. All methods raise StoreError when the database fails.

    Reading streams in batches, so memory does not grow with the number of records. Close it (or use ``with``):
    closing folds the write-ahead log into the one file.
    """

    def __init__(self, engine: Engine, where: str, *, readonly: bool = False) -> None:
        self.where = where
        self._engine = engine
        self._writer = engine.execution_options(writes=True)
        self._readonly = readonly

    @classmethod
    def sharing(cls, store: Store) -> Self:
        """Another way to look at the database of an open store; close that one, not this."""
        return cls(store._engine, store.where, readonly=store._readonly)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Release the database; a SQLite store is left as one file, unless another process still uses it."""
        self._engine.dispose()
        if self._engine.dialect.name == "sqlite" and not self._readonly and self._engine.url.database:
            self._fold_log()

    def _fold_log(self) -> None:
        try:
            with self._engine.connect() as connection:
                cursor = connection.connection.cursor()  # below SQLAlchemy, which would open a transaction first
                cursor.execute("PRAGMA journal_mode = DELETE")
                cursor.close()
        except (DBAPIError, sqlite3.Error):
            return  # another process has it open, or the disk is full: the log stays valid beside the file
        finally:
            self._engine.dispose()

    @cached_property
    def log(self) -> DecisionLog:
        """What people decided about the claims and events."""
        return DecisionLog(self._engine, self.where)

    # ------------------------------------------------------------------ writing

    def put_report(
        self, report: Report, claims: Sequence[Claim], *, extractor: str, position: int | None = None
    ) -> None:
        """Write a report with all its claims in one transaction, in place of what the store had of that report.

        Args:
            extractor: version of what made the claims (code, reader and packs); see ``done_reports``.
            position: place in the order of inputs; by default the one it had, else after all others.
        """
        self.put_reports([(report, claims)], extractor=extractor, position=position)

    def put_reports(
        self,
        batch: Iterable[tuple[Report, Sequence[Claim]]],
        *,
        extractor: str,
        position: int | None = None,
        alignments: Mapping[str, str] | None = None,
    ) -> None:
        """Like ``put_report`` for several, in one transaction; ``position`` is that of the first.

        Args:
            alignments: by report id, where outlets stand whose reports say nothing of it.
        """
        written, stream = 0, iter(batch)
        self.log.forget()
        with self._write() as connection:
            while part := list(islice(stream, BATCH)):
                first = None if position is None else position + written
                _write_reports(connection, part, extractor, first, alignments or {})
                written += len(part)
            _count_change(connection)

    def replace_events(self, events: Iterable[Event]) -> int:
        """Put ``events`` in place of all events of the store, in one transaction; returns how many.

        The store remembers which claims an event had whose id is gone, see ``successors``.
        """
        written = 0
        with self._write() as connection:
            remember_members(connection)
            connection.execute(delete(schema.event_claims))
            connection.execute(delete(schema.events))
            stream = iter(events)
            while batch := list(islice(stream, BATCH)):
                _write_events(connection, batch, written)
                written += len(batch)
            _count_change(connection)
            forget_living(connection)
        return written

    def put_run(self, version: str, record: dict[str, Any], skips: Iterable[Skip] = ()) -> int:
        """Append what a run was (versions, packs, counts) and what it skipped; returns the run's number."""
        with self._write() as connection:
            made = connection.execute(insert(schema.runs).values(version=version, record=encode(record)))
            run_id = int(made.inserted_primary_key[0])  # type: ignore[index]
            rows = [{"run_id": run_id, "position": n, **msgspec.to_builtins(s)} for n, s in enumerate(skips)]
            if rows:
                connection.execute(insert(schema.skips), rows)
        return run_id

    def put_setting(self, name: str, value: str) -> None:
        """Keep what the user chose for this collection."""
        with self._write() as connection:
            connection.execute(delete(schema.settings).where(schema.settings.c.name == name))
            connection.execute(insert(schema.settings).values(name=name, value=value))

    # ------------------------------------------------------------------ reading

    def setting(self, name: str) -> str | None:
        """What the user chose for this collection, if anything."""
        query = select(schema.settings.c.value).where(schema.settings.c.name == name)
        with explained(self.where), self._engine.connect() as connection:
            return connection.execute(query).scalar()

    def is_done(self, report: Report, extractor: str) -> bool:
        """Whether this very report has been read by this very extractor."""
        with explained(self.where), self._engine.connect() as connection:
            found = connection.execute(
                select(schema.reports.c.digest, schema.reports.c.extractor).where(
                    schema.reports.c.report_id == report.report_id
                )
            ).one_or_none()
        return found is not None and tuple(found) == (report_digest(report), extractor)

    def done_reports(self) -> set[tuple[str, str, str]]:
        """``(report_id, report_digest, extractor)`` of every report whose claims are in the store."""
        columns = schema.reports.c
        query = select(columns.report_id, columns.digest, columns.extractor).where(columns.extractor.is_not(None))
        with explained(self.where), self._engine.connect() as connection:
            return {(row[0], row[1], row[2]) for row in connection.execute(query)}

    def iter_reports(self) -> Iterator[Report]:
        """All reports in the order of the inputs."""
        columns = schema.reports.c
        return self._stream(select(columns.record).order_by(columns.position, columns.report_id), Report)

    def iter_claims(self, report_id: str | None = None) -> Iterator[Claim]:
        """All claims (or those of one report) in the order of the inputs and the text, as people corrected them."""
        claims, reports = schema.claims.c, schema.reports.c
        query = select(claims.record).join_from(schema.claims, schema.reports)
        if report_id is not None:
            query = query.where(claims.report_id == report_id)
        judgements = self.log.judgements()
        for claim in self._stream(query.order_by(reports.position, reports.report_id, claims.position), Claim):
            yield reviewed(claim, judgements)

    def iter_events(self) -> Iterator[Event]:
        """All events in the order in which ``replace_events`` got them."""
        return self._stream(select(schema.events.c.record).order_by(schema.events.c.position), Event)

    def events_of_claim(self, claim_id: str) -> list[str]:
        """Ids of the events that a claim belongs to."""
        columns = schema.event_claims.c
        query = select(columns.event_id).where(columns.claim_id == claim_id).order_by(columns.event_id)
        with explained(self.where), self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def report(self, report_id: str) -> Report:
        """One report. Raises NotFoundError."""
        query = select(schema.reports.c.record).where(schema.reports.c.report_id == report_id)
        return self._one(query, Report, report_id)

    def successors(self, event_id: str) -> list[str]:
        """Ids of the events that have the claims of an event whose id is gone, the one with most of them first."""
        with explained(self.where), self._engine.connect() as connection:
            return successors(connection, event_id)

    def first_read(self) -> dict[str, int]:
        """The reports' places in the order in which they were first read."""
        columns = schema.reports.c
        with explained(self.where), self._engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(select(columns.report_id, columns.position))}

    def claim(self, claim_id: str) -> Claim:
        """One claim, as people corrected it. Raises NotFoundError."""
        return reviewed(self.original_claim(claim_id), self.log.judgements())

    def original_claim(self, claim_id: str) -> Claim:
        """One claim as it was read. Raises NotFoundError."""
        query = select(schema.claims.c.record).where(schema.claims.c.claim_id == claim_id)
        return self._one(query, Claim, claim_id)

    def event(self, event_id: str) -> Event:
        """One event. Raises NotFoundError."""
        query = select(schema.events.c.record).where(schema.events.c.event_id == event_id)
        return self._one(query, Event, event_id)

    def revision(self) -> int:
        """How often reports or events were written: it grows with each change but decisions."""
        return int(self.setting(REVISION) or 0)

    def claims_with(self, claim_ids: Sequence[str]) -> list[Claim]:
        """The claims of these ids, in their order, as people corrected them; ids that there are not are passed over."""
        judgements = self.log.judgements()
        return [reviewed(c, judgements) for c in self._with(schema.claims, "claim_id", claim_ids, Claim)]

    def events_with(self, event_ids: Sequence[str]) -> list[Event]:
        """The events of these ids, in their order; ids that there are not are passed over."""
        return self._with(schema.events, "event_id", event_ids, Event)

    def reports_with(self, report_ids: Sequence[str]) -> list[Report]:
        """The reports of these ids, in their order; ids that there are not are passed over."""
        return self._with(schema.reports, "report_id", report_ids, Report)

    def counts(self) -> dict[str, int]:
        """Number of reports, claims and events."""
        tables = {"reports": schema.reports, "claims": schema.claims, "events": schema.events}
        with explained(self.where), self._engine.connect() as connection:
            counted = {name: select(func.count()).select_from(table) for name, table in tables.items()}
            return {name: int(connection.scalar(query) or 0) for name, query in counted.items()}

    def without_claims(self) -> list[str]:
        """The ids of reports that hold no claim, in the order in which they were first read."""
        reports, claims = schema.reports.c, schema.claims.c
        query = select(reports.report_id).where(reports.report_id.not_in(select(claims.report_id)))
        with explained(self.where), self._engine.connect() as connection:
            return [row[0] for row in connection.execute(query.order_by(reports.position))]

    def skips(self, run_id: int | None = None) -> list[Skip]:
        """What a run (by default the last) skipped."""
        columns = schema.skips.c
        last = select(func.max(schema.runs.c.run_id)).scalar_subquery()
        query = select(columns.input, columns.line, columns.code, columns.reason)
        query = query.where(columns.run_id == (last if run_id is None else run_id)).order_by(columns.position)
        with explained(self.where), self._engine.connect() as connection:
            return [Skip(input=r[0], line=r[1], code=r[2], reason=r[3]) for r in connection.execute(query)]

    # ------------------------------------------------------------------ inside

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with explained(self.where), self._writer.begin() as connection:
            yield connection

    def _stream(self, query: Select[str], kind: type[Record]) -> Iterator[Record]:
        decoder = msgspec.json.Decoder(kind)
        with explained(self.where), self._engine.connect() as connection:
            for record in connection.execution_options(yield_per=BATCH).execute(query).scalars():
                yield decoder.decode(record)

    def _with(self, table: Table, key: str, ids: Sequence[str], kind: type[Record]) -> list[Record]:
        wanted, found = list(dict.fromkeys(ids)), {}
        decoder = msgspec.json.Decoder(kind)
        with explained(self.where), self._engine.connect() as connection:
            for n in range(0, len(wanted), BATCH):
                query = select(table.c[key], table.c.record).where(table.c[key].in_(wanted[n : n + BATCH]))
                found.update({row[0]: decoder.decode(row[1]) for row in connection.execute(query)})
        return [found[i] for i in wanted if i in found]

    def _one(self, query: Select[str], kind: type[Record], name: str) -> Record:
        with explained(self.where), self._engine.connect() as connection:
            record = connection.execute(query).scalar()
        if record is None:
            what = f"there is no {kind.__name__.lower()} {name!r}"
            raise NotFoundError(what, where=self.where, remedy="look it up in the .jsonl files")
        return msgspec.json.decode(record, type=kind)


def _count_change(connection: Connection) -> None:
    name = schema.settings.c.name == REVISION
    known = connection.execute(select(schema.settings.c.value).where(name)).scalar()
    connection.execute(delete(schema.settings).where(name))
    connection.execute(insert(schema.settings).values(name=REVISION, value=str(int(known or 0) + 1)))


def _write_reports(
    connection: Connection,
    part: Sequence[tuple[Report, Sequence[Claim]]],
    extractor: str,
    first: int | None,
    alignments: Mapping[str, str],
) -> None:
    given = {report.report_id: (n, report, claims) for n, (report, claims) in enumerate(part)}
    known = _positions(connection, list(given))
    following = _next_position(connection)
    gone = _claims_of(connection, list(known))
    _forget_reports(connection, list(known))
    rename_claims(connection, gone, [claim for _, _, told in given.values() for claim in told])
    for report_id in given.keys() - known.keys() if first is None else ():
        known[report_id] = following + given[report_id][0]
    rows = [
        report_row(report, known[report_id] if first is None else first + n, extractor, alignments.get(report_id))
        for report_id, (n, report, _) in given.items()
    ]
    connection.execute(insert(schema.reports), rows)
    claims = [(n, claim) for _, _, told in given.values() for n, claim in enumerate(told)]
    if claims:
        connection.execute(insert(schema.claims), [claim_row(claim, n) for n, claim in claims])
    if places := [row for _, claim in claims for row in place_rows(claim)]:
        connection.execute(insert(schema.claim_places), places)


def _positions(connection: Connection, report_ids: Sequence[str]) -> dict[str, int]:
    columns = schema.reports.c
    found = connection.execute(select(columns.report_id, columns.position).where(columns.report_id.in_(report_ids)))
    return {row[0]: row[1] for row in found}


def _next_position(connection: Connection) -> int:
    last = connection.scalar(select(func.max(schema.reports.c.position)))
    return 0 if last is None else int(last) + 1


def _claims_of(connection: Connection, report_ids: Sequence[str]) -> list[Claim]:
    if not report_ids:
        return []
    decoder = msgspec.json.Decoder(Claim)
    query = select(schema.claims.c.record).where(schema.claims.c.report_id.in_(report_ids))
    return [decoder.decode(row) for row in connection.execute(query).scalars()]


def _forget_reports(connection: Connection, report_ids: Sequence[str]) -> None:
    if not report_ids:
        return
    claims = schema.claims.c
    of_reports = select(claims.claim_id).where(claims.report_id.in_(report_ids))
    connection.execute(delete(schema.claim_places).where(schema.claim_places.c.claim_id.in_(of_reports)))
    connection.execute(delete(schema.claims).where(claims.report_id.in_(report_ids)))
    connection.execute(delete(schema.reports).where(schema.reports.c.report_id.in_(report_ids)))


def _member(event: Event, claim_id: str) -> dict[str, str | None]:
    return {"event_id": event.event_id, "claim_id": claim_id, "place": event.claim_places.get(claim_id)}


def _write_events(connection: Connection, events: Sequence[Event], first: int) -> None:
    connection.execute(insert(schema.events), [event_row(e, first + n) for n, e in enumerate(events)])
    members = [_member(e, claim_id) for e in events for claim_id in dict.fromkeys(e.claims)]
    if members:
        connection.execute(insert(schema.event_claims), members)
