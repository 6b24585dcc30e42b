"""Capitalised names in a token list: with Arabic article, hyphens, apostrophes and linking words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khabar.places.cues import Cues
from khabar.places.knowledge import region_names, region_openers

_DASHES = frozenset("-–—")
_JOINED_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|adh|an|ar|at|ath|az|ez|es|ed|er)[-'‘’]+[A-Z]")
_LONGEST_REGION = 5
_AMBIGUOUS = frozenset({"as", "an", "at", "us"})
_ROMAN_OR_DIGIT = re.compile(r"^(?:\d{1,3}|[IVX]{1,4}|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)$")
_NUMBERED = frozenset(
    {
        "district",
        "base",
        "zone",
        "sector",
        "block",
        "area",
        "hill",
        "point",
        "camp",
        "kilo",
        "kilometer",
        "highway",
        "road",
        "quarter",
    }
)


@dataclass(slots=True)
class Words:
    """The tokens of a passage as plain lists; ``offset[i]`` is the character position of token ``i``."""

    text: list[str]
    lower: list[str]
    offset: list[int]

    def __len__(self) -> int:
        return len(self.text)

    def end(self, i: int) -> int:
        return self.offset[i] + len(self.text[i])

    def touching(self, i: int) -> bool:
        """Whether token ``i + 1`` follows ``i`` without a space."""
        return i + 1 < len(self.text) and self.end(i) == self.offset[i + 1]


def _is_name_word(words: Words, i: int, cues: Cues) -> bool:
    text = words.text[i]
    if text[0].isupper():
        return (len(text) > 1 or (i + 1 < len(words) and words.touching(i))) and words.lower[i].rstrip(
            "."
        ) not in cues.not_names
    return _JOINED_ARTICLE.match(text) is not None


def _article_length(words: Words, i: int, cues: Cues) -> int:
    """Tokens of an article before a name word at ``i``: 2 with hyphen, 1 without, 0 for none."""
    if words.lower[i] not in cues.articles or i + 1 >= len(words):
        return 0
    if words.text[i + 1] in _DASHES and i + 2 < len(words) and words.touching(i) and words.touching(i + 1):
        follows = words.text[i + 2]
        return 2 if follows[0].isupper() or (follows == "'" and words.touching(i + 2)) else 0
    if words.lower[i] in _AMBIGUOUS:
        return 0
    return 1 if words.text[i + 1][0].isupper() and _is_name_word(words, i + 1, cues) else 0


def _continue(words: Words, end: int, cues: Cues) -> int:
    """The end of the name when the tokens from ``end`` still belong to it, else ``end``."""
    n = len(words)
    if end >= n:
        return end
    text = words.text[end]
    if text in _DASHES and words.end(end - 1) == words.offset[end] and words.touching(end) and end + 1 < n:
        after = words.text[end + 1]
        if after[0].isupper() or after[0].isdecimal():
            return end + 2
        length = _article_length(words, end + 1, cues)
        if after in cues.hyphen_links and end + 3 < n and words.text[end + 2] in _DASHES:
            return end + 4 if words.text[end + 3][0].isupper() else end  # "Croix-des-Bouquets"
        if not length and after in cues.hyphen_links and end + 2 < n and _is_name_word(words, end + 2, cues):
            return end + 3
        return end + 1 + length + 1 if length else end
    owner = words.lower[end - 1].endswith("s") and end + 1 < n and words.lower[end + 1] in cues.kind_of
    if text == "'" and (words.touching(end) or owner) and end + 1 < n and words.text[end + 1][0].isupper():
        return end + 2
    length = _article_length(words, end, cues)
    if length:
        at = end + length
        if words.text[at] == "'":
            return min(at + 2, n)
        return at + 1 if _is_name_word(words, at, cues) or length == 2 else end
    if _is_name_word(words, end, cues):
        return end + 1
    if words.lower[end - 1] in _NUMBERED and _ROMAN_OR_DIGIT.match(text):
        return end + 1
    return _link(words, end, cues)


def _link(words: Words, end: int, cues: Cues) -> int:
    at = end
    while at < len(words) and at - end < 2 and words.lower[at] in cues.name_links and words.text[at].islower():
        at += 1
    return (
        at + 1
        if at > end and at < len(words) and words.text[at][0].isupper() and _is_name_word(words, at, cues)
        else end
    )


def name_spans(words: Words, cues: Cues, sentence_ends: Sequence[int] = ()) -> list[tuple[int, int]]:
    """Token ranges (end exclusive) of all capitalised names, in order."""
    spans: list[tuple[int, int]] = []
    stops = frozenset(sentence_ends)
    i, n = 0, len(words)
    while i < n:
        length = 0
        if not words.text[i][0].isupper():
            length = _article_length(words, i, cues)
            if not length and not _JOINED_ARTICLE.match(words.text[i]):
                i += 1
                continue
        elif words.lower[i] in cues.articles:
            length = _article_length(words, i, cues)
        end = i + length
        if end < n and words.text[end] == "'":
            end += 1
        if end >= n or not (_is_name_word(words, end, cues) or (length == 2 and words.text[end][0].isupper())):
            i += 1
            continue
        end += 1
        while end not in stops and (further := _continue(words, end, cues)) > end:
            end = further
        spans.append((i, end))
        i = end
    return spans


def with_regions(words: Words, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The names of a passage, with those of seas and large regions whole ("the Red Sea", "the Gulf of Oman")."""
    whole = dict(_regions(words))
    if not whole:
        return list(spans)
    joined: list[tuple[int, int]] = []
    for start, end in whole.items():
        over = [s for s in spans if s[0] < end and start < s[1]]
        joined.append((min([start, *(s[0] for s in over)]), max([end, *(s[1] for s in over)])))
    rest = [s for s in spans if not any(s[0] < end and start < s[1] for start, end in joined)]
    return sorted([*rest, *joined])


def _regions(words: Words) -> Iterator[tuple[int, int]]:
    """Token ranges of names of large regions, the longest at each token, that do not overlap."""
    names, openers, i = region_names(), region_openers(), 0
    while i < len(words):
        end = i + 1
        if words.text[i] in openers:
            longest = range(min(_LONGEST_REGION, len(words) - i), 1, -1)
            end = next((i + n for n in longest if " ".join(words.text[i : i + n]) in names), i + 1)
            if end > i + 1:
                yield i, end
        i = end
