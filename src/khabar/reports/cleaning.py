"""From stretches of a report to cleaned text, each character with its place in the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from khabar.reports.passage import Passage

APOSTROPHES = "’‘`´ʿʾʻʼ′"
_PLAIN = {
    **dict.fromkeys(map(ord, APOSTROPHES), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»″"), '"'),
    **dict.fromkeys(map(ord, "\u00a0\u2009\u202f\u200a\t\r\n"), " "),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad"), None),
    ord("‐"): "-",
    ord("‑"): "-",
}
_IMAGE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|bmp|tiff?)\b", re.IGNORECASE)
_LINK = re.compile(r"\[([^\]\n]*)\]\((?:[^)\n]*)\)")
_NO_SPACE_BEFORE = frozenset(".,;:!?)")


def clean(text: str, spans: Sequence[tuple[int, int]], kind: Literal["heading", "paragraph"] = "paragraph") -> Passage:
    """Join stretches of ``text`` (offsets, end exclusive) into one passage, a space between two of them.

    Curly quotes and the apostrophes of names become plain ones, white space single spaces; file names of images and
    the targets of links go; a space that is missing behind a full stop is put in, one before a comma taken out.
    """
    letters: list[str] = []
    offsets: list[int] = []
    for start, end in spans:
        if letters and letters[-1] != " ":
            _put(letters, offsets, " ", start)
        for at, letter in _kept(text, start, end):
            _put(letters, offsets, letter, at)
    while letters and letters[-1] == " ":
        letters.pop()
        offsets.pop()
    return Passage("".join(letters), (*offsets, spans[-1][1]), kind)


def _kept(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The characters of a stretch that stay, plain, with their offsets."""
    dropped: set[int] = set()
    for match in _IMAGE.finditer(text, start, end):
        dropped.update(range(*match.span()))
    for match in _LINK.finditer(text, start, end):
        dropped.update(range(match.start(), match.start(1)))
        dropped.update(range(match.end(1), match.end()))
    kept = []
    for at in range(start, end):
        plain = _PLAIN.get(ord(text[at]), text[at])
        if at not in dropped and plain is not None:
            kept.append((at, plain))
    return kept


def _put(letters: list[str], offsets: list[int], letter: str, at: int) -> None:
    last = letters[-1] if letters else " "
    if letter == " " and last == " ":
        return
    if letter in _NO_SPACE_BEFORE and last == " " and len(letters) > 1 and letters[-2].isalnum():
        letters.pop()
        offsets.pop()
    elif letter.isupper() and last in ".!?" and len(letters) > 2 and letters[-2].islower() and letters[-3].islower():
        letters.append(" ")
        offsets.append(at)
    letters.append(letter)
    offsets.append(at)
