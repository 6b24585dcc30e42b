"""Which place each mention of a report means: chosen for the whole report at once, with reasons."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import exp

from khabar.places.context import Located, ReportContext, vote_countries
from khabar.places.cues import load_cues
from khabar.places.entries import kind_class
from khabar.places.gazetteer import Gazetteer, kilometres, size_prior
from khabar.places.headings import recognise_heading
from khabar.places.spelling import fold
from khabar.places.toponym import Toponym
from khabar.records import Place

ACCEPT = 0.42
SURE_LIKENESS = 0.9
METROPOLIS = 1_000_000
WORLD_CITY = 200_000
FAR = 0.05
_AREA_KINDS = ("province", "country")


@dataclass(frozen=True, slots=True)
class Resolution:
    """``place`` is null, or has null coordinates, where no candidate is good; ``reason`` says why, or why this one."""

    place: Place | None
    precision: int
    score: float
    reason: str


@dataclass(slots=True)
class _Option:
    place: Place
    likeness: float
    population: int
    matched: str


@dataclass(slots=True)
class _Anchor:
    place: Place
    section: int
    passage: int
    sentence: int
    heading: bool


@dataclass(slots=True)
class _Scene:
    """The state of one report while it is resolved."""

    countries: dict[str, float]
    main: str | None
    anchors: list[_Anchor] = field(default_factory=list)
    heading: dict[int, Place] = field(default_factory=dict)
    _places: dict[str | None, _Anchor] = field(default_factory=dict)
    _passages: dict[int, list[_Anchor]] = field(default_factory=dict)
    _headings: dict[int, list[_Anchor]] = field(default_factory=dict)

    def add(self, anchor: _Anchor) -> None:
        self.anchors.append(anchor)
        self._places.setdefault(anchor.place.id, anchor)
        self._passages.setdefault(anchor.passage, []).append(anchor)
        if anchor.heading:
            self._headings.setdefault(anchor.section, []).append(anchor)

    def beside(self, mention: Located) -> Iterator[_Anchor]:
        """Anchors of the passage and of the section's heading, and one of each other place: all that can be nearest."""
        yield from self._places.values()
        yield from self._passages.get(mention.passage, ())
        yield from self._headings.get(mention.section, ())


class Resolver:
    """Resolves the mentions of reports against a gazetteer; one per process, reused for all reports."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def known(self, name: str) -> bool:
        """Whether the gazetteer has the name, spelled nearly so, for a place of some size or from a pack."""
        return any(likeness >= SURE_LIKENESS for _, likeness, _, _ in self._gazetteer.lookup(name, None))

    def conflict_country(self, mentions: Sequence[Located], context: ReportContext) -> str | None:
        """ISO code of the country that the report speaks of most, or null."""
        return self._scene(mentions, context).main

    def resolve_all(self, mentions: Sequence[Located], context: ReportContext) -> list[Resolution]:
        """One resolution per mention, in the order given."""
        scene = self._scene(mentions, context)
        options = [[] if m.toponym.generic else self._options(m.toponym, scene) for m in mentions]
        self._find_anchors(mentions, options, scene)
        resolved: list[Resolution] = []
        for mention, choice in zip(mentions, options, strict=True):
            if mention.toponym.generic:
                resolved.append(self._antecedent(mention, mentions, resolved, scene))
            else:
                resolved.append(self._choose(mention, choice, scene))
        return resolved

    def _scene(self, mentions: Sequence[Located], context: ReportContext) -> _Scene:
        shares: dict[str, dict[str, float]] = {}
        for mention in mentions:
            top = mention.toponym
            if not top.generic and top.name not in shares and top.country_hint is None:
                shares[top.name] = self._country_share(top.name)
        votes = vote_countries(shares.values(), context)
        if not votes:
            return _Scene({}, None)
        most = votes[0][1]
        return _Scene({code: round(v / most, 4) for code, v in votes if v >= 0.25 * most}, votes[0][0])

    def _country_share(self, name: str) -> dict[str, float]:
        weights: dict[str, float] = {}
        for number, likeness, _, population in self._gazetteer.lookup(name, None):
            place, _ = self._gazetteer.place(number)
            weight = (likeness**8) * size_prior(place.kind, population) ** 2
            if place.country:
                weights[place.country] = max(weights.get(place.country, 0.0), weight)
        total = sum(weights.values())
        return {code: w / max(total, 0.2) for code, w in weights.items() if w >= 0.05 * total}

    def _options(self, top: Toponym, scene: _Scene) -> list[_Option]:
        found: dict[int, _Option] = {}
        for name, weight in _names_to_try(top):
            self._collect(found, name, weight, scene)
        strong = any(o.likeness >= 0.85 and o.place.country in scene.countries for o in found.values())
        if not strong and scene.main:
            for number, likeness, matched, population in self._gazetteer.fuzzy(top.name, scene.main):
                if number not in found or found[number].likeness < likeness:
                    found[number] = _Option(self._gazetteer.place(number)[0], likeness, population, matched)
        return list(found.values())

    def _collect(self, found: dict[int, _Option], name: str, weight: float, scene: _Scene) -> None:
        rows = list(self._gazetteer.lookup(name, None))
        if scene.main:
            rows += self._gazetteer.lookup(name, scene.main)
        for number, likeness, matched, population in rows:
            if number in found and found[number].likeness >= likeness * weight:
                continue
            place, _ = self._gazetteer.place(number)
            if likeness >= SURE_LIKENESS or place.country in scene.countries:
                found[number] = _Option(place, likeness * weight, population, matched)

    def _find_anchors(self, mentions: Sequence[Located], options: list[list[_Option]], scene: _Scene) -> None:
        """Mentions that are sure by spelling, country and size alone; the others are chosen near them."""
        for mention, choices in zip(mentions, options, strict=True):
            ranked = sorted(
                ((_base_score(mention.toponym, o, scene), o) for o in choices),
                key=lambda s: (-s[0], s[1].place.id or ""),
            )
            if not ranked or ranked[0][1].likeness < SURE_LIKENESS or ranked[0][0] < 0.55:
                continue
            best = ranked[0][1].place
            rival = next((s for s, o in ranked[1:] if not _same_area(o.place, best)), 0.0)
            if ranked[0][0] - rival >= 0.08 and best.kind != "country":
                scene.add(_Anchor(best, mention.section, mention.passage, mention.sentence, mention.heading))
                if mention.heading:
                    scene.heading.setdefault(mention.section, best)

    def _choose(self, mention: Located, options: list[_Option], scene: _Scene) -> Resolution:
        top = mention.toponym
        scored = [(_full_score(mention, o, scene), o) for o in options]
        scored.sort(key=lambda s: (-round(s[0], 4), -s[1].population, s[1].place.id or ""))
        if scored and scored[0][0] >= ACCEPT:
            score, best = scored[0]
            return Resolution(best.place, _precision(top, best), round(min(1.0, score), 3), _why(best, scene))
        return _unknown(mention, scene, bool(options))

    def _antecedent(
        self, mention: Located, mentions: Sequence[Located], resolved: list[Resolution], scene: _Scene
    ) -> Resolution:
        """The place named before that "the city", "the camp" or "the east" stands for."""
        top = mention.toponym
        for earlier, resolution in zip(reversed(mentions[: len(resolved)]), reversed(resolved), strict=True):
            place = resolution.place
            if place is None or place.lat is None or (earlier.section != mention.section and not earlier.heading):
                continue
            if _can_stand_for(top, earlier.toponym, place):
                precision = top.precision_hint or resolution.precision
                return Resolution(
                    place,
                    precision,
                    round(0.7 * resolution.score, 3),
                    f"{top.text!r} taken for {place.name}, named before",
                )
        place = scene.heading.get(mention.section) or _main_place(scene)
        if place is None:
            return Resolution(None, 1, 0.0, f"{top.text!r} names no place and none was named before")
        return Resolution(
            place, top.precision_hint or 1, 0.3, f"{top.text!r} taken for {place.name}, which the report speaks of most"
        )


def _names_to_try(top: Toponym) -> list[tuple[str, float]]:
    names = [(top.name, 1.0)]
    plain = top.text.removeprefix("the ").removeprefix("The ")
    if plain != top.name and top.kind_hint not in ("city", "town", "village", "quarter", "province", None):
        names.insert(0, (plain, 1.0))
    return names


def _same_area(a: Place, b: Place) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return a.country == b.country and (
        kilometres(a.lat, a.lon, b.lat, b.lon) < 15 or _AREA_KINDS[0] in (a.kind, b.kind)
    )


def _kind_fit(top: Toponym, option: _Option) -> float:
    kind, hint = option.place.kind, top.kind_hint
    if hint in ("province", "country") or (
        top.direction and hint is None and top.precision_hint is None and option.population < METROPOLIS
    ):
        return 1.0 if kind in _AREA_KINDS or kind == "region" else (0.0 if hint else 0.3)
    if hint is None:
        return {"country": 0.4, "province": 0.1, "district": 0.3, "region": 0.6}.get(kind or "", 0.7)
    if hint == kind:
        return 1.0
    if kind in _AREA_KINDS:
        return 0.3 if hint in ("district", "region") else 0.0
    return 0.8 if kind_class(kind) == kind_class(hint) else 0.4


def _country_fit(option: _Option, scene: _Scene, top: Toponym) -> float:
    if top.country_hint:
        return 1.0 if option.place.country == top.country_hint else 0.0
    return scene.countries.get(option.place.country or "", 0.0)


def _base_score(top: Toponym, option: _Option, scene: _Scene) -> float:
    size = size_prior(option.place.kind, option.population)
    evidence = 0.3 + 0.25 * size + 0.3 * _country_fit(option, scene, top) + 0.15 * _kind_fit(top, option)
    return evidence * math.pow(option.likeness, 1.5)


def _full_score(mention: Located, option: _Option, scene: _Scene) -> float:
    top = mention.toponym
    size = size_prior(option.place.kind, option.population)
    fit = _country_fit(option, scene, top)
    near = _nearness(mention, option.place, scene)
    evidence = 0.15 + 0.22 * size + 0.2 * fit + 0.15 * _kind_fit(top, option) + 0.35 * near
    if fit < 0.3 and option.place.kind != "country" and option.population < 300_000 and near < 0.3:
        evidence *= 0.5
    if fit < 0.1 and near < FAR and option.place.kind != "country" and not _is_world_city(top, option):
        evidence *= 0.3
    return evidence * math.pow(option.likeness, 1.5)


def _is_world_city(top: Toponym, option: _Option) -> bool:
    """Large, and named by the name it goes by: meant even in a report on another country."""
    return option.population >= WORLD_CITY and fold(option.place.name or "") == fold(top.name)


def _nearness(mention: Located, place: Place, scene: _Scene) -> float:
    """0 to 1: how near the surer places of the same sentence, passage, section and report are."""
    if place.lat is None or place.lon is None or place.kind == "country":
        return 0.3
    best = 0.0
    for anchor in scene.beside(mention):
        if anchor.place.id == place.id or anchor.place.lat is None or anchor.place.lon is None:
            weight = 0.6 if anchor.place.id == place.id else 0.0
            best = max(best, weight)
            continue
        distance = kilometres(place.lat, place.lon, anchor.place.lat, anchor.place.lon)
        weight = 0.6
        if anchor.section == mention.section and anchor.heading:
            weight = 1.0
            if anchor.place.kind in ("province", "city") and anchor.place.admin1 == place.admin1:
                best = max(best, 0.85)
        elif anchor.passage == mention.passage:
            weight = 1.0 if anchor.sentence == mention.sentence else 0.9
        best = max(best, weight * exp(-distance / 60))
    return best


def _precision(top: Toponym, option: _Option) -> int:
    if option.place.kind == "country":
        return 5
    if option.place.kind == "province":
        return 4
    if option.place.kind in ("district", "region"):
        return 3
    return top.precision_hint if top.precision_hint in (1, 2, 3) else 1


def _why(option: _Option, scene: _Scene) -> str:
    place = option.place
    where = ", ".join(w for w in (place.admin1, place.country) if w and w != place.name)
    return f"{place.kind} {place.name} ({where}), spelled {option.matched!r}, likeness {option.likeness:.2f}"


def _unknown(mention: Located, scene: _Scene, had_options: bool) -> Resolution:
    """A name that no gazetteer has: its city when it is a quarter or site of one named, else only its province."""
    top = mention.toponym
    problem = "no candidate fits the context" if had_options else "in no gazetteer"
    host = _nearest_anchor(mention, scene)
    inside = top.kind_hint in ("quarter", "site", "square", "road", "bridge", "camp", "crossing", "airport", "base")
    if host and inside and host.kind in ("city", "town"):
        return Resolution(host, 2, 0.3, f"{top.name!r} is {problem}; taken as a part of {host.name}")
    if host is None:
        return Resolution(None, 1, 0.0, f"{top.name!r} is {problem}")
    area = Place(name=top.name, kind=top.kind_hint, admin1=host.admin1, country=host.country)
    return Resolution(
        area, top.precision_hint or 1, 0.1, f"{top.name!r} is {problem}; province from {host.name}, named nearby"
    )


def _nearest_anchor(mention: Located, scene: _Scene) -> Place | None:
    same = [a for a in scene.anchors if a.section == mention.section]
    for group in (
        [a for a in same if a.passage == mention.passage and a.sentence == mention.sentence],
        [a for a in same if a.heading],
        [a for a in same if a.passage <= mention.passage][-1:],
    ):
        if group:
            return group[0].place
    return _main_place(scene)


def _main_place(scene: _Scene) -> Place | None:
    counts: dict[str, int] = {}
    for anchor in scene.anchors:
        counts[anchor.place.id or ""] = counts.get(anchor.place.id or "", 0) + 1
    inside = [a for a in scene.anchors if a.place.country == scene.main] or scene.anchors
    return max(inside, key=lambda a: counts[a.place.id or ""]).place if inside else None


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


__all__ = ["Located", "ReportContext", "Resolution", "Resolver", "recognise_heading"]
