"""Which places lie in which: what is told of a whole city or province holds for its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import cos, floor, radians

from msgspec.structs import replace

from khabar.control.knowledge import ControlTables
from khabar.control.records import Statement
from khabar.control.statements import place_key
from khabar.places.geometry import kilometres
from khabar.places.spelling import skeleton
from khabar.records import Place

AREAS = {"district": "admin2", "province": "admin1"}
CELL = 0.25
KM_A_DEGREE = 111.195


class Containing:
    """Finds the places of a collection that a place lies in: its town, its district, its province."""

    def __init__(self, places: Iterable[Place], tables: ControlTables) -> None:
        self.tables = tables
        self.towns: dict[tuple[int, int], list[Place]] = {}
        self.by_id: dict[str, Place] = {}
        self.areas: dict[tuple[str, str, str], Place] = {}
        for place in sorted(places, key=place_key):
            if place.kind in tables.towns and place.lat is not None and place.lon is not None:
                self.towns.setdefault(_cell(place.lat, place.lon), []).append(place)
                self.by_id[place.id or ""] = place
            elif place.kind in AREAS:
                self.areas.setdefault((place.country or "", place.kind, skeleton(place.name or "")), place)

    def around(self, place: Place) -> list[Place]:
        """The places that a place lies in, nearest first."""
        town = self._town(place)
        areas = [self._area(place, kind) for kind in AREAS]
        return [p for p in (town, *areas) if p is not None and place_key(p) != place_key(place)]

    def _town(self, place: Place) -> Place | None:
        """The town that a quarter or site is a part of: by its id, the name in brackets, or the nearest one."""
        if place.kind not in self.tables.words["parts"] or place.country is None:
            return None
        if place.id and (whole := self.by_id.get(place.id.rpartition("/")[0])):
            return whole
        near = sorted(self._near(place), key=lambda found: (found[0], place_key(found[1])))
        inside = skeleton((place.name or "").partition("(")[2].rstrip(")"))
        named = [town for _, town in near if inside and skeleton(town.name or "") == inside]
        return next(iter([*named, *(town for _, town in near)]), None)

    def _near(self, place: Place) -> Iterator[tuple[float, Place]]:
        if place.lat is None or place.lon is None:
            return
        row, column = _cell(place.lat, place.lon)
        farthest = max(self.tables.towns.values()) / KM_A_DEGREE / CELL
        wide = 1 + int(farthest / max(0.05, cos(radians(place.lat))))
        for y in range(row - 1 - int(farthest), row + 2 + int(farthest)):
            for x in range(column - wide, column + wide + 1):
                for town in self.towns.get((y, x), ()):
                    km = kilometres(place.lat, place.lon, town.lat or 0.0, town.lon or 0.0)
                    if town.country == place.country and km <= self.tables.towns[town.kind or ""]:
                        yield km, town

    def _area(self, place: Place, kind: str) -> Place | None:
        name = getattr(place, AREAS[kind])
        if not name or place.kind in ("country", "province", kind):
            return None
        area = self.areas.get((place.country or "", kind, skeleton(name)))
        apart = area is not None and kind == "district" and area.admin1 != place.admin1
        return None if apart else area


def with_inherited(
    statements: Mapping[str, list[Statement]], places: Mapping[str, Place], containing: Containing
) -> dict[str, list[Statement]]:
    """The statements of each place, with the changes that are told of the whole of a place that it lies in.

    That somebody holds a city says less: a quarter may be another's.
    """
    found: dict[str, list[Statement]] = {}
    for key, place in places.items():
        own = list(statements.get(key, ()))
        for outer in containing.around(place):
            own += [_inherited(s, place) for s in statements.get(place_key(outer), ()) if _passes_on(s)]
        found[key] = own
    return found


def _passes_on(s: Statement) -> bool:
    return s.extent == "whole" and s.effect in ("gain", "loss")


def _inherited(statement: Statement, place: Place) -> Statement:
    return replace(statement, place=place, inherited_from=statement.inherited_from or statement.place.name)


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return floor(lat / CELL), floor(lon / CELL)
