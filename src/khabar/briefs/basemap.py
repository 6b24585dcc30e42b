"""Country borders and provinces as SVG paths for the part of the world that a brief is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import cos, radians

import msgspec

from khabar.briefs.names import same_name

WIDTH, HEIGHT = 1000.0, 620.0
LEAST_SPAN = 0.7
MARGIN = 0.14
FINEST_STEP = 0.9
Point = tuple[float, float]


class Country(msgspec.Struct, frozen=True):
    name: str
    rings: list[list[int]]


class ProvinceShape(msgspec.Struct, frozen=True):
    name: str
    other_names: list[str]
    country: str
    lat: float
    lon: float
    rings: list[list[int]]


class Basemap(msgspec.Struct, frozen=True):
    notice: str
    countries: list[Country]
    provinces: list[ProvinceShape]


@lru_cache(maxsize=64)
def province_names(name: str) -> tuple[str, ...]:
    """All names of the provinces that may be called ``name`` (``Halab``: also ``Aleppo``)."""
    shapes = ((s.name, *s.other_names) for s in load_basemap().provinces)
    return tuple(dict.fromkeys(n for names in shapes if any(same_name(name, n) for n in names) for n in names))


@lru_cache(maxsize=1)
def load_basemap() -> Basemap:
    """The shipped map (tools/build_basemap.py makes it)."""
    source = files("khabar.briefs").joinpath("data", "basemap.json")
    return msgspec.json.decode(source.read_bytes(), type=Basemap)


def province_point(name: str | None, country: str | None) -> Point | None:
    """Longitude and latitude of a province's label; null when the shipped map does not have it."""
    if not name:
        return None
    for shape in load_basemap().provinces:
        if country in (None, shape.country) and any(same_name(name, n) for n in (shape.name, *shape.other_names)):
            return shape.lon, shape.lat
    return None


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the world that fills the picture, equirectangular with true scale at its middle latitude."""

    west: float
    north: float
    per_degree: float
    squeeze: float

    @classmethod
    def around(cls, points: Sequence[Point]) -> Frame:
        """The smallest frame of the picture's shape that shows all points with a margin."""
        lons, lats = [p[0] for p in points], [p[1] for p in points]
        middle_lon, middle_lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
        squeeze = max(0.2, cos(radians(middle_lat)))
        wide = max(LEAST_SPAN, (max(lons) - min(lons)) * squeeze) * (1 + 2 * MARGIN)
        high = max(LEAST_SPAN * HEIGHT / WIDTH, max(lats) - min(lats)) * (1 + 2 * MARGIN)
        per_degree = min(WIDTH / wide, HEIGHT / high)
        return cls(
            middle_lon - WIDTH / per_degree / squeeze / 2, middle_lat + HEIGHT / per_degree / 2, per_degree, squeeze
        )

    def xy(self, lon: float, lat: float) -> Point:
        """Position in the picture."""
        return (lon - self.west) * self.squeeze * self.per_degree, (self.north - lat) * self.per_degree


def country_paths(frame: Frame) -> list[tuple[str, str]]:
    """Name and path of every country in or near the frame."""
    paths = ((c.name, _path(c.rings, frame)) for c in load_basemap().countries)
    return [(name, path) for name, path in paths if path]


def province_paths(frame: Frame) -> list[tuple[str, str, Point]]:
    """Name, path and label position of every province in or near the frame."""
    shapes = ((p, _path(p.rings, frame)) for p in load_basemap().provinces)
    return [(p.name, path, frame.xy(p.lon, p.lat)) for p, path in shapes if path]


def _path(rings: Iterable[Sequence[int]], frame: Frame) -> str:
    parts = []
    for ring in rings:
        points = _thinned(_clipped([frame.xy(lon, lat) for lon, lat in _unpacked(ring)]))
        if len(points) > 2:
            parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z")
    return "".join(parts)


def _unpacked(ring: Sequence[int]) -> Iterable[Point]:
    lon = lat = 0
    for n in range(0, len(ring), 2):
        lon, lat = lon + ring[n], lat + ring[n + 1]
        yield lon / 100, lat / 100


def _clipped(points: list[Point]) -> list[Point]:
    """Sutherland and Hodgman's clipping to one picture's width and height on all sides."""
    for axis, limit, sign in ((0, -WIDTH, 1), (0, 2 * WIDTH, -1), (1, -HEIGHT, 1), (1, 2 * HEIGHT, -1)):
        if all((p[axis] - limit) * sign >= 0 for p in points):
            continue
        points = _clipped_at(points, axis, limit, sign)
    return points


def _clipped_at(points: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    kept: list[Point] = []
    for n, here in enumerate(points):
        before = points[n - 1]
        inside, was_inside = (here[axis] - limit) * sign >= 0, (before[axis] - limit) * sign >= 0
        if inside != was_inside:
            share = (limit - before[axis]) / (here[axis] - before[axis])
            kept.append((before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1])))
        if inside:
            kept.append(here)
    return kept


def _thinned(points: list[Point]) -> list[Point]:
    kept: list[Point] = []
    for x, y in points:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= FINEST_STEP:
            kept.append((x, y))
    return kept
