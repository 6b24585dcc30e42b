"""Which claims are compared at all: those that share a place, a day, a rare word or an uncommon figure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations

from khabar.events.compare import PLAIN_NUMBER
from khabar.events.knowledge import LinkSettings
from khabar.events.unit import BROAD, NOT_YET, Spot, Unit, word_counts

CELLS_A_DEGREE = 8
DAYS_APART = 4
Pair = tuple[int, int]


def candidate_pairs(units: Sequence[Unit], settings: LinkSettings) -> list[Pair]:
    """Pairs of indices (lower first, sorted) of units of different claims that are worth comparing.

    What is said to have happened, or denied, is never paired with what is planned, expected or supposed.
    """
    blocks: dict[Hashable, list[int]] = {}
    rare = {word for word, n in word_counts(units).items() if 1 < n <= settings.rare_claims}
    for unit in units:
        for key in _keys(unit, rare):
            members = blocks.setdefault(key, [])
            if not members or members[-1] != unit.index:
                members.append(unit.index)
    pairs: set[Pair] = set()
    for members in blocks.values():
        pairs.update(_within(members, units, settings))
    return sorted(p for p in pairs if _may_be_one(units[p[0]], units[p[1]]))


def _may_be_one(a: Unit, b: Unit) -> bool:
    return a.claim is not b.claim and (a.claim.modality in NOT_YET) == (b.claim.modality in NOT_YET)


def _keys(unit: Unit, rare: set[str]) -> Iterator[Hashable]:
    for spot in unit.spots:
        yield "name", spot.key
        for word in spot.words:
            yield "name word", word
        yield from _cells(spot)
    yield "kind", unit.claim.event_type, unit.spot.admin1 if unit.spot else ""
    if unit.spot is None:
        for party in unit.initiators | unit.targets:
            yield "party", unit.claim.event_type, party
    for word in unit.words:
        if word in rare:
            yield "word", word
    for figure in unit.figures:
        if figure.min is not None and figure.min > PLAIN_NUMBER:
            yield "figure", figure.kind, figure.min, figure.max


def _cells(spot: Spot) -> Iterator[Hashable]:
    """A grid cell and, so that cell borders part nobody, the corners of the cells around the place."""
    if spot.lat is None or spot.lon is None or spot.precision >= BROAD:
        return
    y, x = spot.lat * CELLS_A_DEGREE, spot.lon * CELLS_A_DEGREE
    rows, columns = {int(y // 1), int((y + 0.5) // 1)}, {int(x // 1), int((x + 0.5) // 1)}
    for row in sorted(rows):
        for column in sorted(columns):
            yield "cell", row, column


def _within(members: list[int], units: Sequence[Unit], settings: LinkSettings) -> Iterator[Pair]:
    if len(members) <= settings.block:
        yield from combinations(members, 2)
        return
    dated = sorted((units[i].first_day or 0, i) for i in members if units[i].first_day is not None)
    days = [day for day, _ in dated]
    for at, (day, i) in enumerate(dated):
        until = min(bisect_right(days, day + DAYS_APART), at + 1 + settings.block)
        for _, j in dated[at + 1 : until]:
            yield (i, j) if i < j else (j, i)
