"""Counts of people and things: bounds and kinds."""

from __future__ import annotations

import pytest

from khabar.quantities import QuantityMention, find_quantities
from khabar.syntax import load_parser

Told = tuple[str | None, float | int | None, float | int | None]


def quantities(text: str) -> list[QuantityMention]:
    return find_quantities(load_parser()(text))


def told(text: str) -> list[Told]:
    return [(q.kind, q.min, q.max) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The shelling killed over 24 civilians and injured dozens more.", [("killed", 25, None), ("wounded", 20, 99)]),
        ("Killing five and wounding nine, the bomb tore through the market.", [("killed", 5, 5), ("wounded", 9, 9)]),
        ("The army shelled the hill, killing and wounding a number of militants.", [("casualties", 3, None)]),
        ("Two women and a man were injured.", [("wounded", 3, 3)]),
        ("One officer and six men were killed.", [("killed", 7, 7)]),
        ("A family of five was killed.", [("killed", 5, 5)]),
        ("Three civilians lost their lives.", [("killed", 3, 3)]),
        ("The attack caused the death of three people.", [("killed", 3, 3)]),
        ("The death toll rose to 24.", [("killed", 24, 24)]),
        ("No casualties were reported.", [("casualties", 0, 0)]),
        ("The bomb exploded without causing losses.", [("casualties", 0, 0)]),
        ("At least 18 fighters were killed and more than 70 injured.", [("killed", 18, None), ("wounded", 71, None)]),
        ("The hospital counted 205 dead and 913 wounded.", [("killed", 205, 205), ("wounded", 913, 913)]),
        ("Between 10 and 15 fighters were captured.", [("captured", 10, 15)]),
        ("Forty gunmen laid down their arms.", [("surrendered", 40, 40)]),
        ("Some 620 fighters left the town on buses.", [("evacuated", 558, 682)]),
        ("Nearly 3,500 civilians left.", [("displaced", 3150, 3500)]),
        ("About 400 families have returned.", [("returned", 360, 440)]),
        ("The army destroyed two vehicles and a tank.", [("destroyed", 2, 2), ("destroyed", 1, 1)]),
        ("Gunners fired over 600 mortar shells at the town.", [("munitions", 601, None)]),
        ("The army won control over 56 districts.", [("places", 56, 56)]),
        ("They hold at least 85 percent of the city.", [("share", 0.85, None)]),
        ("They lost less than 10% of the territory.", [("share", None, 0.1)]),
        ("The pocket is 12sq/km wide.", [("area_km2", 12, 12)]),
        ("About 2,000 soldiers were deployed along the border.", [("strength", 1800, 2200)]),
    ],
)
def test_kinds_and_bounds(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


def test_the_part_of_a_total_is_not_counted_again() -> None:
    assert told("Five civilians, including two children, were killed.") == [("killed", 5, 5)]


def test_soldiers_and_civilians_are_not_summed() -> None:
    assert told("The bomb killed 20 soldiers and eight civilians.") == [("killed", 20, 20), ("killed", 8, 8)]


@pytest.mark.parametrize(
    "text",
    [
        "Troops of the 58 Division advanced 20 km in three days.",
        "A 13-year-old boy spoke at 5 p.m. on 3 May 2016.",
        "The council passed Resolution 2254 in 2015.",
        "They carried T-55 tanks and 130 mm guns.",
        "The war has cost 20 million dollars.",
    ],
)
def test_numbers_that_count_nothing_of_an_event(text: str) -> None:
    assert quantities(text) == []


def test_offsets_point_at_the_words() -> None:
    text = "On Monday at least 17 soldiers were killed near the bridge."
    (found,) = quantities(text)
    assert found.text == text[found.start : found.end] == "at least 17 soldiers"
    assert load_parser()(text)[found.head].text == "soldiers"


def test_totals_of_a_longer_time_are_marked() -> None:
    (total,) = quantities("More than 700 fighters have died since the offensive began.")
    (single,) = quantities("Seven fighters died in the attack.")
    assert (total.cumulative, single.cumulative) == (True, False)


@pytest.mark.parametrize("side", ["terrorists", "rebels", "militants", "soldiers", "fighters"])
def test_the_word_for_a_side_changes_nothing(side: str) -> None:
    assert told(f"Some 30 {side} were killed and 12 {side} surrendered.") == [
        ("killed", 27, 33), ("surrendered", 12, 12)]  # fmt: skip
