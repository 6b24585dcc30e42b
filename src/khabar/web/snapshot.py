"""What the web app keeps in memory of one state of the store."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from khabar.briefs import Narrator
from khabar.control import PlaceControl, control_of
from khabar.outlets import OutletRecord, outlet_records
from khabar.records import Report
from khabar.review import Judgements
from khabar.store import Store
from khabar.web.columns import Column, Columns
from khabar.web.words import Texts

STATES = ("open", "accepted", "rejected", "corrected")
ON_DEMAND = ("claims_of_reports", "claim_texts", "report_texts", "control", "outlets", "alignments")
"""What is worked out when it is first asked for."""


class Snapshot:
    """One state of the store: columns of its events and claims, and what is worked out once and asked for often."""

    def __init__(self, store: Store) -> None:
        self.revision = store.revision()
        self.narrator = Narrator()
        self._store = store
        self._reports = {r.report_id: _light(r) for r in store.iter_reports()}
        self.report_ids = list(self._reports)
        self.claim_ids: list[str] = []
        self.claim_reports = Column()
        confidence: list[float] = []
        for claim in store.iter_claims():
            self.claim_ids.append(claim.claim_id)
            self.claim_reports.add(claim.report_id)
            confidence.append(claim.confidence)
        self.claim_reports.close()
        self.confidence = np.array(confidence, np.float64)
        self.claim_numbers = {claim_id: n for n, claim_id in enumerate(self.claim_ids)}
        self.events = Columns(store.iter_events(), self.claim_numbers)
        self.event_of_claim = np.full(len(self.claim_ids), -1, np.int32)
        self.event_of_claim[self.events.members[::-1]] = self.events.owner[::-1]

    def prepare(self, old: Snapshot) -> None:
        """Work out what was asked of an older one, before somebody waits for it."""
        for name in ON_DEMAND:
            if name in old.__dict__:
                getattr(self, name)

    def report(self, report_id: str) -> Report | None:
        """The report without its text."""
        return self._reports.get(report_id)

    @cached_property
    def claims_of_reports(self) -> dict[str, int]:
        """How many claims each report makes."""
        return self.claim_reports.counts()

    @cached_property
    def claim_texts(self) -> Texts:
        """The words that each claim rests on."""
        found = {c.claim_id: c.evidence.text for c in self._store.iter_claims()}
        return Texts(found.get(i, "") for i in self.claim_ids)

    @cached_property
    def report_texts(self) -> Texts:
        """Title and text of each report."""
        found = {r.report_id: f"{r.title or ''} {r.text}" for r in self._store.iter_reports()}
        return Texts(found.get(i, "") for i in self.report_ids)

    @cached_property
    def control(self) -> list[PlaceControl]:
        """Who is said to have held each place."""
        records = self._store.iter_claims(), self._store.iter_reports(), self._store.iter_events()
        return control_of(*records)

    @cached_property
    def outlets(self) -> dict[str, OutletRecord]:
        """What became of what each outlet told."""
        events, claims, reports = self._store.iter_events(), self._store.iter_claims(), self._store.iter_reports()
        return {r.outlet: r for r in outlet_records(list(events), list(claims), list(reports))}

    @cached_property
    def alignments(self) -> dict[str, str | None]:
        """How each outlet leans, as its reports say."""
        told = [r for r in self._reports.values() if r.alignment]
        return {r.source: r.alignment for r in told}

    def states(self, judgements: Judgements) -> np.ndarray[Any, np.dtype[np.int8]]:
        """Number in ``STATES`` of each event, as people judged its claims."""
        found = np.zeros(len(self.events), np.int8)
        judged = [self.claim_numbers[c] for c in judgements.states if c in self.claim_numbers]
        for number in {int(self.event_of_claim[n]) for n in judged} - {-1}:
            found[number] = STATES.index(judgements.of_event(self.claims_of(number)))
        return found

    def claims_of(self, number: int) -> list[str]:
        """Ids of the claims of an event, by its number."""
        first, last = self.events.first[number], self.events.first[number + 1]
        return [self.claim_ids[n] for n in self.events.members[first:last]]


def _light(report: Report) -> Report:
    return Report(
        report_id=report.report_id,
        source=report.source,
        text="",
        alignment=report.alignment,
        published=report.published,
        url=report.url,
        title=report.title,
        lang=report.lang,
    )
