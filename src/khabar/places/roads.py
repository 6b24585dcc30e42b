"""The places that the name of a road or triangle joins ("the Homs-Palmyra highway"): chosen together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from math import exp

from khabar.places.candidates import SURE_LIKENESS, Candidates
from khabar.places.context import Located
from khabar.places.geometry import kilometres
from khabar.places.resolution import Resolution
from khabar.places.scene import Scene
from khabar.places.scoring import Option, score_alone
from khabar.places.spots import ROAD, SPOT, middle_place, point_of
from khabar.places.toponym import Toponym
from khabar.records import Place

SURE_END = 0.5
_MOST_OPTIONS = 5
_BESIDE_KM = 150.0
_KNOWN_END_PRECISION = 4
ROADS = {"road": 1.0}
Scored = tuple[float, Option]


def resolve_road(mention: Located, candidates: Candidates, scene: Scene) -> Resolution | None:
    """In the middle of the ends of a road; without a point where not all ends are known; null where none is."""
    top = mention.toponym
    found = [_options(mention, name, candidates, scene) for name in top.ends]
    chosen = _together([f for f in found if f])
    if not chosen:
        return None
    places, score = [o.place for _, o in chosen], min(s for s, _ in chosen)
    kind = ROAD if top.kind_hint == ROAD else SPOT
    precisions = [_KNOWN_END_PRECISION if p.kind == "province" else 1 for p in places]
    made = middle_place(places, precisions, top.text, kind) if len(chosen) == len(top.ends) else None
    if made is not None:
        return Resolution(made[0], made[1], round(min(1.0, score), 3), f"{top.text!r}: {made[2]}", features=ROADS)
    area = Place(name=top.text, kind=kind, admin1=places[0].admin1, country=places[0].country)
    known = " and ".join(p.name or "" for p in places)
    return Resolution(area, _KNOWN_END_PRECISION, 0.2, f"of what {top.text!r} joins only {known} can be placed")


def _options(mention: Located, name: str, candidates: Candidates, scene: Scene) -> list[Scored]:
    """What one end may be, the likeliest first: places with points that are spelled nearly so."""
    end = Toponym(0, 0, name, name)
    scored = [
        (score_alone(end, o, scene) + 0.1 * scene.nearness(replace(mention, toponym=end), o.place), o)
        for o in candidates.options(end, scene)
        if o.likeness >= SURE_LIKENESS and point_of(o.place) is not None and o.place.kind != "country"
    ]
    scored.sort(key=lambda s: (-round(s[0], 4), -s[1].population, s[1].place.id or ""))
    return [s for s in scored[:_MOST_OPTIONS] if s[0] >= SURE_END]


def _together(ends: Sequence[Sequence[Scored]]) -> list[Scored]:
    """One option of each end, likely and near the others."""
    combinations = [list(c) for c in product(*ends)] if ends else []
    return max(combinations, key=lambda c: round(sum(s for s, _ in c) + _closeness([o for _, o in c]), 6), default=[])


def _closeness(options: Sequence[Option]) -> float:
    points = [p for o in options if (p := point_of(o.place)) is not None]
    return exp(-max(kilometres(*a, *b) for a in points for b in points) / _BESIDE_KM)
