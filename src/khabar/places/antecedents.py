"""The place named before that "the city", "the camp" or "the east" stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from khabar.places.context import Located
from khabar.places.cues import load_cues
from khabar.places.resolution import Resolution
from khabar.places.scene import Scene
from khabar.places.toponym import Toponym
from khabar.records import Place


def antecedent(mention: Located, mentions: Sequence[Located], resolved: list[Resolution], scene: Scene) -> Resolution:
    """The place named before that "the city", "the camp" or "the east" stands for: near it, and named often."""
    top = mention.toponym
    named: Counter[str] = Counter()
    latest: dict[str, tuple[int, Resolution]] = {}
    for number, (earlier, resolution) in enumerate(zip(mentions, resolved, strict=False)):
        place = resolution.place
        inside = earlier.section == mention.section or earlier.heading
        if place is not None and place.lat is not None and inside and _can_stand_for(top, earlier.toponym, place):
            named[place.id or ""] += 1
            latest[place.id or ""] = (number, resolution)
    if latest:
        last = max(number for number, _ in latest.values())
        best = max(latest, key=lambda i: (min(named[i], 4) - 0.5 * (last - latest[i][0]), latest[i][0]))
        resolution = latest[best][1]
        name = resolution.place.name if resolution.place else None
        reason = f"{top.text!r} taken for {name}, named before"
        precision = top.precision_hint or resolution.precision
        return Resolution(resolution.place, precision, round(0.7 * resolution.score, 3), reason)
    place = scene.heading.get(mention.section) or scene.most_named()
    if place is None:
        return Resolution(None, 1, 0.0, f"{top.text!r} names no place and none was named before")
    reason = f"{top.text!r} taken for {place.name}, which the report speaks of most"
    return Resolution(place, top.precision_hint or 1, 0.3, reason)


def _can_stand_for(generic: Toponym, earlier: Toponym, place: Place) -> bool:
    if earlier.generic or place.kind == "country":
        return False
    cues = load_cues()
    kind = generic.kind_hint
    if generic.name in cues.directions or generic.direction:
        return place.kind in ("city", "town", "province")
    if kind in ("city", "town", "village"):
        return place.kind in ("city", "town", "village", "locality")
    if kind == "province":
        return place.kind == "province"
    if kind in ("quarter", "region", "district"):
        return place.kind != "province"
    return earlier.kind_hint == kind or place.kind == kind
