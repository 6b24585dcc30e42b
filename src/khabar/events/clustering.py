"""Groups of claims that tell the same event: average linkage, so that A like B like C is no proof for A and C."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from khabar.events.constraining import Pair, Ties
from khabar.events.knowledge import LinkSettings
from khabar.events.ragged import Ints
from khabar.events.scoring import Scores

NO_TIES = Ties()
Totals = dict[int, tuple[float, int]]


@dataclass(frozen=True, slots=True)
class Group:
    """Units that tell one event, sorted, and the links that hold them together."""

    units: list[int]
    links: list[Pair]
    tied: frozenset[Pair] = frozenset()


def grouped(owners: Sequence[str], scores: Scores, settings: LinkSettings, ties: Ties = NO_TIES) -> list[Group]:
    """Groups of all units, by their first unit.

    Two groups only join where some pair between them exceeds the threshold, so what such pairs and people's ties
    connect is grouped by itself; it is small.

    Args:
        owners: for each unit the id of its claim.
    """
    strong = scores.value > settings.threshold
    first, second = (np.array([pair[side] for pair in ties.together], np.int64) for side in (0, 1))
    i, j = np.concatenate([scores.i[strong], first]), np.concatenate([scores.j[strong], second])
    home = connected(len(owners), i, j)
    kept = scores.only(home[scores.i] == home[scores.j])
    found: list[Group] = []
    for units, inside in _parts(home, kept):
        found += _groups([*units], inside, owners, settings, ties)
    return sorted(found, key=lambda g: g.units)


def connected(count: int, i: Ints, j: Ints) -> Ints:
    """For each of ``count`` nodes the lowest one that edges ``i``-``j`` connect it with."""
    home = np.arange(count)
    while True:
        x, y = home[i], home[j]
        lower = np.minimum(x, y)
        new = home.copy()
        np.minimum.at(new, x, lower)
        np.minimum.at(new, y, lower)
        while not np.array_equal(new, new[new]):
            new = new[new]
        if np.array_equal(new, home):
            return home
        home = new


def _parts(home: Ints, scores: Scores) -> Iterator[tuple[list[int], dict[Pair, float]]]:
    """The units of each part with the scores between them."""
    order = np.argsort(home, kind="stable")
    _, starts = np.unique(home[order], return_index=True)
    edges = np.argsort(home[scores.i], kind="stable")
    of_edge = home[scores.i][edges]
    for units in np.split(order, starts[1:]):
        inside: dict[Pair, float] = {}
        if len(units) > 1:
            first, last = np.searchsorted(of_edge, [home[units[0]], home[units[0]] + 1])
            inside = _by_pair(scores, edges[first:last])
        yield units.tolist(), inside


def _by_pair(scores: Scores, at: Ints) -> dict[Pair, float]:
    pairs = zip(scores.i[at].tolist(), scores.j[at].tolist(), strict=True)
    return dict(zip(pairs, scores.value[at].tolist(), strict=True))


def _groups(
    units: list[int], scores: dict[Pair, float], owners: Sequence[str], settings: LinkSettings, ties: Ties
) -> list[Group]:
    if len(units) == 1:
        return [Group(units, [])]
    inside = set(units)
    tied = [pair for pair in ties.together if pair[0] in inside]
    ours = Ties(tuple(tied), {i: ties.apart[i] for i in units if i in ties.apart})
    grouping = Agglomeration({i: owners[i] for i in units}, scores, settings.unseen, settings.threshold, ours)
    neighbours: dict[int, list[int]] = {}
    for i, j in scores:
        neighbours.setdefault(i, []).append(j)
    return [
        Group(group, tree_of_links(group, scores, neighbours, tied, settings.threshold), frozenset(tied))
        for group in grouping.groups()
    ]


class Agglomeration:
    """Merges groups while the average log odds between the two best ones exceeds the threshold.

    Args:
        owners: by unit the id of its claim; units of one claim never come together.
        scores: log odds of the pairs that were compared.
        unseen: log odds of all other pairs.
        threshold: least average for a merge.
        ties: pairs that people joined, which are merged first whatever speaks against it, and units that they hold
            apart, which never come together.
    """

    def __init__(
        self,
        owners: Mapping[int, str],
        scores: Mapping[Pair, float],
        unseen: float,
        threshold: float,
        ties: Ties = NO_TIES,
    ) -> None:
        self.unseen, self.threshold, self.ties = unseen, threshold, ties
        self.members: dict[int, list[int]] = {i: [i] for i in owners}
        self.owners: dict[int, set[str]] = {i: {owner} for i, owner in owners.items()}
        self.totals: dict[int, Totals] = {i: {} for i in self.members}
        for (i, j), value in scores.items():
            self.totals[i][j] = self.totals[j][i] = (value, 1)
        self.foes: dict[int, set[int]] = {i: set(others) for i, others in ties.apart.items()}
        self.heap: list[tuple[float, int, int, int, int]] = []

    def groups(self) -> list[list[int]]:
        """Sorted members of each group, by their first member."""
        self._merge_tied()
        for i in self.members:
            self._push_all(i, after=i)
        while self.heap:
            _, i, j, size_i, size_j = heapq.heappop(self.heap)
            if self._current(i, size_i) and self._current(j, size_j):
                self._merge(i, j)
        return sorted(sorted(m) for m in self.members.values())

    def _merge_tied(self) -> None:
        home: dict[int, int] = {}
        for pair in self.ties.together:
            i, j = sorted(home.get(unit, unit) for unit in pair)
            if i != j:
                home.update(dict.fromkeys([*self.members[i], *self.members[j]], i))
                self._merge(i, j)

    def _current(self, i: int, size: int) -> bool:
        return i in self.members and len(self.members[i]) == size

    def _average(self, i: int, j: int) -> float:
        total, seen = self.totals[i][j]
        pairs = len(self.members[i]) * len(self.members[j])
        return (total + self.unseen * (pairs - seen)) / pairs

    def _push_all(self, i: int, after: int = -1) -> None:
        for j in self.totals[i]:
            if j > after:
                self._push(min(i, j), max(i, j))

    def _push(self, i: int, j: int) -> None:
        average = self._average(i, j)
        if average > self.threshold and self.owners[i].isdisjoint(self.owners[j]) and not self._held_apart(i, j):
            heapq.heappush(self.heap, (-round(average, 9), i, j, len(self.members[i]), len(self.members[j])))

    def _held_apart(self, i: int, j: int) -> bool:
        return i in self.foes and not self.foes[i].isdisjoint(self.members[j])

    def _merge(self, i: int, j: int) -> None:
        self.members[i] += self.members.pop(j)
        self.owners[i] |= self.owners.pop(j)
        if j in self.foes:
            self.foes.setdefault(i, set()).update(self.foes.pop(j))
        ours, theirs = self.totals[i], self.totals.pop(j)
        ours.pop(j, None)
        for k, (total, seen) in theirs.items():
            if k == i:
                continue
            known = ours.get(k, (0.0, 0))
            ours[k] = self.totals[k][i] = (known[0] + total, known[1] + seen)
            del self.totals[k][j]
        self._push_all(i)


def tree_of_links(
    group: Iterable[int],
    scores: Mapping[Pair, float],
    neighbours: Mapping[int, list[int]],
    together: Iterable[Pair] = (),
    threshold: float = 0.0,
) -> list[Pair]:
    """The links that hold a group together: the strongest, below the threshold first those that people made.

    One fewer than members where all were compared.
    """
    inside = set(group)
    tied = {(-threshold, i, j) for i, j in together if i in inside and j in inside}
    ranked = sorted(
        tied | {(-scores[i, j], i, j) for i in inside for j in neighbours.get(i, ()) if i < j and j in inside}
    )
    root = {i: i for i in inside}

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    kept: list[Pair] = []
    for _, i, j in ranked:
        a, b = find(i), find(j)
        if a != b:
            root[max(a, b)] = min(a, b)
            kept.append((i, j))
    return kept
