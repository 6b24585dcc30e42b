"""Totals and their parts: sums, parts told beside a total, counts left out, cumulative figures."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from khabar.quantities.lexicon import load_kind_words
from khabar.quantities.nouns import Told, noun_class
from khabar.quantities.phrases import Counted
from khabar.syntax.tree import Tree

_THEIR = frozenset({"his", "her", "their"})
_OWNED = _THEIR | {"its", "our"}
KIN_KINDS = frozenset({"killed", "wounded", "casualties", "captured", "displaced", "evacuated"})
MOVED = frozenset({"displaced", "evacuated", "returned"})
_OF_THEM = (["of", "them"], ["of", "whom"])


def fill_ellipses(tree: Tree, found: list[Counted]) -> None:
    """ "Thiqa counts eight, SNHR at least two": a bare number said by a source counts what was counted before."""
    last: Counted | None = None
    for before, counted in pairwise([None, *found]):
        assert counted is not None
        if before is not None and _counts_same_things(tree, before, counted):
            counted.told = None
        elif counted.told is not None:
            last = counted if counted.fixed is None else last
        elif last is not None and last.told is not None and _is_bare(counted) and _is_said_after(tree, last, counted):
            counted.told = Told(last.told.kind, None)
        elif _is_bare(counted) and (lost := _losing(tree, counted)) is not None:
            is_of_things = last is not None and _is_near_loss(tree, last, counted)
            counted.told = Told("destroyed" if is_of_things else "killed", lost)


def _counts_same_things(tree: Tree, before: Counted, counted: Counted) -> bool:
    """ "80 trucks left, but only 28 have arrived": no people, and a part of what was counted."""
    if not _is_bare(counted) or before.noun is None or noun_class(tree, before.noun) != "thing":
        return False
    same = tree.sentence_of(counted.anchor) == tree.sentence_of(before.anchor)
    return same and counted.told is not None and counted.told.kind in MOVED


def _is_bare(counted: Counted) -> bool:
    return counted.noun is None and not counted.subset and counted.numeral.form == "number"


def _losing(tree: Tree, counted: Counted) -> int | None:
    """The word by which "lost six", "admitted losing two", "the loss of one" count something."""
    head = tree.head[counted.anchor]
    if tree.dep[counted.anchor] == "dobj" and tree.lemma[head] == "lose" and tree.tag[head] != "VBN":
        return head
    of = tree.dep[counted.anchor] == "pobj" and tree.lower[head] == "of"
    return tree.head[head] if of and tree.lemma[tree.head[head]] == "loss" else None


def _is_near_loss(tree: Tree, last: Counted, counted: Counted) -> bool:
    near = tree.sentence_of(counted.anchor)[0] <= tree.sentence_of(last.anchor)[1]
    return near and last.told is not None and last.told.kind == "destroyed"


def _is_said_after(tree: Tree, last: Counted, counted: Counted) -> bool:
    sayings = load_kind_words().sets["counting_verbs"]
    head = tree.head[counted.anchor]
    governor = tree.head[head] if tree.dep[counted.anchor] == "pobj" else head
    near = tree.sentence_of(counted.anchor)[0] <= tree.sentence_of(last.anchor)[1]
    return near and (tree.lemma[governor] in sayings or tree.lemma[head] in sayings)


def is_subset(tree: Tree, counted: Counted) -> bool:
    """ "Five civilians, including two children": the part of a total is no count of its own."""
    cues = load_kind_words().sets["subset_cues"]
    words = tree.lower
    i = counted.start - 1
    while i >= 0 and counted.start - i < 12 and words[i] not in (".", ";", ":", "while", "whereas"):
        if words[i] in cues:
            return True
        if tree.pos[i] in ("VERB", "AUX") and words[i] not in cues:
            break
        i -= 1
    if counted.numeral.form == "one" and _describes_one(tree, counted.noun):
        return True
    before = words[max(counted.start - 2, 0) : counted.start]
    if before in _OF_THEM:
        return True
    end = counted.end
    if words[end : end + 2] == ["among", "them"]:
        return True
    if words[end : end + 2] not in _OF_THEM:
        end -= 2
    return (
        words[end : end + 2] in _OF_THEM
        and end + 2 < len(tree)
        and tree.pos[end + 2] in ("NOUN", "DET", "NUM", "ADJ", "PROPN")
    )


def _describes_one(tree: Tree, noun: int | None) -> bool:
    """ "seven people, one of them a boy"."""
    return noun is not None and tree.dep[noun] == "appos" and tree.pos[tree.head[noun]] == "NUM"


def summed(tree: Tree, found: list[Counted]) -> list[Counted]:
    """Add up parts of one total: "two women and a man", "one officer and six men"."""
    done: list[Counted] = []
    for k, counted in enumerate(found):
        following = found[k + 1] if k + 1 < len(found) else None
        if done and counted.told is not None and _same_total(tree, done[-1], counted, following):
            done[-1] = _added(done[-1], counted)
        else:
            done.append(counted)
    return done


def _same_total(tree: Tree, first: Counted, second: Counted, third: Counted | None) -> bool:
    if (
        first.told is None
        or second.told is None
        or first.told.kind != second.told.kind
        or first.noun is None
        or second.noun is None
    ):
        return False
    if any(tree.lower[i] in _OWNED and tree.lower[i - 1] == "of" for i in range(second.start, second.end)):
        return False  # "34 hostages and 15 of its men"
    if first.fixed or second.fixed or first.numeral.form == "none" or second.start - first.end > 2:
        return False
    between = tree.lower[first.end : second.start]
    if len(between) > 1 and between[-1] in _THEIR:
        between = between[:-1]
    if not between or any(word not in ("and", ",", "&", "plus") for word in between):
        return False
    if between == [","] and (third is None or tree.lower[second.end : third.start] not in (["and"], [",", "and"])):
        return False
    return _one_sort(tree, first.noun, second.noun)


def _one_sort(tree: Tree, a: int, b: int) -> bool:
    """Whether two nouns are parts of one count: people of one side; not soldiers and civilians, nor things."""
    neutral = load_kind_words().sets["neutral_people"]
    nations = _nations_of(tree, a), _nations_of(tree, b)
    if all(nations) and nations[0].isdisjoint(nations[1]):
        return False
    first, second = noun_class(tree, a), noun_class(tree, b)
    if tree.lemma[a] in neutral or tree.lemma[b] in neutral:
        return {first, second} <= {"people", "force"}
    if second == "unknown":
        return first in ("people", "force") and tree.pos[b] == "PROPN"
    if first == second == "force":
        ranks = load_kind_words().sets["ranks"]
        return tree.lemma[a] == tree.lemma[b] or tree.lemma[a] in ranks or tree.lemma[b] in ranks
    return first == second == "people"


def _nations_of(tree: Tree, noun: int) -> frozenset[str]:
    """The capitalised words before a noun: "U.S." of "ten U.S. soldiers"."""
    return frozenset(tree.lower[c] for c in tree.kids(noun, "amod", "compound", "nmod") if tree.text[c][0].isupper())


def with_kin(tree: Tree, counted: Counted) -> Counted:
    """ "two children and their mother" are three."""
    noun, told = counted.noun, counted.told
    if noun is None or told is None or told.kind not in KIN_KINDS or counted.numeral.form not in ("number", "one"):
        return counted
    i = noun + 1
    kin = i + 2
    if tree.lower[i : i + 1] != ["and"] or kin >= len(tree) or tree.lower[i + 1] not in _THEIR:
        return counted
    if tree.tag[kin] != "NN" or noun_class(tree, kin) != "people" or tree.dep[kin] != "conj":
        return counted
    low, high = counted.numeral.min, counted.numeral.max
    more = replace(counted.numeral, min=low and low + 1, max=high and high + 1, form="number")
    total = Counted(more, counted.start, kin + 1, counted.anchor, noun)
    total.told, total.parts = told, counted.parts + 1
    return total


def _added(first: Counted, second: Counted) -> Counted:
    low = None if first.numeral.min is None or second.numeral.min is None else first.numeral.min + second.numeral.min
    high = None if first.numeral.max is None or second.numeral.max is None else first.numeral.max + second.numeral.max
    total = Counted(replace(first.numeral, min=low, max=high), first.start, second.end, first.anchor, first.noun)
    total.told, total.parts = first.told, first.parts + 1
    return total


def is_cumulative(tree: Tree, counted: Counted) -> bool:
    cues = load_kind_words().sets["cumulative_words"]
    start, end = tree.sentence_of(counted.numeral.start)
    words = tree.lower[start:end]
    if not cues.isdisjoint(words):
        return True
    text = " ".join(words)
    return any(phrase in text for phrase in ("so far", "to date", "in total", "until now", "thus far"))
