"""How well a candidate fits a mention: spelling, size, kind, country and the sure places around it."""

from __future__ import annotations

from dataclasses import dataclass
from math import pow

from khabar.places.context import Located
from khabar.places.entries import SITES, kind_class
from khabar.places.formats import shipped_neighbours
from khabar.places.gazetteer import size_prior
from khabar.places.scene import Scene
from khabar.places.toponym import Toponym
from khabar.records import Place

METROPOLIS = 1_000_000
WORLD_CITY = 200_000
FAR = 0.05
LARGE = 100_000
LONE_PROVINCE = 0.8
BESIDE = 0.3
TOLD_BESIDE, TOLD_TOWN = 0.5, 20_000
SURE_SPELLING = 0.93
SURE_REGION, OF_NO_COUNTRY = 0.97, 0.5
AREA_KINDS = ("province", "country")
PARTS = SITES | {"quarter", "camp"}
_FIT_WITHOUT_HINT = {"country": 0.4, "province": 0.0, "district": 0.3, "region": 0.6}


@dataclass(slots=True)
class Option:
    """A candidate. ``own_name``: spelled as it is called, as a pack spells it, or in a like way in the main country.
    ``has_town``: of a province, whether one of its towns has its name."""

    place: Place
    likeness: float
    population: int
    matched: str
    own_name: bool = True
    has_town: bool = True

    @property
    def is_region(self) -> bool:
        """A sea, desert, mountain range or other large region, which may lie in several countries or in none."""
        return (self.place.id or "").startswith("region:")

    @property
    def size(self) -> float:
        prior = size_prior(self.place.kind, self.population)
        return prior if self.own_name else 0.6 * prior


def kind_fit(top: Toponym, option: Option) -> float:
    kind, hint = option.place.kind, top.kind_hint
    part_of_province = top.direction and hint is None and top.precision_hint is None and option.population < METROPOLIS
    if hint in ("province", "country") or part_of_province:
        return 1.0 if kind in AREA_KINDS or kind == "region" else (0.0 if hint else 0.3)
    if hint is None:
        if kind == "province" and not option.has_town:
            return LONE_PROVINCE
        return _FIT_WITHOUT_HINT.get(kind or "", 0.7)
    if hint == kind:
        return 1.0
    if kind in AREA_KINDS:
        return 0.3 if hint in ("district", "region") else 0.0
    return 0.8 if kind_class(kind) == kind_class(hint) else 0.4


def country_fit(option: Option, scene: Scene, top: Toponym) -> float:
    if top.country_hint:
        return 1.0 if option.place.country == top.country_hint else 0.0
    if not option.place.country and option.own_name and option.likeness >= SURE_REGION:
        return OF_NO_COUNTRY
    fit = scene.countries.get(option.place.country or "", 0.0)
    if fit < BESIDE and option.own_name and option.likeness >= 0.97:
        return BESIDE if option.place.country in shipped_neighbours().get(scene.main or "", ()) else fit
    return fit


def score_alone(top: Toponym, option: Option, scene: Scene) -> float:
    """0 to 1, from the mention itself and the report's countries."""
    fit = country_fit(option, scene, top)
    evidence = 0.3 + 0.25 * option.size + 0.3 * fit + 0.15 * kind_fit(top, option)
    return evidence * pow(option.likeness, 2.5)


def score_in_context(mention: Located, option: Option, scene: Scene) -> float:
    """0 to 1, with the sure places around the mention."""
    top = mention.toponym
    fit = country_fit(option, scene, top)
    if option.place.country in mention.countries and option.own_name and option.population >= TOLD_TOWN:
        fit = max(fit, TOLD_BESIDE)
    near = scene.nearness(mention, option.place)
    evidence = 0.15 + 0.22 * option.size + 0.2 * fit + 0.15 * kind_fit(top, option) + 0.35 * near
    if option.place.kind != "country":
        if fit < 0.3 and option.population < 300_000 and near < 0.3:
            evidence *= 0.5
        if fit < 0.1 and near < FAR and not is_world_city(option):
            evidence *= 0.3
        minor = option.population < LARGE or not option.own_name
        if near < FAR and len(scene.anchors) > 1 and minor and option.place.kind not in AREA_KINDS:
            evidence *= 0.75
        if near < 0.3 and ((fit < 1.0 and option.likeness < 0.97) or _is_town_for_part(top, option)):
            evidence *= 0.5
        if near < FAR and option.likeness < SURE_SPELLING and scene.anchors:
            evidence *= 0.7
        if option.place.kind == "province" and top.kind_hint != "province" and not option.own_name:
            evidence *= 0.6
    return evidence * pow(option.likeness, 2.5)


def _is_town_for_part(top: Toponym, option: Option) -> bool:
    """A quarter or site is asked for; a far town of its name is not it."""
    return top.kind_hint in PARTS and option.place.kind not in PARTS


def is_world_city(option: Option) -> bool:
    """Large, and named by the name it goes by: meant even in a report on another country."""
    return option.population >= WORLD_CITY and option.own_name and option.likeness >= 0.95
