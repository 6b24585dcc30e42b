"""Why two claims or events are, or are not, one event: each reason in words, the threshold, and what others say."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import product

import msgspec
import numpy as np

from khabar.events.columns import columns_of
from khabar.events.compare import Pairs
from khabar.events.explaining import Reasons, reasons_of
from khabar.events.knowledge import LinkSettings, load_settings
from khabar.events.places import name_key
from khabar.events.scoring import STRONGEST, scores_of
from khabar.events.unit import NOT_YET, Unit, units_of
from khabar.records import Claim, Event, Report

LEAST_WEIGHT = 0.005
BEGIN = "two claims that nothing is known of"
SHOWN = 3


class WeighedReason(msgspec.Struct, frozen=True):
    """What speaks for (above 0) or against two claims telling the same event; ``weight`` in log odds."""

    words: str
    weight: float


class PairWhy(msgspec.Struct, frozen=True):
    """Two claims, each at one of its places (null: it has one or none), and what speaks for and against them."""

    a: str
    b: str
    place_a: str | None
    place_b: str | None
    score: float
    reasons: list[WeighedReason]


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """Why two groups of claims are one event or are not.

    Attributes:
        pairs: the pair of claims that were asked about; of events those that speak most for one event.
        average: mean log odds over all ``count`` pairs between the two events (cut at the top, as linking does), or
            over the pairs that were asked about where they are in one event.
        threshold: what that must exceed for two groups to be joined.
        never: why the two are never compared, null where they are.
    """

    pairs: list[PairWhy]
    average: float
    count: int
    threshold: float
    never: str | None = None


class Explainer:
    """Explains pairs of a collection; what a word or name weighs depends on all its claims."""

    def __init__(
        self, claims: Iterable[Claim], reports: Iterable[Report], settings: LinkSettings | None = None
    ) -> None:
        self.settings = settings or load_settings()
        self._units: dict[str, list[Unit]] = {}
        units = units_of(claims, {r.report_id: r for r in reports}, self.settings)
        self._columns = columns_of(units, self.settings)
        for unit in units:
            self._units.setdefault(unit.claim.claim_id, []).append(unit)

    def claims(self, a: str, b: str, events_a: Sequence[Event], events_b: Sequence[Event]) -> Why:
        """Why two claims are or are not of one event, with the events that they stand in.

        Raises:
            KeyError: a claim is not of the collection.
        """
        pairs = sorted(self._pairs([*product(self._units[a], self._units[b])]), key=_strongest_first)
        apart = [(x, y) for x, y in product(events_a, events_b) if x.event_id != y.event_id]
        one = {e.event_id for e in events_a} & {e.event_id for e in events_b}
        if one or not apart:
            return self._why(pairs[:1], [p.score for p in pairs[:1]], self._never(a, b))
        between = [self.events(x, y) for x, y in apart]
        best = max(between, key=lambda w: w.average)
        return msgspec.structs.replace(best, pairs=pairs[:1], never=self._never(a, b))

    def events(self, a: Event, b: Event) -> Why:
        """Why two events are not one."""
        pairs = self._pairs([(x, y) for x, y in product(self._of(a), self._of(b)) if x.claim is not y.claim])
        ranked = sorted(pairs, key=_strongest_first)
        return self._why(ranked[:SHOWN], [p.score for p in pairs], None)

    def _why(self, shown: list[PairWhy], scores: Sequence[float], never: str | None) -> Why:
        floor = self.settings.unseen
        counted = [min(STRONGEST, max(floor, s)) for s in scores]
        average = round(math.fsum(counted) / len(counted), 2) if counted else floor
        return Why(pairs=shown, average=average, count=len(counted), threshold=self.settings.threshold, never=never)

    def _of(self, event: Event) -> list[Unit]:
        found: list[Unit] = []
        for claim_id in event.claims:
            units = self._units.get(claim_id, [])
            place = event.claim_places.get(claim_id)
            there = [u for u in units if place and u.spot and u.spot.key == name_key(place)]
            found += there or units
        return found

    def _never(self, a: str, b: str) -> str | None:
        x, y = self._units[a][0].claim, self._units[b][0].claim
        if (x.modality in NOT_YET) != (y.modality in NOT_YET):
            return "one tells what happened, the other what is planned, expected or supposed: these are never joined"
        return None

    def _pairs(self, units: Sequence[tuple[Unit, Unit]]) -> list[PairWhy]:
        i, j = (np.array([pair[side].index for pair in units], np.int64) for side in (0, 1))
        pairs = Pairs.of(self._columns, i, j)
        scores, reasons = scores_of(pairs, self.settings).tolist(), reasons_of(pairs, self.settings)
        return [self._pair(x, y, s, r) for (x, y), s, r in zip(units, scores, reasons, strict=True)]

    def _pair(self, x: Unit, y: Unit, score: float, reasons: Reasons) -> PairWhy:
        known = self.settings.reasons
        weighed = [WeighedReason(known[name].words, round(known[name].weight * value, 2)) for name, value in reasons]
        told = sorted((w for w in weighed if abs(w.weight) >= LEAST_WEIGHT), key=lambda w: (-abs(w.weight), w.words))
        return PairWhy(
            a=x.claim.claim_id,
            b=y.claim.claim_id,
            place_a=self._place(x),
            place_b=self._place(y),
            score=round(score, 2),
            reasons=[WeighedReason(BEGIN, self.settings.bias), *told],
        )

    def _place(self, unit: Unit) -> str | None:
        several = len(self._units[unit.claim.claim_id]) > 1
        return unit.spot.mention.text if several and unit.spot else None


def _strongest_first(pair: PairWhy) -> tuple[float, str, str]:
    return -pair.score, pair.a, pair.b
