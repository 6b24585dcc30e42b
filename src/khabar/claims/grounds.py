"""The places that a report has named so far, each with all that was said of it: where a claim may have happened whose
own words name none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from khabar.claims.placing import PlacedToponym
from khabar.records import PlaceMention

MOST = 12
"""Candidates that are asked about; those named longest ago are left out."""
HEADING = -1


@dataclass(slots=True)
class Ground:
    """A place with what the report has said of it so far.

    ``sentence`` and ``claimed_in`` count sentences through the whole report; ``token`` is where it was named last,
    ``HEADING`` in a heading. ``claimed`` is how many claims it is the place of, ``claimed_as`` the type of the last.
    """

    mention: PlaceMention
    sentence: int
    passage: int
    section: int
    token: int
    of_speaker: bool = False
    stands_in: bool = False
    named: int = 1
    first: bool = False
    claimed: int = 0
    claimed_in: int = 0
    claimed_as: str = ""


@dataclass(slots=True)
class Grounds:
    """All places of one report, those named last at the end; ``run_in`` heads what is read of the passage."""

    known: dict[str, Ground] = field(default_factory=dict)
    headings: list[PlaceMention] = field(default_factory=list)
    sentence: int = -1
    passage: int = -1
    section: int = -1
    run_in: PlaceMention | None = None

    def enter_section(self, headings: Sequence[PlaceMention]) -> None:
        self.section += 1
        self.run_in = None
        self.headings = list(headings)
        for mention in headings:
            self._name(mention, HEADING)

    def enter_sentence(self, passage: int, placed: Iterable[PlacedToponym]) -> None:
        self.sentence += 1
        if passage != self.passage:
            self.run_in = None
        self.passage = passage
        for toponym in placed:
            ground = self._name(toponym.mention, toponym.start)
            ground.of_speaker, ground.stands_in = toponym.of_speaker, toponym.stands_in
            if toponym.runs_in:
                self.run_in = toponym.mention

    def _name(self, mention: PlaceMention, token: int) -> Ground:
        earlier = self.known.pop(key_of(mention), None)
        ground = Ground(mention, self.sentence, self.passage, self.section, token, first=not self.known)
        if earlier is not None:
            ground.named, ground.first = earlier.named + 1, earlier.first
            ground.claimed, ground.claimed_in, ground.claimed_as = (
                earlier.claimed,
                earlier.claimed_in,
                earlier.claimed_as,
            )
        self.known[key_of(mention)] = ground
        return ground

    def claim(self, places: Iterable[PlaceMention], event_type: str) -> None:
        """Note that a claim happened at these places."""
        for place in places:
            ground = self.known.get(key_of(place))
            if ground is not None and place.role != "to":
                ground.claimed += 1
                ground.claimed_in, ground.claimed_as = self.sentence, event_type

    def candidates(self) -> list[Ground]:
        """Those named last first."""
        return list(reversed(self.known.values()))[:MOST]


def key_of(mention: PlaceMention) -> str:
    """The same for two mentions of one place."""
    place = mention.where
    if place is None:
        return mention.text.lower()
    return place.id or f"{place.name or mention.text}@{place.lat}"
