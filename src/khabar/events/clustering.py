"""Groups of claims that tell the same event: average linkage, so that A like B like C is no proof for A and C.

Groups join that are each other's best, round by round: what two groups have with a third is never better than the
better of both had it, so this gives what joining the best two of all, one after the other, would give. For the same
reason a group that nothing exceeds the threshold with is done, and its pairs are dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from khabar.events.constraining import Pair, Ties
from khabar.events.knowledge import LinkSettings
from khabar.events.ragged import Bools, Floats, Ints
from khabar.events.scoring import Scores

NO_TIES = Ties()


@dataclass(frozen=True, slots=True)
class Group:
    """Units that tell one event, sorted, and the links that hold them together; ``tied``: those that people made."""

    units: list[int]
    links: list[Pair]
    tied: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class _Edges:
    """Pairs of groups: the sum of their log odds, how many pairs of units it is of, and whether they may join."""

    i: Ints
    j: Ints
    total: Floats
    seen: Ints
    barred: Bools

    def only(self, kept: Bools) -> _Edges:
        return _Edges(self.i[kept], self.j[kept], self.total[kept], self.seen[kept], self.barred[kept])


def grouped(claims: Ints, scores: Scores, settings: LinkSettings, ties: Ties = NO_TIES) -> list[Group]:
    """Groups of all units, by their first unit.

    Groups join while the average log odds between them exceeds the threshold; pairs without a score count as unseen.

    Args:
        claims: for each unit the number of its claim, ascending; units of one claim never come together.
        ties: pairs that people joined, which are joined first whatever speaks against it, and units that they hold
            apart, which never come together.
    """
    home = connected(len(claims), *_columns(ties.together))
    edges = _merged(_with_bars(scores, claims, ties), home)
    size = np.bincount(home, minlength=len(home))
    while len(edges.i):
        average = (edges.total + settings.unseen * (size[edges.i] * size[edges.j] - edges.seen)) / (
            size[edges.i] * size[edges.j]
        )
        open_ = (average > settings.threshold) & ~edges.barred
        unfinished = np.zeros(len(home), np.bool_)
        unfinished[edges.i[open_]] = unfinished[edges.j[open_]] = True
        kept = unfinished[edges.i] & unfinished[edges.j]
        i, j = _each_others_best(edges.i[open_], edges.j[open_], average[open_], len(home))
        into = np.arange(len(home))
        into[j] = i
        size[i] += size[j]
        home = into[home]
        edges = _merged(edges.only(kept), into)
    return _groups(home, scores, settings, ties)


def connected(count: int, i: Ints, j: Ints) -> Ints:
    """For each of ``count`` nodes the lowest one that edges ``i``-``j`` connect it with."""
    home = np.arange(count)
    while True:
        x, y = home[i], home[j]
        new = home.copy()
        np.minimum.at(new, x, np.minimum(x, y))
        np.minimum.at(new, y, np.minimum(x, y))
        while not np.array_equal(new, new[new]):
            new = new[new]
        if np.array_equal(new, home):
            return home
        home = new


def _columns(pairs: Sequence[Pair]) -> tuple[Ints, Ints]:
    i, j = np.array(pairs, np.int64).reshape(-1, 2).T
    return i, j


def _with_bars(scores: Scores, claims: Ints, ties: Ties) -> _Edges:
    """The scored pairs, and those that may never join: of one claim, or held apart."""
    barred = [(i, j) for i, others in ties.apart.items() for j in others if i < j]
    barred += _of_one_claim(claims)
    i, j = _columns(barred)
    return _Edges(
        np.concatenate([scores.i, i]),
        np.concatenate([scores.j, j]),
        np.concatenate([scores.value, np.zeros(len(i))]),
        np.concatenate([np.ones(len(scores), np.int64), np.zeros(len(i), np.int64)]),
        np.concatenate([np.zeros(len(scores), np.bool_), np.ones(len(i), np.bool_)]),
    )


def _of_one_claim(claims: Ints) -> Iterator[Pair]:
    starts = np.flatnonzero(np.diff(claims, prepend=-1))
    lengths = np.diff(np.append(starts, len(claims)))
    for start, length in zip(starts[lengths > 1].tolist(), lengths[lengths > 1].tolist(), strict=True):
        for i in range(start, start + length):
            yield from ((i, j) for j in range(i + 1, start + length))


def _merged(edges: _Edges, into: Ints) -> _Edges:
    """The pairs between the groups that groups went into, each once."""
    x, y = into[edges.i], into[edges.j]
    edges = replace(edges, i=np.minimum(x, y), j=np.maximum(x, y)).only(x != y)
    if not len(edges.i):
        return edges
    order = np.argsort(edges.i * len(into) + edges.j, kind="stable")
    i, j = edges.i[order], edges.j[order]
    first = np.flatnonzero((np.diff(i, prepend=-1) != 0) | (np.diff(j, prepend=-1) != 0))
    return _Edges(
        i[first],
        j[first],
        np.add.reduceat(edges.total[order], first),
        np.add.reduceat(edges.seen[order], first),
        np.logical_or.reduceat(edges.barred[order], first),
    )


def _each_others_best(i: Ints, j: Ints, average: Floats, count: int) -> tuple[Ints, Ints]:
    """The pairs of which each is the other's best; the lower number decides between equals."""
    order = np.lexsort((j, i, -np.round(average, 9)))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    best = np.full(count, len(order))
    np.minimum.at(best, i, rank)
    np.minimum.at(best, j, rank)
    both = (best[i] == rank) & (best[j] == rank)
    return i[both], j[both]


def _groups(home: Ints, scores: Scores, settings: LinkSettings, ties: Ties) -> list[Group]:
    if not len(home):
        return []
    order = np.argsort(home, kind="stable")
    heads, starts = np.unique(home[order], return_index=True)
    links: dict[int, list[Pair]] = {}
    for i, j in _holding(home, scores, settings.threshold, ties.together):
        links.setdefault(int(home[i]), []).append((i, j))
    tied: dict[int, set[Pair]] = {}
    for pair in ties.together:
        tied.setdefault(int(home[pair[0]]), set()).add(pair)
    return [
        Group(units.tolist(), links.get(head, []), frozenset(tied.get(head, ())))
        for head, units in zip(heads.tolist(), np.split(order, starts[1:]), strict=True)
    ]


def _holding(home: Ints, scores: Scores, threshold: float, together: Sequence[Pair]) -> Iterator[Pair]:
    """The links that hold groups together: the strongest, below the threshold first those that people made.

    One fewer than members where all were compared.
    """
    inside = scores.only(home[scores.i] == home[scores.j])
    i, j = _columns(together)
    i, j = np.concatenate([inside.i, i]), np.concatenate([inside.j, j])
    order = np.lexsort((j, i, -np.concatenate([inside.value, np.full(len(together), threshold)])))
    root = list(range(len(home)))

    def find(unit: int) -> int:
        while root[unit] != unit:
            root[unit] = unit = root[root[unit]]
        return unit

    for a, b in zip(i[order].tolist(), j[order].tolist(), strict=True):
        x, y = find(a), find(b)
        if x != y:
            root[max(x, y)] = min(x, y)
            yield a, b
