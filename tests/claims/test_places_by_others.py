"""Places of claims that are put by other places keep the words and places that are named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.records import Claim

Read = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "named", "point"),
    [
        ("Rebels ambushed Syrian soldiers between Homs and Hama.", ["Homs", "Hama"], "between Homs and Ḩamāh"),
        (
            "A mine exploded on the highway between Homs and Hama in Syria.",
            ["Homs", "Hama"],
            "highway between Homs and Ḩamāh",
        ),
        ("A mine exploded on the road from Homs to Hama in Syria.", ["Homs", "Hama"], "road between Homs and Ḩamāh"),
        (
            "Syrian jets struck a truck 15 km south-west of Deir Ezzor.",
            ["Deir Ezzor"],
            "15 km southwest of Deir ez-Zor",
        ),
        ("Syrian jets struck a truck north of Hama.", ["Hama"], None),
    ],
)
def test_the_named_places_stand_with_the_point(read: Read, text: str, named: list[str], point: str | None) -> None:
    (claim,) = read(text)
    assert [p.text for p in claim.places] == named
    assert {p.point.name if p.point else None for p in claim.places} == {point}
    assert all(p.place is not None and p.place.kind in ("city", "town") for p in claim.places)


def test_the_town_named_before_lends_no_point(read: Read) -> None:
    text = "Syrian jets struck a truck 15 km north of Hama. On Monday rebels shelled the city."
    last = read(text)[-1].places
    assert [(p.text, p.point, p.precision) for p in last] == [("Hama", None, 1)]


def test_a_distance_from_the_town_named_before_makes_a_point(read: Read) -> None:
    text = "The Syrian army entered Hama on Monday. Jets struck a convoy 8 km east of the city."
    (place,) = read(text)[-1].places
    assert place.point is not None
    assert (place.text, place.role, place.point.name) == ("Hama", "near", "8 km east of Ḩamāh")
