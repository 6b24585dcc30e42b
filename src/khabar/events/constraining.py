"""What people decided, told of units: which ones start as one group and which ones never come together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Protocol

from khabar.events.places import name_key
from khabar.records import Claim
from khabar.review import Constraints, Side

Pair = tuple[int, int]


class _Spot(Protocol):
    @property
    def key(self) -> str: ...


class _Unit(Protocol):
    @property
    def claim(self) -> Claim: ...
    @property
    def spot(self) -> _Spot | None: ...


@dataclass(frozen=True, slots=True)
class Ties:
    """Constraints on units by their numbers: pairs to join first, and by unit the ones it is held apart from."""

    together: tuple[Pair, ...] = ()
    apart: Mapping[int, frozenset[int]] = field(default_factory=dict)

    def by_first(self) -> dict[int, list[Pair]]:
        """The pairs to join by their lower unit."""
        found: dict[int, list[Pair]] = {}
        for pair in self.together:
            found.setdefault(pair[0], []).append(pair)
        return found


class Groups:
    """Which units are joined already (union-find that knows its members)."""

    def __init__(self) -> None:
        self._home: dict[int, int] = {}
        self._members: dict[int, set[int]] = {}

    def members(self, unit: int) -> set[int]:
        return self._members.get(self._home.get(unit, unit), {unit})

    def join(self, i: int, j: int) -> None:
        joined = self.members(i) | self.members(j)
        home = min(joined)
        self._members[home] = joined
        self._home.update(dict.fromkeys(joined, home))


def ties_of(units: Sequence[_Unit], constraints: Constraints, scores: Mapping[Pair, float], unseen: float) -> Ties:
    """The constraints on these units.

    Where a claim with several places is meant without one, the place that fits best is taken. A pair that cannot be
    joined without joining what is held apart stays as it is.

    Args:
        scores: log odds of pairs (lower first); those that are not there have ``unseen``.
    """
    if not constraints:
        return Ties()
    by_claim = _by_claim(units, constraints)
    apart = _apart(units, constraints, by_claim)
    groups, together = Groups(), []
    for a, b in constraints.together:
        ours, theirs = _meant(a, units, by_claim), _meant(b, units, by_claim)
        if any(j in groups.members(i) for i, j in product(ours, theirs)):
            continue
        free = [(i, j) for i, j in product(ours, theirs) if not _blocked(groups.members(i), groups.members(j), apart)]
        best = min(free, key=lambda p: (-scores.get((min(p), max(p)), unseen), p), default=None)
        if best is not None:
            groups.join(*best)
            together.append((min(best), max(best)))
    return Ties(tuple(together), {i: frozenset(js) for i, js in apart.items()})


def sides_of(constraints: Constraints) -> Iterator[Side]:
    """All claims, each with its place, that people joined or held apart."""
    for pair in (*constraints.together, *constraints.apart):
        yield from pair


def _by_claim(units: Sequence[_Unit], constraints: Constraints) -> dict[str, list[int]]:
    wanted = {claim_id for claim_id, _ in sides_of(constraints)}
    found: dict[str, list[int]] = {}
    for n, unit in enumerate(units):
        if unit.claim.claim_id in wanted:
            found.setdefault(unit.claim.claim_id, []).append(n)
    return found


def _apart(units: Sequence[_Unit], constraints: Constraints, by_claim: Mapping[str, list[int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for a, b in constraints.apart:
        for i, j in product(_meant(a, units, by_claim), _meant(b, units, by_claim)):
            found.setdefault(i, set()).add(j)
            found.setdefault(j, set()).add(i)
    return found


def _meant(side: Side, units: Sequence[_Unit], by_claim: Mapping[str, list[int]]) -> list[int]:
    """The units of a claim at the place that is meant; all of them where it has no such place (any more)."""
    claim_id, place = side
    ours = by_claim.get(claim_id, [])
    key = name_key(place) if place is not None else None
    there = [i for i in ours if key is not None and (spot := units[i].spot) is not None and spot.key == key]
    return there or ours


def _blocked(ours: Iterable[int], theirs: set[int], apart: Mapping[int, set[int]]) -> bool:
    return any(not theirs.isdisjoint(apart.get(i, ())) for i in ours)
