"""Which places a mention may mean at all, before the context decides."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.places.cues import load_cues
from khabar.places.entries import LAND, SETTLEMENTS
from khabar.places.formats import shipped_neighbours
from khabar.places.gazetteer import Gazetteer
from khabar.places.knowledge import common_words
from khabar.places.scene import Scene
from khabar.places.scoring import AREA_KINDS, METROPOLIS, PARTS, Option
from khabar.places.spelling import fold, sound_likeness
from khabar.places.toponym import Toponym
from khabar.records import Place

SURE_LIKENESS = 0.9
SAME_SPELLING = 0.97
TITLE_TOWN = 20_000
LARGE = 100_000
ANOTHER_NAME = 0.5
GUESSED, GOES_BY = 0.79, 0.75
_PLAIN_KINDS = ("city", "town", "village", "quarter", "province", None)
_DISTRICT_WORDS = frozenset({"district", "raion", "rayon", "locality"})
_AREAS = (*AREA_KINDS, "district", "region")
_OFFICIAL = "City of "
_OTHERS_IDS = ("geonames:", "wof:", "ne:", "admin1:", "admin2:")


class Candidates:
    """Collects the candidates of mentions from a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def options(self, top: Toponym, scene: Scene) -> list[Option]:
        district = self._district(top, scene)
        if district:
            return district
        found: dict[int, Option] = {}
        for name in _longer_names(top):
            self._collect(found, top, name, scene)
        whole = [o for o in found.values() if o.own_name and o.likeness >= SAME_SPELLING]
        if not whole:
            self._collect(found, top, top.name, scene)
            self._guess(found, top, scene)
        options = _by_article(top, whole or _without_likenesses(top, list(found.values())))
        if top.direction and top.kind_hint != "province" and any(is_metropolis(o, scene) for o in options):
            options = [o for o in options if o.place.kind not in AREA_KINDS]
        _mark_capitals(options)
        return options

    def _district(self, top: Toponym, scene: Scene) -> list[Option]:
        """ "Bakhmut district": the district that is called so, not the town in it."""
        found: dict[int, Option] = {}
        words = top.text.removeprefix("the ").removeprefix("The ").split()
        if words[-1] in _DISTRICT_WORDS and len(words) > 1:
            self._collect(found, top, " ".join(words), scene)
        return [o for o in found.values() if o.place.kind == "district" and o.own_name and o.likeness >= SAME_SPELLING]

    def _guess(self, found: dict[int, Option], top: Toponym, scene: Scene) -> None:
        """Names of the main country that are a letter or two away, where none fits well."""
        strong = any(o.likeness >= 0.85 and o.place.country in scene.countries for o in found.values())
        if strong or not scene.main:
            return
        for number, likeness, matched, population in self._gazetteer.fuzzy(top.name, scene.main):
            place = self._gazetteer.place(number)[0]
            if likeness < GUESSED or not _is_guess(top.name, place, matched):
                continue
            if number not in found or found[number].likeness < likeness:
                found[number] = Option(place, likeness, population, matched)

    def _collect(self, found: dict[int, Option], top: Toponym, name: str, scene: Scene) -> None:
        rows = list(self._gazetteer.lookup(name, None))
        ordinary = name.lower() in common_words()
        if scene.main:
            rows += self._gazetteer.lookup(name, scene.main)
        for number, likeness, matched, population in rows:
            if number in found and found[number].likeness >= likeness:
                continue
            place, _ = self._gazetteer.place(number)
            option = Option(place, likeness, population, matched, is_own_name(place, matched))
            if _is_worth_a_thought(top, option, scene, ordinary=ordinary):
                at_home = place.country == scene.main and place.kind not in AREA_KINDS
                option.own_name |= at_home and sound_likeness(place.name or "", matched) >= ANOTHER_NAME
                found[number] = option


def _is_guess(name: str, place: Place, matched: str) -> bool:
    """Whether a name a letter or two away may be meant: one that the place goes by, and no other side of a town."""
    sides = load_cues().directions
    here, there = ({w for w in n.lower().split() if w in sides} for n in (name, matched))
    return here == there and sound_likeness(place.name or "", matched) >= GOES_BY


def _without_likenesses(top: Toponym, options: list[Option]) -> list[Option]:
    """Where a place of some size is spelled just so, names that are only like it are not meant."""
    if top.kind_hint not in _AREAS and any(_is_plain_match(o) for o in options):
        return [o for o in options if o.likeness >= SAME_SPELLING]
    return options


def _by_article(top: Toponym, options: list[Option]) -> list[Option]:
    """ "the Atlantic" is no town, and in "Atlantic, Iowa" the ocean is not meant."""
    regions = [o for o in options if o.is_region and o.own_name and o.likeness >= SAME_SPELLING]
    if top.article and regions and (top.kind_hint is None or top.kind_hint in LAND):
        return [o for o in options if o.place.kind not in SETTLEMENTS]
    seas = [o for o in regions if o.place.kind == "sea"]
    if seas and not (top.kind_hint or top.direction or top.listed) and len(top.name.split()) == 1:
        return [o for o in options if o not in seas] or options
    return options


def _is_plain_match(option: Option) -> bool:
    large = option.place.kind in AREA_KINDS or option.population >= TITLE_TOWN
    return option.likeness >= 0.99 and option.own_name and large


def _longer_names(top: Toponym) -> list[str]:
    """The mention's words with the nouns of its kind, the longest first ("Sadr City district", "Sadr City")."""
    words = top.text.removeprefix("the ").removeprefix("The ").split()
    if top.direction and words[0].islower():
        return []
    shortest = len(top.name.split())
    names = [words[:n] for n in range(len(words), shortest, -1)]
    if len(words) == shortest and top.text != top.name:
        names.append(words)
    describes = top.kind_hint in _PLAIN_KINDS
    return [" ".join(n) for n in names if not (describes and n[-1].islower())]


def _is_worth_a_thought(top: Toponym, option: Option, scene: Scene, *, ordinary: bool) -> bool:
    abroad = option.place.country not in scene.countries
    if ordinary:
        return not abroad and _is_well_known(top, option)
    beside = option.place.country in shipped_neighbours().get(scene.main or "", ())
    return not abroad or _may_lie_abroad(top, option, beside=beside)


def _may_lie_abroad(top: Toponym, option: Option, *, beside: bool) -> bool:
    """Whether a place of a country that the report does not speak of is worth a thought."""
    if option.likeness < SURE_LIKENESS or top.kind_hint in PARTS:
        return False
    if option.place.kind in AREA_KINDS:
        return True
    return option.own_name or (option.likeness >= 0.95 and (beside or option.population >= LARGE))


def _is_well_known(top: Toponym, option: Option) -> bool:
    """What an ordinary word ("Hit", "Split") must be to be taken for a place of that name."""
    known = option.population >= TITLE_TOWN or top.kind_hint is not None
    return option.own_name and option.likeness >= 0.99 and known


def _mark_capitals(options: Sequence[Option]) -> None:
    """Provinces that have the name of a town in them, or of a city: without more words, the town is meant."""
    towns = [o for o in options if o.own_name and o.likeness >= SURE_LIKENESS and o.place.kind in SETTLEMENTS]
    for option in options:
        province = option.place
        if province.kind == "province":
            own = [t for t in towns if t.place.country == province.country]
            has_town = any(t.place.admin1 == province.admin1 or t.population >= LARGE for t in own)
            option.has_town = has_town or _is_another_name(province, option.matched)


def _is_another_name(place: Place, matched: str) -> bool:
    """Neither a spelling of the place's name nor an abbreviation of it ("Conn.")."""
    return not matched.endswith(".") and sound_likeness(place.name or "", matched) < ANOTHER_NAME


def is_own_name(place: Place, matched: str) -> bool:
    """Whether the place goes by the name: any spelling of a pack, and the first name of other gazetteers' rows."""
    own = (place.name or "").removeprefix(_OFFICIAL)
    return not (place.id or "").startswith(_OTHERS_IDS) or fold(own) == fold(matched)


def is_metropolis(option: Option, scene: Scene) -> bool:
    large = option.population >= METROPOLIS and option.likeness >= SURE_LIKENESS and not option.is_region
    return large and option.place.country in scene.countries
