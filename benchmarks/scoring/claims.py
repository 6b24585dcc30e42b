"""Claims against gold claims: are they found, of which type, could an analyst keep them as they are, and each field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt

from benchmarks.scoring.gold import GoldClaim
from benchmarks.scoring.pairing import F, G, pair_claims, pair_mentions, touching
from benchmarks.scoring.tally import Matches, Share
from khabar.records import Claim, Party, PlaceMention

EARTH_DIAMETER_KM = 12742
NEAR_KM = 5
AROUND_KM = 25


@dataclass(slots=True)
class ClaimScore:
    """All figures over the claims of a set.

    ``detect``: paired at all; ``typed``: with the same event type; ``usable``: also with an initiator's side, a place
    within 5 km (the same words where gold has no point) and dates that overlap. The others look at pairs only.
    """

    detect: Matches = field(default_factory=Matches)
    typed: Matches = field(default_factory=Matches)
    usable: Matches = field(default_factory=Matches)
    by_type: dict[str, Matches] = field(default_factory=lambda: defaultdict(Matches))
    initiators: Matches = field(default_factory=Matches)
    targets: Matches = field(default_factory=Matches)
    places: Matches = field(default_factory=Matches)
    quantities: Matches = field(default_factory=Matches)
    attribution: Matches = field(default_factory=Matches)
    modality: Share = field(default_factory=Share)
    date_exact: Share = field(default_factory=Share)
    date_overlap: Share = field(default_factory=Share)
    initiator_side: Share = field(default_factory=Share)
    target_side: Share = field(default_factory=Share)
    place_role: Share = field(default_factory=Share)
    place_5km: Share = field(default_factory=Share)
    place_25km: Share = field(default_factory=Share)
    quantity_kind: Share = field(default_factory=Share)
    quantity_bounds: Share = field(default_factory=Share)

    def missed(self, event_type: str) -> None:
        for figure in (self.detect, self.typed, self.usable, self.by_type[event_type]):
            figure.missed += 1

    def spurious(self, event_type: str) -> None:
        for figure in (self.detect, self.typed, self.usable, self.by_type[event_type]):
            figure.extra += 1

    def paired(self, gold: Claim, found: Claim) -> None:
        same = gold.event_type == found.event_type
        self.detect.right += 1
        self.typed.judge(same)
        self.usable.judge(is_usable(gold, found))
        if same:
            self.by_type[gold.event_type].right += 1
        else:
            self.by_type[gold.event_type].missed += 1
            self.by_type[found.event_type].extra += 1
        self._fields(gold, found)

    def _fields(self, gold: Claim, found: Claim) -> None:
        self.modality.judge(gold.modality == found.modality)
        if gold.time.start:
            self.date_overlap.judge(dates_overlap(gold, found))
            if gold.time.text:
                exact = (gold.time.start, gold.time.end) == (found.time.start, found.time.end)
                self.date_exact.judge(exact)
        self._parties(gold.initiators, found.initiators, self.initiators, self.initiator_side)
        self._parties(gold.targets, found.targets, self.targets, self.target_side)
        for ours, theirs in counted_pairs(gold.places, found.places, self.places):
            self.place_role.judge(ours.role == theirs.role)
            if point(ours):
                self.place_5km.judge(within(ours, theirs, NEAR_KM))
                self.place_25km.judge(within(ours, theirs, AROUND_KM))
        for count, other in counted_pairs(gold.quantities, found.quantities, self.quantities):
            self.quantity_kind.judge(count.kind == other.kind)
            self.quantity_bounds.judge((count.min, count.max) == (other.min, other.max))
        counted_pairs(gold.attribution, found.attribution, self.attribution)

    @staticmethod
    def _parties(gold: Sequence[Party], found: Sequence[Party], named: Matches, side: Share) -> None:
        for ours, theirs in counted_pairs(gold, found, named):
            side.judge(ours.side == theirs.side)


def score_claims(gold: Mapping[str, Sequence[GoldClaim]], found: Mapping[str, Sequence[Claim]]) -> ClaimScore:
    """Figures over the reports that gold has claims of; other reports count only for `claims_per_negative`."""
    score = ClaimScore()
    for report_id, told in sorted(gold.items()):
        if told:
            _score_report(told, found.get(report_id, []), score)
    return score


def _score_report(told: Sequence[GoldClaim], found: Sequence[Claim], score: ClaimScore) -> None:
    partner = dict(pair_claims([g.claim for g in told], found))
    for i, ours in enumerate(told):
        if i not in partner:
            if ours.sure:
                score.missed(ours.claim.event_type)
        elif ours.sure or ours.claim.event_type == found[partner[i]].event_type:
            score.paired(ours.claim, found[partner[i]])
    for j in set(range(len(found))) - set(partner.values()):
        score.spurious(found[j].event_type)


def claims_per_negative(found: Mapping[str, Sequence[Claim]], negatives: Collection[str]) -> float | None:
    """Mean number of claims on reports that have none in gold; None without such reports."""
    if not negatives:
        return None
    return sum(len(found.get(report_id, ())) for report_id in negatives) / len(negatives)


def counted_pairs(gold: Sequence[G], found: Sequence[F], named: Matches) -> list[tuple[G, F]]:
    pairs = pair_mentions(gold, found)
    named.right += len(pairs)
    named.missed += len(gold) - len(pairs)
    named.extra += len(found) - len(pairs)
    return pairs


def is_usable(gold: Claim, found: Claim) -> bool:
    """Whether an analyst could keep the found claim without a correction of type, side, place or date."""
    if gold.event_type != found.event_type or not dates_overlap(gold, found):
        return False
    sides = {party.side for party in gold.initiators}
    if sides and sides.isdisjoint(party.side for party in found.initiators):
        return False
    return not gold.places or any(same_place(a, b) for a in gold.places for b in found.places)


def same_place(gold: PlaceMention, found: PlaceMention) -> bool:
    return within(gold, found, NEAR_KM) if point(gold) else touching(gold, found)


def dates_overlap(gold: Claim, found: Claim) -> bool:
    """Whether the intervals share a day; true where gold does not know the time."""
    if not gold.time.start or not gold.time.end:
        return True
    if not found.time.start or not found.time.end:
        return False
    return gold.time.start <= found.time.end and found.time.start <= gold.time.end


def point(mention: PlaceMention) -> tuple[float, float] | None:
    place = mention.place
    if place is None or place.lat is None or place.lon is None:
        return None
    return place.lat, place.lon


def within(a: PlaceMention, b: PlaceMention, km: float) -> bool:
    one, other = point(a), point(b)
    return one is not None and other is not None and kilometres(one, other) <= km


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two points (latitude, longitude in degrees)."""
    lat, lon, lat2, lon2 = map(radians, (*a, *b))
    h = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return EARTH_DIAMETER_KM * asin(min(1.0, sqrt(h)))
