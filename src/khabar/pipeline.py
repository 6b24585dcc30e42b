"""The whole way on one page: inputs → reports → claims → store → events → files and a brief."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

import msgspec

from khabar import briefs, events, exports, reports
from khabar.actors import Outlets, stands
from khabar.engines import ClaimReader, Outcome, extract_all
from khabar.errors import StoreError
from khabar.events import HeadlineRule
from khabar.llm import LlmEndpoint, Tally, announce
from khabar.packs import DEFAULT_PACKS, load_packs
from khabar.records import Claim, Report
from khabar.records.codes import DEFAULT_READER, ReaderName
from khabar.reports import Skip
from khabar.store import STORE_FILE, Store, open_store
from khabar.store import Skip as StoredSkip

FILES = {
    "brief.html": "the situation brief, with a map: open this one in a browser",
    "brief.md": "the same brief as text",
    "events.csv": "one row per event, for spreadsheets",
    "events.geojson": "the events that have a place, for maps",
    "events.jsonl": "events, with their claims, figures and contradictions",
    "claims.jsonl": "claims, each with the words it rests on",
    "reports.jsonl": "reports, as all offsets point into them",
    "run.json": "versions, packs, counts, seconds, what was skipped and why, which reports hold no claim",
    STORE_FILE: "the store that all of these are views of",
}
REPORTS_A_WRITE = 32
LEAST_FREE_BYTES = 5_000_000


class Progress(Protocol):
    """Told how far a step is; ``total`` is None where it is not known yet."""

    def __call__(self, step: str, done: int, total: int | None = None) -> None: ...


def silent(step: str, done: int, total: int | None = None) -> None:
    """The progress that nobody watches."""


@dataclass(slots=True)
class RunSummary:
    """What a run did.

    ``counts`` are those of the store; ``extracted`` and ``reused`` are reports of this run; ``tally`` is what asking a
    model has cost, where one was asked.
    """

    out: Path
    store: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    extracted: int = 0
    reused: int = 0
    skips: list[Skip] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[step] = round(time.perf_counter() - begun, 3)


def run(
    inputs: Sequence[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    published: str | None = None,
    source: str | None = None,
    workers: int | None = None,
    packs: Sequence[str] | None = None,
    reader: ReaderName = DEFAULT_READER,
    llm: LlmEndpoint | None = None,
    tally: Tally | None = None,
    headline: HeadlineRule | None = None,
    db: str | None = None,
    progress: Progress = silent,
) -> RunSummary:
    """Read inputs, and write everything that is known afterwards into a folder.

    The folder's store keeps what earlier runs read: their reports are not read again, and a run that was stopped goes
    on where it was. All files are written whole or not at all.

    Args:
        inputs: files or folders, or ``-`` for standard input.
        out: the folder; made where it is missing.
        published: ISO date of publication of inputs that give none.
        source: outlet of inputs that name none.
        workers: processes that extract claims, by default all cores.
        packs: names or folders of knowledge packs, by default all built-in ones.
        reader: ``rules``; ``learned``, which lets the learned judge decide which words assert an event; or ``llm``,
            for which a model server marks them: texts leave the process.
        llm: that server; only for the reader ``llm``.
        tally: counts what asking the model costs, also where the run is stopped.
        headline: how the best of several numbers is chosen, by default as the folder's last run or update had it.
        db: address of a database that keeps the records, by default a file in the folder.

    Raises:
        EndpointError: the reader ``llm`` without a server, or a server without it.
        RefusedError: the model server refuses everything, or fails several times in a row.
        StoreError: the folder cannot be written, before the work starts or when it runs full.
        ReaderError: the learned judge cannot be read.
        PackError, GazetteerError: the knowledge cannot be loaded.
        InputError: an input does not exist.
    """
    claim_reader = ClaimReader(packs=tuple(packs) if packs is not None else None, reader=reader, llm=llm)
    summary = RunSummary(writable_folder(out), store=db, tally=tally if tally is not None else Tally())
    if llm is not None:
        announce(llm)
    with open_store(db or summary.out) as store:
        with summary.timed("claims"):
            found = reports.read(inputs, published=published, source=source)
            collect_claims(store, found, claim_reader, summary, workers=workers, progress=progress)
        with summary.timed("events"):
            link_claims(store, progress, packs, headline)
        summary.counts = store.counts()
        with summary.timed("files"):
            write_views(store, summary.out, progress, packs)
        write_record(store, claim_reader, summary, [os.fspath(i) for i in inputs])
    return summary


def collect_claims(
    store: Store,
    found: Iterable[Report | Skip],
    reader: ClaimReader,
    summary: RunSummary,
    *,
    workers: int | None = None,
    progress: Progress = silent,
) -> None:
    """Read the claims of all reports that the store does not have yet."""
    progress("Loading parser, packs and places", 0)
    name = reader.fingerprint()
    profiles = Outlets(load_packs(reader.packs or DEFAULT_PACKS))
    fresh = _unread(store, found, name, summary)
    batch: list[Outcome[Claim]] = []
    try:
        for outcome in extract_all(fresh, reader, workers=reader.workers(workers)):
            if outcome.tally:
                summary.tally.add(outcome.tally)
            if outcome.failure:
                failed = outcome.failure
                summary.skips.append(Skip(input=outcome.report.report_id, code=failed.code, reason=failed.reason))
                continue
            batch.append(outcome)
            summary.extracted += 1
            progress("Reading reports", summary.extracted + summary.reused)
            if len(batch) >= REPORTS_A_WRITE:
                _write(store, batch, name, profiles)
    finally:
        _write(store, batch, name, profiles)


def _unread(store: Store, found: Iterable[Report | Skip], reader: str, summary: RunSummary) -> Iterator[Report]:
    met: set[str] = set()
    for item in found:
        if isinstance(item, Skip):
            summary.skips.append(item)
            continue
        if item.report_id in met:
            reason = f"another report of this run has the id {item.report_id!r} too; the first one counts"
            summary.skips.append(Skip(input=item.report_id, reason=reason))
            continue
        met.add(item.report_id)
        if store.is_done(item, reader):
            summary.reused += 1
        else:
            yield item


def _write(store: Store, batch: list[Outcome[Claim]], reader: str, profiles: Outlets) -> None:
    if batch:
        told = [stands(o.report, o.found, profiles) for o in batch]
        known = {report.report_id: report.alignment for report in told if report.alignment}
        store.put_reports([(o.report, o.found) for o in batch], extractor=reader, alignments=known)
        batch.clear()


def update(
    target: str | os.PathLike[str],
    *,
    packs: Sequence[str] | None = None,
    headline: HeadlineRule | None = None,
    progress: Progress = silent,
) -> dict[str, int]:
    """Compute events anew and write the folder's files, where it has any, after people decided something.

    Args:
        target: a store, or an output folder of `run`.
        headline: as for `run`.

    Returns:
        The counts of the store.

    Raises:
        StoreError: the store is missing or cannot be written.
    """
    with open_store(target, create=False) as store:
        link_claims(store, progress, packs, headline)
        folder = Path(store.where).parent
        if (folder / "events.jsonl").is_file() and Path(store.where).name == STORE_FILE:
            write_views(store, folder, progress, packs)
        return store.counts()


HEADLINE = "headline"


def headline_of(store: Store) -> HeadlineRule:
    """How the best of several numbers is chosen in this store."""
    kept = store.setting(HEADLINE)
    return HeadlineRule.parse(kept) if kept else events.DEFAULT_RULE


def link_claims(
    store: Store,
    progress: Progress = silent,
    packs: Sequence[str] | None = None,
    headline: HeadlineRule | None = None,
) -> None:
    """Compute all events of the store anew from its claims and what people decided.

    Args:
        headline: is kept in the store for the next time; by default what was kept there.
    """
    progress("Linking claims", 0)
    if headline is not None:
        store.put_setting(HEADLINE, str(headline))
    made = events.link(
        list(store.iter_claims()),
        list(store.iter_reports()),
        packs=packs,
        constraints=store.log.judgements().constraints,
        first_read=store.first_read(),
        headline=headline_of(store),
    )
    store.replace_events(made)


def write_views(store: Store, out: Path, progress: Progress = silent, packs: Sequence[str] | None = None) -> None:
    """Write every file that is a view of the store."""
    progress("Writing files", 0)
    exports.write_jsonl(out / "reports.jsonl", store.iter_reports())
    exports.write_jsonl(out / "claims.jsonl", store.iter_claims())
    exports.write_jsonl(out / "events.jsonl", store.iter_events())
    brief = briefs.brief_of(store, packs=packs)
    exports.write_events_csv(out / "events.csv", store.iter_events(), note=brief.note)
    exports.write_events_geojson(out / "events.geojson", store.iter_events())
    exports.write_text(out / "brief.md", brief.markdown())
    exports.write_text(out / "brief.html", brief.html(version("khabar")))


def write_record(store: Store, reader: ClaimReader, summary: RunSummary, inputs: list[str]) -> None:
    """Write run.json, and the same into the store."""
    record: dict[str, Any] = {
        **reader.describe(),
        "inputs": inputs,
        "headline": str(headline_of(store)),
        "decisions_lost": sorted(store.log.judgements().lost),
        "counts": summary.counts,
        "without_claims": store.without_claims(),
        "skipped": [msgspec.to_builtins(s) for s in summary.skips],
        "this_run": this_run(reader, summary),
    }
    kept = [StoredSkip(input=s.input, line=s.line, code=s.code, reason=s.reason) for s in summary.skips]
    store.put_run(record["khabar"], record, kept)
    exports.write_text(summary.out / "run.json", msgspec.json.format(msgspec.json.encode(record)).decode() + "\n")


def this_run(reader: ClaimReader, summary: RunSummary) -> dict[str, Any]:
    """What run.json says of this run alone."""
    done: dict[str, Any] = {"extracted": summary.extracted, "reused": summary.reused, "seconds": summary.seconds}
    if reader.llm is not None:
        done["llm"] = {**msgspec.to_builtins(summary.tally), "cost": summary.tally.cost(reader.llm.prices)}
    return done


def writable_folder(out: str | os.PathLike[str]) -> Path:
    """The folder, made where missing, after a proof that it takes files. Raises StoreError."""
    folder = Path(out)
    remedy = "choose another --out folder, or change its permissions"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(65536))
            probe.flush()
            os.fsync(probe.fileno())
        free = shutil.disk_usage(folder).free
    except OSError as reason:
        raise StoreError(
            f"the output folder cannot be written: {reason.strerror or reason}", where=str(folder), remedy=remedy
        ) from reason
    _clear_drafts(folder)
    if free < LEAST_FREE_BYTES:
        raise StoreError(
            f"the output folder's disk is full ({free:,} bytes free)",
            where=str(folder),
            remedy="free some space, or choose another --out folder",
        )
    return folder


def _clear_drafts(folder: Path) -> None:
    """Remove what a killed run had begun to write."""
    for name in FILES:
        for draft in folder.glob(f".{name}.*.tmp"):
            draft.unlink(missing_ok=True)
