"""Where a report plays: the countries it speaks of and the places that are sure, by passage and section."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import exp, floor

from khabar.places.context import Located
from khabar.places.entries import SETTLEMENTS
from khabar.places.geometry import kilometres
from khabar.places.spelling import fold
from khabar.records import Place

CLUSTER_DEGREES = 2.0
ANCHOR_REACH_KM = 60
STRAY_KM = 200
ENOUGH_TO_TELL = 3
_OUTSIDE_PASSAGE = 0.6
_SAME_PROVINCE = 0.8
_TOLD = 0.95
MOST_COUNTED, RECENCY = 4, 0.5


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place that a name may mean, as far as it matters for where a report plays."""

    country: str
    lat: float
    lon: float
    weight: float


@dataclass(slots=True)
class Anchor:
    """A mention whose place is sure."""

    place: Place
    section: int
    passage: int
    sentence: int
    heading: bool
    of_speaker: bool = False
    runs_in: bool = False


def without_strays(anchors: Sequence[tuple[Anchor, bool]]) -> list[Anchor]:
    """Leave out doubtful ones far from all others that are sure: another of that name, in no gazetteer, is meant.

    Args:
        anchors: each with whether it is doubtful: a small place that is only called like the mention.
    """
    others = {a.place.id: a.place for a, _ in anchors if a.place.lat is not None}
    if len(others) <= ENOUGH_TO_TELL:
        return [a for a, _ in anchors]
    return [a for a, doubtful in anchors if not (doubtful and _is_stray(a, others.values()))]


def _is_stray(anchor: Anchor, others: Iterable[Place]) -> bool:
    place = anchor.place
    if place.kind not in SETTLEMENTS or place.lat is None or place.lon is None or anchor.heading:
        return False
    points = ((o.lat, o.lon) for o in others if o.id != place.id)
    return all(
        lat is None or lon is None or kilometres(place.lat, place.lon, lat, lon) > STRAY_KM for lat, lon in points
    )


@dataclass(slots=True)
class Scene:
    """The state of one report while it is resolved.

    ``countries`` are those it speaks of, 1 for the main one; ``told`` are ids of places, by name, whose area the text
    itself tells.
    """

    countries: dict[str, float]
    main: str | None
    anchors: list[Anchor] = field(default_factory=list)
    heading: dict[int, Place] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    _places: dict[str | None, Anchor] = field(default_factory=dict)
    _passages: dict[int, list[Anchor]] = field(default_factory=dict)
    _headings: dict[int, list[Anchor]] = field(default_factory=dict)

    def add(self, anchor: Anchor) -> None:
        self.anchors.append(anchor)
        self._places.setdefault(anchor.place.id, anchor)
        self._passages.setdefault(anchor.passage, []).append(anchor)
        if anchor.heading:
            self._headings.setdefault(anchor.section, []).append(anchor)
            self.heading.setdefault(anchor.section, anchor.place)

    def beside(self, mention: Located) -> Iterator[Anchor]:
        """Anchors of the passage and of the section's heading, and one of each other place: all that can be nearest."""
        yield from self._places.values()
        yield from self._passages.get(mention.passage, ())
        yield from self._headings.get(mention.section, ())

    def nearest(self, mention: Located) -> Place | None:
        """The sure place that a mention most likely lies near: told beside it, else what the report speaks of most."""
        return self.beside_it(mention) or self.most_named()

    def beside_it(self, mention: Located) -> Place | None:
        """The sure place of a mention's sentence, of its heading, or named last, or often, in its section before it."""
        same = self._of_events([a for a in self.anchors if a.section == mention.section])
        for group in (
            [a for a in same if a.passage == mention.passage and a.sentence == mention.sentence],
            [a for a in same if a.runs_in and a.passage == mention.passage and a.sentence < mention.sentence][-1:],
            [a for a in same if a.heading],
            self._last_or_often([a for a in same if (a.passage, a.sentence) <= (mention.passage, mention.sentence)]),
        ):
            if group:
                return group[0].place
        return None

    def _last_or_often(self, anchors: list[Anchor]) -> list[Anchor]:
        """The anchor that counts most: each naming in the report, its title too, against having been named since."""
        counts = Counter(a.place.id for a in self.anchors)
        last = {a.place.id: n for n, a in enumerate(anchors)}
        weights = {i: min(counts[i], MOST_COUNTED) - RECENCY * (len(anchors) - n) for i, n in last.items()}
        return [anchors[last[max(weights, key=weights.__getitem__)]]] if weights else []

    @staticmethod
    def _of_events(anchors: list[Anchor]) -> list[Anchor]:
        """Those that are not only where somebody speaks, where there are any."""
        return [a for a in anchors if not a.of_speaker] or anchors

    def only_city(self) -> Place | None:
        """The one city or town of the main country that the report names surely, where it is one."""
        towns = {a.place.id: a.place for a in self.anchors if a.place.kind in ("city", "town")}
        inside = [t for t in towns.values() if t.country == self.main]
        return inside[0] if len(inside) == 1 else None

    def most_named(self) -> Place | None:
        """The sure place of the main country that is named most often."""
        counts: dict[str, int] = defaultdict(int)
        for anchor in self.anchors:
            counts[anchor.place.id or ""] += 1
        inside = self._of_events([a for a in self.anchors if a.place.country == self.main] or self.anchors)
        return max(inside, key=lambda a: counts[a.place.id or ""]).place if inside else None

    def nearness(self, mention: Located, place: Place) -> float:
        """0 to 1: how near the surer places of the same sentence, passage, section and report are."""
        if place.lat is None or place.lon is None or place.kind == "country" or not place.country:
            return 0.3
        best, name = 0.0, fold(place.name or "")
        if place.id is not None and self.told.get(mention.toponym.name) == place.id:
            return _TOLD
        for anchor in self.beside(mention):
            other = anchor.place
            if other.lat is None or other.lon is None:
                continue
            if other.id == place.id or (other.country == place.country and fold(other.name or "") == name):
                best = max(best, _OUTSIDE_PASSAGE)  # a place, or its province, is no witness for itself
                continue
            weight = _OUTSIDE_PASSAGE
            if anchor.section == mention.section and anchor.heading:
                weight = 1.0
                if other.kind in ("province", "city") and other.admin1 == place.admin1:
                    best = max(best, 0.85)
            elif anchor.passage == mention.passage:
                weight = 1.0 if anchor.sentence == mention.sentence else 0.9
            if other.kind == "province" and other.admin1 == place.admin1 and other.country == place.country:
                best = max(best, _SAME_PROVINCE * weight)
            if weight > best:
                distance = kilometres(place.lat, place.lon, other.lat, other.lon)
                best = max(best, weight * exp(-distance / ANCHOR_REACH_KM))
        return best


def country_share(sightings: Iterable[Sighting]) -> dict[str, float]:
    """How the weight of one name spreads over countries; sums to at most 1."""
    weights: dict[str, float] = {}
    for s in sightings:
        weights[s.country] = max(weights.get(s.country, 0.0), s.weight)
    total = sum(weights.values())
    return {code: w / max(total, 0.3) for code, w in weights.items() if w >= 0.05 * total}


def neighbourhoods(names: Iterable[tuple[Sighting, ...]]) -> dict[str, float]:
    """For each country, how much weight of different names falls together in one part of it, the first name aside."""
    cells: dict[tuple[str, int, int, int], dict[int, float]] = defaultdict(dict)
    for number, sightings in enumerate(names):
        ambiguity = len({s.country for s in sightings}) or 1
        for s in sightings:
            weight = s.weight / ambiguity
            for grid in (0, 1):
                shift = grid * CLUSTER_DEGREES / 2
                row, column = floor((s.lat + shift) / CLUSTER_DEGREES), floor((s.lon + shift) / CLUSTER_DEGREES)
                cell = cells[s.country, grid, row, column]
                cell[number] = max(cell.get(number, 0.0), weight)
    best: dict[str, float] = {}
    for (country, _, _, _), members in cells.items():
        if len(members) > 1:
            best[country] = max(best.get(country, 0.0), sum(members.values()) - max(members.values()))
    return best
