"""One passage's tokens with what the rules for places ask of the parse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from khabar.places.cues import Cues
from khabar.places.knowledge import country_words
from khabar.places.names import Words, name_spans, with_regions
from khabar.syntax.tree import Tree

Known = Callable[[str], bool]
DETERMINERS = frozenset(
    {
        "the",
        "a",
        "an",
        "this",
        "that",
        "its",
        "their",
        "his",
        "these",
        "those",
        "entire",
        "whole",
        "all",
        "nearby",
        "strategic",
        "key",
        "besieged",
        "embattled",
        "rebel-held",
        "historic",
        "ancient",
        "own",
        "neighbouring",
        "neighboring",
        "same",
        "small",
        "main",
    }
)


class PlacePassage:
    """One passage's tokens with what the rules ask of the parse."""

    def __init__(self, tree: Tree, cues: Cues, blocked: Sequence[tuple[int, int]], known: Known) -> None:
        self.tree, self.doc, self.cues, self.known = tree, tree.doc, cues, known
        self._text = tree.doc.text  # built anew at each call
        self.words = Words(tree.text, tree.lower, tree.idx)
        self.starts = {start for start, _ in tree.sentences}
        self.blocked = blocked
        self.countries = country_words()
        self.surnames: set[str] = set()

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Token ranges (end exclusive) of all names, in order."""
        found = with_regions(self.words, name_spans(self.words, self.cues, sorted(self.starts)))
        return [(start - self._is_opened(start, end), end) for start, end in found]

    def _is_opened(self, start: int, end: int) -> bool:
        """ "White Nile", where the first word is no name by itself."""
        if not start or self.words.lower[start - 1] not in self.cues.name_openers:
            return False
        return self.words.text[start - 1][0].isupper() and self.known(self.text(start - 1, end))

    def text(self, start: int, end: int) -> str:
        return self._text[self.words.offset[start] : self.words.end(end - 1)]

    def is_blocked(self, start: int, end: int) -> bool:
        return any(a < end and start < b for a, b in self.blocked)

    def root(self, start: int, end: int) -> int:
        """The token of the range whose head lies outside it."""
        for i in range(end - 1, start - 1, -1):
            head = self.doc[i].head.i
            if not start <= head < end:
                return i
        return end - 1


def skip_determiners(p: PlacePassage, i: int) -> int:
    while i and (
        p.words.lower[i - 1] in DETERMINERS
        or (p.doc[i - 1].pos_ == "ADJ" and p.words.lower[i - 1] not in p.cues.role_of)
    ):
        i -= 1
    return i


def is_common(word: str, cues: Cues) -> bool:
    return word in cues.modifiers or word in cues.directional or word in cues.kind_of
