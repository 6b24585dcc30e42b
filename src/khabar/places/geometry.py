"""Points that are put by other points: at a distance and bearing, in the middle of several. Degrees are WGS 84."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

Point = tuple[float, float]
"""Latitude and longitude, degrees."""

EARTH_RADIUS_KM = 6371.0
NEAR_KM, DISTRICT_KM, PROVINCE_KM = 25.0, 50.0, 100.0
_LEAST_REACH_KM = 1.0
_OFF_BEARING = 22.5
"""Degrees that a bearing told as one of eight winds may be off."""


def kilometres(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Great-circle distance."""
    a, b = radians(lat), radians(lat2)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon2 - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


def displaced(start: Point, km: float, bearing: float) -> Point:
    """The point ``km`` away from ``start``; ``bearing`` in degrees, clockwise from north."""
    lat, lon, angle, way = radians(start[0]), radians(start[1]), km / EARTH_RADIUS_KM, radians(bearing)
    end = asin(sin(lat) * cos(angle) + cos(lat) * sin(angle) * cos(way))
    turned = atan2(sin(way) * sin(angle) * cos(lat), cos(angle) - sin(lat) * sin(end))
    return _rounded(degrees(end), degrees(lon + turned))


def middle(points: Sequence[Point]) -> Point:
    """The point in the middle of one or more points, on the sphere."""
    x = sum(cos(radians(lat)) * cos(radians(lon)) for lat, lon in points)
    y = sum(cos(radians(lat)) * sin(radians(lon)) for lat, lon in points)
    z = sum(sin(radians(lat)) for lat, _ in points)
    return _rounded(degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x)))


def reach_of_offset(km: float) -> float:
    """How far off (km) a point may be that is told by distance and one of eight winds: the farther, the more."""
    return max(_LEAST_REACH_KM, 2 * km * sin(radians(_OFF_BEARING) / 2))


def reach_of_middle(centre: Point, ends: Sequence[Point], vague: Sequence[float], *, halfway: bool = False) -> float:
    """How far (km) from ``centre`` a place between ``ends`` may be: as far as they; half of that where told halfway.

    Args:
        vague: for each end, how far (km) it may itself be from its point.
    """
    farthest = max(
        kilometres(*centre, *end) * (0.5 if halfway else 1.0) + km for end, km in zip(ends, vague, strict=True)
    )
    return max(_LEAST_REACH_KM, farthest)


def precision_of_reach(km: float) -> int:
    """The record's precision of a point that may be ``km`` off.

    2 within 25 km, as "near" is read by UCDP; 3 within 50 km, as in a district; 4 within 100 km, as in a province;
    else 5. Never 1: nobody named the place itself.
    """
    return 2 if km <= NEAR_KM else 3 if km <= DISTRICT_KM else 4 if km <= PROVINCE_KM else 5


def _rounded(lat: float, lon: float) -> Point:
    return round(lat, 4), round((lon + 180) % 360 - 180, 4)
