"""Numbers in words and digits, and what the words around them make of the bounds."""

from __future__ import annotations

import pytest

from khabar.quantities.numerals import bounded, read_numeral, words_before


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("3,500 people", 3500, 3500),
        ("twenty - four men", 24, 24),
        ("two hundred and fifty men", 250, 250),
        ("1.5 million people", 1500000, 1500000),
        ("a dozen men", 12, 12),
        ("half a dozen men", 6, 6),
        ("two dozen men", 24, 24),
        ("10 - 15 men", 10, 15),
        ("five to seven men", 5, 7),
        ("dozens of men", 20, 99),
        ("tens of thousands of men", 20000, 99999),
        ("hundreds of thousands of men", 200000, 999999),
        ("several men", 3, None),
        ("a large number of men", 3, None),
        ("a few dozen men", 20, 99),
        ("a couple of men", 2, 3),
        ("500 hundred injured", 500, 500),
        ("no casualties", 0, 0),
        ("not a single man", 0, 0),
        ("three quarters of the town", 0.75, 0.75),
        ("a quarter of a million people", 250000, 250000),
    ],
)
def test_bounds(words: str, low: float | None, high: float | None) -> None:
    numeral = read_numeral(words.split(), 0)
    assert numeral is not None
    assert (numeral.min, numeral.max) == (low, high)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("at least 24", 24, None),
        ("more than 24", 25, None),
        ("no fewer than 586", 586, None),
        ("as many as 30", None, 30),
        ("fewer than 10", None, 9),
        ("nearly 3,500", 3150, 3500),
        ("about 150", 135, 165),
        ("around two dozen", 20, 28),
        ("nearly a dozen", 10, 12),
        ("a further 22", 22, 22),
        ("control over 56", 56, 56),
    ],
)
def test_words_before_a_number_shift_its_bounds(words: str, low: int | None, high: int | None) -> None:
    tokens = words.split()
    for i in range(len(tokens)):
        numeral = read_numeral(tokens, i)
        if numeral is not None and numeral.end == len(tokens) and numeral.form == "number":
            break
    assert numeral is not None
    for effect in words_before(tokens, numeral.start)[1]:
        numeral = bounded(numeral, effect)
    assert (numeral.min, numeral.max) == (low, high)


def test_no_more_is_no_number() -> None:
    assert read_numeral(["no", "more", "than"], 0) is None
