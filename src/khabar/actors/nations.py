"""Nationalities and countries as parties; capitals that stand for their governments."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from khabar.packs import load_packs
from khabar.places.knowledge import capitals, country_words

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Nation:
    """ISO code of a state that ``length`` tokens name."""

    code: str
    length: int

    def stands_behind(self, doc: Doc, start: int, support: Container[str]) -> bool:
        """ "Iran-backed", "Turkish-supported"."""
        after = start + self.length
        return after + 1 < len(doc) and doc[after].text == "-" and doc[after + 1].lower_ in support


@lru_cache(maxsize=1)
def nation_words() -> dict[str, str]:
    """ISO codes by country names, adjectives and demonyms, as written."""
    words = dict(country_words())
    for _, _, row in load_packs(("general",)).rows("nationalities"):
        for name in (*row["adjectives"].split("|"), *row["demonyms"].split("|")):
            if name:
                words.setdefault(name, row["country"])
    return words


@lru_cache(maxsize=1)
def seats() -> dict[str, str]:
    """ISO codes by the capital that stands for the government ("Moscow said")."""
    return {capital: code for code, capital in capitals().items()}


@lru_cache(maxsize=1)
def _longer() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Names of several words by their first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, code in nation_words().items():
        parts = tuple(name.split())
        if len(parts) > 1:
            found.setdefault(parts[0], []).append((parts, code))
    return {first: sorted(names, key=lambda n: -len(n[0])) for first, names in found.items()}


LONGEST_NATION = 4


def ends_nation(doc: Doc, i: int) -> bool:
    """Whether token ``i`` ends the name of a state or capital: the "Africa" of "South Africa"."""
    found = ((start, nation_of(doc, start, capital=True)) for start in range(max(0, i - LONGEST_NATION + 1), i + 1))
    return any(nation is not None and start + nation.length == i + 1 for start, nation in found)


def nation_of(doc: Doc, i: int, *, capital: bool = False) -> Nation | None:
    """The state that the words beginning at token ``i`` name.

    Args:
        capital: also take a capital's name for its government.
    """
    text = doc[i].text
    if not text[0].isupper():
        return None
    for parts, named in _longer().get(text, ()):
        if i + len(parts) <= len(doc) and all(doc[i + n].text == part for n, part in enumerate(parts)):
            return Nation(named, len(parts))
    if capital:
        for length in (3, 2):
            long_name = seats().get(doc[i : i + length].text)
            if long_name is not None:
                return Nation(long_name, length)
    words = nation_words()
    code = words.get(text) or words.get(text.removesuffix("s")) or (seats().get(text) if capital else None)
    return Nation(code, 1) if code else None
