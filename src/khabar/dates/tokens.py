"""Text as a string of class letters, one a token, over which the date grammar's patterns run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from khabar.dates.vocabulary import CAPITALISED, load_vocabulary

_SHORT = r"(?:Jan|Febr?|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\."
_CLOCK = r"\d{1,2}:\d\d(?:\s?[ap]\.?m\b\.?)?|\d{1,2}(?:\.\d\d)?\s?[ap]\.?m\b\.?|\d{3,4}\s?(?:hrs|hours|h)\b|o'clock\b"
_TOKEN = rf"""\d{{4}}([-/.])\d\d\1\d\d(?!\d)|(?:19|20)\d\d(?:0\d|1[0-2])(?:[0-2]\d|3[01])(?!\d)
    |\d{{1,2}}([-/.])\d{{1,2}}\2(?:\d{{4}}|\d\d)(?!\d)|{_CLOCK}
    |\d+(?:,\d{{3}})*(?:\.\d+)?(?:(?:st|nd|rd|th|s)\b)?|{_SHORT}|\b(?:Q[1-4]|H[12])\b|'s\b
    |@NAMES@|[^\W\d_]+|[^\w\s]"""
_PUNCTUATION = {"-": "-", "/": "-", "–": "-", "—": "-", ",": ",", "(": "(", ")": ")"}
_DATE_MARK = re.compile("[-/.]")
_CENTURY = re.compile(r"(1[0-9]{3}|20[0-9]{2}|2100)$")
NOTHING = (".", None)


@dataclass(slots=True)
class Tokens:
    """``tags[i]`` is the class letter of token ``i``; ``spans[i]`` its offsets in the text, end exclusive."""

    text: str
    tags: str
    words: list[str]
    values: list[Any]
    spans: list[tuple[int, int]]


def _number(word: str) -> tuple[str, Any]:
    if ":" in word or word[-1] in ".mM" or (word[-1] in "sShH" and word.lower().endswith(("hrs", "hours", "h"))):
        return ("o", int(word[:-2])) if word.lower().endswith("th") and word[:-2].isdecimal() else ("T", word)
    parts = _DATE_MARK.split(word)
    if len(parts) == 3:
        return ("I" if len(parts[0]) == 4 else "S"), tuple(int(part) for part in parts)
    if len(word) == 8 and word.isdecimal():
        return "I", (int(word[:4]), int(word[4:6]), int(word[6:]))
    if word[-2:].lower() in ("st", "nd", "rd", "th"):
        return ("o", int(word[:-2])) if word[:-2].isdecimal() and 0 < int(word[:-2]) <= 31 else NOTHING
    if word[-1] == "s":
        return ("X", int(word[:-1])) if _CENTURY.match(word[:-1]) else NOTHING
    if not word.isdecimal():
        return ("#", int(word.replace(",", ""))) if "." not in word else NOTHING
    if _CENTURY.match(word):
        return "Y", int(word)
    return ("D" if 0 < int(word) <= 31 and len(word) <= 2 else "#"), int(word)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Names of several words ("New Year's Eve") are one token; spaces and hyphens in them may vary."""
    names = sorted(
        (name for name in load_vocabulary().words if not name.isalpha() and name[0].isalpha()), key=len, reverse=True
    )
    told = (name.replace(" ", r"[-\s]").replace("'", "['’]") for name in names)
    return re.compile(_TOKEN.replace("@NAMES@", rf"\b(?:{'|'.join(told)})\b"), re.IGNORECASE | re.VERBOSE)


def _key(word: str) -> str:
    key = word.lower().rstrip(".")
    return key if key.isalpha() else re.sub(r"[-\s]", " ", key.replace("’", "'"))


def tokenise(text: str) -> Tokens:
    """Cut the text into tokens and look each up in the date vocabulary."""
    table = load_vocabulary().words
    tags: list[str] = []
    words: list[str] = []
    values: list[Any] = []
    spans: list[tuple[int, int]] = []
    for match in _pattern().finditer(text):
        word = match.group()
        first = word[0]
        if first.isalpha():
            tag, value = table.get(_key(word), NOTHING)
            if tag == "." and len(word) == 2 and word[1].isdecimal():
                tag, value = "G", (2 if first in "Hh" else 4, int(word[1]))
            elif tag in CAPITALISED and first.islower():
                tag = "."
            elif tag == "." and word == "o'clock":
                tag = "T"
        elif first.isdecimal():
            tag, value = _number(word)
        else:
            tag, value = _PUNCTUATION.get(word, "z" if word == "'s" else "."), None
        tags.append(tag)
        words.append(word)
        values.append(value)
        spans.append(match.span())
    return Tokens(text, "".join(tags), words, values, spans)
