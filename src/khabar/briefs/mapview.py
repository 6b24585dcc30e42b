"""The brief's map: where its items are, drawn by how precisely the place is known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from khabar.briefs.basemap import HEIGHT, WIDTH, Frame, Point, country_paths, province_paths, province_point
from khabar.briefs.brief import Brief, Item
from khabar.briefs.narrator import Narrator
from khabar.briefs.phrases import country_name, is_made
from khabar.records import Event

MOST_PROVINCE_LABELS = 60
Spot = tuple[float, float, str]
Told = tuple[int, Item, Event]


@dataclass(frozen=True, slots=True)
class Wedge:
    """A family's share of a marker; ``path`` is empty when it is the whole circle."""

    family: str
    path: str


@dataclass(frozen=True, slots=True)
class Marker:
    """All items of one place. ``shape``: ``point`` the place itself, ``near`` near it, ``area`` only its province."""

    x: float
    y: float
    shape: str
    radius: float
    family: str
    wedges: tuple[Wedge, ...]
    name: str
    title: str
    items: tuple[int, ...]
    target: str

    @property
    def count(self) -> int:
        return len(self.items)


@dataclass(frozen=True, slots=True)
class MapView:
    """Everything that the page draws on the map; ``missing`` counts events without a point or province to draw."""

    width: float
    height: float
    countries: tuple[tuple[str, str], ...]
    provinces: tuple[tuple[str, str, Point], ...]
    markers: tuple[Marker, ...]
    missing: int


def build_map(brief: Brief, narrator: Narrator) -> MapView | None:
    """The map of a brief; null when no event of it can be drawn."""
    places: dict[Spot, list[Told]] = defaultdict(list)
    missing = 0
    for number, item in enumerate(brief.items):
        for event in item.events:
            spot = _spot(event)
            if spot is None:
                missing += 1
            else:
                places[spot].append((number, item, event))
    if not places:
        return None
    frame = Frame.around([(lon, lat) for lon, lat, _ in places])
    provinces = province_paths(frame)
    if sum(_is_inside(p[2]) for p in provinces) > MOST_PROVINCE_LABELS:
        provinces = [("", path, point) for _, path, point in provinces]
    markers = sorted(
        (_marker(frame, spot, told, narrator) for spot, told in places.items()),
        key=lambda m: (m.shape != "area", -m.radius, m.x, m.y),
    )
    return MapView(WIDTH, HEIGHT, tuple(country_paths(frame)), tuple(provinces), tuple(markers), missing)


def _spot(event: Event) -> Spot | None:
    """Longitude, latitude and shape."""
    place = event.place
    if place is None or event.precision == 5:
        return None
    if event.precision in (3, 4) or place.lat is None or place.lon is None:
        point = province_point(place.admin1, place.country) if place.lat is None or place.lon is None else None
        lon, lat = point or (place.lon, place.lat)
        return None if lon is None or lat is None else (round(lon, 3), round(lat, 3), "area")
    return round(place.lon, 3), round(place.lat, 3), "near" if event.precision == 2 else "point"


def _marker(
    frame: Frame, spot: tuple[float, float, str], told: Sequence[tuple[int, Item, Event]], narrator: Narrator
) -> Marker:
    lon, lat, shape = spot
    x, y = frame.xy(lon, lat)
    items = {number: item for number, item, _ in told}
    families = Counter(item.family for item in items.values())
    radius = min(17.0, 4.5 + 2.1 * sqrt(len(items)))
    place = told[0][2].place
    assert place is not None
    name = (
        (place.name if shape != "area" else place.name or place.admin1) or place.admin1 or country_name(place.country)
    )
    first = next(iter(items.values()))
    return Marker(
        x=round(x, 1),
        y=round(y, 1),
        shape=shape,
        radius=round(radius, 1),
        family=families.most_common(1)[0][0],
        wedges=_wedges(families, radius),
        name=name,
        title={"near": name if is_made(place) else f"Near {name}", "area": f"{name} (exact place not told)"}.get(
            shape, name
        ),
        items=tuple(items),
        target=first.event.event_id,
    )


def _wedges(families: Counter[str], radius: float) -> tuple[Wedge, ...]:
    if len(families) == 1:
        return (Wedge(next(iter(families)), ""),)
    wedges, turned, total = [], 0.0, families.total()
    for family, count in sorted(families.items(), key=lambda f: (-f[1], f[0])):
        start, turned = turned, turned + 2 * pi * count / total
        wedges.append(Wedge(family, _wedge(radius, start, turned)))
    return tuple(wedges)


def _wedge(radius: float, start: float, end: float) -> str:
    (x0, y0), (x1, y1) = ((radius * sin(a), -radius * cos(a)) for a in (start, end))
    large = int(end - start > pi)
    return f"M0 0L{x0:.1f} {y0:.1f}A{radius:.1f} {radius:.1f} 0 {large} 1 {x1:.1f} {y1:.1f}Z"


def _is_inside(point: Point) -> bool:
    return 0 <= point[0] <= WIDTH and 0 <= point[1] <= HEIGHT
