"""Which place each mention of a report means: chosen for the whole report at once, with reasons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from math import sqrt

import msgspec

from khabar.places.antecedents import antecedent
from khabar.places.calibration import PINNED, features, with_score
from khabar.places.candidates import SURE_LIKENESS, TITLE_TOWN, Candidates, is_metropolis, is_own_name
from khabar.places.capitals import name_capital, names_capital
from khabar.places.common_names import is_common_name, without_common_word
from khabar.places.containment import is_of_city, is_quarter_elsewhere, lies_in, lies_inside, restrict
from khabar.places.context import Located, ReportContext, count_countries, vote_countries
from khabar.places.cues import load_cues
from khabar.places.entries import LAND, SETTLEMENTS
from khabar.places.gazetteer import Gazetteer, size_prior
from khabar.places.geometry import displaced, kilometres
from khabar.places.headings import recognise_heading
from khabar.places.pins import Pins
from khabar.places.pointing import SURE_OFFSET, by_offset, with_points
from khabar.places.resolution import Resolution
from khabar.places.roads import resolve_road
from khabar.places.scene import Anchor, Scene, Sighting, country_share, neighbourhoods, without_strays
from khabar.places.scoring import (
    AREA_KINDS,
    PARTS,
    Option,
    is_world_city,
    score_alone,
    score_in_context,
)
from khabar.places.spots import is_within_reach, point_of
from khabar.places.toponym import Toponym
from khabar.records import Place

ACCEPT = 0.42
SPELLED_SO = 0.97
AT_HOME = 0.5
PART_OF_CITY_KM = 3.0
_COUNTRY_THRESHOLD = 0.25
_TOGETHER = 1.5
SURE_NEIGHBOURHOOD = 0.5
FEW_PLACES = 1500
SHORT = 4
SURE_OWNER = 0.5
SMALL = 3_000
_TITLE = -1
_TITLE_NAME = re.compile(r"[A-Z][\w'’-]+")
_Countries = tuple[dict[str, float], str | None]


class Resolver:
    """Resolves the mentions of reports against a gazetteer; one per process, reused for all reports."""

    def __init__(self, gazetteer: Gazetteer, pins: Pins | None = None) -> None:
        self._gazetteer, self._pins = gazetteer, pins or Pins()
        self._candidates = Candidates(gazetteer)
        self._sightings = lru_cache(maxsize=1 << 14)(self._sightings_of)
        self._last: tuple[Sequence[Located], ReportContext, _Countries] | None = None

    def known(self, name: str) -> bool:
        """Whether the gazetteer has the name, spelled nearly so, for a place of some size or from a pack."""
        return any(likeness >= SURE_LIKENESS for _, likeness, _, _ in self._gazetteer.lookup(name, None))

    def conflict_country(self, mentions: Sequence[Located], context: ReportContext) -> str | None:
        """ISO code of the country that the report speaks of most, or null."""
        return self._country_of(mentions, context)[1]

    def resolve_all(self, mentions: Sequence[Located], context: ReportContext) -> list[Resolution]:
        """One resolution per mention, in the order given."""
        scene = self._scene(mentions, context)
        options = [[] if m.toponym.generic else self._candidates.options(m.toponym, scene) for m in mentions]
        for heading in (context.title, context.outlet):
            self._add_title(heading or "", scene)
        if context.dateline and not names_capital(context.dateline, scene.main):  # where all news are written
            self._add_title(context.dateline, scene)
        _spell_out(mentions, options)
        scene.told = restrict(mentions, options)
        self._keep_near_offsets(mentions, options, scene)
        _find_anchors(mentions, options, scene)
        name_capital(mentions, options, scene, self._candidates)
        self._add_owners(mentions, scene)
        around = lies_in(mentions, options, scene)
        named = [
            None if m.toponym.generic else self._choose(m, choice, scene, around.get(i))
            for i, (m, choice) in enumerate(zip(mentions, options, strict=True))
        ]
        resolved = [r or antecedent(i, mentions, named, scene) for i, r in enumerate(named)]
        return [with_score(r) for r in with_points(mentions, resolved)]

    def _keep_near_offsets(self, mentions: Sequence[Located], options: list[list[Option]], scene: Scene) -> None:
        """ "X, 40 km north of Y": leave only candidates of X that lie there, where Y is sure without X."""
        number = {id(m.toponym): i for i, m in enumerate(mentions)}
        told = {i: number.get(id(m.toponym.lies_off)) for i, m in enumerate(mentions) if m.toponym.lies_off is not None}
        if not told:
            return
        without = Scene(dict(scene.countries), scene.main, told=scene.told)
        others = [(m, o) for i, (m, o) in enumerate(zip(mentions, options, strict=True)) if i not in told]
        _find_anchors([m for m, _ in others], [o for _, o in others], without)
        for i, off in told.items():
            if off is not None:
                top = mentions[off].toponym
                there = by_offset(top, self._choose(mentions[off], options[off], without))
                if there.point is not None and there.fit >= SURE_OFFSET:
                    options[i] = [o for o in options[i] if is_within_reach(o.place, there.point, top.offset_km)]

    def _scene(self, mentions: Sequence[Located], context: ReportContext) -> Scene:
        countries, main = self._country_of(mentions, context)
        return Scene(dict(countries), main)

    def _country_of(self, mentions: Sequence[Located], context: ReportContext) -> _Countries:
        """The countries that a report speaks of, and the main one; asked twice for a report, worked out once."""
        if self._last is None or self._last[0] is not mentions or self._last[1] != context:
            self._last = (mentions, context, self._weigh_countries(mentions, context))
        return self._last[2]

    def _weigh_countries(self, mentions: Sequence[Located], context: ReportContext) -> _Countries:
        names = dict.fromkeys(name for m in mentions if (name := self._voter(m.toponym)) is not None)
        sightings = [self._sightings(name) for name in names]
        votes = Counter(dict(vote_countries((country_share(s) for s in sightings), context)))
        together = neighbourhoods(sightings)
        for code, weight in together.items():
            votes[code] += _TOGETHER * weight  # type: ignore[assignment]
        if not votes:
            return {}, None
        ranked = sorted(votes.items(), key=lambda v: (-v[1], v[0]))
        main, most = ranked[0]
        told = count_countries(context.text).keys() | count_countries(context.title or "").keys()
        told |= {main, context.country}  # type: ignore[arg-type]
        told |= {code for code, weight in together.items() if weight >= SURE_NEIGHBOURHOOD}
        spoken_of = {code: round(v / most, 4) for code, v in ranked if v >= _COUNTRY_THRESHOLD * most and code in told}
        return spoken_of, main

    def _voter(self, top: Toponym) -> str | None:
        """The name by which a mention speaks for a country: all its words where they are a name ("Hodeidah port")."""
        whole = top.text.removeprefix("the ").removeprefix("The ")
        if top.use == "literal" and whole != top.name and self._is_called(whole):
            return whole
        return top.name if _may_vote(top) else None

    def _is_called(self, name: str) -> bool:
        found = self._gazetteer.lookup(name, None)
        return any(like >= 1.0 and is_own_name(self._gazetteer.place(n)[0], as_) for n, like, as_, _ in found)

    def _sightings_of(self, name: str) -> tuple[Sighting, ...]:
        found = []
        for number, likeness, matched, population in self._gazetteer.lookup(name, None):
            if likeness < 0.88:
                continue
            place, _ = self._gazetteer.place(number)
            if place.country and place.lat is not None and place.lon is not None:
                size = size_prior(place.kind, population) * (1.0 if is_own_name(place, matched) else 0.5)
                weight = _rarity(self._gazetteer.places_in(place.country)) * 0.2 + 0.8 * size**1.5
                found.append(Sighting(place.country, place.lat, place.lon, likeness**16 * weight))
        return tuple(found)

    def _pinned(self, top: Toponym, scene: Scene) -> Resolution | None:
        """What the user's packs have settled for a name."""
        areas = [*scene.countries, *(a.place.admin1 for a in scene.anchors if a.place.admin1)]
        pin = self._pins.find((top.text, top.name), areas) if self._pins else None
        if pin is None:
            return None
        reason = f"{pin.name!r} is pinned in {pin.where}"
        if pin.place is None:
            return Resolution(None, 1, 1.0, f"{reason} as no place", is_name=False, features=PINNED)
        place = pin.place
        if place.lat is None:
            place = self._gazetteer.by_id(place.id or "") or place
        return Resolution(place, top.precision_hint or 1, 1.0, reason, features=PINNED)

    def _choose(self, mention: Located, options: list[Option], scene: Scene, around: Place | None = None) -> Resolution:
        """The place of a mention; ``around`` is the one that the text tells it to lie in."""
        top = mention.toponym
        pinned = self._pinned(top, scene)
        if pinned is not None:
            return pinned
        owner = None if _is_named_so(top, options) else self._owner(mention, scene)
        if owner is not None or is_common_name(top):
            options = [o for o in options if is_of_city(o.place, owner or scene.nearest(mention))]
        if _is_town_named_as_country(mention, options, scene):
            options = [o for o in options if o.place.kind != "country"]
            mention = replace(mention, toponym=replace(top, country_hint=None, kind_hint=None, precision_hint=None))
            top = mention.toponym
        if any(top.name.lower() == f"{o.matched.lower()}i" for o in options):  # "Baghdadi" is called after a city
            options = [o for o in options if o.likeness >= 1.0]
        options = [o for o in options if not _is_far_fetched(top, o)]
        if around is not None:
            if is_quarter_elsewhere(options, around):
                owner = owner or around
                options = [o for o in options if lies_inside(o.place, around)]
            options = [o for o in options if o.likeness >= SPELLED_SO or lies_inside(o.place, around)]
        scored = [(score_in_context(mention, o, scene), o) for o in options]
        scored.sort(key=lambda s: (-round(s[0], 4), -s[1].population, s[1].place.id or ""))
        named = not top.ends or _is_named_surely(scored)
        road = None if named else resolve_road(mention, self._candidates, scene)
        if road is not None:
            return road
        if scored and scored[0][0] >= ACCEPT:
            score, best = scored[0]
            place = _part_of_city(top, best) if is_metropolis(best, scene) else best.place
            found = features(mention, scored, scene)
            return Resolution(place, _precision(top, best), round(min(1.0, score), 3), _why(best), features=found)
        return _unknown(mention, owner, around, scene, bool(options))

    def _add_title(self, title: str, scene: Scene) -> None:
        """Towns that the title or the outlet's name tells are sure places of the whole report ("Basra Youth Pulse")."""
        cues = load_cues()
        for match in _TITLE_NAME.finditer(title):
            if match.group().lower() in cues.not_names or match.group().lower() in cues.kind_of:
                continue
            for number, likeness, matched, population in self._gazetteer.lookup(match.group(), scene.main):
                place, _ = self._gazetteer.place(number)
                own = likeness >= 1.0 and is_own_name(place, matched) and place.kind not in AREA_KINDS
                if own and population >= TITLE_TOWN and place.country == scene.main:
                    scene.add(Anchor(place, _TITLE, _TITLE, _TITLE, False))
                    break

    def _add_owners(self, mentions: Sequence[Located], scene: Scene) -> None:
        """The Mosul of "Mosul's al-Nuri mosque" is a place that the report speaks of."""
        for m in mentions:
            owner = self._owner(m, scene) if m.toponym.within else None
            if owner is not None:
                scene.add(Anchor(owner, m.section, m.passage, m.sentence, m.heading, m.toponym.of_speaker))

    def _owner(self, mention: Located, scene: Scene) -> Place | None:
        """The place that "Aleppo's Old City" or "New Mosul" is a part of."""
        within = mention.toponym.within or without_common_word(mention.toponym)
        if not within:
            return None
        owner = Toponym(0, 0, within, within)
        scored = [(score_alone(owner, o, scene), o) for o in self._candidates.options(owner, scene)]
        best = max(scored, key=lambda s: (s[0], s[1].place.id or ""), default=None)
        if best and best[1].place.kind == "country":
            return None
        return best[1].place if best and best[0] >= SURE_OWNER and best[1].likeness >= SURE_LIKENESS else None


def _is_far_fetched(top: Toponym, option: Option) -> bool:
    """Names of a few letters are like many others, and a town that is like a river's name is not the river."""
    land = top.kind_hint in LAND and option.place.kind in SETTLEMENTS
    return option.likeness < (1.0 if land else SPELLED_SO if len(top.name) <= SHORT else 0.0)


def _is_town_named_as_country(mention: Located, options: Sequence[Option], scene: Scene) -> bool:
    """ "Lebanon" in a report on Pennsylvania: a town near the report's sure places, not the country."""
    top = mention.toponym
    if top.country_hint in (None, scene.main) or top.use == "demonym":
        return False
    towns = (o for o in options if o.place.country == scene.main and o.own_name and o.likeness >= SPELLED_SO)
    return any(o.place.kind != "country" and scene.nearness(mention, o.place) >= AT_HOME for o in towns)


def _is_named_surely(scored: Sequence[tuple[float, Option]]) -> bool:
    return bool(scored) and scored[0][0] >= ACCEPT and scored[0][1].likeness >= SURE_LIKENESS


def _is_named_so(top: Toponym, options: Sequence[Option]) -> bool:
    """Whether "New York" is a name, rather than a part of York."""
    return top.within is None and any(o.own_name and o.likeness >= SPELLED_SO for o in options)


def _unknown(
    mention: Located, owner: Place | None, around: Place | None, scene: Scene, had_options: bool
) -> Resolution:
    """A name that no gazetteer has: its city when it is a quarter or site of one named, else only its province."""
    top = mention.toponym
    problem = "like names that do not fit the context" if had_options else "in no gazetteer"
    beside = owner or around or scene.beside_it(mention) or scene.only_city()
    host = beside or scene.most_named()
    if host and host is beside and host.kind in ("city", "town") and (owner or top.kind_hint in PARTS):
        reason = f"{top.name!r} is {problem}; taken as a part of {host.name}"
        return Resolution(host, 2, 0.3, reason, features={"part": 1.0, "owner": float(owner is not None)})
    if host is None:
        return Resolution(None, 1, 0.0, f"{top.name!r} is {problem}")
    area = Place(name=top.name, kind=top.kind_hint, admin1=host.admin1, country=host.country)
    if host is beside and host.kind == "quarter" and top.kind_hint in (None, *PARTS):
        there = msgspec.structs.replace(area, lat=host.lat, lon=host.lon)
        reason = f"{top.name!r} is {problem}; put beside {host.name}, a quarter named nearby"
        return Resolution(there, 2, 0.3, reason, features={"part": 1.0, "owner": 0.0})
    reason = f"{top.name!r} is {problem}; province from {host.name}, named nearby"
    return Resolution(area, top.precision_hint or 1, 0.1, reason)


def _spell_out(mentions: Sequence[Located], options: list[list[Option]]) -> None:
    """A shortened name may mean what the report also names in full ("San Vicente" for "San Vicente del Caguán")."""
    full = {
        m.toponym.name: choices
        for m, choices in zip(mentions, options, strict=True)
        if " " in m.toponym.name and any(o.likeness >= 0.95 for o in choices)
    }
    for mention, choices in zip(mentions, options, strict=True):
        short = mention.toponym.name
        for name, longer in full.items():
            if (
                len(short) > 3
                and len(short) < len(name)
                and (name.startswith(f"{short} ") or name.endswith(f" {short}"))
            ):
                if any(o.place.kind in AREA_KINDS and o.likeness >= SPELLED_SO for o in choices):
                    continue
                largest = max((o.population for o in choices if o.own_name and o.likeness >= 0.95), default=0)
                choices += [
                    replace(o, likeness=0.97, own_name=True)
                    for o in longer
                    if o.likeness >= 0.95 and o.population * 5 >= largest
                ]


def _may_vote(top: Toponym) -> bool:
    return (
        top.use == "literal"
        and not top.generic
        and top.country_hint is None
        and top.kind_hint not in PARTS
        and not is_common_name(top)
    )


def _rarity(places: int) -> float:
    """How much the name of a small place tells of its country: less where the gazetteer has most names anyway."""
    return min(1.0, sqrt(FEW_PLACES / max(places, 1)))


def _part_of_city(top: Toponym, option: Option) -> Place:
    """ "eastern Aleppo": a point some way out of the middle of a large city, by the direction told."""
    place, cues = option.place, load_cues()
    bearing = cues.phrases.bearings.get(top.direction or "")
    start = point_of(place)
    if bearing is None or start is None or top.role == "near" or top.kind_hint == "district":
        return place
    lat, lon = displaced(start, PART_OF_CITY_KM, bearing)
    plain = top.direction in cues.directions and bearing % 90 == 0
    side = f"{top.direction}ern" if plain else top.direction
    name = f"{side} {place.name}"
    return msgspec.structs.replace(place, id=f"{place.id}/{side}", name=name, kind="quarter", lat=lat, lon=lon)


def _find_anchors(mentions: Sequence[Located], options: list[list[Option]], scene: Scene) -> None:
    """Mentions that are sure by spelling, country and size alone; the others are chosen near them."""
    found = []
    for mention, choices in zip(mentions, options, strict=True):
        best = _sure_option(mention.toponym, choices, scene)
        if best is not None:
            where = (mention.section, mention.passage, mention.sentence, mention.heading)
            anchor = Anchor(best.place, *where, mention.toponym.of_speaker, mention.toponym.runs_in)
            found.append((anchor, best.population < SMALL and not (best.own_name and best.likeness >= 1.0)))
    for anchor in without_strays(found):
        scene.add(anchor)


def _sure_option(top: Toponym, choices: Sequence[Option], scene: Scene) -> Option | None:
    if is_common_name(top):
        return None
    ranked = sorted(((score_alone(top, o, scene), o) for o in choices), key=lambda s: (-s[0], s[1].place.id or ""))
    if not ranked or ranked[0][1].likeness < SURE_LIKENESS or ranked[0][0] < 0.55:
        return None
    best = ranked[0][1]
    if best.place.country not in scene.countries and not is_world_city(best):
        return None
    rival = next((s for s, o in ranked[1:] if not _same_area(o.place, best.place)), 0.0)
    sure = ranked[0][0] - rival >= 0.08 and best.place.kind != "country" and best.place.country
    return best if sure else None


def _same_area(a: Place, b: Place) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return a.country == b.country and (kilometres(a.lat, a.lon, b.lat, b.lon) < 15 or "province" in (a.kind, b.kind))


def _precision(top: Toponym, option: Option) -> int:
    if option.place.kind == "country":
        return 5
    if option.place.kind == "province":
        return 4
    if option.is_region:
        return 5
    if option.place.kind in ("district", "region"):
        return 3
    return top.precision_hint if top.precision_hint in (1, 2, 3) else 1


def _why(option: Option) -> str:
    place = option.place
    where = ", ".join(w for w in (place.admin1, place.country) if w and w != place.name)
    return f"{place.kind} {place.name} ({where}), spelled {option.matched!r}, likeness {option.likeness:.2f}"


__all__ = ["Located", "ReportContext", "Resolution", "Resolver", "recognise_heading"]
