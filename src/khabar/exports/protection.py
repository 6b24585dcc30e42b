"""What is withheld on request: names of private persons, and places finer than asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, floor, radians
from typing import Literal

from msgspec.structs import replace

from khabar.packs import load_packs
from khabar.places.cues import load_cues
from khabar.places.knowledge import pack_rows
from khabar.places.persons import load_person_names
from khabar.places.spelling import fold, skeleton
from khabar.records import Event, EventParty, Place

Coarseness = Literal["admin1", "10km"]
MASK = "[name withheld]"
CELL_KM, KM_A_DEGREE = 10.0, 111.195
PROVINCE, NEAR = 4, 2
_NAME = r"[^\W\d_a-zß-öø-ÿ][\w’'.\-]*"
_LINK = r"(?:al|el|bin|ibn|bint|abu|abd|ul|van|von|de|da|dos|di|le)"
_RUN = re.compile(rf"{_NAME}(?:[ \-]+(?:{_LINK}[ \-]+)*{_NAME})*")
_WORD = re.compile(r"[\w’'.]+")


@dataclass(frozen=True, slots=True)
class Protection:
    """What an export withholds.

    Attributes:
        persons: mask names of persons who are not in the actor table (its leaders are public).
        places: ``admin1``: nothing finer than the province; ``10km``: the middle of a cell of 10 by 10 km, no name.
        packs: whose actor tables say who is public, by default the built-in ones.
    """

    persons: bool = False
    places: Coarseness | None = None
    packs: tuple[str, ...] | None = None

    @property
    def statement(self) -> str:
        """What is withheld, in words; empty where nothing is."""
        said = ["names of private persons withheld"] if self.persons else []
        if self.places:
            to = "provinces" if self.places == "admin1" else "cells of 10 by 10 km"
            said.append(f"places coarsened to {to}; headlines, addresses and cited sources left out")
        return "; ".join(said)

    def event(self, event: Event) -> Event:
        """The event without what is withheld; its id and the ids of its claims stay."""
        if not self.persons and not self.places:
            return event
        place, precision = self._place(event)
        kept = [c for c in event.contradictions if not (self.places and c.field == "where")]
        return replace(
            event,
            place=place,
            precision=precision,
            initiators=[self._party(p) for p in event.initiators],
            targets=[self._party(p) for p in event.targets],
            contradictions=kept,
            links=[],
        )

    def text(self, text: str, event: Event | None = None) -> str:
        """A text without names of private persons, where these are withheld; outlets and places of ``event`` stay."""
        return without_persons(text, public_names(self.packs), _kept(event)) if self.persons else text

    def _party(self, party: EventParty) -> EventParty:
        if party.actor is not None or party.actor_name is None:
            return party
        named = party.actor_name != party.actor_name.lower()
        return replace(party, actor_name=None if self.places and named else self.text(party.actor_name))

    def _place(self, event: Event) -> tuple[Place | None, int | None]:
        if event.place is None or self.places is None:
            return event.place, event.precision
        coarse = province_of(event.place) if self.places == "admin1" else cell_of(event.place)
        return coarse, max(event.precision or 1, PROVINCE if self.places == "admin1" else NEAR)


def _kept(event: Event | None) -> tuple[str, ...]:
    if event is None:
        return ()
    place = event.place or Place()
    names = (*event.sources, place.name, place.admin2, place.admin1)
    return tuple(sorted({n for n in names if n}, key=lambda n: (-len(n), n)))


def without_persons(text: str, public: frozenset[str], keep: Sequence[str] = ()) -> str:
    """The text with each name of a person replaced, see `names_in`.

    Args:
        public: folded names that are never masked.
        keep: words of this text that are not looked at.
    """
    if keep:
        parts = re.split("(" + "|".join(re.escape(k) for k in keep) + ")", text)
        return "".join(p if p in keep else without_persons(p, public) for p in parts)
    spans, _ = names_in(text, public)
    for start, end in reversed(spans):
        text = text[:start] + MASK + text[end:]
    return text


def names_in(
    text: str, public: frozenset[str], keep: Sequence[str] = (), known: Iterable[str] = ()
) -> tuple[list[tuple[int, int]], frozenset[str]]:
    """Where the names of private persons stand in a text, and the words that they are made of.

    A run of capitalised words is a name where a given name stands in it before another word, or a title before a word,
    unless some of its words are public. The words of a name are names wherever they stand alone.

    Args:
        public: folded names that are never masked.
        keep: words of this text that are not looked at.
        known: words of names that other texts gave.

    Returns:
        Offsets in order, apart from each other, ``end`` exclusive; the words.
    """
    kept = [m.span() for k in keep for m in re.finditer(re.escape(k), text)]
    runs = [m.span() for m in _RUN.finditer(text)] if not kept else _runs_between(text, kept)
    found = [span for start, end in runs if (span := _name_in(text, start, end, public))]
    words = frozenset(known).union(*(_long_words(text[a:b]) for a, b in found))
    if words:
        alone = re.compile(r"\b(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + r")\b")
        found += [m.span() for m in alone.finditer(text) if not any(a < m.end() and m.start() < b for a, b in kept)]
    return joined_spans(found), words


def joined_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _runs_between(text: str, kept: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    edges = [0, *(e for span in joined_spans(kept) for e in span), len(text)]
    return [m.span() for a, b in zip(edges[::2], edges[1::2], strict=True) for m in _RUN.finditer(text, a, b)]


def _name_in(text: str, start: int, end: int, public: frozenset[str]) -> tuple[int, int] | None:
    """The part of a capitalised run that is a private person's name."""
    words = [(m.start() + start, fold(m.group()).rstrip(".")) for m in _WORD.finditer(text[start:end])]
    at = _person_at([w for _, w in words])
    if at is None or _is_public([w for _, w in words[at:]], public):
        return None
    return words[at][0], end


def _long_words(name: str) -> list[str]:
    return [w for w in _WORD.findall(name) if len(w) > 3 and w[0].isupper()]


def _person_at(words: Sequence[str]) -> int | None:
    """The word of a capitalised run at which a person's name begins."""
    given, cues = load_person_names().given, load_cues()
    for at, word in enumerate(words):
        titled = at > 0 and words[at - 1] in cues.titles
        more = at + 1 < len(words) and words[at + 1] not in cues.kind_of and words[at + 1] not in cues.group_words
        if word not in cues.titles and word not in cues.kind_of and (titled or (word in given and more)):
            return at
    return None


def _is_public(words: Sequence[str], public: frozenset[str]) -> bool:
    return any(" ".join(words[a:b]) in public for a in range(len(words)) for b in range(a + 1, len(words) + 1))


@lru_cache(maxsize=4)
def public_names(packs: tuple[str, ...] | None = None) -> frozenset[str]:
    """Folded names of the actor table: organisations and their leaders. Raises PackError."""
    rows = load_packs(packs).table("actors")
    fields = ("aliases", "local", "leaders")
    return frozenset(fold(n) for row in rows for n in (row["name"], *(n for f in fields for n in row.get(f, ()))))


def province_of(place: Place) -> Place:
    """The province that a place lies in, at its middle where that is known; without a province, the country."""
    if not place.admin1:
        return Place(kind="country", country=place.country)
    lat, lon = province_points().get((place.country or "", skeleton(place.admin1)), (None, None))
    return Place(name=place.admin1, kind="province", admin1=place.admin1, country=place.country, lat=lat, lon=lon)


@lru_cache(maxsize=1)
def province_points() -> dict[tuple[str, str], tuple[float | None, float | None]]:
    """Middles of provinces by country and the consonants of their name."""
    found: dict[tuple[str, str], tuple[float | None, float | None]] = {}
    for row in pack_rows("general", "admin1.csv"):
        for name in (row["name"], *row["spellings"].split("|")):
            if name and row["lat"]:
                found.setdefault((row["country"], skeleton(name)), (float(row["lat"]), float(row["lon"])))
    return found


def cell_of(place: Place) -> Place:
    """The middle of the cell of some 10 by 10 km that a place lies in, without its name."""
    if place.lat is None or place.lon is None:
        return Place(admin1=place.admin1, country=place.country)
    high = CELL_KM / KM_A_DEGREE
    lat = (floor(place.lat / high) + 0.5) * high
    wide = high / max(0.01, cos(radians(lat)))
    lon = (floor(place.lon / wide) + 0.5) * wide
    return Place(kind="cell", admin1=place.admin1, country=place.country, lat=round(lat, 4), lon=round(lon, 4))
