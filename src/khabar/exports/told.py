"""What an export is made from: an event with the claims and reports behind it, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol, TypeVar

from khabar.errors import NotFoundError
from khabar.exports.protection import Protection
from khabar.records import Claim, Event, Place, Report

Note = Callable[[Event], str]
Kept = TypeVar("Kept", Claim, Report)
KEPT_REPORTS = 512
REAL = frozenset({"occurred", "ongoing"})


class Evidence(Protocol):
    """Where claims and reports are looked up; both raise NotFoundError. A store is one."""

    def claim(self, record_id: str, /) -> Claim: ...
    def report(self, record_id: str, /) -> Report: ...


@dataclass(frozen=True, slots=True)
class Records:
    """Evidence that is held in memory."""

    claims: Mapping[str, Claim] = field(default_factory=dict)
    reports: Mapping[str, Report] = field(default_factory=dict)

    def claim(self, record_id: str, /) -> Claim:
        return _found(self.claims, record_id, "claim")

    def report(self, record_id: str, /) -> Report:
        return _found(self.reports, record_id, "report")


@dataclass(frozen=True, slots=True)
class Told:
    """An event as it may be shown, with what is told of its sources.

    Attributes:
        event: with names and places protected as asked.
        note: one neutral sentence.
        articles: outlet, day and headline of each report, in the order of publication.
        cited: the sources that the reports name, outermost first (``SANA ← a military source``).
        urls: addresses of the reports.
        protection: what was withheld, in words; empty where nothing was.
        shared: of how many places the deaths are told together; such rows must not be summed.
    """

    event: Event
    note: str = ""
    articles: tuple[tuple[str, str, str], ...] = ()
    cited: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    protection: str = ""
    shared: int = 1


def told_of(
    events: Iterable[Event], evidence: Evidence, *, note: Note | None = None, protection: Protection | None = None
) -> Iterator[Told]:
    """Events ready for an export, in their order.

    Args:
        evidence: has the claims and reports; those it lacks are passed over.
        note: words one event that is already protected.
        protection: what to withhold; nothing by default.
    """
    guard = protection or Protection()
    report = lru_cache(maxsize=KEPT_REPORTS)(evidence.report)
    for event in events:
        claims = list(_claims(event, evidence))
        shown = guard.event(event)
        words = note(shown) if note else ""
        if guard.places:
            yield Told(shown, guard.text(words, shown), protection=guard.statement, shared=_shared(claims))
            continue
        reports = sorted(_reports(claims, report), key=lambda r: (r.published or "9999", r.report_id))
        yield Told(
            event=shown,
            note=guard.text(words, shown),
            articles=tuple((r.source, r.published or "", guard.text(r.title or "", shown)) for r in reports),
            cited=tuple(dict.fromkeys(guard.text(_chain(c), shown) for c in claims if c.attribution)),
            urls=tuple(dict.fromkeys(r.url for r in reports if r.url)) if not guard.persons else (),
            protection=guard.statement,
            shared=_shared(claims),
        )


def _claims(event: Event, evidence: Evidence) -> Iterator[Claim]:
    for claim_id in event.claims:
        try:
            yield evidence.claim(claim_id)
        except NotFoundError:
            continue


def _reports(claims: Iterable[Claim], report: Callable[[str], Report]) -> Iterator[Report]:
    for report_id in dict.fromkeys(c.report_id for c in claims):
        try:
            yield report(report_id)
        except NotFoundError:
            continue


def _shared(claims: Iterable[Claim]) -> int:
    """Of how many places the claims tell their deaths together: a claim of several places stands in several events."""
    telling = [c for c in claims if any(q.kind == "killed" for q in c.quantities)]
    return max((len({(w.id, w.name, w.lat) for w in _where(c)}) for c in telling), default=1) or 1


def _where(claim: Claim) -> Iterator[Place]:
    return (m.where for m in claim.places if m.where is not None and m.role in ("at", "near"))


def _chain(claim: Claim) -> str:
    return " ← ".join(" ".join(a.text.split()) for a in claim.attribution)


def _found(records: Mapping[str, Kept], record_id: str, kind: str) -> Kept:
    try:
        return records[record_id]
    except KeyError:
        raise NotFoundError(f"there is no {kind} {record_id!r}") from None
