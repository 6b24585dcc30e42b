"""Words as pieces of the encoder's vocabulary (WordPiece, lower case, no accents)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

UNKNOWN, OPENING, CLOSING = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 100


class Pieces:
    """Cuts words into pieces, and remembers each word that it has cut."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self.vocabulary = vocabulary
        self.opening, self.closing = vocabulary[OPENING], vocabulary[CLOSING]
        self._known: dict[str, tuple[int, ...]] = {}

    @classmethod
    def read(cls, path: Path) -> Pieces:
        lines = path.read_text(encoding="utf-8").splitlines()
        return cls({piece: number for number, piece in enumerate(lines)})

    def of(self, word: str) -> tuple[int, ...]:
        """The ids of a word's pieces; none for white space."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = tuple(p for part in _parts(word) for p in self._cut(part))
        return known

    def _cut(self, part: str) -> Iterator[int]:
        found: list[int] = []
        begin = 0
        while begin < len(part):
            end = self._longest(part, begin)
            if end is None or len(part) > LONGEST_WORD:
                yield self.vocabulary[UNKNOWN]
                return
            found.append(self.vocabulary[_piece(part, begin, end)])
            begin = end
        yield from found

    def _longest(self, part: str, begin: int) -> int | None:
        ends = range(len(part), begin, -1)
        return next((end for end in ends if _piece(part, begin, end) in self.vocabulary), None)


def _piece(part: str, begin: int, end: int) -> str:
    return part[begin:end] if begin == 0 else f"##{part[begin:end]}"


def _parts(word: str) -> Iterator[str]:
    """Without case and accents, cut at white space and around each mark."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
    part = ""
    for c in plain:
        if c.isspace() or not c.isalnum():
            if part:
                yield part
            part = ""
            if not c.isspace():
                yield c
        else:
            part += c
    if part:
        yield part
