"""Shares and areas."""

from __future__ import annotations

from dataclasses import replace

from khabar.quantities.lexicon import load_kind_words, load_number_words
from khabar.quantities.nouns import Told
from khabar.quantities.numerals import Numeral
from khabar.quantities.phrases import Counted
from khabar.records import QuantityKind
from khabar.syntax.tree import Tree

AREA_UNITS = ("km2", "km²", "sqkm")
SQUARE_MILE = 2.59
IN_KM2 = {"hectare": 0.01, "acre": 0.00405, "dunam": 0.001, "dunum": 0.001}
MILES = frozenset({"mile", "miles"})
KILOMETRES = frozenset({"km", "km.", "kms", "kilometer", "kilometre"})


def read_measure(tree: Tree, numeral: Numeral, start: int, end: int) -> Counted | None:
    """A percentage, a fraction of an area or of people, or square kilometres; ``None`` where it is none of these.

    Args:
        start: first token of the number with the words that shift its bounds.
        end: first token after them.
    """
    words, i = tree.lower, numeral.end
    if words[i : i + 2] == ["per", "cent"]:
        return _fixed(numeral, start, i + 2, i, "share")
    if words[i : i + 1] and words[i] in load_number_words().sets["percent"]:
        return _fixed(numeral, start, i + 1, i, "share")
    if words[i : i + 2] == ["-", "strong"]:
        return _fixed(numeral, start, i + 2, i - 1, "strength")
    if words[i : i + 1] == ["strong"] and tree.lower[i + 1 : i + 2] in ([], ["."], [","], ["when"], ["and"]):
        return _fixed(numeral, start, i + 1, i, "strength")
    if numeral.form == "fraction" and words[i : i + 2] in (["of", "them"], ["of", "whom"]):
        return None
    if numeral.form == "fraction":
        told = words[i : i + 1] in (["of"], ["the"], ["its"])
        return _fixed(numeral, start, max(end, i), i - 1, "share") if told else None
    stop = end_of_area(tree, i)
    return None if stop is None else _fixed(numeral, start, stop, max(stop - 1, i - 1), "area_km2")


def read_times(tree: Tree, numeral: Numeral, start: int) -> Counted | None:
    """ "was bombed 41 times": how often it was struck; ``start`` as for ``read_measure``."""
    above = next((a for a in (numeral.end, *tree.ancestors(numeral.end)) if tree.pos[a] == "VERB"), None)
    if (
        numeral.form not in ("number", "vague")
        or above is None
        or tree.lemma[above] not in load_kind_words().sets["striking_verbs"]
    ):
        return None
    counted = Counted(numeral, start, numeral.end + 1, numeral.end, None)
    counted.fixed, counted.told = "munitions", Told("munitions", above)
    return counted


def end_of_area(tree: Tree, i: int) -> int | None:
    """ "12sq/km", "7 sq/km", "45 km2", "20 square kilometres", "200 hectares": the token after them."""
    words = tree.lower
    if words[i - 1][0].isdecimal() and words[i - 1].endswith(("sq", *AREA_UNITS)):
        return i + 2 if words[i : i + 2] == ["/", "km"] else i + 1 if words[i : i + 1] == ["km"] else i
    if words[i : i + 1] and words[i] in AREA_UNITS:
        return i + 1
    if words[i : i + 3] in (["sq", "/", "km"], ["km", "/", "sq"]):
        return i + 3
    if words[i : i + 1] and tree.lemma[i] in IN_KM2:
        return i + 1
    if words[i : i + 1] not in (["sq"], ["sq."], ["square"]):
        return None
    unit = i + 1 + (words[i + 1 : i + 2] == ["."])
    return unit + 1 if unit < len(words) and tree.lemma[unit] in KILOMETRES | MILES else None


def in_km2(tree: Tree, counted: Counted) -> Counted:
    """The bounds of an area told in hectares or square miles, in square kilometres."""
    unit = tree.lemma[counted.anchor]
    factor = SQUARE_MILE if unit in MILES else IN_KM2.get(unit)
    if counted.fixed == "area_km2" and factor is not None:
        low, high = (
            None if b is None else _plain(round(b * factor, 3)) for b in (counted.numeral.min, counted.numeral.max)
        )
        counted.numeral = replace(counted.numeral, min=low, max=high)
    return counted


def _fixed(numeral: Numeral, start: int, end: int, anchor: int, kind: QuantityKind) -> Counted:
    counted = Counted(numeral, start, end, anchor, None)
    counted.fixed = kind
    counted.told = Told(kind, anchor)
    return counted


def with_bounds(counted: Counted, numeral: Numeral) -> Counted | None:
    if counted.fixed == "share" and counted.numeral.form != "fraction":
        scaled = [None if b is None else round(b / 100, 4) for b in (numeral.min, numeral.max)]
        if any(b is not None and b > 1 for b in scaled):
            return None
        numeral = replace(numeral, min=_plain(scaled[0]), max=_plain(scaled[1]))
    counted.numeral = numeral
    return counted


def _plain(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value
