"""Loaded words: the brief keeps them inside quotation marks and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from khabar.packs import load_packs

LEXICON = "loaded_words"
_QUOTED = re.compile(r"“[^”]*”", re.S)
Lexicon = Mapping[str, str]


@lru_cache(maxsize=4)
def load_loaded_words(packs: tuple[str, ...] | None = None) -> dict[str, str]:
    """Loaded words of the general and other packs, each with its neutral counterpart (lower case). Raises PackError."""
    used = load_packs(packs)
    words: dict[str, str] = {}
    for row in used.table(LEXICON) or ():
        if not isinstance(row, dict) or not row.get("word"):
            raise used.fault(LEXICON, row, "word", "a loaded word has a word and its neutral counterpart")
        words.setdefault(str(row["word"]).lower(), str(row.get("neutral") or ""))
    return words


def loaded_words_outside_quotes(text: str, lexicon: Iterable[str]) -> list[str]:
    """Loaded words of ``text`` that do not stand between “ and ”, in the order of the text, lower case."""
    outside = _QUOTED.sub(" “” ", text)
    return [m.group(0).lower() for m in _pattern(tuple(lexicon)).finditer(outside)]


def quoted(words: str) -> str:
    """``words`` in quotation marks; double quotation marks inside become single ones, white space single spaces."""
    inner = " ".join(words.split())
    for mark in '“„"”«»':
        inner = inner.replace(mark, "’" if mark in "”»" else "‘" if mark in "“„«" else "'")
    return f"“{inner}”"


def without_loaded(text: str, lexicon: Iterable[str]) -> str:
    """``text`` as it is, or in quotation marks when a loaded word stands in it."""
    return quoted(text) if loaded_words_outside_quotes(text, lexicon) else text


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted({w.lower() for w in words if w}, key=lambda w: (-len(w), w))
    if not longest_first:
        return re.compile(r"(?!)")
    return re.compile(r"(?<![\w’'-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])", re.I)
