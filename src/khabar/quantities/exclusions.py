"""Numbers that count nothing: names, dates, ages, distances."""

from __future__ import annotations

from khabar.quantities.lexicon import load_kind_words, load_number_words
from khabar.quantities.nouns import noun_class
from khabar.quantities.numerals import Numeral
from khabar.syntax.pack_words import calendar_words
from khabar.syntax.tree import Tree

_AGED = frozenset({"aged", "age", "ages"})
_BETWEEN_AGES = frozenset({"and", "or", "to", "between", "from", "-", "–", ","})


def is_name_or_measure(tree: Tree, numeral: Numeral) -> bool:
    """Dates, ages, distances, names of units: "58 Division", "13-year-old", "20 km", "at 5 p.m."."""
    words, i, end = tree.lower, numeral.start, numeral.end
    if numeral.form in ("one", "none", "vague", "fraction"):
        return numeral.form == "vague" and end < len(words) and _measure_after(tree, end + (words[end] == "of"))
    if i and (told := _named_by_word_before(tree, i)) is not None:
        return told
    if end < len(words) and _measure_after(tree, end):
        return True
    return (
        _is_age(tree, numeral)
        or _is_capitalised_name(tree, numeral)
        or _is_year(tree, numeral)
        or _is_unit_name(tree, numeral)
    )


def _named_by_word_before(tree: Tree, i: int) -> bool | None:
    """ "Resolution 2254", "May 5", "$20", "T-55"; ``None`` where the word before says nothing."""
    sets = load_kind_words().sets
    before = tree.lower[i - 1]
    capital = tree.text[i - 1][0].isupper()
    if before in sets["not_before"] and before not in load_number_words().starts:
        return (before.isalpha() and capital) or before in sets["always_not_before"]
    if tree.lower[i][0].isdecimal() and before in sets["excluded"] and before not in sets["time_words_of_text"]:
        return capital
    is_name = tree.pos[i - 1] == "PROPN" and before not in calendar_words()
    is_unit = tree.head[i] == i - 1 or (before in sets["unit_names"] and capital)
    if is_name and is_unit and tree.lower[i][0].isdecimal():
        return True  # "Combat Team 7"
    joined = before in ("-", "/") and tree.idx[i] == tree.idx[i - 1] + 1
    return True if joined and i > 1 and tree.text[i - 2].isupper() else None


def _is_age(tree: Tree, numeral: Numeral) -> bool:
    """ "Betancourt, 40, was stopped", "two boys aged 9 and 12"."""
    i, end = numeral.start, numeral.end
    j = i - 1
    while j > 0 and i - j < 8 and (tree.pos[j] == "NUM" or tree.lower[j] in _BETWEEN_AGES):
        j -= 1
    if j >= 0 and tree.lower[j] in _AGED:
        return True
    if _is_of_age(tree, i, end):
        return True
    if i < 2 or end >= len(tree) or tree.lower[i - 1] != "," or tree.lower[end] not in (",", ")"):
        return False
    person = tree.pos[i - 2] == "PROPN" or (tree.tag[i - 2] == "NN" and noun_class(tree, i - 2) in ("people", "force"))
    return person and tree.pos[end - 1] == "NUM"


def _is_of_age(tree: Tree, i: int, end: int) -> bool:
    """ "a boy of five"."""
    young = i > 1 and tree.lower[i - 1] == "of" and tree.lemma[i - 2] in ("boy", "girl", "child", "youth", "lad")
    return young and (end >= len(tree) or tree.pos[end] not in ("NOUN", "ADJ", "PROPN"))


def _is_capitalised_name(tree: Tree, numeral: Numeral) -> bool:
    """ "Forty Street"."""
    i, end = numeral.start, numeral.end
    word = tree.text[i]
    if not (i and end < len(tree) and word[0].isalpha() and word[0].isupper()):
        return False
    return tree.text[i - 1][0].islower() and tree.text[end][0].isupper()


def _measure_after(tree: Tree, i: int) -> bool:
    sets = load_kind_words().sets
    words, n = tree.lower, len(tree)
    if i + 1 < n and words[i] == "-":
        i += 1
        if words[i] in sets["excluded"] or words[i] in sets["not_after_hyphen"]:
            return True
    if i < n and (words[i] in sets["excluded"] or tree.lemma[i] in sets["excluded"]) and words[i] != "m":
        return not (words[i] in ("sq", "square") or (i + 1 < n and words[i] == "km" and words[i + 1] in ("²", "2")))
    if i + 1 < n and words[i] in sets["before_measure"]:
        return tree.lemma[i + 1] in sets["excluded"]
    return False


def _is_year(tree: Tree, numeral: Numeral) -> bool:
    text = tree.text[numeral.start]
    if numeral.end != numeral.start + 1 or len(text) != 4 or not text.isdecimal() or not "1000" <= text <= "2100":
        return False
    i = numeral.start
    if i > 1 and tree.lower[i - 1] == "," and tree.lower[i - 2].isdecimal() and len(tree.lower[i - 2]) <= 2:
        return True  # "Nov 4, 2016"
    return tree.dep[i] not in ("nummod",) or (i > 0 and tree.lower[i - 1] in load_kind_words().sets["excluded"])


def _is_unit_name(tree: Tree, numeral: Numeral) -> bool:
    i = numeral.end
    if i >= len(tree) or numeral.end != numeral.start + 1 or not tree.text[numeral.start].isdecimal():
        return False
    units = load_kind_words().sets["unit_names"]
    return tree.lower[i] in units and tree.text[i][0].isupper() and tree.tag[i] in ("NNP", "NN", "JJ", "NNPS")
