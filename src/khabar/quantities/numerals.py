"""Numbers in words and digits: where they stand and the bounds they tell."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from khabar.quantities.lexicon import load_number_words
from khabar.quantities.mention import Number

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_DIGITS_AND_MARK = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(k|m|bn|\+|-plus|%|sq|sqkm|km2|km²)?")
_RANGE_IN_WORD = re.compile(r"(\d[\d,]*)[-–—](\d[\d,]*)$")
_LINKS = frozenset({"-", "–", "—", "to", "or"})
_OR_EVEN = frozenset(
    {("if", "not"), ("or", "even"), ("or",), ("to",), ("and", "perhaps"), ("and", "possibly"), (",", "if", "not")}
)
_DASHES = frozenset({"-", "–", "—"})
TENTH = 0.1


@dataclass(frozen=True, slots=True)
class Numeral:
    """Tokens ``start`` to ``end`` (exclusive) tell ``min`` to ``max``.

    ``form``: ``number``, ``vague`` (several, dozens), ``one`` (an article), ``none`` or ``fraction``.
    """

    start: int
    end: int
    min: Number | None
    max: Number | None
    form: str = "number"
    step: int = 1


def whole(value: float) -> Number:
    """The integer where the number is one."""
    near = round(value)
    return near if abs(value - near) < 1e-9 else round(value, 6)


def _digits(word: str) -> tuple[Number, str] | None:
    match = _DIGITS_AND_MARK.fullmatch(word)
    if match is None:
        return None
    value: Number = whole(float(match.group(1).replace(",", "")))
    mark = match.group(2) or ""
    scale = {"k": 1000, "m": 1000000, "bn": 1000000000}.get(mark, 1)
    return whole(value * scale), mark


def _simple(words: Sequence[str], i: int) -> Numeral | None:
    """One cardinal number from token ``i`` on: "24", "twenty-four", "1.5 million", "two hundred and fifty"."""
    table = load_number_words()
    total: float = 0
    current: float | None = None
    start, digits, step = i, False, 1
    mark = ""
    while i < len(words):
        word = words[i]
        if current is None and (read := _digits(word)) is not None:
            current, mark = float(read[0]), read[1]
            digits = True
            if mark == "%":
                return None
        elif word in table.tens and current is None:
            current = table.tens[word]
        elif word in table.units and current is None:
            current = table.units[word]
        elif (
            word in table.units
            and current is not None
            and not digits
            and 20 <= current % 100 < 100
            and current % 10 == 0
        ):
            current += table.units[word]
        elif word in table.scales and (current is not None or total):
            scale = table.scales[word]
            base = 1 if current is None else current
            if scale == 100 and digits and base >= 100:
                i += 1  # "500 hundred" is a slip for 500
                break
            if scale == 100:
                current = base * 100
            else:
                total, current = total + base * scale, None
            digits = False
        elif word in table.sets["dozen"] and current is not None:
            current, step = current * 12, 2 * int(current)
            i += 1
            break
        elif word in _DASHES or word == "and":
            if not _joins(words, i, start, digits, current):
                break
            if word == "and" and current is not None:
                total, current = total + current, None
        else:
            break
        i += 1
    if current is None and not total:
        return None
    value = whole(total + (current or 0))
    form = "plus" if mark in ("+", "-plus") else "number"
    return Numeral(start, i, value, value, form, step)


def _joins(words: Sequence[str], i: int, start: int, digits: bool, current: float | None) -> bool:
    """Whether a dash or "and" stands inside a number: "twenty-four", "two hundred and fifty"."""
    table = load_number_words()
    if i == start or i + 1 >= len(words) or digits:
        return False
    before, after = words[i - 1], words[i + 1]
    if words[i] == "and":
        small = table.units.get(after, table.tens.get(after, 0)) or (int(after) if after.isdecimal() else 0)
        return before in table.scales and 0 < small < 100
    return (before in table.tens and after in table.units) or after in table.scales


def _article_number(words: Sequence[str], i: int) -> Numeral | None:
    """ "a dozen", "a hundred", "half a dozen", "a couple of", "a large number of", "a few dozen"."""
    table = load_number_words()
    n = len(words)
    if words[i] == "half" and i + 2 < n and words[i + 1] in ("a", "-") and words[i + 2] == "dozen":
        return Numeral(i, i + 3, 6, 6)
    if words[i] == "half" and i + 2 < n and words[i + 1] == "a" and table.scales.get(words[i + 2], 0) > 1:
        half = table.scales[words[i + 2]] // 2
        return Numeral(i, i + 3, half, half)
    if words[i] not in ("a", "an", "one"):
        return None
    j = i + 1
    if j + 2 < n and words[j] == "half" and words[j + 1] == "-" and words[j + 2] == "dozen":
        return Numeral(i, j + 3, 6, 6)
    if j < n and words[j] in table.scales and words[j] not in ("m", "k"):
        told = _simple(["one", *words[j : j + 8]], 0)
        return None if told is None else replace(told, start=i, end=i + told.end)
    if j < n and words[j] == "dozen":
        return Numeral(i, j + 1, 12, 12, step=2)
    if j + 1 < n and words[j] in ("few", "couple") and _round_scale(words, j + 1 + (words[j + 1] == "of")):
        return _several_round(words, i, j)
    while j < n and words[j] in table.sets["adjectives_of_number"] and j < i + 3:
        j += 1
    if j < n and words[j] in table.sets["with_article"] and (words[j] == "few" or (j + 1 < n and words[j + 1] == "of")):
        low, high = table.vague.get(words[j]) or table.plurals[words[j]]
        return Numeral(i, j + 1, low, high, "vague")
    return None


def _round_scale(words: Sequence[str], i: int) -> int:
    table = load_number_words()
    if i >= len(words):
        return 0
    return 12 if words[i] == "dozen" else table.scales.get(words[i], 0)


def _several_round(words: Sequence[str], i: int, j: int) -> Numeral | None:
    """ "a few dozen", "several hundred": as the plural "dozens", "hundreds"."""
    k = j + 1 + (words[j + 1] == "of")
    bounds = load_number_words().plurals.get(words[k] + "s")
    return Numeral(i, k + 1, bounds[0], bounds[1], "vague") if bounds else None


def _vague(words: Sequence[str], i: int) -> Numeral | None:
    table = load_number_words()
    word, n = words[i], len(words)
    if word in table.plurals:
        if i + 2 < n and words[i + 1] == "of" and words[i + 2] in table.plurals and words[i + 2] + "" != word:
            factor = 10 if word == "tens" else 12 if word == "dozens" else 100 if word == "hundreds" else 0
            scale = {"thousands": 1000, "hundreds": 100, "millions": 1000000}.get(words[i + 2], 0)
            if factor and scale:
                low = (20 if factor != 100 else 200) * scale
                return Numeral(i, i + 3, low, low // 2 * 10 - 1, "vague")
        low_high = table.plurals[word]
        return None if word == "score" else Numeral(i, i + 1, low_high[0], low_high[1], "vague")
    if word in ("several", "few", "many") and i + 1 < n and _round_scale(words, i + 1):
        return _several_round(words, i, i)
    if word == "others":
        return Numeral(i, i + 1, 2, None, "vague")
    if word in table.vague and word not in table.sets["with_article"]:
        low_high = table.vague[word]
        return Numeral(i, i + 1, low_high[0], low_high[1], "vague")
    return None


def _nothing(words: Sequence[str], i: int) -> Numeral | None:
    table = load_number_words()
    n = len(words)
    if words[i] in table.sets["none"]:
        end = i + 1
        if end < n and words[end] in ("more", "less", "fewer", "longer", "later", "doubt", "matter"):
            return None
        if words[end : end + 1] and words[end] in table.sets["news"] and words[end + 1 : end + 2] == ["of"]:
            return Numeral(i, end + 2, 0, 0, "none")
        return Numeral(i, end + (end < n and words[end] == "one"), 0, 0, "none")
    if words[i] == "without":
        stop = next((j for j in range(i + 1, min(i + 5, n)) if words[j] in table.sets["losses"]), None)
        return None if stop is None else Numeral(i, stop, 0, 0, "none")
    if words[i] in table.sets["nobody"]:
        return Numeral(i, i + 1, 0, 0, "none")
    if (
        words[i] == "not"
        and i + 1 < n
        and words[i + 1] in ("one", "a")
        and (words[i + 1] == "one" or words[i + 2 : i + 3] == ["single"])
    ):
        return Numeral(i, i + 2 + (words[i + 1] == "a"), 0, 0, "none")
    return None


def _fraction(words: Sequence[str], i: int) -> Numeral | None:
    """ "half of", "a third of", "two-thirds", "three quarters"."""
    table = load_number_words()
    n, word = len(words), words[i]
    if word in table.fractions and "-" in word:
        return Numeral(i, i + 1, table.fractions[word], table.fractions[word], "fraction")
    if word == "half" and not (i + 1 < n and words[i + 1] in ("a", "-", "an")):
        return Numeral(i, i + 1, 0.5, 0.5, "fraction")
    number = {"a": 1, "an": 1}.get(word) or table.units.get(word, 0)
    j = i + 1 + (i + 1 < n and words[i + 1] in _DASHES)
    if not number or j >= n or words[j] not in table.fractions or words[j].count("-"):
        return None
    parts = table.fractions[words[j]]
    if number >= parts or not ((j + 1 < n and words[j + 1] == "of") or number > 1 or word == "one"):
        return None
    if words[j].startswith("quarter") and not (j + 1 < n and words[j + 1] == "of"):
        return None
    if words[j + 1 : j + 3] == ["of", "a"] and j + 3 < n and words[j + 3] in table.scales:
        value = whole(number / parts * table.scales[words[j + 3]])
        return Numeral(i, j + 4, value, value)
    share = round(number / parts, 2)
    return Numeral(i, j + 1, share, share, "fraction")


def read_numeral(words: Sequence[str], i: int) -> Numeral | None:
    """The number that begins at token ``i``, without the words around it that shift its bounds.

    Args:
        words: the passage's tokens in lower case.
    """
    read = _fraction(words, i) or _article_number(words, i) or _vague(words, i) or _nothing(words, i)
    if read is not None:
        return _or_even_more(words, read)
    inner = _RANGE_IN_WORD.fullmatch(words[i])
    if inner is not None:
        low, high = (int(part.replace(",", "")) for part in inner.groups())
        return Numeral(i, i + 1, low, high) if low < high else None
    first = _simple(words, i)
    if first is None:
        return Numeral(i, i + 1, 1, 1, "one") if words[i] in ("a", "an") else None
    return _with_second(words, first)


def _or_even_more(words: Sequence[str], read: Numeral) -> Numeral:
    """ "hundreds if not thousands", "dozens or even hundreds"."""
    if read.form != "vague" or read.min is None or read.max is None:
        return read
    table, i = load_number_words(), read.end
    link = next((n for n in (3, 2, 1) if tuple(words[i : i + n]) in _OR_EVEN), 0)
    more = (
        _vague(words, i + link)
        if link and words[i + link : i + link + 1] and words[i + link] in table.plurals
        else None
    )
    if more is None or more.max is None or more.max <= read.max:
        return read
    return replace(read, end=more.end, max=more.max)


def _with_second(words: Sequence[str], first: Numeral) -> Numeral:
    """ "10-15", "five to seven", "10 or 15"; "between 10 and 15"."""
    i, n = first.end, len(words)
    linked = i + 1 < n and words[i] in _LINKS
    between = i + 1 < n and words[i] == "and" and first.start > 0 and words[first.start - 1] in ("between",)
    if not (linked or between):
        return first
    second = _simple(words, i + 1)
    if second is None or second.min is None or first.min is None:
        return first
    low = first.min
    if (
        low < second.min
        and second.min >= 1000
        and low < 100
        and second.min % 1000 == 0
        and words[second.end - 1] in ("thousand", "million")
    ):
        low = low * (1000 if words[second.end - 1] == "thousand" else 1000000)
    return Numeral(first.start, second.end, low, second.max) if low < second.min else first


def bounded(numeral: Numeral, effect: str, *, share: bool = False) -> Numeral:
    """The numeral as "more than", "about", "up to" … make it; of two that cut both ends off the nearer one holds."""
    low, high = numeral.min, numeral.max
    if (low is None and effect in ("least", "over")) or (high is None and effect in ("most", "under")):
        return numeral
    if numeral.form in ("none", "vague") and effect not in ("least", "most"):
        return numeral
    if numeral.form == "vague":
        return replace(numeral, min=low, max=None) if effect == "least" else numeral
    if effect == "least":
        return replace(numeral, max=None)
    if effect == "over":
        return replace(numeral, min=low if share or low is None or not isinstance(low, int) else low + 1, max=None)
    if effect == "most":
        return replace(numeral, min=None)
    if effect == "under":
        return replace(numeral, min=None, max=high if share or not isinstance(high, int) else high - 1)
    if low is None or high is None or effect not in ("nearly", "about"):
        return numeral
    return replace(
        numeral,
        min=_below(low, numeral.step, share),
        max=high if effect == "nearly" else _above(high, numeral.step, share),
    )


def _below(value: Number, step: int, share: bool) -> Number:
    if step > 1:
        return value - step
    return round(value * (1 - TENTH), 3) if share else whole(math.ceil(round(value * (1 - TENTH), 6)))


def _above(value: Number, step: int, share: bool) -> Number:
    if step > 1:
        return value + step
    return round(value * (1 + TENTH), 3) if share else whole(math.floor(round(value * (1 + TENTH), 6)))


def words_before(words: Sequence[str], i: int) -> tuple[int, list[str]]:
    """Where the modifiers before token ``i`` begin, and what they do, nearest first."""
    table = load_number_words()
    effects: list[str] = []
    start = i
    while start > 0:
        for length in (4, 3, 2, 1):
            phrase = tuple(words[max(start - length, 0) : start])
            effect = table.before.get(phrase) if len(phrase) == length else None
            if effect is not None and not _is_object(words, start - length, phrase):
                effects.append(effect)
                start -= length
                break
        else:
            break
    return start, effects


def _is_object(words: Sequence[str], i: int, phrase: tuple[str, ...]) -> bool:
    """ "control over 56 districts": "over" is no "more than"."""
    return (
        phrase in (("over",), ("above",), ("near",))
        and i > 0
        and words[i - 1] in load_number_words().sets["over_objects"]
    )


def words_after(words: Sequence[str], i: int) -> tuple[int, str | None]:
    table = load_number_words()
    for length in (2, 1):
        phrase = tuple(words[i : i + length])
        if len(phrase) == length and phrase in table.after:
            return i + length, table.after[phrase]
    if words[i : i + 2] == ["-", "plus"]:
        return i + 2, "least"
    return i, None
