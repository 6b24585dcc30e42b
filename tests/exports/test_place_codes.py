from __future__ import annotations

import pytest

from khabar.exports import acled_geo_precision, ucdp_where_prec
from khabar.records import Place


def a_place(kind: str, country: str | None = "SY") -> Place:
    return Place(name="X", kind=kind, admin1="Homs", country=country, lat=34.5, lon=37.5)


@pytest.mark.parametrize(
    ("kind", "precision", "acled", "ucdp"),
    [
        ("town", 1, 1, 1),
        ("quarter", 1, 1, 1),
        ("town", 2, 2, 2),
        ("district", 3, 2, 3),
        ("province", 4, 3, 4),
        ("region", 3, 2, 5),
        ("region", 5, 3, 5),
        ("country", 5, None, 6),
        ("road", 1, 1, 5),
        ("road", 2, 2, 2),
        ("road", 4, 3, 5),
        ("spot", 2, 2, 2),
        ("spot", 3, 2, 5),
        ("spot", 5, 3, 5),
        ("river", 1, 1, 5),
    ],
)
def test_codes_follow_from_kind_and_precision(kind: str, precision: int, acled: int | None, ucdp: int) -> None:
    place = a_place(kind)
    assert (acled_geo_precision(place, precision), ucdp_where_prec(place, precision)) == (acled, ucdp)


def test_a_sea_is_of_no_country() -> None:
    assert ucdp_where_prec(a_place("sea", None), 5) == 7


def test_nothing_known_has_no_code() -> None:
    assert acled_geo_precision(None, 1) is ucdp_where_prec(None, 1) is None
    assert acled_geo_precision(a_place("town"), None) is ucdp_where_prec(a_place("town"), None) is None


def test_a_name_without_a_point_is_as_fine_as_its_area() -> None:
    village = Place(name="X", kind="village", admin1="Homs", country="SY")
    assert (acled_geo_precision(village, 1), ucdp_where_prec(village, 1)) == (3, 4)
    lost = Place(name="X", country="SY")
    assert (acled_geo_precision(lost, 1), ucdp_where_prec(lost, 1)) == (None, 6)
