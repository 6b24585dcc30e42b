"""Sentences of a report, and how many of them are sent at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class SentenceText:
    """A sentence: number of its passage and its own in it, both from 0, and where it begins in the passage's text."""

    passage: int
    number: int
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive sentences that one request holds."""

    sentences: tuple[SentenceText, ...]

    def halves(self) -> tuple[Window, ...]:
        """Two windows of half as many sentences; none where there is only one sentence."""
        middle = len(self.sentences) // 2
        return (Window(self.sentences[:middle]), Window(self.sentences[middle:])) if middle else ()

    @property
    def size(self) -> int:
        """Characters."""
        return _size(self.sentences)

    @property
    def first_words(self) -> str:
        """How it begins, for messages."""
        return " ".join(self.sentences[0].text.split()[:6])


def windows(sentences: Sequence[SentenceText], most: int) -> Iterator[Window]:
    """Windows of at most ``most`` characters; a longer sentence stands alone, whole.

    Passages are kept together where they fit: words of one may be told of in the next sentence.
    """
    held: list[SentenceText] = []
    for _, group in groupby(sentences, key=lambda s: s.passage):
        passage = list(group)
        if held and _size(held) + _size(passage) > most:
            yield Window(tuple(held))
            held = []
        for sentence in passage:
            if held and _size(held) + len(sentence.text) > most:
                yield Window(tuple(held))
                held = []
            held.append(sentence)
    if held:
        yield Window(tuple(held))


def _size(sentences: Sequence[SentenceText]) -> int:
    return sum(len(s.text) for s in sentences)
