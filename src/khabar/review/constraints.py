"""What people's decisions ask of linking: claims that are told together or apart, and whether that can be met."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
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
