"""Groups of claims that tell the same event: average linkage, so that A like B like C is no proof for A and C."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence

from khabar.events.blocking import Pair
from khabar.events.constraining import Ties

NO_TIES = Ties()
Totals = dict[int, tuple[float, int]]


class Agglomeration:
    """Merges groups while the average log odds between the two best ones exceeds the threshold.

    Args:
        owners: for each unit the id of its claim; units of one claim never come together.
        scores: log odds of the pairs that were compared.
        unseen: log odds of all other pairs.
        threshold: least average for a merge.
        ties: pairs that people joined, which are merged first whatever speaks against it, and units that they hold
            apart, which never come together.
    """

    def __init__(
        self,
        owners: Sequence[str],
        scores: Mapping[Pair, float],
        unseen: float,
        threshold: float,
        ties: Ties = NO_TIES,
    ) -> None:
        self.unseen, self.threshold, self.ties = unseen, threshold, ties
        self.members: dict[int, list[int]] = {i: [i] for i in range(len(owners))}
        self.owners: dict[int, set[str]] = {i: {owner} for i, owner in enumerate(owners)}
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
