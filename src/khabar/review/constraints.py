"""What people's decisions ask of linking: claims that are told together or apart, and whether that can be met."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

Side = tuple[str, str | None]
Pair = tuple[Side, Side]


@dataclass(frozen=True, slots=True)
class Constraints:
    """Pairs of sides; a side is the id of a claim and the name of the one of its places that is meant.

    Attributes:
        together: pairs that stand in one event; without a place, one place of the claim does.
        apart: pairs that never do; without a place, no place of the claim does.
    """

    together: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.together or self.apart)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims that are held apart and, by a chain of pairs, together; ``chain`` leads from one to the other."""

    apart: Pair
    chain: tuple[Side, ...]


def conflicts(constraints: Constraints) -> list[Conflict]:
    """All pairs held apart that are also held together, with the shortest chain of each."""
    neighbours = _neighbours(constraints.together)
    by_claim: dict[str, list[Side]] = {}
    for side in neighbours:
        by_claim.setdefault(side[0], []).append(side)
    found = []
    for a, b in constraints.apart:
        chains = (_chain(s, b, neighbours) for s in by_claim.get(a[0], ()) if matches(s, a))
        chain = min((c for c in chains if c), key=len, default=None)
        if chain:
            found.append(Conflict((a, b), chain))
    return found


def unmet(constraints: Constraints, groups: Iterable[Collection[str]]) -> list[Pair]:
    """The pairs that do not hold among groups of claims; of claims that stand in no group nothing is asked.

    Pairs held apart at certain places are not looked at: their claims may meet at others.
    """
    events_of: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for claim_id in group:
            events_of.setdefault(claim_id, set()).add(number)

    def meet(pair: Pair) -> bool | None:
        ours, theirs = (events_of.get(side[0]) for side in pair)
        return None if ours is None or theirs is None else not ours.isdisjoint(theirs)

    whole = [p for p in constraints.apart if p[0][1] is None and p[1][1] is None]
    return [p for p in constraints.together if meet(p) is False] + [p for p in whole if meet(p)]


def matches(one: Side, other: Side) -> bool:
    """Whether two sides may be the same: a side without a place may be any of the claim's."""
    return one[0] == other[0] and (one[1] is None or other[1] is None or one[1] == other[1])


def _neighbours(pairs: Iterable[Pair]) -> dict[Side, list[Side]]:
    found: dict[Side, list[Side]] = {}
    for a, b in pairs:
        found.setdefault(a, []).append(b)
        found.setdefault(b, []).append(a)
    return found


def _chain(start: Side, goal: Side, neighbours: Mapping[Side, list[Side]]) -> tuple[Side, ...] | None:
    came: dict[Side, Side | None] = {start: None}
    waiting = deque([start])
    while waiting:
        side = waiting.popleft()
        if matches(side, goal):
            return _back(side, came)
        for other in neighbours.get(side, ()):
            if other not in came:
                came[other] = side
                waiting.append(other)
    return None


def _back(side: Side, came: Mapping[Side, Side | None]) -> tuple[Side, ...]:
    steps: list[Side] = []
    at: Side | None = side
    while at is not None:
        steps.append(at)
        at = came[at]
    return tuple(reversed(steps))
