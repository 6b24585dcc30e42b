"""Parts of places: "the eastern countryside of Homs", "northern Hama province", "western Ramadi"."""

from __future__ import annotations

from math import cos, inf, radians, sin

import msgspec

from khabar.places.cues import load_cues
from khabar.places.entries import SETTLEMENTS
from khabar.places.geometry import Point, displaced, precision_of_reach
from khabar.places.knowledge import province_box
from khabar.places.spots import SPOT, point_of
from khabar.places.toponym import Toponym
from khabar.records import Place

SHARE = 0.5
"""How far out from the centre to the edge a part's point lies."""
SPREAD = 0.6
"""How far off the point a part may reach, as a share of the way to the edge."""
DISTRICT_EDGE_KM, COUNTRYSIDE_EDGE_KM, CITY_EDGE_KM = 20.0, 30.0, 5.0
_KM_A_DEGREE = 111.2
_COUNTRYSIDE = "district"
_FINEST = {"province": 3, "district": 3}


def part_of(top: Toponym, place: Place) -> tuple[Place, int] | None:
    """The point of the part that a mention tells of a place, and its precision; null where none can be told.

    It lies half-way from the centre to the edge, in the direction told: the edge of a province is that of its box;
    districts, cities and the countryside of a town are taken for circles of a usual size.
    """
    bearing, centre = load_cues().phrases.bearings.get(top.direction or ""), point_of(place)
    edge = None if bearing is None or centre is None else _edge(top, place, centre, bearing)
    if bearing is None or centre is None or edge is None:
        return None
    lat, lon = displaced(centre, SHARE * edge, bearing)
    precision = max(_FINEST.get(place.kind or "", 1), precision_of_reach(SPREAD * edge))
    what = " countryside" if _is_countryside(top) else ""
    name = f"{top.direction} {place.name}{what}"
    values = {"id": f"{place.id}/{name}", "name": name, "kind": SPOT, "lat": lat, "lon": lon}
    return msgspec.structs.replace(place, **values), min(precision, 4)


def _is_countryside(top: Toponym) -> bool:
    return top.kind_hint == _COUNTRYSIDE


def _edge(top: Toponym, place: Place, centre: Point, bearing: float) -> float | None:
    """Kilometres from the centre of a place to its edge."""
    if place.kind == "province":
        box = province_box(place.id or "")
        return None if box is None else _to_edge(box, centre, bearing)
    if place.kind == "district":
        return DISTRICT_EDGE_KM
    if place.kind in SETTLEMENTS and _is_countryside(top):
        return COUNTRYSIDE_EDGE_KM
    return CITY_EDGE_KM if place.kind == "city" else None


def _to_edge(box: tuple[float, float, float, float], centre: Point, bearing: float) -> float | None:
    """Kilometres from a point in a box (west, south, east, north; degrees) to its edge; null outside."""
    west, south, east, north = box
    lat, lon = centre
    up, right = cos(radians(bearing)), sin(radians(bearing))
    x = ((east - lon) if right > 0 else (lon - west)) * _KM_A_DEGREE * cos(radians(lat))
    y = ((north - lat) if up > 0 else (lat - south)) * _KM_A_DEGREE
    if x < 0 or y < 0:
        return None
    return min(x / abs(right) if abs(right) > 1e-6 else inf, y / abs(up) if abs(up) > 1e-6 else inf)
