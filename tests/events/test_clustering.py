"""Grouping in rounds gives what joining the best two, one after the other, gives."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from khabar.events.clustering import connected, grouped
from khabar.events.constraining import Ties
from khabar.events.knowledge import load_settings
from khabar.events.scoring import Scores

UNITS = 9
PAIRS = list(combinations(range(UNITS), 2))
drawn_scores = st.dictionaries(st.sampled_from(PAIRS), st.floats(-3.9, 8).map(lambda x: round(x, 3)), max_size=30)
drawn_claims = st.lists(st.booleans(), min_size=UNITS - 1, max_size=UNITS - 1)
Scored = dict[tuple[int, int], float]


def greedy(claims: list[int], scores: Scored, apart: set[tuple[int, int]]) -> list[list[int]]:
    """Average linkage as one would write it down."""
    known = load_settings()
    groups = [[unit] for unit in range(UNITS)]

    def average(x: list[int], y: list[int]) -> float:
        pairs = [(min(p), max(p)) for p in product(x, y)]
        if any(claims[i] == claims[j] or (i, j) in apart for i, j in pairs):
            return -99.0
        return round(sum(scores.get(p, known.unseen) for p in pairs) / len(pairs), 9)

    while len(groups) > 1:
        value, i, j = min((-average(x, y), x[0], y[0]) for x, y in combinations(groups, 2))
        if -value <= known.threshold:
            break
        x, y = (next(g for g in groups if g[0] == head) for head in (i, j))
        groups = sorted([*(g for g in groups if g not in (x, y)), sorted(x + y)])
    return groups


def as_scores(scores: Scored) -> Scores:
    i, j = np.array(sorted(scores), np.int64).reshape(-1, 2).T
    return Scores(i, j, np.array([scores[pair] for pair in sorted(scores)]))


@hypothesis_settings(max_examples=200, deadline=None)
@given(drawn_scores, drawn_claims, st.sets(st.sampled_from(PAIRS), max_size=3))
def test_rounds_give_what_one_after_the_other_gives(
    scores: Scored, new_claim: list[bool], apart: set[tuple[int, int]]
) -> None:
    claims = [0, *np.cumsum(new_claim).tolist()]
    held: dict[int, set[int]] = {}
    for i, j in apart:
        held.setdefault(i, set()).add(j)
        held.setdefault(j, set()).add(i)
    ties = Ties((), {i: frozenset(js) for i, js in held.items()})
    found = grouped(np.array(claims), as_scores(scores), load_settings(), ties)
    if len({*scores.values()}) == len(scores):
        assert [g.units for g in found] == greedy(claims, scores, apart)
    assert sorted(unit for g in found for unit in g.units) == list(range(UNITS))


def test_links_hold_each_group_together_by_its_strongest_pairs() -> None:
    scores = {(0, 1): 3.0, (1, 2): 2.0, (0, 2): 1.0, (3, 4): 5.0}
    first, second, *alone = grouped(np.arange(6), as_scores(scores), load_settings())
    assert (first.units, first.links) == ([0, 1, 2], [(0, 1), (1, 2)])
    assert (second.units, second.links) == ([3, 4], [(3, 4)])
    assert [g.units for g in alone] == [[5]]


def test_nothing_is_grouped_where_there_is_nothing() -> None:
    assert grouped(np.empty(0, np.int64), as_scores({}), load_settings()) == []


def test_connected_names_the_lowest_of_each_part() -> None:
    assert connected(6, np.array([4, 1, 2]), np.array([5, 2, 3])).tolist() == [0, 1, 1, 1, 4, 4]
