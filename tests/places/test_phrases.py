"""Phrases that put a place by others, read from the words alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.places import Toponym, recognise
from khabar.syntax import load_parser

Found = Callable[[str], list[Toponym]]


def named(toponyms: list[Toponym], name: str) -> Toponym:
    return next(t for t in toponyms if t.name == name)


@pytest.mark.parametrize(
    ("words", "km", "bearing"),
    [
        ("40 km northeast of", 40, 45),
        ("40 km Northeast of", 40, 45),
        ("15 kilometers south-west of", 15, 225),
        ("five kilometers to the west of", 5, 270),
        ("about 10 miles north of", 16.09, 0),
        ("some 800 metres east of", 0.8, 90),
        ("2,5 km north of", 2.5, 0),
        ("1,200 metres north of", 1.2, 0),
        ("3 km away from", 3, None),
        ("12 km from", 12, None),
        ("north of", None, 0),
        ("5 km north and west of", None, None),
        ("a few kilometers south of", None, 180),
    ],
)
def test_distance_and_bearing_are_read(found: Found, words: str, km: float | None, bearing: float | None) -> None:
    top = named(found(f"A convoy was hit {words} Zawra on Monday."), "Zawra")
    assert (top.offset_km, top.bearing, top.role, top.precision_hint) == (km, bearing, "near", 2)


def test_a_part_of_a_place_is_not_beside_it(found: Found) -> None:
    top = named(found("Shells fell in the east of Zawra."), "Zawra")
    assert (top.role, top.bearing, top.direction, top.offset_km) == ("at", None, "east", None)


def test_a_distance_from_the_town_named_before_is_read(found: Found) -> None:
    top = next(t for t in found("Guns fired on bunkers some 800 metres east of the village.") if t.generic)
    assert (top.offset_km, top.bearing, top.role) == (0.8, 90, "near")


@pytest.mark.parametrize(
    ("text", "kind", "noun", "size"),
    [
        ("Troops were ambushed between Zawra and Madaq.", "middle", None, 2),
        ("Troops were ambushed between the towns of Zawra and Madaq.", "middle", None, 2),
        ("Troops cut the supply route between Zawra and Madaq.", "middle", "route", 2),
        ("Troops fought in the triangle among Zawra, Madaq and Qusayr.", "middle", "triangle", 3),
        ("A mine exploded on the road from Zawra to Madaq.", "line", "road", 2),
        ("A mine exploded on the highway linking Zawra to Madaq.", "line", "highway", 2),
        ("A mine exploded on the road connecting the towns of Zawra and Madaq.", "line", "road", 2),
    ],
)
def test_ends_share_one_phrase(text: str, kind: str, noun: str | None, size: int) -> None:
    toponyms = recognise(load_parser()(text), known=lambda name: name in ("Zawra", "Madaq", "Qusayr"))
    members = [t for t in toponyms if t.phrase is not None]
    assert len(members) == size
    assert len({t.phrase for t in members}) == 1
    phrase = members[0].phrase
    assert phrase is not None
    assert (phrase.kind, phrase.noun, phrase.size, phrase.halfway) == (kind, noun, size, False)


def test_halfway_is_told_apart(found: Found) -> None:
    phrase = named(found("Shells fell halfway between Zawra and Madaq."), "Zawra").phrase
    assert phrase is not None
    assert phrase.halfway


@pytest.mark.parametrize(
    "text",
    [
        "Families fled from Zawra to Madaq.",
        "Troops entered Zawra and Madaq.",
        "Talks between Russia and Turkey went on in Zawra.",
        "Between Zawra, the army fought in Madaq.",
    ],
)
def test_other_lists_are_no_phrases(found: Found, text: str) -> None:
    assert [t for t in found(text) if t.phrase is not None] == []


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("the Zawra-Madaq highway", ("Zawra", "Madaq")),
        ("the Zawra–Al Madaq road", ("Zawra", "Al Madaq")),
        ("the al-Zawra-Madaq road", ("al-Zawra", "Madaq")),
        ("the Tell-al-Zawra–Madaq road", ("Tell-al-Zawra", "Madaq")),
        ("the Zawra-Madaq-Qusayr triangle", ("Zawra", "Madaq", "Qusayr")),
        ("the al-Zawra road", ()),
        ("Zawra-Madaq", ()),
    ],
)
def test_the_name_of_a_road_is_split_into_its_ends(found: Found, words: str, ends: tuple[str, ...]) -> None:
    assert next(t for t in found(f"A mine exploded on {words} on Monday.") if not t.generic).ends == ends


def test_what_lies_at_a_distance_from_another_knows_it(found: Found) -> None:
    toponyms = found("Troops attacked in Qusayr village, some 40 km northeast of Zawra city.")
    assert named(toponyms, "Qusayr").lies_off is named(toponyms, "Zawra")
    toponyms = found("Troops attacked in Qusayr after a march and 40 km northeast of Zawra.")
    assert named(toponyms, "Qusayr").lies_off is None
