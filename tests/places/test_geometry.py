from __future__ import annotations

import pytest

from khabar.places.geometry import (
    Point,
    displaced,
    kilometres,
    middle,
    precision_of_reach,
    reach_of_middle,
    reach_of_offset,
)

BEARINGS = [0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0]


@pytest.mark.parametrize("bearing", BEARINGS)
@pytest.mark.parametrize("start", [(35.0, 38.0), (-33.9, 18.4), (64.1, -21.9), (0.0, 179.9)])
def test_a_displaced_point_lies_as_far_away_as_told(start: Point, bearing: float) -> None:
    assert kilometres(*start, *displaced(start, 40, bearing)) == pytest.approx(40, abs=0.1)


@pytest.mark.parametrize(
    ("bearing", "north", "east"),
    [(0, 1, 0), (45, 1, 1), (90, 0, 1), (135, -1, 1), (180, -1, 0), (225, -1, -1), (270, 0, -1)],
)
def test_bearings_run_clockwise_from_north(bearing: float, north: int, east: int) -> None:
    lat, lon = displaced((35.0, 38.0), 40, bearing)
    assert (round((lat - 35) / 0.2), round((lon - 38) / 0.25)) in [
        (n, e) for n in (north, 2 * north) for e in (east, 2 * east)
    ]


def test_a_degree_of_latitude_is_111_km() -> None:
    assert displaced((35.0, 38.0), 111.19, 0) == (36.0, 38.0)


def test_points_beyond_the_date_line_stay_within_180_degrees() -> None:
    assert displaced((0.0, 179.9), 40, 90)[1] == pytest.approx(-179.74, abs=0.01)
    assert middle([(0.0, 179.0), (0.0, -179.0)]) == (0.0, -180.0)


def test_the_middle_is_as_far_from_both_ends() -> None:
    homs, tadmur = (34.724, 36.726), (34.561, 38.28)
    centre = middle([homs, tadmur])
    assert kilometres(*centre, *homs) == pytest.approx(kilometres(*centre, *tadmur), abs=0.1)
    assert kilometres(*centre, *homs) == pytest.approx(kilometres(*homs, *tadmur) / 2, abs=0.1)


def test_the_middle_of_one_point_is_the_point() -> None:
    assert middle([(34.5, 38.25)]) == (34.5, 38.25)


def test_how_far_off_grows_with_the_distance_told() -> None:
    assert reach_of_offset(0.5) == 1
    assert 15 < reach_of_offset(40) < 16
    assert reach_of_offset(140) > 50


def test_how_far_off_the_middle_is() -> None:
    ends = [(34.0, 38.0), (35.0, 38.0)]
    assert reach_of_middle((34.5, 38.0), ends, [0, 0]) == pytest.approx(55.6, abs=0.1)
    assert reach_of_middle((34.5, 38.0), ends, [0, 0], halfway=True) == pytest.approx(27.8, abs=0.1)
    assert reach_of_middle((34.5, 38.0), ends, [50, 0]) == pytest.approx(105.6, abs=0.1)


@pytest.mark.parametrize(("km", "precision"), [(1, 2), (25, 2), (26, 3), (50, 3), (51, 4), (100, 4), (101, 5)])
def test_precision_follows_from_how_far_off_a_point_may_be(km: float, precision: int) -> None:
    assert precision_of_reach(km) == precision
