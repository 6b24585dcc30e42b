"""Loaded words: the brief keeps them inside quotation marks and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

import yaml

from khabar.errors import PackError

LEXICON = "loaded_words.yaml"
_QUOTED = re.compile(r"“[^”]*”", re.S)
Lexicon = Mapping[str, str]


@lru_cache(maxsize=1)
def load_loaded_words() -> dict[str, str]:
    """The general pack's loaded words, each with its neutral counterpart (lower case). Raises PackError."""
    source = files("khabar.packs").joinpath("data", "general", LEXICON)
    try:
        entries = yaml.safe_load(source.read_text(encoding="utf-8"))
        if isinstance(entries, dict):
            entries = next(value for value in entries.values() if isinstance(value, list))
        return {str(e["word"]).lower(): str(e.get("neutral") or "") for e in entries}
    except (OSError, yaml.YAMLError, KeyError, TypeError, StopIteration) as reason:
        raise PackError(f"the list of loaded words is broken: {reason}", where=LEXICON) from reason


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
