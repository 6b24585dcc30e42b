"""Finding words in many texts, also where names are spelled otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from khabar.places.spelling import content_words, likeness, skeleton, sound_likeness
from khabar.web.columns import Mask

END = "\n"
WORD = re.compile(r"[^\W_]+(?:['’‘`ʿ][^\W_]+)*")
ALIKE, SOUNDS_ALIKE, LEAST_SKELETON = 0.8, 0.6, 2
MOST_SPELLINGS = 40
MOST_WORDS = 12


class Texts:
    """Texts that are searched again and again; held as one string in small letters."""

    def __init__(self, texts: Iterable[str]) -> None:
        parts = [t.replace(END, " ") for t in texts]
        lengths = [len(t.lower()) + 1 for t in parts]
        self.size = len(parts)
        self._whole = END.join(t.lower() for t in parts)
        self._starts = np.cumsum([0, *lengths[:-1]]) if parts else np.empty(0, np.int64)
        self._cased = parts

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """Words that stand somewhere with a capital, by their consonants."""
        found: dict[str, list[str]] = {}
        words = {w for text in self._cased for w in WORD.findall(text) if w[0].isupper()}
        self._cased = []
        for word in sorted({w.lower() for w in words}):
            found.setdefault(skeleton(word), []).append(word)
        return found

    def spellings(self, word: str, *, exact: bool) -> list[str]:
        """The word itself and, unless ``exact``, names in the texts that may be the same in another spelling."""
        if exact or len(skeleton(word)) < LEAST_SKELETON:
            return [word]
        alike = [w for w in self._names.get(skeleton(word), ()) if w != word and _alike(word, w)]
        return [word, *alike[:MOST_SPELLINGS]]

    def having(self, query: str, *, exact: bool = False) -> tuple[Mask, list[str]]:
        """Which texts have all words of a query, and the spellings that were looked for."""
        mask, looked_for = np.ones(self.size, np.bool_), []
        for word in asked_words(query, exact=exact):
            spellings = self.spellings(word, exact=exact)
            mask &= self._with_one_of(spellings)
            looked_for += spellings
        return (mask if looked_for else np.zeros(self.size, np.bool_)), looked_for

    def _with_one_of(self, words: Sequence[str]) -> Mask:
        mask = np.zeros(self.size, np.bool_)
        positions = [m.start() for m in pattern(words).finditer(self._whole)]
        mask[np.searchsorted(self._starts, positions, side="right") - 1] = True
        return mask


def asked_words(query: str, *, exact: bool) -> list[str]:
    """The words of a query; articles of names count only where the spelling must be exact."""
    words = [w.lower() for w in WORD.findall(query)][:MOST_WORDS]
    kept = [w for w in words if exact or len(w) > 3 or w not in ARTICLES]
    return kept or words


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Finds one of the words, or a longer word that begins with it."""
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in words) + r")\w*", re.IGNORECASE)


def _alike(a: str, b: str) -> bool:
    return likeness(a, b) >= ALIKE or sound_likeness(a, b) >= SOUNDS_ALIKE


def _is_article(word: str) -> bool:
    return content_words(f"{word} Xaba") == ["xaba"]


_SHORT = ("al", "el", "ad", "an", "ar", "as", "at", "az", "ez", "es", "ed", "er", "the")
ARTICLES = frozenset(w for w in _SHORT if _is_article(w))
