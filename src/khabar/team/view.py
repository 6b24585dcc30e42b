"""The store as a role sees it: without what is closed to it, and with names covered where it may not know them.

Whatever reads a store reads a view the same way, so no answer can tell more than another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

import msgspec

from khabar.errors import NotFoundError
from khabar.records import Claim, Event, Report
from khabar.review import Decision
from khabar.store import DecisionLog, Page, Store
from khabar.team.covering import Cover
from khabar.team.hidden import Hidden
from khabar.team.persons import NO_NAMES, Names, Persons

BATCH = 500
Key = tuple[bool, tuple[str, ...]]
"""What a view hides: whether names are covered, and the ids of the closings."""
NO_WORDS: frozenset[str] = frozenset()


class View(Store):
    """A store as somebody sees it; get one from ``View.of``. It is that of one revision of the store.

    Attributes:
        base: the whole store.
        hidden: what is not seen.
        persons: finds the names to be covered; null where names are shown.
        key: equal in views that hide the same.
    """

    base: Store
    hidden: Hidden
    persons: Persons | None
    key: Key

    @classmethod
    def of(cls, base: Store, hidden: Hidden, persons: Persons | None, key: Key) -> View:
        made = cls.sharing(base)
        made.base, made.hidden, made.persons, made.key, made._at = base, hidden, persons, key, base.revision()
        return made

    def close(self) -> None:
        """Nothing: the store itself is closed by whoever opened it."""

    def revision(self) -> int:
        """That of the store when the view was made."""
        return self._at

    @cached_property
    def log(self) -> DecisionLog:
        """The decisions about what is seen."""
        made = SeenLog.sharing(self.base.log)
        made.seen = self._seen_decision
        return made

    # ------------------------------------------------------------------ reports

    def iter_reports(self) -> Iterator[Report]:
        reports = (r for r in super().iter_reports() if r.report_id not in self.hidden.reports)
        if self.persons is None and not self.hidden.spans:
            yield from reports
            return
        if self.persons is not None:
            self._search()
        for report in reports:
            yield self._report(report)

    def report(self, report_id: str) -> Report:
        if report_id in self.hidden.reports:
            raise _absent("report", report_id)
        return self._report(super().report(report_id))

    def reports_with(self, report_ids: Sequence[str]) -> list[Report]:
        seen = [r for r in report_ids if r not in self.hidden.reports]
        return [self._report(r) for r in super().reports_with(seen)]

    # ------------------------------------------------------------------ claims

    def iter_claims(self, report_id: str | None = None) -> Iterator[Claim]:
        seen = (c for c in super().iter_claims(report_id) if c.claim_id not in self.hidden.claims)
        while batch := list(islice(seen, BATCH)):
            yield from self._claims(batch)

    def claim(self, claim_id: str) -> Claim:
        self._check_claim(claim_id)
        return self._claims([super().claim(claim_id)])[0]

    def original_claim(self, claim_id: str) -> Claim:
        self._check_claim(claim_id)
        return self._claims([super().original_claim(claim_id)])[0]

    def claims_with(self, claim_ids: Sequence[str]) -> list[Claim]:
        return self._claims(super().claims_with([c for c in claim_ids if c not in self.hidden.claims]))

    # ------------------------------------------------------------------ events

    def iter_events(self) -> Iterator[Event]:
        seen = (e for e in super().iter_events() if e.event_id not in self.hidden.events)
        while batch := list(islice(seen, BATCH)):
            yield from self._events(batch)
        yield from self._events(list(self.hidden.rebuilt.values()))

    def event(self, event_id: str) -> Event:
        found = self.events_with([event_id])
        if not found:
            raise _absent("event", event_id)
        return found[0]

    def events_with(self, event_ids: Sequence[str]) -> list[Event]:
        rebuilt = self.hidden.rebuilt
        kept = super().events_with([e for e in event_ids if e not in self.hidden.events and e not in rebuilt])
        by_id = {e.event_id: e for e in kept} | rebuilt
        return self._events([by_id[i] for i in dict.fromkeys(event_ids) if i in by_id])

    def events_of_claim(self, claim_id: str) -> list[str]:
        if claim_id in self.hidden.claims:
            return []
        kept = [e for e in super().events_of_claim(claim_id) if e not in self.hidden.events]
        return sorted({*kept, *(e.event_id for e in self.hidden.rebuilt.values() if claim_id in e.claims)})

    def successors(self, event_id: str) -> list[str]:
        """Also of an event that is told anew without what is hidden: the events of the claims that are left."""
        found = dict.fromkeys(super().successors(event_id))
        if event_id in self.hidden.events:
            claims = [c for e in super().events_with([event_id]) for c in e.claims]
            found |= dict.fromkeys(e for c in claims for e in self.events_of_claim(c))
        return [e.event_id for e in self.events_with(list(found))]

    def counts(self) -> dict[str, int]:
        whole, hidden = super().counts(), self.hidden
        return {
            "reports": whole["reports"] - len(super().reports_with(sorted(hidden.reports))),
            "claims": whole["claims"] - len(hidden.claims),
            "events": whole["events"] - len(hidden.events) + len(hidden.rebuilt),
        }

    # ------------------------------------------------------------------ inside

    _at: int = 0

    def _check_claim(self, claim_id: str) -> None:
        if claim_id in self.hidden.claims:
            raise _absent("claim", claim_id)

    def _search(self) -> None:
        """Look for names in all reports, those that have not changed since only once."""
        self._words_of_claims  # noqa: B018

    @property
    def _searched(self) -> bool:
        """Whether all reports of this state of the store were searched: nobody waits for that who asks for a few."""
        return "_words_of_claims" in self.__dict__

    def _words_of(self, claim_ids: Sequence[str]) -> dict[str, frozenset[str]]:
        """The words of names in the reports of some claims."""
        claims = super().claims_with(claim_ids)
        names = self._of_reports([c.report_id for c in claims])
        return {c.claim_id: names.get(c.report_id, NO_NAMES).words for c in claims}

    @cached_property
    def _words_of_claims(self) -> dict[str, frozenset[str]]:
        """The words of names in the reports that have any, by their claims."""
        assert self.persons is not None
        found: dict[str, frozenset[str]] = {}
        claims = _by_report(super().iter_claims())
        waiting = next(claims, None)
        for report in super().iter_reports():
            own: list[Claim] = []
            if waiting is not None and waiting[0] == report.report_id:
                own, waiting = waiting[1], next(claims, None)
            if words := self.persons.of(report, own).words:
                found |= dict.fromkeys((c.claim_id for c in own), words)
        return found

    def _report(self, report: Report) -> Report:
        names, closed = self._names(report), self.hidden.spans.get(report.report_id, [])
        if self.persons is None and not closed:
            return report
        return Cover([*names.text, *closed], self.persons).report(report, names.title)

    def _names(self, report: Report) -> Names:
        if self.persons is None:
            return NO_NAMES
        return self.persons.of(report, super().iter_claims(report.report_id))

    def _of_reports(self, report_ids: Sequence[str]) -> dict[str, Names]:
        """The names in some reports; before all were searched, each may have been read anew since it was."""
        persons = self.persons
        if persons is None:
            return {}
        searched = persons.known if self._searched else lambda _: None
        known = {i: found for i in dict.fromkeys(report_ids) if (found := searched(i)) is not None}
        missing = [i for i in dict.fromkeys(report_ids) if i not in known]
        return known | {r.report_id: self._names(r) for r in super().reports_with(missing)}

    def _claims(self, claims: list[Claim]) -> list[Claim]:
        if self.persons is None and not self.hidden.spans:
            return claims
        names = self._of_reports([c.report_id for c in claims])
        return [self._claim(c, names.get(c.report_id, NO_NAMES)) for c in claims]

    def _claim(self, claim: Claim, names: Names) -> Claim:
        spans = [*names.text, *self.hidden.spans.get(claim.report_id, [])]
        corrected = self.persons is not None and bool(claim.review)
        return Cover(spans, self.persons, names.words).claim(claim) if spans or corrected else claim

    def _events(self, events: list[Event]) -> list[Event]:
        """Names of parties are masked by rule, and where they are words of a name in one of the event's reports."""
        if self.persons is None:
            return events
        words = self._words_of_claims if self._searched else self._words_of([c for e in events for c in e.claims])
        of_events = (NO_WORDS.union(*(words[c] for c in e.claims if c in words)) for e in events)
        return [Cover([], self.persons, own).event(e) for e, own in zip(events, of_events, strict=True)]

    def _seen_decision(self, decision: Decision) -> Decision | None:
        members = [*decision.members, *decision.other_members]
        ids = {m.claim_id for m in members} | {decision.record_id, decision.other_id or ""}
        gone = self.hidden.events - self.hidden.rebuilt.keys()
        if ids & self.hidden.claims or ids & gone or {m.report_id for m in members} & self.hidden.reports:
            return None
        names = self._of_reports([m.report_id for m in members])
        first = members[0].report_id if members else ""
        spans = [*names.get(first, NO_NAMES).text, *self.hidden.spans.get(first, [])]
        if not spans and self.persons is None:
            return decision
        words = NO_WORDS.union(*(n.words for n in names.values()))
        return Cover(spans, self.persons, words).decision(decision)


class SeenLog(DecisionLog):
    """The decisions that may be seen; what is appended is checked against all that stand."""

    seen: Callable[[Decision], Decision | None]

    def all(self) -> list[Decision]:
        return [told for d in super().all() if (told := self.seen(d)) is not None]

    def one(self, decision_id: str) -> Decision:
        found = self.seen(super().one(decision_id))
        if found is None:
            raise NotFoundError(f"there is no decision {decision_id!r}", remedy="khabar judge log lists the decisions")
        return found

    def page(self, **asked: Any) -> Page:
        part = super().page(**asked)
        return msgspec.structs.replace(part, items=[told for d in part.items if (told := self.seen(d)) is not None])


def _by_report(claims: Iterator[Claim]) -> Iterator[tuple[str, list[Claim]]]:
    """Claims in the order of their reports, those of each together."""
    report_id, own = "", list[Claim]()
    for claim in claims:
        if claim.report_id != report_id and own:
            yield report_id, own
            own = []
        report_id = claim.report_id
        own.append(claim)
    if own:
        yield report_id, own


def _absent(kind: str, record_id: str) -> NotFoundError:
    return NotFoundError(f"there is no {kind} {record_id!r}", remedy="look it up in the lists")
