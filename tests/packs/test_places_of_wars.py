"""The general pack's places of wars: each lies in its country, and is told apart from the others."""

from __future__ import annotations

import pytest

from khabar.places.knowledge import pack_rows, provinces

MARGIN = 3.5  # degrees beyond the boxes of the provinces, which are those of their towns where no borders are at hand


def rows() -> list[dict[str, str]]:
    return list(pack_rows("general", "places.csv"))


def is_near(row: dict[str, str], box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    lat, lon = float(row["lat"]), float(row["lon"])
    return west - MARGIN <= lon <= east + MARGIN and south - MARGIN <= lat <= north + MARGIN


def test_every_place_lies_in_its_country() -> None:
    boxes: dict[str, list[tuple[float, float, float, float]]] = {}
    for province in provinces():
        boxes.setdefault(province.country, []).append(province.box)
    known = [row for row in rows() if row["country"] in boxes]
    assert len(known) > 4000
    assert [row["id"] for row in known if not any(is_near(row, box) for box in boxes[row["country"]])] == []


def test_no_place_stands_twice() -> None:
    seen = [(row["country"], row["name"], row["kind"], row["admin1"]) for row in rows()]
    assert sorted({s for s in seen if seen.count(s) > 1}) == []


@pytest.mark.parametrize("column", ["name", "kind", "country", "lat", "lon", "basis"])
def test_every_row_is_whole(column: str) -> None:
    assert [row["id"] for row in rows() if not row[column]] == []
