"""The words of claims as numbers: stems without the words that say nothing of an event."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import chain

from khabar.places.spelling import folded

_ENDINGS = re.compile(r"(?:ies|ied|ing|edly|ed|es|s|ly)$")
_TOKEN = re.compile(r"\S+")


def stem(word: str) -> str:
    """A word without a common ending; crude, and the same for most forms of one word."""
    return _ENDINGS.sub("", word) if len(word) > 5 else word.removesuffix("s") if len(word) > 3 else word


class Stems:
    """Numbers for stems, given in the order in which they are met."""

    def __init__(self, stop_words: frozenset[str]) -> None:
        self._stop_words = stop_words
        self._stems: dict[str, int] = {}
        self._tokens: dict[str, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self._stems)

    def of(self, text: str) -> set[int]:
        """The stems of a text."""
        found: set[int] = set()
        for token in text.split():
            found.update(self._of_token(token))
        return found

    def laid_out(self, text: str) -> LaidOut:
        """The stems of a text with where they stand."""
        ends: list[int] = []
        stems: list[tuple[int, ...]] = []
        for match in _TOKEN.finditer(text):
            ends.append(match.end())
            stems.append(self._of_token(match[0]))
        return LaidOut(ends, stems)

    def _of_token(self, token: str) -> tuple[int, ...]:
        found = self._tokens.get(token)
        if found is None:
            numbers = (self._of_word(word) for word in folded(token).split())
            found = self._tokens[token] = tuple(number for number in numbers if number >= 0)
        return found

    def _of_word(self, word: str) -> int:
        if word in self._stop_words or (len(word) < 3 and not word.isdecimal()):
            return -1
        return self._stems.setdefault(stem(word), len(self._stems))


class LaidOut:
    """The stems of a text, token by token in its order."""

    def __init__(self, ends: list[int], stems: list[tuple[int, ...]]) -> None:
        self._ends, self._stems = ends, stems

    def between(self, start: int, end: int) -> set[int]:
        """The stems of all tokens that end after ``start`` and no later than ``end``, by offsets of the text."""
        first, last = bisect_right(self._ends, start), bisect_right(self._ends, end)
        return set(chain.from_iterable(self._stems[first:last]))
