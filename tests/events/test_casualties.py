"""Deaths by side; totals are not added to what they include."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from khabar.events.casualties import deaths_of
from khabar.records import FigureRange

A, B = {"government"}, {"opposition"}


def killed(low: int, best: int, high: int | None, of: str | None = None, claim: str = "c") -> FigureRange:
    return FigureRange(kind="killed", of=of, low=low, best=best, high=high, claims={str(best): [claim]})


def test_parts_are_summed_by_side_with_their_claims() -> None:
    figures = [
        killed(1, 2, 3, "government", "g"),
        killed(4, 5, 6, "opposition", "o"),
        killed(7, 7, 9, "civilians", "v"),
    ]
    found = deaths_of(figures, A, B)
    assert [(t.low, t.best, t.high) for t in (found.a, found.b, found.civilians)] == [(1, 2, 3), (4, 5, 6), (7, 7, 9)]
    assert (found.total.low, found.total.best, found.total.high) == (12, 14, 18)
    assert (found.a.claims, found.total.claims, found.unknown.told) == (["g"], ["g", "o", "v"], False)


def test_a_total_includes_its_parts() -> None:
    found = deaths_of([killed(20, 20, 24), killed(5, 5, 5, "civilians")], A, B)
    assert (found.total.low, found.total.best, found.total.high) == (20, 20, 24)
    assert (found.civilians.best, found.unknown.best) == (5, 15)


def test_parts_that_exceed_the_total_stand() -> None:
    found = deaths_of([killed(10, 10, 10), killed(12, 12, 14, "government")], A, B)
    assert (found.total.low, found.total.best, found.total.high) == (10, 12, 14)
    assert found.unknown.best == 0


def test_totals_in_other_words_are_not_added() -> None:
    found = deaths_of([killed(10, 10, 12), killed(11, 11, 15, "people")], A, B)
    assert (found.total.low, found.total.high) == (10, 15)
    assert found.total.best in (10, 11)


def test_others_are_of_unknown_side_and_wounded_are_no_deaths() -> None:
    hurt = FigureRange(kind="casualties", low=50, best=50, high=50)
    found = deaths_of([killed(3, 3, 4, "isil"), hurt], A, B)
    assert (found.unknown.low, found.unknown.best, found.unknown.high, found.total.best) == (3, 3, 4, 3)
    assert not deaths_of([hurt], A, B).total.told


def test_an_open_bound_is_the_best_told() -> None:
    assert deaths_of([killed(4, 4, None, "civilians")], A, B).total.high == 4


NUMBERS = st.lists(st.integers(0, 500), min_size=3, max_size=3).map(sorted)
OF = st.sampled_from([None, "people", "civilians", "government", "opposition", "isil"])


@given(st.lists(st.tuples(NUMBERS, OF), max_size=6))
def test_the_four_sum_up_to_the_total(told: list[tuple[list[int], str | None]]) -> None:
    found = deaths_of([killed(n[0], n[1], n[2], of) for n, of in told], A, B)
    assert found.a.best + found.b.best + found.civilians.best + found.unknown.best == found.total.best
    for toll in (found.a, found.b, found.civilians, found.unknown, found.total):
        assert 0 <= toll.low <= toll.best <= toll.high
