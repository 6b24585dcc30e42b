"""Turns events into the items of a brief."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from khabar.briefs.brief import Item, Quote
from khabar.briefs.grouping import rank
from khabar.briefs.narrator import Narrator, time_precision
from khabar.briefs.phrases import day
from khabar.records import Claim, Event, Report

MOST_QUOTES = 12


class ItemMaker:
    """Words events of which the claims and the reports (their text is not needed) are at hand."""

    def __init__(self, narrator: Narrator, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> None:
        self.narrator, self.claims, self.reports = narrator, claims, reports

    def items(self, events: Iterable[Event], most: int) -> tuple[tuple[Item, ...], int]:
        """The weightiest ``most`` items, and how many are left out.

        Events of one kind that the same first claim tells of several places are one item.
        """
        joined: dict[tuple[str, ...], list[Event]] = defaultdict(list)
        for event in sorted(events, key=rank):
            first = next(iter(self._claims_of(event)), None)
            joined[event.event_type, event.modality, first.claim_id if first else event.event_id].append(event)
        together = list(joined.values())
        return tuple(self._item(t) for t in together[:most]), max(0, len(together) - most)

    def _item(self, events: Sequence[Event]) -> Item:
        event, more = events[0], tuple(events[1:])
        told = self._claims_of(event)
        kind = self.narrator.wording.types[event.event_type]
        if not told:
            return Item(event, self.narrator.note(event), kind.label, kind.family, event.status, None, (), more)
        places = [e.place for e in more if e.place is not None]
        sentence = self.narrator.tell(event, told, self.reports, places)
        quotes = tuple(self._quote(c) for c in told[:MOST_QUOTES])
        return Item(event, sentence, kind.label, kind.family, event.status, self._undated(event, told), quotes, more)

    def _claims_of(self, event: Event) -> list[Claim]:
        return sorted((self.claims[i] for i in event.claims if i in self.claims), key=self._order)

    def _order(self, claim: Claim) -> tuple[str, str, int, str]:
        report = self.reports.get(claim.report_id)
        published = report.published if report and report.published else "9999"
        return (published, claim.report_id, claim.evidence.start or 0, claim.claim_id)

    def _undated(self, event: Event, claims: Sequence[Claim]) -> str | None:
        if event.start is None and event.end is None:
            told = next((c.time.reason for c in claims if c.time.reason), None)
            return self.narrator.plain(told) if told else "no date is told or known"
        if time_precision(event, claims) in (None, "unknown"):
            return f"no words tell the day; the reports are of {day(event.end or event.start or '')}"
        return None

    def _quote(self, claim: Claim) -> Quote:
        report = self.reports.get(claim.report_id)
        plain = self.narrator.plain
        return Quote(
            claim_id=claim.claim_id,
            report_id=claim.report_id,
            outlet=self.narrator.outlet(self.reports, claim),
            alignment=plain(report.alignment) if report and report.alignment else None,
            published=report.published if report else None,
            url=report.url if report else None,
            words=claim.evidence.text,
            attribution=tuple(dict.fromkeys(plain(" ".join(a.text.split())) for a in claim.attribution)),
            modality=claim.modality,
        )
