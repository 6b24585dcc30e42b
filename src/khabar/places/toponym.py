"""A mention of a place in a parsed passage, before it is resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from khabar.records.codes import PlaceRole


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """Words that put a place by several others; all toponyms in it share the one object.

    ``kind``: ``middle`` ("between X and Y", "the triangle among X, Y and Z") or ``line`` ("the road from X to Y").
    ``size``: how many toponyms stand in it; ``noun``: "road", "triangle", where told; ``halfway``: told so.
    """

    kind: Literal["middle", "line"]
    size: int
    noun: str | None = None
    halfway: bool = False


@dataclass(slots=True)
class Toponym:
    """Words that name a place. ``start``, ``end``: token indices of the passage, the end exclusive.

    ``name`` is what is looked up (``text`` without direction and kind noun), ``within`` a name that contains it
    ("Aleppo" of "Aleppo's Old City"), ``direction`` a part or side asked for ("eastern", "north"), ``offset_km`` a
    distance told. ``generic`` mentions ("the city") name nothing and stand for a place named before. ``kind_told``: the
    kind stands before the list that the name is in. ``use``: what the words are used for (see ``recognise_all``).
    ``of_speaker``: it tells where, or by whom from where, something is said. ``article``:
    "the" stands before it. ``on_road``: a road that leads to or from it is meant. ``area_follows``: the next mention
    may tell where it lies. ``runs_in``: it stands alone at the beginning of what it heads ("Kupyansk. The bridge …",
    "Lyman: …"). ``score``, 0 to 1, says how surely the words name a place where something happens.

    Of phrases that put a place by it: ``bearing``, degrees clockwise from north; ``offset_start``, the token that
    distance and direction begin with; ``lies_off``, the toponym from which those of this one are told ("X, 40 km north
    of Y"); ``ends``, the names that a road's name joins ("Homs-Palmyra highway"); ``phrase``, one that it shares.
    """

    start: int
    end: int
    text: str
    name: str
    role: PlaceRole = "at"
    precision_hint: int | None = None
    kind_hint: str | None = None
    country_hint: str | None = None
    within: str | None = None
    direction: str | None = None
    offset_km: float | None = None
    generic: bool = False
    listed: bool = False
    kind_told: bool = False
    use: str = "literal"
    of_speaker: bool = False
    article: bool = False
    on_road: bool = False
    area_follows: bool = False
    runs_in: bool = False
    bearing: float | None = None
    offset_start: int = 0
    lies_off: Toponym | None = None
    ends: tuple[str, ...] = ()
    phrase: Phrase | None = None
    score: float = 0.5
