from __future__ import annotations

import pytest

from khabar.places import Resolution
from khabar.places.geometry import kilometres
from khabar.places.spots import middle_place, offset_place, point_of
from khabar.records import Place
from tests.places.conftest import Resolve

HOMS = Place(id="h", name="Homs", kind="city", admin1="Homs", country="SY", lat=34.724, lon=36.726)
TADMUR = Place(id="t", name="Tadmur", kind="town", admin1="Homs", country="SY", lat=34.561, lon=38.28)
PARIS = Place(id="p", name="Paris", kind="city", admin1="Île-de-France", country="FR", lat=48.85, lon=2.35)


def pointed(resolution: Resolution) -> tuple[str | None, int]:
    return (resolution.point.name if resolution.point else None), resolution.precision


def test_a_place_at_a_distance_keeps_what_is_known_of_the_area() -> None:
    spot = offset_place(HOMS, 12.06, 45)
    assert (spot.id, spot.name, spot.kind, spot.country) == (
        "h/12.1km-northeast",
        "12.1 km northeast of Homs",
        "spot",
        "SY",
    )
    assert spot.admin1 == "Homs"


def test_a_point_beyond_the_province_is_not_put_in_it() -> None:
    assert offset_place(HOMS, 150, 0).admin1 != "Homs"


def test_the_middle_says_how_far_apart_its_ends_are() -> None:
    made = middle_place([HOMS, TADMUR], [1, 1], "Homs-Palmyra highway", "road")
    assert made is not None
    place, precision, reason = made
    assert (place.id, place.kind, place.admin1, precision) == ("h|t", "road", "Homs", 4)
    assert reason == "in the middle of Homs and Tadmur, 143 km apart"


@pytest.mark.parametrize("ends", [[HOMS, PARIS], [HOMS, HOMS]])
def test_ends_that_are_one_or_too_far_apart_tell_no_point(ends: list[Place]) -> None:
    assert middle_place(ends, [1, 1], "between", "spot") is None


def test_a_distance_and_a_bearing_make_a_point(resolve: Resolve) -> None:
    found = resolve("A Syrian convoy was hit 40 km Northeast of Sweida.")["Sweida"]
    assert pointed(found) == ("40 km northeast of As-Suwayda", 2)
    assert found.place is not None
    assert found.place.name == "As-Suwayda"
    assert "the point lies 40 km northeast" in found.reason


def test_without_distance_or_direction_there_is_no_point_but_a_reason(resolve: Resolve) -> None:
    north = resolve("The Syrian army shelled rebels North of Souran in Hama province.")["Souran"]
    assert pointed(north) == (None, 2)
    assert "north of it, how far is not told" in north.reason
    near = resolve("The Syrian army stands 60 km from Homs.")["Homs"]
    assert pointed(near) == (None, 4)
    assert "the direction is not told" in near.reason


def test_a_part_is_named_in_the_reason(resolve: Resolve) -> None:
    found = resolve("ISIL was driven from the Eastern parts of Tadmur in Syria.")["Tadmur"]
    assert pointed(found) == (None, 1)
    assert "its eastern part" in found.reason


def test_both_ends_have_the_point_between_them(resolve: Resolve) -> None:
    found = resolve("The Syrian army cut the route between al-Shifouniyeh and Autaya in Eastern Ghouta.")
    assert found["al-Shifouniyeh"].point == found["Autaya"].point
    assert pointed(found["Autaya"]) == ("route between al-Shifuniyah and Utaya", 2)
    assert found["al-Shifouniyeh"].place != found["Autaya"].place


def test_long_stretches_are_told_less_finely(resolve: Resolve) -> None:
    whole = resolve("Syrian soldiers were ambushed between Homs and Palmyra.")["Palmyra"]
    half = resolve("Syrian soldiers were ambushed halfway between Homs and Palmyra.")["Palmyra"]
    assert (whole.precision, half.precision) == (4, 3)


def test_an_end_that_is_not_known_leaves_the_other_near(resolve: Resolve) -> None:
    found = resolve("Syrian soldiers were ambushed between Homs and Zulmatanabad.")
    assert found["Homs"].point is found["Zulmatanabad"].point is None
    assert found["Homs"].precision == 2
    assert "the other is not known" in found["Homs"].reason


def test_a_triangle_has_its_point_in_the_middle(resolve: Resolve) -> None:
    found = resolve("Clashes broke out in the triangle among Damascus, Quneitra and Dara'a in Syria.")
    points = {r.point for r in (found["Damascus"], found["Quneitra"], found["Dara'a"])}
    assert len(points) == 1
    point = point_of(points.pop())
    assert point is not None
    assert kilometres(*point, 33.06, 36.1) < 10


@pytest.mark.parametrize(
    ("words", "name", "centre", "precision"),
    [
        ("the Idlib-Saraqib Road in Syria", "Idlib-Saraqib Road", (35.9, 36.72), 2),
        ("the Homs-Palmyra highway in Syria", "Homs-Palmyra highway", (34.64, 37.5), 4),
        ("the Tikrit–Al Alam road in Iraq", "Tikrit–Al Alam road", (34.65, 43.69), 2),
    ],
)
def test_a_road_lies_in_the_middle_of_its_ends(
    resolve: Resolve, words: str, name: str, centre: tuple[float, float], precision: int
) -> None:
    found = resolve(f"A mine exploded on {words}.")[name]
    point = point_of(found.place)
    assert point is not None
    assert kilometres(*point, *centre) < 5
    assert (found.place.kind if found.place else None, found.precision) == ("road", precision)


def test_a_road_with_one_known_end_has_no_point(resolve: Resolve) -> None:
    found = resolve("A mine exploded on the Homs-Zulmatanabad highway in Syria.")["Homs-Zulmatanabad highway"]
    assert found.place is not None
    assert (found.place.lat, found.place.admin1) == (None, "Homs")
    assert "only Homs can be placed" in found.reason


def test_of_several_places_of_a_name_the_one_at_the_distance_told_is_meant(resolve: Resolve) -> None:
    found = resolve("The Syrian army struck al-Qassr village, some 40 km Northeast of Sweida city.")["al-Qassr village"]
    assert found.point is not None
    assert (found.point.name, found.point.country) == ("al-Qassr", "SY")
    assert "told to lie 40 km northeast of As-Suwayda" in found.reason


@pytest.mark.parametrize(
    ("words", "name", "part", "precision"),
    [
        ("in northern Hama province", "northern Hama province", (35.5, 37.2), 3),
        ("in the western countryside of Aleppo", "Aleppo", (36.2, 37.0), 2),
        ("in the southern Aleppo countryside", "southern Aleppo countryside", (36.07, 37.16), 2),
        ("in the eastern countryside of Homs", "Homs", (34.72, 36.89), 2),
    ],
)
def test_parts_of_areas_have_points_away_from_the_middle(
    resolve: Resolve, words: str, name: str, part: tuple[float, float], precision: int
) -> None:
    found = resolve(f"Syrian soldiers were ambushed {words}.")[name]
    point = point_of(found.point)
    assert point is not None
    assert kilometres(*point, *part) < 10
    assert found.precision == precision


@pytest.mark.parametrize(
    ("words", "name", "point"),
    [
        ("on the road to Palmyra", "Palmyra", None),
        ("on the Aleppo highway", "Aleppo highway", None),
        ("on the Aleppo highway near Idlib", "Aleppo highway", "Aleppo highway near Idlib"),
        ("on the road to Palmyra, near Homs", "Palmyra", "road to Tadmur near Homs"),
    ],
)
def test_a_road_with_one_end_is_near_it_or_what_is_named_beside_it(
    resolve: Resolve, words: str, name: str, point: str | None
) -> None:
    found = resolve(f"Syrian soldiers were ambushed {words} on Monday.")[name]
    assert pointed(found) == (point, 2)
    assert "a road that leads to it" in found.reason


def test_a_front_lies_between_its_ends(resolve: Resolve) -> None:
    found = resolve("Ukrainian troops held the Bakhmut–Soledar front.")["Bakhmut–Soledar front"]
    point = point_of(found.place)
    assert point is not None
    assert kilometres(*point, 48.64, 38.03) < 3
