"""Which places lie in which: what is told of a whole city or province holds for its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from khabar.control.knowledge import ControlTables
from khabar.control.records import Statement
from khabar.control.statements import place_key
from khabar.places.geometry import kilometres
from khabar.places.spelling import skeleton
from khabar.records import Place

AREAS = {"province": "admin1", "district": "admin2"}


def containers(place: Place, known: Iterable[Place], tables: ControlTables) -> list[Place]:
    """The places of ``known`` that a place lies in: its town, its district, its province; nearest first."""
    own = place_key(place)
    others = [k for k in known if place_key(k) != own]
    town = _town_of(place, others, tables)
    areas = [k for k in others if k.kind in AREAS and _lies_in_area(place, k)]
    return [*([town] if town else []), *sorted(areas, key=lambda k: (k.kind == "province", place_key(k)))]


def with_inherited(
    statements: Mapping[str, list[Statement]], places: Mapping[str, Place], tables: ControlTables
) -> dict[str, list[Statement]]:
    """The statements of each place, with the changes that are told of the whole of a place that it lies in.

    That somebody holds a city says less: a quarter may be another's.
    """
    found: dict[str, list[Statement]] = {}
    for key, place in places.items():
        own = list(statements.get(key, ()))
        for outer in containers(place, places.values(), tables):
            own += [_inherited(s, place) for s in statements.get(place_key(outer), ()) if _passes_on(s)]
        found[key] = own
    return found


def _passes_on(s: Statement) -> bool:
    return s.extent == "whole" and s.effect in ("gain", "loss")


def _inherited(statement: Statement, place: Place) -> Statement:
    from msgspec.structs import replace

    return replace(statement, place=place, inherited_from=statement.inherited_from or statement.place.name)


def _town_of(place: Place, others: Iterable[Place], tables: ControlTables) -> Place | None:
    """The town that a quarter or site is a part of: by its id, the name in brackets, or the nearest one."""
    if place.kind not in tables.words["parts"] or place.country is None:
        return None
    towns = [k for k in others if k.kind in tables.towns and k.country == place.country]
    if place.id and "/" in place.id:
        for town in towns:
            if town.id == place.id.rsplit("/", 1)[0]:
                return town
    inside = skeleton((place.name or "").partition("(")[2].rstrip(")"))
    named = [k for k in towns if inside and skeleton(k.name or "") == inside]
    near = [(km, k) for k in named or towns if (km := _apart(place, k)) is not None and km <= tables.towns[k.kind or ""]]
    return min(near, key=lambda found: (found[0], place_key(found[1])))[1] if near else None


def _lies_in_area(place: Place, area: Place) -> bool:
    field = AREAS[area.kind or ""]
    told = getattr(place, field)
    if told is None or place.country != area.country or place.kind in ("province", "country", area.kind):
        return False
    if area.kind == "district" and area.admin1 and place.admin1 and area.admin1 != place.admin1:
        return False
    return skeleton(told) == skeleton(area.name or "") or told == area.admin1 == area.name


def _apart(a: Place, b: Place) -> float | None:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return kilometres(a.lat, a.lon, b.lat, b.lon)
