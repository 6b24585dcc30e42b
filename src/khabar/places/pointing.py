"""Where phrases put a place by the places that they name: points made from resolved mentions, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from khabar.places.context import Located
from khabar.places.entries import SETTLEMENTS
from khabar.places.geometry import precision_of_reach, reach_of_offset
from khabar.places.parts import part_of
from khabar.places.resolution import Resolution
from khabar.places.spots import (
    FARTHEST_KM,
    ROAD,
    SPOT,
    WIDE,
    is_within_reach,
    listed,
    middle_place,
    offset_place,
    point_of,
    wind_of,
)
from khabar.places.toponym import Phrase, Toponym
from khabar.records import Place

SURE_OFFSET = 0.5
_BESIDE = 3


def with_points(mentions: Sequence[Located], resolved: Sequence[Resolution]) -> list[Resolution]:
    """The resolutions of a report, with points where distances, bearings and ends tell them."""
    pointed = [_by_words(m.toponym, r) for m, r in zip(mentions, resolved, strict=True)]
    for i in range(len(mentions) - 1):
        pointed[i] = _road_near(mentions[i], pointed[i], mentions[i + 1], resolved[i + 1])
    groups: dict[Phrase, list[int]] = {}
    for i, mention in enumerate(mentions):
        if mention.toponym.phrase is not None:
            groups.setdefault(mention.toponym.phrase, []).append(i)
    for phrase, members in groups.items():
        ends = [resolved[i] for i in members]
        for i in members:
            pointed[i] = _by_ends(phrase, ends, resolved[i])
    off = {id(m.toponym): (m.toponym, r) for m, r in zip(mentions, pointed, strict=True)}
    for i, mention in enumerate(mentions):
        told = off.get(id(mention.toponym.lies_off)) if mention.toponym.lies_off is not None else None
        if told is not None:
            pointed[i] = _as_told_beside(mention.toponym, pointed[i], *told)
    return pointed


def _by_words(top: Toponym, told: Resolution) -> Resolution:
    """A mention by its own words: a distance, a side, a part."""
    if top.offset_km is not None:
        return by_offset(top, told)
    place = told.place
    if place is None or place.lat is None or top.generic:
        return told
    if top.bearing is not None:
        return replace(told, reason=f"{told.reason}; {wind_of(top.bearing)} of it, how far is not told")
    if top.direction and top.direction not in f"{place.name} {place.id}".lower():
        return _in_part(top, place, replace(told, reason=f"{told.reason}; its {top.direction} part"))
    if place.kind in SETTLEMENTS and (top.on_road or top.kind_hint == ROAD):
        reason = f"{told.reason}; a road that leads to it, where on it is not told"
        return replace(told, precision=max(told.precision, 2), reason=reason)
    return told


def _in_part(top: Toponym, place: Place, told: Resolution) -> Resolution:
    """ "northern Hama province": the point of the part."""
    part = part_of(top, place)
    return told if part is None else replace(told, point=part[0], precision=part[1])


def _road_near(road: Located, told: Resolution, beside: Located, near: Resolution) -> Resolution:
    """ "the Aleppo highway near Idlib": where the road passes the place that is named beside it."""
    top, where, place = road.toponym, near.place, told.place
    follows = 0 < beside.toponym.start - top.end <= _BESIDE and beside.toponym.role == "near"
    same = (road.passage, road.sentence) == (beside.passage, beside.sentence) and not (road.heading or beside.heading)
    if not (follows and same) or place is None or where is None or where.lat is None or where.kind not in SETTLEMENTS:
        return told
    if place.kind not in SETTLEMENTS or told.point is not None or not (top.on_road or top.kind_hint == ROAD):
        return told
    name = f"{top.text if top.kind_hint == ROAD else f'road to {place.name}'} near {where.name}"
    point = msgspec.structs.replace(where, id=f"{place.id}>{where.id}", name=name, kind=ROAD)
    return replace(told, point=point, precision=2, reason=f"{told.reason}; the road near {where.name}")


def _as_told_beside(top: Toponym, own: Resolution, off: Toponym, told: Resolution) -> Resolution:
    """ "X, 40 km north of Y": where X itself has no point, or is only taken for a part of something, the one told."""
    placed = point_of(own.place) is not None and own.fit >= SURE_OFFSET
    if told.point is None or placed or is_within_reach(own.place, told.point, off.offset_km):
        return own
    point = msgspec.structs.replace(
        told.point, id=f"{told.point.id}/{top.name}", name=top.name, kind=top.kind_hint or "locality"
    )
    reason = f"{own.reason}; told to lie {told.point.name}"
    return replace(own, point=point, precision=told.precision, reason=reason)


def by_offset(top: Toponym, told: Resolution) -> Resolution:
    """ "40 km north-east of X"; "5 km from X", without a direction, is no point but says how near."""
    start, km = point_of(told.place), top.offset_km or 0.0
    if told.place is None or start is None or told.precision >= WIDE or km > FARTHEST_KM:
        return told
    if top.bearing is None:
        reason = f"{told.reason}; {round(km, 1):g} km from it, the direction is not told"
        return replace(told, precision=max(told.precision, precision_of_reach(km)), reason=reason)
    spot = offset_place(told.place, km, top.bearing)
    precision = precision_of_reach(reach_of_offset(km))
    return replace(told, point=spot, precision=precision, reason=f"{told.reason}; the point lies {spot.name}")


def _by_ends(phrase: Phrase, ends: Sequence[Resolution], told: Resolution) -> Resolution:
    """ "between X and Y": the middle of all ends, where all are known; else the known end is only near."""
    unknown = [e for e in ends if point_of(e.place) is None]
    if len(ends) < phrase.size or unknown:
        if point_of(told.place) is None:
            return told
        reason = f"{told.reason}; one end of it, what lies at the other is not known"
        return replace(told, precision=max(told.precision, 2), reason=reason)
    places = [e.place for e in ends if e.place is not None]
    road = phrase.kind == "line" or (phrase.noun is not None and len(places) == 2)
    before = "halfway " if phrase.halfway else f"{phrase.noun or ROAD} " if road else ""
    name, kind = f"{before}between {listed(places)}", ROAD if road and not phrase.halfway else SPOT
    made = middle_place(places, [e.precision for e in ends], name, kind, halfway=phrase.halfway)
    if made is None:
        return told
    spot, precision, why = made
    return replace(told, point=spot, precision=precision, reason=f"{told.reason}; {why}")
