"""What a whole report tells about where it speaks of: the country of its conflict."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from khabar.places.cues import load_cues
from khabar.places.knowledge import common_words, country_names, country_words, names_with_countries
from khabar.places.toponym import Toponym

PEOPLE = 0.5
OUTLET = 0.4
PART_OF_NAME = 0.25
"""How much a country's name counts with another name behind it: "Mali Khel" lies elsewhere."""
_CAPITALISED = re.compile(r"\b[A-Z][A-Za-z.]+(?: [A-Z][a-z]+)?")


@dataclass(frozen=True, slots=True)
class ReportContext:
    """``text`` is the whole report; ``country`` the user's own, where it is known to matter; ``outlet`` tells of it,
    ``dateline`` where the writer sat."""

    text: str
    title: str | None = None
    country: str | None = None
    outlet: str | None = None
    dateline: str | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """A toponym and where it stands: numbers of section, passage and sentence in reading order; ``countries`` are ISO
    codes of those that its passage names."""

    toponym: Toponym
    section: int
    passage: int
    sentence: int = 0
    heading: bool = False
    countries: frozenset[str] = frozenset()


@lru_cache(maxsize=8)
def count_countries(text: str) -> dict[str, float]:
    """How often each country is named, by ISO code; its people count half: they may be far from home."""
    words, names = country_words(), country_names()
    counts: dict[str, float] = defaultdict(float)
    continental = tuple(load_cues().continental)
    for match in _CAPITALISED.finditer(text):
        phrase = match.group()
        if text[: match.start()].lower().endswith(continental):
            continue
        if phrase in names_with_countries():
            continue
        first, _, second = phrase.partition(" ")
        word = next((w for w in (phrase, first, second) if w in words), None)
        if word is not None:
            of_people = PEOPLE if names.get(word, ("", False))[1] else 1.0
            is_part = word == first and second != "" and second.lower() not in common_words()
            counts[words[word]] += PART_OF_NAME if is_part else of_people
    return counts


def vote_countries(shares: Iterable[dict[str, float]], context: ReportContext) -> list[tuple[str, float]]:
    """Countries that the report speaks of, the likeliest first, with votes.

    Args:
        shares: for each distinct name, how its weight of 1 spreads over countries.
        context: the report.
    """
    votes: dict[str, float] = defaultdict(float)
    for share in shares:
        for code, weight in share.items():
            votes[code] += weight
    for code, count in count_countries(context.text).items():
        votes[code] += 0.5 * min(count, 8)
    for code, count in count_countries(context.title or "").items():
        votes[code] += 1.0 * min(count, 2)
    for code, count in count_countries(context.outlet or "").items():
        votes[code] += OUTLET * min(count, 1)
    if context.country:
        votes[context.country] += 1.0
    return sorted(votes.items(), key=lambda v: (-v[1], v[0]))
