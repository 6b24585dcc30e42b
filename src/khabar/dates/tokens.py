"""Text as a string of class letters, one a token, over which the date grammar's patterns run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from khabar.dates.vocabulary import CAPITALISED, load_vocabulary

_SHORT = r"(?:Jan|Febr?|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\."
_CLOCK = r"\d{1,2}:\d\d(?:\s?[ap]\.?m\b\.?)?|\d{1,2}(?:\.\d\d)?\s?[ap]\.?m\b\.?|\d{3,4}\s?(?:hrs|hours|h)\b|o'clock\b"
_MONTH_AHEAD = r"(?=\s?(?-i:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\b)"
_DAY_AND_HOUR = rf"(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[A-Z]?{_MONTH_AHEAD}"
_PATTERN = re.compile(
    rf"""(?P<day_and_hour>{_DAY_AND_HOUR})|\d{{4}}(?P<mark>[-/.])\d\d(?P=mark)\d\d(?!\d)|(?:19|20)\d\d(?:0\d|1[0-2])(?:[0-2]\d|3[01])(?!\d)
    |\d{{1,2}}(?P<sign>[-/.])\d{{1,2}}(?P=sign)(?:\d{{4}}|\d\d)(?!\d)|{_CLOCK}
    |\d+(?:,\d{{3}})*(?:\.\d+)?(?:(?:st|nd|rd|th|s)\b)?|{_SHORT}|\b(?:Q[1-4]|H[12])\b|['’]s\b
    |[^\W\d_]+|[^\w\s]""",
    re.IGNORECASE | re.VERBOSE,
)
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
    if word[-1] in "sS":
        return ("X", int(word[:-1])) if _CENTURY.match(word[:-1]) else NOTHING
    if not word.isdecimal():
        return ("#", int(word.replace(",", ""))) if "." not in word else NOTHING
    if _CENTURY.match(word):
        return "Y", int(word)
    return ("D" if 0 < int(word) <= 31 and len(word) <= 2 else "#"), int(word)


@lru_cache(maxsize=1)
def _long_names() -> dict[str, list[tuple[tuple[str, ...], tuple[str, Any]]]]:
    """Names of several words ("New Year's Eve") by their first word, the longest first."""
    names: dict[str, list[tuple[tuple[str, ...], tuple[str, Any]]]] = {}
    for name, entry in load_vocabulary().words.items():
        words = tuple(_PATTERN.sub(lambda match: match.group() + " ", name).split())
        if len(words) > 1:
            names.setdefault(words[0], []).append((words, entry))
    return {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in names.items()}


def _joined(tokens: Tokens, openings: list[int]) -> Tokens:
    """The tokens with each name of several words as one; hyphens in it may be left out."""
    names = _long_names()
    for i in reversed(openings):
        for words, (tag, value) in names[tokens.words[i].lower()]:
            end = _end_of_name(tokens.words, i, words)
            if end and not (tag in CAPITALISED and tokens.words[i][0].islower()):
                _join(tokens, i, end, tag, value)
                break
    return tokens


def _end_of_name(words: list[str], i: int, name: tuple[str, ...]) -> int:
    for k, part in enumerate(name):
        if k and i < len(words) and words[i] in "-–":
            i += 1
        if i >= len(words) or words[i].lower().replace("’", "'") != part:
            return 0
        i += 1
    return i


def _join(tokens: Tokens, i: int, end: int, tag: str, value: Any) -> None:
    span = (tokens.spans[i][0], tokens.spans[end - 1][1])
    tokens.words[i:end] = [tokens.text[slice(*span)]]
    tokens.values[i:end] = [value]
    tokens.spans[i:end] = [span]
    tokens.tags = tokens.tags[:i] + tag + tokens.tags[end:]


def tokenise(text: str) -> Tokens:
    """Cut the text into tokens and look each up in the date vocabulary."""
    table, names = load_vocabulary().words, _long_names()
    openings: list[int] = []
    tags: list[str] = []
    words: list[str] = []
    values: list[Any] = []
    spans: list[tuple[int, int]] = []
    for match in _PATTERN.finditer(text):
        word = match.group()
        first = word[0]
        if first.isalpha():
            key = word.lower()
            if key in names:
                openings.append(len(words))
            tag, value = table.get(key.rstrip("."), NOTHING)
            if tag == "." and len(word) == 2 and word[1].isdecimal():
                tag, value = "G", (2 if first in "Hh" else 4, int(word[1]))
            elif tag in CAPITALISED and first.islower():
                tag = "."
            elif tag == "." and word == "o'clock":
                tag = "T"
        elif first.isdecimal():
            tag, value = ("@", int(word[:2])) if match["day_and_hour"] else _number(word)
        else:
            tag, value = _PUNCTUATION.get(word, "z" if word in ("'s", "’s") else "."), None
        tags.append(tag)
        words.append(word)
        values.append(value)
        spans.append(match.span())
    return _joined(Tokens(text, "".join(tags), words, values, spans), openings)
