"""How likely a chosen place is the right one, as a number that was fitted to gold.

The weights lie in ``packs/data/general/place_scores.yaml``; ``benchmarks/calibrate_places.py`` fits them and prints how
well they hold on reports left out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from khabar.packs import find_pack, read_yaml
from khabar.places.context import Located
from khabar.places.entries import kind_class
from khabar.places.geometry import kilometres
from khabar.places.resolution import Resolution
from khabar.places.scene import Scene
from khabar.places.scoring import Option, country_fit
from khabar.places.spots import point_of
from khabar.records import Place

SAME_KM = 5.0
CLEAR = 0.4
"""A margin over the next candidate beyond which nothing more is gained."""
PINNED = {"pinned": 1.0}
_CLASSES = ("settlement", "area", "site", "land")
_AREAS = ("country", "province", "district", "region")


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {name: float(value) for name, value in read_yaml(find_pack("general") / "place_scores.yaml").items()}


def features(mention: Located, scored: Sequence[tuple[float, Option]], scene: Scene) -> dict[str, float]:
    """What speaks for the first of the candidates, which are ranked by how well they fit."""
    fit, best = scored[0]
    rival = next((s for s, o in scored[1:] if _lies_elsewhere(o.place, best.place)), None)
    kind = best.place.kind or ""
    found = {
        "fit": min(1.0, fit),
        "margin": CLEAR if rival is None else min(CLEAR, fit - rival),
        "alone": float(rival is None),
        "unlike": 1.0 - best.likeness,
        "exact": float(best.likeness >= 0.97),
        "own_name": float(best.own_name),
        "size": best.size,
        "near": scene.nearness(mention, best.place),
        "country_fit": country_fit(best, scene, mention.toponym),
        "kind_told": float(mention.toponym.kind_hint is not None),
        "of_pack": float(not (best.place.id or "").startswith(("geonames:", "wof:"))),
        f"kind={kind if kind in _AREAS else _CLASSES[kind_class(kind)]}": 1.0,
    }
    return {name: round(value, 4) for name, value in found.items() if value}


def _lies_elsewhere(place: Place, best: Place) -> bool:
    here, there = point_of(place), point_of(best)
    return here is None or there is None or kilometres(*here, *there) > SAME_KM


def probability(found: Mapping[str, float]) -> float:
    """Probability of a place with these features, two decimals."""
    if "pinned" in found:
        return 1.0
    weights = _weights()
    odds = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return round(1 / (1 + math.exp(-odds)), 2)


def with_score(resolution: Resolution) -> Resolution:
    """The same with its probability; 0 where there is no point."""
    placed = resolution.place is not None and resolution.place.lat is not None
    return replace(resolution, score=probability(resolution.features) if placed or not resolution.is_name else 0.0)
