"""The collection that a command works on: a store, an output folder of khabar run, or files of JSON lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.options import store_path
from khabar.errors import InputError

if TYPE_CHECKING:
    from khabar.exports import Records
    from khabar.exports.told import Evidence
    from khabar.records import Claim, Event, Report

ClaimsFile = Annotated[
    Path | None,
    typer.Option("--claims", metavar="FILE.jsonl", show_default=False, help="Claims, in place of those of a store."),
]
EventsFile = Annotated[
    Path | None,
    typer.Option("--events", metavar="FILE.jsonl", show_default=False, help="Events, in place of linking the claims."),
]
ReportsFile = Annotated[
    Path | None,
    typer.Option("--reports", metavar="FILE.jsonl", show_default=False, help="The reports that --claims come from."),
]


@dataclass(frozen=True, slots=True)
class Collection:
    """Claims, reports and events; ``events`` may stream."""

    claims: list[Claim]
    reports: list[Report]
    events: Iterable[Event]


def collection(
    db: str | None,
    folder: Path | None,
    claims: Path | None,
    reports: Path | None,
    events: Path | None = None,
    *,
    linked: bool = False,
) -> Collection:
    """What --claims and --reports name, else what is in the store.

    Args:
        linked: events are needed; claims from a file are linked where --events names none.

    Raises:
        InputError: --claims stands without --reports.
        StoreError, RecordError: something cannot be read.
    """
    if claims is not None:
        return _of_files(claims, reports, events, linked)
    if reports is not None or events is not None:
        remedy = "give --claims FILE.jsonl with it, or --dir DIR alone"
        raise InputError("--reports and --events stand without --claims", where="--claims", remedy=remedy)
    from khabar.store import open_store

    with open_store(store_path(db, folder), readonly=True) as store:
        found = list(store.iter_events()) if linked else []
        return Collection(list(store.iter_claims()), list(store.iter_reports()), found)


def _of_files(claims: Path, reports: Path | None, events: Path | None, linked: bool) -> Collection:
    from khabar.actors import with_standing
    from khabar.exports import read_events
    from khabar.records.io import read_claims, read_reports

    if reports is None:
        raise InputError("--claims stands without --reports", where="--reports", remedy="give the reports too")
    told = read_claims(claims)
    known = with_standing(read_reports(reports), told)
    if not linked:
        return Collection(told, known, [])
    if events is not None:
        return Collection(told, known, list(read_events(events)))
    import khabar

    return Collection(told, known, khabar.link(told, known))


@contextmanager
def events_and_evidence(
    source: Path, claims: Path | None, reports: Path | None
) -> Iterator[tuple[Iterable[Event], Evidence]]:
    """The events of a folder, a store or a file, and where the claims and reports behind them are looked up.

    Of a file of events, claims and reports are those that the options name, else the files of these names beside it.

    Raises:
        StoreError, RecordError: something cannot be read.
    """
    from khabar.store import STORE_FILE, open_store

    if source.is_dir() or source.name == STORE_FILE or source.suffix in (".sqlite", ".db"):
        with open_store(source, readonly=True) as store:
            yield store.iter_events(), store
        return
    from khabar.exports import read_events

    yield read_events(source), _records(source, claims, reports)


def _records(source: Path, claims: Path | None, reports: Path | None) -> Records:
    from khabar.exports import Records
    from khabar.records.io import read_claims, read_reports

    beside = [p if p.is_file() else None for p in (source.with_name("claims.jsonl"), source.with_name("reports.jsonl"))]
    told, known = claims or beside[0], reports or beside[1]
    return Records(
        {c.claim_id: c for c in read_claims(told)} if told else {},
        {r.report_id: r for r in read_reports(known)} if known else {},
    )
