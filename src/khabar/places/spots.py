"""Places that are made from others: at a distance and bearing from one, in the middle of several."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.places.geometry import Point, displaced, kilometres, middle, precision_of_reach, reach_of_middle
from khabar.places.knowledge import holds_point, province_at
from khabar.records import Place

SPOT, ROAD = "spot", "road"
FARTHEST_KM = 400.0
"""Ends farther apart, or distances longer, tell no point."""
WIDE = 4
_ROUGHLY_KM, _ROUGHLY_SHARE = 20.0, 1.0
_END_REACH_KM = {3: 25.0, 4: 50.0}
"""How far (km) an end that is an area may be from its point, by its precision."""
_WINDS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")


def point_of(place: Place | None) -> Point | None:
    if place is None or place.lat is None or place.lon is None:
        return None
    return place.lat, place.lon


def is_within_reach(place: Place | None, point: Place, km: float | None) -> bool:
    """Whether a place lies where it is told to lie, ``km`` away from another: reporters' distances are rough."""
    here, there = point_of(place), point_of(point)
    if here is None or there is None:
        return False
    return kilometres(*here, *there) <= max(_ROUGHLY_KM, _ROUGHLY_SHARE * (km or 0.0))


def offset_place(start: Place, km: float, bearing: float) -> Place:
    """The place ``km`` away from another that has a point; ``bearing`` in degrees, clockwise from north."""
    origin = point_of(start)
    assert origin is not None
    wind, km = wind_of(bearing), round(km, 1)
    lat, lon = displaced(origin, km, bearing)
    return Place(
        id=f"{start.id}/{km:g}km-{wind}",
        name=f"{km:g} km {wind} of {start.name}",
        kind=SPOT,
        admin1=_province(start, (lat, lon)),
        country=start.country,
        lat=lat,
        lon=lon,
    )


def wind_of(bearing: float) -> str:
    return _WINDS[round(bearing / 45) % 8]


def _province(start: Place, point: Point) -> str | None:
    """The province of a place, where its box holds the point too; else the only one whose box does."""
    if start.country is None or (start.admin1 and holds_point(start.country, start.admin1, *point)):
        return start.admin1
    return province_at(start.country, *point)


def middle_place(
    places: Sequence[Place], precisions: Sequence[int], name: str, kind: str, *, halfway: bool = False
) -> tuple[Place, int, str] | None:
    """A place in the middle of others, its precision and the reason; null where they are one, or too far apart."""
    points = [p for p in map(point_of, places) if p is not None]
    apart = max(kilometres(*a, *b) for a in points for b in points)
    if len({p.id for p in places}) < len(places) or not 0 < apart <= FARTHEST_KM or max(precisions) > WIDE:
        return None
    lat, lon = middle(points)
    vague = [_END_REACH_KM.get(p, 0.0) for p in precisions]
    reach = reach_of_middle((lat, lon), points, vague, halfway=halfway)
    shared = {(p.country, p.admin1) for p in places}
    country = places[0].country if len({p.country for p in places}) == 1 else None
    place = Place(
        id="|".join(p.id or "" for p in places),
        name=name,
        kind=kind,
        admin1=places[0].admin1 if len(shared) == 1 else province_at(country, lat, lon) if country else None,
        country=country,
        lat=lat,
        lon=lon,
    )
    return place, precision_of_reach(reach), f"in the middle of {listed(places)}, {apart:.0f} km apart"


def listed(places: Sequence[Place]) -> str:
    names = [p.name or "" for p in places]
    return f"{', '.join(names[:-1])} and {names[-1]}"
