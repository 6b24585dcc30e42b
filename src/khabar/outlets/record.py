"""Counts, for each outlet, what became of what it told: confirmed, contradicted, told first, told alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from khabar.outlets.intervals import Share, wilson
from khabar.records import Claim, Event, Report
from khabar.sources import Lineage, SourceGroup, fold_sources, trace

REAL = frozenset({"occurred", "ongoing"})
UNKNOWN = "unknown"
AT_ODDS = frozenset({"whether", "who", "when"})
CAUTION = (
    "That nobody confirms a claim proves nothing: others may not have looked, may not have been there, or may not be "
    "in this collection. A confirmation proves little where both lean to the same side, and outlets differ in what "
    "they tell of at all. The figures describe this collection of reports, linked by a program; they do not rank "
    "outlets."
)


class OutletRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What became of what one outlet told.

    A telling is what an outlet says of one event, however many of its sentences and reports say it; a claim that names
    several places is one. Only what is told as having happened or happening counts.

    Attributes:
        alignments: as its reports give them.
        reports, claims: of this outlet in the collection.
        tellings: on its own word or with its own sources.
        relayed: tellings that only repeat another outlet or rest on an informant whom another outlet has; left out of
            the shares.
        confirmed: an independent source tells the same and is not at odds with it on whether, who or when.
        confirmed_later: one such source published on a later day, or the same day; of those with both dates known.
        confirmed_by_opposed: one such source leans to an opposed side.
        contradicted: an independent source is at odds with it; ``contradicted_on`` counts the fields.
        first: of those that independent sources confirm and whose days are known, those it published before all.
        alone: no other source tells of it.
    """

    outlet: str
    alignments: list[str]
    reports: int
    claims: int
    tellings: int
    relayed: int
    confirmed: Share
    confirmed_later: Share
    confirmed_by_opposed: Share
    contradicted: Share
    contradicted_on: dict[str, int]
    first: Share
    alone: Share


@dataclass(slots=True)
class _Telling:
    """One outlet's telling of one event, or of several that a claim of many places makes."""

    claims: set[str] = field(default_factory=set)
    relayed: bool = True
    others: bool = False
    confirmed: bool = False
    dated: bool = False
    later: bool = False
    opposed: bool = False
    first: bool = True
    fields: set[str] = field(default_factory=set)

    def join(self, other: _Telling) -> None:
        self.claims |= other.claims
        self.fields |= other.fields
        self.relayed &= other.relayed
        self.first &= other.first
        for name in ("others", "confirmed", "dated", "later", "opposed"):
            setattr(self, name, getattr(self, name) or getattr(other, name))


def outlet_records(
    events: Iterable[Event],
    claims: Iterable[Claim],
    reports: Iterable[Report],
    *,
    packs: Sequence[str] | None = None,
) -> list[OutletRecord]:
    """The record of each outlet, those with most tellings first.

    Args:
        events: of the collection, with the contradictions found in them.
        claims: those of the events.
        reports: those that the claims come from.
        packs: names or folders of the packs that tell outlets apart, by default the built-in ones.
    """
    known = {c.claim_id: c for c in claims if not c.rejected}
    lineage = trace(reports, tuple(packs) if packs is not None else None)
    tellings: dict[str, list[_Telling]] = {}
    for event in events:
        for outlet, telling in _of_event(event, known, lineage):
            tellings.setdefault(outlet, []).append(telling)
    counts = Counter(lineage.outlet(c.report_id) for c in known.values())
    made = [_record(o, counts[o], tellings.get(o, []), lineage) for o in _outlets(lineage)]
    return sorted(made, key=lambda r: (-r.tellings, -r.relayed, r.outlet))


def _outlets(lineage: Lineage) -> list[str]:
    return sorted({lineage.outlet(i) for i in lineage.reports} - {UNKNOWN})


def _of_event(event: Event, known: Mapping[str, Claim], lineage: Lineage) -> Iterable[tuple[str, _Telling]]:
    told = [known[i] for i in event.claims if i in known and known[i].modality in REAL]
    every = [known[i] for i in event.claims if i in known]
    groups = fold_sources(every, lineage)
    real = {c.claim_id for c in told}
    telling = [g for g in groups if not real.isdisjoint(g.claims)]
    for group in telling:
        for outlet in group.outlets:
            own = {c.claim_id for c in told if lineage.outlet(c.report_id) == outlet}
            if own:
                others = [g for g in groups if g is not group]
                yield outlet, _telling(event, outlet, own, group, others, real, _published(told, lineage))


def _telling(
    event: Event,
    outlet: str,
    own: set[str],
    group: SourceGroup,
    others: Sequence[SourceGroup],
    real: set[str],
    days: Mapping[str, str],
) -> _Telling:
    odds = {g.name: _at_odds(event, set(group.claims), set(g.claims)) for g in others}
    agreeing = [g for g in others if not real.isdisjoint(g.claims) and odds[g.name].isdisjoint(AT_ODDS)]
    day = min((days[i] for i in own if i in days), default=None)
    others_days = [min(d) for g in agreeing if (d := [days[i] for i in g.claims if i in days and i in real])]
    return _Telling(
        claims=own,
        relayed=group.name != outlet,
        others=bool(others),
        confirmed=bool(agreeing),
        dated=day is not None and bool(others_days),
        later=day is not None and any(d >= day for d in others_days),
        opposed=any(group.camp and g.camp and g.camp != group.camp for g in agreeing),
        first=day is not None and all(d > day for d in others_days),
        fields=set().union(*odds.values()) if odds else set(),
    )


def _at_odds(event: Event, own: set[str], other: set[str]) -> set[str]:
    """The fields on which two groups of claims stand behind different values only."""
    found = set()
    for contradiction in event.contradictions:
        ours = {v.value for v in contradiction.values if not own.isdisjoint(v.claims)}
        theirs = {v.value for v in contradiction.values if not other.isdisjoint(v.claims)}
        if ours and theirs and ours.isdisjoint(theirs):
            found.add(contradiction.field)
    return found


def _published(claims: Iterable[Claim], lineage: Lineage) -> dict[str, str]:
    """The day of publication of each claim's report, where it is known."""
    reports = ((c.claim_id, lineage.reports.get(c.report_id)) for c in claims)
    return {i: r.published for i, r in reports if r is not None and r.published}


def _joined(tellings: Sequence[_Telling]) -> list[_Telling]:
    """Tellings that share a claim are one."""
    by_claim: dict[str, _Telling] = {}
    kept: list[_Telling] = []
    for telling in tellings:
        same = next((by_claim[c] for c in sorted(telling.claims) if c in by_claim), None)
        if same is None:
            kept.append(telling)
            same = telling
        else:
            same.join(telling)
        by_claim.update(dict.fromkeys(telling.claims, same))
    return kept


def _record(outlet: str, claims: int, found: Sequence[_Telling], lineage: Lineage) -> OutletRecord:
    joined = _joined(found)
    own = [t for t in joined if not t.relayed]
    dated = [t for t in own if t.confirmed and t.dated]
    reports = [r for i, r in lineage.reports.items() if lineage.outlet(i) == outlet]
    return OutletRecord(
        outlet=outlet,
        alignments=sorted({r.alignment for r in reports if r.alignment}),
        reports=len(reports),
        claims=claims,
        tellings=len(own),
        relayed=len(joined) - len(own),
        confirmed=wilson(sum(t.confirmed for t in own), len(own)),
        confirmed_later=wilson(sum(t.later for t in dated), len(dated)),
        confirmed_by_opposed=wilson(sum(t.opposed for t in own), len(own)),
        contradicted=wilson(sum(bool(t.fields) for t in own), len(own)),
        contradicted_on=dict(sorted(Counter(f for t in own for f in t.fields).items())),
        first=wilson(sum(t.first for t in dated), len(dated)),
        alone=wilson(sum(not t.others for t in own), len(own)),
    )
