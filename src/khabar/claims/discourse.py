"""What a report has said so far: the places, parties, sources and fights that later sentences lean on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from khabar.records import Party, PlaceMention, Span

FIGHTS = frozenset(
    [
        "armed_clash",
        "air_strike",
        "shelling",
        "explosive_device",
        "suicide_bombing",
        "chemical_attack",
        "attack_on_civilians",
        "territory_captured",
        "siege",
    ]
)
WIDE = frozenset({"province", "region", "country", "city", "governorate", "state"})
COUNTRY_PRECISION = 5
LEAVING = frozenset({"withdrawal", "displacement"})


@dataclass(slots=True)
class Told:
    """An event that the report has told: what a later sentence may add to or deny."""

    passage: int
    sentence: int
    event_type: str
    initiators: list[Party]
    targets: list[Party]
    places: list[PlaceMention]
    index: int


@dataclass(slots=True)
class Discourse:
    """Running context of one report; a new section forgets the places and fights of the one before."""

    heading_places: list[PlaceMention] = field(default_factory=list)
    lead_places: list[PlaceMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    sources: list[Span] = field(default_factory=list)
    source_sentence: tuple[int, int] = (-1, -1)
    told: list[Told] = field(default_factory=list)
    acting: list[Party] = field(default_factory=list)
    acting_in: tuple[int, int] = (-1, -1)

    def enter_section(self, heading_places: Sequence[PlaceMention]) -> None:
        self.heading_places = list(heading_places)
        self.places = []
        self.sources = []
        self.told = []
        self.acting = []

    def note(self, told: Told) -> None:
        self.told.append(told)
        at = [p for p in told.places if p.role in ("at", "near", "from") and is_ground(p)]
        if at:
            self.places = at
            self.lead_places = self.lead_places or at
        armed = [p for p in told.initiators if p.side not in ("civilians", "unknown", "un_ngo")]
        if armed and told.event_type in FIGHTS:
            self.acting, self.acting_in = armed, (told.passage, told.sentence)

    def acting_near(self, passage: int, sentence: int) -> list[Party]:
        """Who attacked in this sentence or the one before: who a passive leaves out."""
        told_in, number = self.acting_in
        return list(self.acting) if told_in == passage and sentence - number <= 1 else []

    def same_attack(self, passage: int, sentence: int, event_type: str) -> list[Party]:
        """Who flew or fired in the part of this sentence told before: "jets flew ten sorties: one strike hit …"."""
        told = self.told[-1] if self.told else None
        same = told is not None and (told.passage, told.sentence, told.event_type) == (passage, sentence, event_type)
        return list(told.initiators) if told is not None and same else []

    def last_fight(self, passage: int, sentence: int, reach: int = 2) -> Told | None:
        """The latest attack told at most ``reach`` sentences ago in this passage."""
        for told in reversed(self.told):
            if told.passage == passage and sentence - told.sentence <= reach and told.event_type in FIGHTS:
                return told
        return None

    def context_places(self, event_type: str) -> tuple[list[PlaceMention], str]:
        """Places for a claim whose own sentence names none: the running place, the heading, the report's first; and
        which of these it is.

        Under a heading that names a town, what names no place happens there; under one that names a province or a large
        city, it goes on where the sentence before was.
        """
        wide = any(p.place is None or p.place.kind in WIDE for p in self.heading_places)
        running, heading = (self.places, "running"), (self.heading_places, "heading")
        either = (running, heading) if wide else (heading, running)
        found, source = next((f for f in (*either, (self.lead_places, "lead")) if f[0]), ([], "none"))
        role = "from" if event_type in LEAVING else "at"
        return [replace_role(p, role) for p in found[:1]], source


def is_ground(place: PlaceMention) -> bool:
    """Fine enough to stand for the place of what is told next: no country, and not quite unknown."""
    return place.place is not None and place.place.kind != "country" and place.precision < COUNTRY_PRECISION


def replace_role(place: PlaceMention, role: str) -> PlaceMention:
    if place.role == role or (place.role == "near" and role == "at"):
        return place
    values = {f: getattr(place, f) for f in place.__struct_fields__}
    return PlaceMention(**{**values, "role": role})
