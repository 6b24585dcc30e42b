"""Finding words in many texts, also where names are spelled otherwise."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from khabar.places.spelling import content_words, likeness, skeleton, sound_likeness
from khabar.web.columns import Mask

LAST_SIGN = "\U0010ffff"
LEAST_BEGINNING = 3
WORD = re.compile(r"[^\W_]+(?:['’‘`ʿ][^\W_]+)*")
ALIKE, SOUNDS_ALIKE, LEAST_SKELETON = 0.8, 0.6, 2
MOST_SPELLINGS = 40
MOST_WORDS = 12


class Texts:
    """Texts that are searched again and again: for each word the texts that have it."""

    def __init__(self, texts: Iterable[str]) -> None:
        numbers: dict[str, int] = {}
        names: set[str] = set()
        words, lengths = array("i"), array("i")
        for text in texts:
            found = set(WORD.findall(text))
            names.update(w.lower() for w in found if w[0].isupper())
            lowered = {w.lower() for w in found}
            words.extend(numbers.setdefault(w, len(numbers)) for w in lowered)
            lengths.append(len(lowered))
        self.size = len(lengths)
        self._numbers, self._names = numbers, names
        self._sorted = sorted(numbers)
        codes = np.frombuffer(words, np.int32) if words else np.empty(0, np.int32)
        order = np.argsort(codes, kind="stable")
        self._texts = np.repeat(np.arange(self.size, dtype=np.int32), lengths)[order]
        self._first = np.searchsorted(codes[order], np.arange(len(numbers) + 1))

    @cached_property
    def _alike(self) -> dict[str, list[str]]:
        """Words that stand somewhere with a capital, by their consonants."""
        found: dict[str, list[str]] = {}
        for word in sorted(self._names):
            found.setdefault(skeleton(word), []).append(word)
        return found

    def spellings(self, word: str, *, exact: bool) -> list[str]:
        """The word itself and, unless ``exact``, names in the texts that may be the same in another spelling."""
        if exact or len(skeleton(word)) < LEAST_SKELETON:
            return [word]
        alike = [w for w in self._alike.get(skeleton(word), ()) if w != word and _alike(word, w)]
        return [word, *alike[:MOST_SPELLINGS]]

    def having(self, query: str, *, exact: bool = False) -> tuple[Mask, list[str]]:
        """Which texts have all words of a query, and the spellings that were looked for."""
        mask, looked_for = np.ones(self.size, np.bool_), []
        for word in asked_words(query, exact=exact):
            spellings = self.spellings(word, exact=exact)
            mask &= self._with_one_of(spellings, exact=exact)
            looked_for += spellings
        return (mask if looked_for else np.zeros(self.size, np.bool_)), looked_for

    def _with_one_of(self, words: Sequence[str], *, exact: bool) -> Mask:
        mask = np.zeros(self.size, np.bool_)
        for word in words:
            for number in self._beginning_with(word, exact=exact):
                mask[self._texts[self._first[number] : self._first[number + 1]]] = True
        return mask

    def _beginning_with(self, word: str, *, exact: bool) -> list[int]:
        """Numbers of the word and, unless ``exact``, of those that begin with it."""
        if exact or len(word) < LEAST_BEGINNING:
            return [self._numbers[word]] if word in self._numbers else []
        first = bisect_left(self._sorted, word)
        last = bisect_left(self._sorted, word + LAST_SIGN)
        return [self._numbers[w] for w in self._sorted[first:last]]


def asked_words(query: str, *, exact: bool) -> list[str]:
    """The words of a query; articles of names count only where the spelling must be exact."""
    words = [w.lower() for w in WORD.findall(query)][:MOST_WORDS]
    kept = [w for w in words if exact or len(w) > 3 or w not in ARTICLES]
    return kept or words


def pattern(words: Iterable[str], *, exact: bool) -> re.Pattern[str]:
    """Finds one of the words or, unless ``exact``, a longer word that begins with it."""
    end = r"(?!\w)" if exact else r"\w*"
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in words) + ")" + end, re.IGNORECASE)


def _alike(a: str, b: str) -> bool:
    return likeness(a, b) >= ALIKE or sound_likeness(a, b) >= SOUNDS_ALIKE


def _is_article(word: str) -> bool:
    return content_words(f"{word} Xaba") == ["xaba"]


_SHORT = ("al", "el", "ad", "an", "ar", "as", "at", "az", "ez", "es", "ed", "er", "the")
ARTICLES = frozenset(w for w in _SHORT if _is_article(w))
