"""Log odds that pairs of units tell the same event; costly comparing only for pairs that it can still save."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from khabar.events.blocking import THREADS, candidate_pairs
from khabar.events.columns import Columns
from khabar.events.compare import Holding, Pairs, compare, frame, particulars, surroundings, wording
from khabar.events.knowledge import LinkSettings
from khabar.events.ragged import Bools, Floats, Ints

AT_ONCE = 1 << 16
HOPELESS = -7.0
STRONGEST = 8.0


@dataclass(frozen=True, slots=True)
class Scores:
    """Log odds of pairs of units, the lower first, sorted; pairs that are not there count as unseen."""

    i: Ints
    j: Ints
    value: Floats

    def __len__(self) -> int:
        return len(self.i)

    def only(self, kept: Bools) -> Scores:
        return Scores(self.i[kept], self.j[kept], self.value[kept])

    def among(self, units: Iterable[int]) -> dict[tuple[int, int], float]:
        """The scores of pairs of these units."""
        wanted = np.fromiter(units, np.int64)
        return self.only(np.isin(self.i, wanted) & np.isin(self.j, wanted)).by_pair()

    def by_pair(self) -> dict[tuple[int, int], float]:
        return dict(zip(zip(self.i.tolist(), self.j.tolist(), strict=True), self.value.tolist(), strict=True))


def score_pairs(columns: Columns, settings: LinkSettings) -> Scores:
    """Scores of the pairs that are worth comparing and not plainly of two events.

    They are cut at the top, so that no single pair outweighs a group; pairs of no more than ``settings.unseen`` are
    left out.
    """
    found: list[tuple[Ints, Ints, Floats]] = []
    with ThreadPoolExecutor(THREADS) as pool:
        for block in candidate_pairs(columns, settings):
            found += pool.map(lambda batch: _quick(Pairs.of(columns, *batch), settings), _batches(*block))
    none = np.empty(0, np.int64)
    i, j, value = (np.concatenate([none, *(s[n] for s in found)]) for n in range(3))
    order = np.lexsort((j, i))
    return Scores(i[order].astype(np.int64), j[order].astype(np.int64), np.minimum(STRONGEST, value[order]))


def scores_of(pairs: Pairs, settings: LinkSettings) -> Floats:
    """Log odds of all these pairs, uncut."""
    return _added(np.full(len(pairs), settings.bias), compare(pairs, settings), settings)


def _batches(i: Ints, j: Ints) -> Iterator[tuple[Ints, Ints]]:
    for at in range(0, len(i), AT_ONCE):
        yield i[at : at + AT_ONCE], j[at : at + AT_ONCE]


def _quick(pairs: Pairs, settings: LinkSettings) -> tuple[Ints, Ints, Floats]:
    """The pairs above ``settings.unseen``, with their scores.

    What place, time and kind alone speak too clearly against is left out, and then what the rest cannot lift enough.
    """
    total = _added(np.full(len(pairs), settings.bias), frame(pairs, settings), settings)
    pairs, total = _cut(pairs, total, HOPELESS)
    total = _added(total, particulars(pairs), settings)
    around = max(0.0, settings.reasons["context"].weight)
    words = max(0.0, settings.reasons["words"].weight + max(0.0, settings.reasons["words_most"].weight))
    pairs, total = _cut(pairs, total, settings.unseen - around - words)
    total = _added(total, wording(pairs), settings)
    pairs, total = _cut(pairs, total, settings.unseen - around)
    total = _added(total, surroundings(pairs), settings)
    pairs, total = _cut(pairs, total, settings.unseen)
    return pairs.i, pairs.j, total


def _cut(pairs: Pairs, total: Floats, least: float) -> tuple[Pairs, Floats]:
    kept = total > least
    return pairs.only(kept), total[kept]


def _added(total: Floats, reasons: Iterable[Holding], settings: LinkSettings) -> Floats:
    for name, rows, values in reasons:
        total[rows] += settings.reasons[name].weight * values
    return total
