"""Names that tell where the name before them lies: "Paris, Texas", "Saraqib in Idlib province"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from khabar.places.context import Located
from khabar.places.entries import SETTLEMENTS
from khabar.places.geometry import kilometres
from khabar.places.scene import Scene
from khabar.places.scoring import AREA_KINDS, Option, score_alone
from khabar.records import Place

_SURE = 0.9
_SURE_AROUND = 0.55
_AROUND_KM = 30
CITY_RADIUS_KM = 25
_AREAS = frozenset({*AREA_KINDS, "district", "region"})


def restrict(mentions: Sequence[Located], options: list[list[Option]]) -> dict[str, str]:
    """Leave only candidates that agree, where a name is followed by the area that it lies in.

    Returns:
        the ids of places so told, by name: the same name means the same place in the rest of the text.
    """
    told: dict[str, str] = {}
    for i in range(len(mentions) - 1):
        name, area = mentions[i], mentions[i + 1]
        if not name.toponym.area_follows or name.passage != area.passage:
            continue
        areas = [a for a in options[i + 1] if a.own_name] or options[i + 1]
        inside = [(o, a) for o in options[i] for a in areas if _lies_inside(o, a)]
        is_country = any(o.place.kind == "country" for o in options[i])
        if not inside or (is_country and not _is_fuller(inside)):
            continue
        if any(_is_own_area(o) for o in options[i]) and not any(o.own_name for o, _ in inside):
            continue
        options[i] = _distinct([o for o, _ in inside])
        options[i + 1] = _distinct([a for _, a in inside])
        best = max(options[i], key=lambda o: (o.likeness, o.own_name, o.population))
        told.setdefault(name.toponym.name, best.place.id or "")
    return told


def lies_in(mentions: Sequence[Located], options: Sequence[Sequence[Option]], scene: Scene) -> dict[int, Place]:
    """By number of the mention, the sure place that is told to lie around it: "Aita in southern Lebanon"."""
    found: dict[int, Place] = {}
    for i, (name, around) in enumerate(pairwise(mentions)):
        if not name.toponym.area_follows or around.toponym.listed or name.passage != around.passage:
            continue
        ranked = [(score_alone(around.toponym, o, scene), o) for o in options[i + 1] if o.likeness >= _SURE]
        best = max(ranked, key=lambda s: (s[0], s[1].place.id or ""), default=None)
        if best is not None and best[0] >= _SURE_AROUND:
            found[i] = best[1].place
    return found


def lies_inside(place: Place, around: Place) -> bool:
    """Whether a place lies in or near another one, as far as a gazetteer tells."""
    if place.country != around.country:
        return False
    if around.kind in _AREAS:
        return around.kind == "country" or place.admin1 in (None, around.admin1)
    return _is_near(place, around)


def is_quarter_elsewhere(options: Sequence[Option], around: Place) -> bool:
    """ "Tamim in Mosul", where only another city has a quarter that is called so: this one is in no gazetteer."""
    quarters = any(o.place.kind == "quarter" and o.likeness >= _SURE for o in options)
    return quarters and around.kind in SETTLEMENTS and not any(lies_inside(o.place, around) for o in options)


def is_of_city(place: Place, owner: Place | None) -> bool:
    """Whether a place lies in a city or round it."""
    if owner is None or None in (place.lat, place.lon, owner.lat, owner.lon):
        return False
    return kilometres(place.lat, place.lon, owner.lat, owner.lon) <= CITY_RADIUS_KM  # type: ignore[arg-type]


def _is_near(place: Place, around: Place) -> bool:
    """Within some hours' walk, as far as points are known."""
    if place.lat is None or place.lon is None or around.lat is None or around.lon is None:
        return True
    return kilometres(place.lat, place.lon, around.lat, around.lon) <= _AROUND_KM


def _lies_inside(option: Option, area: Option) -> bool:
    inner, outer = option.place, area.place
    if outer.kind not in _AREAS or min(option.likeness, area.likeness) < _SURE or inner.country != outer.country:
        return False
    if inner.id == outer.id or inner.kind == outer.kind:
        return False
    if outer.kind == "country":
        return True
    near = outer.kind not in ("district", "region") or _is_near(inner, outer)
    return inner.admin1 is not None and inner.admin1 == outer.admin1 and near


def _is_own_area(option: Option) -> bool:
    return option.place.kind == "province" and option.own_name and option.likeness >= _SURE


def _is_fuller(inside: Sequence[tuple[Option, Option]]) -> bool:
    """A name of a country is a town's only where the town's own province follows."""
    return any(area.place.kind == "province" and option.own_name for option, area in inside)


def _distinct(options: Sequence[Option]) -> list[Option]:
    return list({o.place.id: o for o in options}.values())
