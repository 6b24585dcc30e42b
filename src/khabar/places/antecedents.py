"""The place named before that "the city", "the camp" or "the east" stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from khabar.places.context import Located
from khabar.places.cues import load_cues
from khabar.places.knowledge import capitals
from khabar.places.resolution import Resolution
from khabar.places.scene import MOST_COUNTED, RECENCY, Scene
from khabar.places.scoring import PARTS
from khabar.places.spelling import fold
from khabar.places.toponym import Toponym
from khabar.records import Place

ALIKE: dict[str | None, tuple[str, ...]] = {
    "city": ("city", "town"),
    "town": ("city", "town", "village"),
    "village": ("town", "village", "locality"),
}
"""Kinds that a gazetteer may give to what a report calls so."""
SETTLEMENTS = ("city", "town", "village", "locality")
MOST_NAMED = {"most_named": 1.0}
Named = tuple[Located, Resolution]


def antecedent(
    number: int, mentions: Sequence[Located], resolved: Sequence[Resolution | None], scene: Scene
) -> Resolution:
    """The place named before that "the city", "the camp" or "the east" stands for: near it, and named often.

    What only tells where somebody speaks, or how far off something is, is taken last. A site of a kind not named
    before lies in the settlement that its sentence names beside it, before or after it.

    Args:
        number: of the mention among all of the report.
        resolved: what the mentions mean, null for those that name nothing.
    """
    mention = mentions[number]
    top = mention.toponym
    named = [(m, r) for m, r in zip(mentions, resolved, strict=True) if r is not None]
    before = [n for n in named[: _count(resolved[:number])] if n[0].section == mention.section or n[0].heading]
    measured_from = {id(m.toponym.lies_off) for m in mentions}
    of_events = [n for n in before if not n[0].toponym.of_speaker and id(n[0].toponym) not in measured_from]
    homes = [n for n in before if _is_home(mention, n, scene)]
    found = (
        _last_of(of_events, lambda _, place: _is_capital(top, place, scene.main))
        or _last_of(homes, lambda _, place: place.kind in ALIKE[top.kind_hint])
        or (_run_in(mention, of_events) if top.kind_hint in ("city", "town") else None)
        or _last_of(of_events, lambda earlier, place: _can_stand_for(top, earlier, place))
        or _beside(mention, named, scene)
        or _run_in(mention, of_events)
        or _last_of(before, lambda earlier, place: _can_stand_for(top, earlier, place))
    )
    if found is not None:
        reason = f"{top.text!r} taken for {found.place.name if found.place else None}, named beside it or before"
        precision = top.precision_hint or found.precision
        return Resolution(
            found.place, precision, round(0.7 * found.fit, 3), reason, features={**found.features, "stands_in": 1.0}
        )
    headed = scene.heading.get(mention.section)
    around = headed if headed is not None and headed.kind in SETTLEMENTS else None
    around = around or _settlement_before(of_events, scene) or _settlement_before(before, scene)
    place = around or headed or scene.most_named()
    if place is None:
        return Resolution(None, 1, 0.0, f"{top.text!r} names no place and none was named before")
    told = "which the report speaks of most" if around is None else "told last, or of what it heads"
    reason = f"{top.text!r} taken for {place.name}, {told}"
    return Resolution(place, top.precision_hint or 1, 0.3, reason, features=MOST_NAMED)


def _count(resolved: Sequence[Resolution | None]) -> int:
    return sum(r is not None for r in resolved)


def _is_home(mention: Located, named: Named, scene: Scene) -> bool:
    """Whether "residents of Izium said that the town …": where those live who tell of "the town" in the same
    sentence."""
    earlier, place = named[0], named[1].place
    if mention.toponym.kind_hint not in ALIKE or place is None or place.country != scene.main:
        return False
    same = (earlier.passage, earlier.sentence) == (mention.passage, mention.sentence) and not earlier.heading
    return same and earlier.toponym.of_speaker and not _is_seat(place)


def _run_in(mention: Located, before: Sequence[Named]) -> Resolution | None:
    """The settlement that heads the mention's passage ("Kupyansk. They are 6 km from the bridge")."""
    heads = [r for m, r in before if m.passage == mention.passage and m.toponym.runs_in]
    return heads[-1] if heads and heads[-1].place is not None and heads[-1].place.kind in SETTLEMENTS else None


def _settlement_before(before: Sequence[Named], scene: Scene) -> Place | None:
    """The settlement of the main country that the section named last, or often."""
    inside = [n for n in before if n[1].place is not None and n[1].place.country == scene.main]
    found = _last_of(inside, lambda _, place: place.kind in SETTLEMENTS)
    return found.place if found is not None else None


def _beside(mention: Located, named: Sequence[Named], scene: Scene) -> Resolution | None:
    """The settlement of the main country that is named nearest to the mention in its sentence, moves aside."""
    top, where = mention.toponym, (mention.passage, mention.sentence)
    near = [
        (max(top.start - m.toponym.end, m.toponym.start - top.end), number, r)
        for number, (m, r) in enumerate(named)
        if (m.passage, m.sentence) == where and m.toponym.role in ("at", "near") and not m.toponym.of_speaker
        if not m.heading and r.place is not None and r.place.lat is not None
        if r.place.kind in (*SETTLEMENTS, "district") and r.place.country == scene.main
    ]
    return min(near, key=lambda n: n[:2])[2] if near else None


def _last_of(named: Sequence[Named], fits: Callable[[Toponym, Place], bool]) -> Resolution | None:
    """The place of those that fit which was named last, or often."""
    counts: Counter[str] = Counter()
    latest: dict[str, tuple[int, Resolution]] = {}
    for number, (earlier, resolution) in enumerate(named):
        place = resolution.place
        if place is not None and place.lat is not None and place.kind != "country" and fits(earlier.toponym, place):
            counts[place.id or ""] += 1
            latest[place.id or ""] = (number, resolution)
    if not latest:
        return None
    last = max(number for number, _ in latest.values())
    best = max(latest, key=lambda i: (min(counts[i], MOST_COUNTED) - RECENCY * (last - latest[i][0]), latest[i][0]))
    return latest[best][1]


def _can_stand_for(generic: Toponym, earlier: Toponym, place: Place) -> bool:
    cues = load_cues()
    kind = generic.kind_hint
    if generic.name in cues.directions or (generic.direction and kind not in PARTS):
        return place.kind in ("city", "town", "province")
    if kind == "village":
        return place.kind in ALIKE[kind]
    if kind in ("city", "town"):
        return place.kind in SETTLEMENTS
    if kind == "province":
        return place.kind == "province"
    if kind in ("quarter", "region", "district"):
        return place.kind != "province"
    return earlier.kind_hint == kind or place.kind == kind


def _is_seat(place: Place) -> bool:
    return fold(place.name or "") == fold(capitals().get(place.country or "", ""))


def _is_capital(generic: Toponym, place: Place, country: str | None) -> bool:
    """Whether "the capital" is this place."""
    if generic.text.lower() != "the capital" or country is None or place.country != country:
        return False
    return _is_seat(place)
