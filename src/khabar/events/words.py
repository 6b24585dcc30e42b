"""The words of claims as numbers: stems without the words that say nothing of an event."""

from __future__ import annotations

import re

from khabar.places.spelling import folded

_ENDINGS = re.compile(r"(?:ies|ied|ing|edly|ed|es|s|ly)$")
_NOTHING = -1


def stem(word: str) -> str:
    """A word without a common ending; crude, and the same for most forms of one word."""
    return _ENDINGS.sub("", word) if len(word) > 5 else word.removesuffix("s") if len(word) > 3 else word


class Stems:
    """Numbers for stems, given in the order in which they are met."""

    def __init__(self, stop_words: frozenset[str]) -> None:
        self._stop_words = stop_words
        self._stems: dict[str, int] = {}
        self._words: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._stems)

    def of(self, text: str) -> set[int]:
        """The stems of a text."""
        known, found = self._words, set()
        for word in folded(text).split():
            number = known.get(word)
            found.add(self._new(word) if number is None else number)
        found.discard(_NOTHING)
        return found

    def _new(self, word: str) -> int:
        number = _NOTHING
        if word not in self._stop_words and (len(word) > 2 or word.isdecimal()):
            number = self._stems.setdefault(stem(word), len(self._stems))
        self._words[word] = number
        return number
