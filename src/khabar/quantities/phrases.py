"""The phrase of a number: the noun that it counts, and the word that stands for both in the tree."""

from __future__ import annotations

from khabar.quantities.lexicon import load_kind_words
from khabar.quantities.nouns import Told
from khabar.quantities.numerals import Numeral
from khabar.records import QuantityKind
from khabar.syntax.tree import Tree

NOUNS = frozenset({"NOUN", "PROPN"})
MODIFIER_DEPS = frozenset(
    {"nummod", "amod", "det", "quantmod", "nmod", "compound", "poss", "preconj", "predet", "advmod", "neg"}
)


class Counted:
    """A number, what it counts, and where its phrase stands (tokens, end exclusive)."""

    __slots__ = ("anchor", "end", "fixed", "noun", "numeral", "parts", "start", "subset", "told")

    def __init__(self, numeral: Numeral, start: int, end: int, anchor: int, noun: int | None) -> None:
        self.numeral, self.start, self.end, self.anchor, self.noun = numeral, start, end, anchor, noun
        self.told: Told | None = None
        self.fixed: QuantityKind | None = None
        self.subset = False
        self.parts = 1


def read_phrase(tree: Tree, numeral: Numeral, start: int, end: int) -> Counted | None:
    """Find the noun that is counted and the highest word of the phrase; ``None`` where an article counts nothing.

    Args:
        start: first token of the number with the words that shift its bounds.
        end: first token after them.
    """
    inside = range(numeral.start, numeral.end)
    top = next((t for t in inside if tree.head[t] not in inside), numeral.end - 1)
    family = _family_of(tree, numeral)
    if family is not None:
        head = family + 1 if tree.lower[family] in ("a", "an", "the", "one") else family
        return Counted(numeral, family, end, head, head)
    if numeral.form == "none" and tree.lower[numeral.end - 1] == "of":
        noun = tree.kid(numeral.end - 1, "pobj")
        return None if noun is None else Counted(numeral, start, noun + 1, noun, noun)
    noun = numeral.end if tree.lower[numeral.start] == "without" else _noun_after(tree, top, numeral.end - 1, end)
    if numeral.form == "one" and not _is_single(tree, noun):
        return None
    if noun is None:
        return Counted(numeral, start, end, top, None)
    anchor = noun
    if numeral.form == "vague" or tree.lower[end : end + 1] == ["of"]:
        anchor = top if any(tree.head[c] == top for c in (noun, end)) or tree.dep[noun] == "pobj" else noun
    return Counted(numeral, start, noun + 1, anchor, noun)


def _is_single(tree: Tree, noun: int | None) -> bool:
    """Whether "a" stands before one thing; "a group of" is none."""
    if noun is None or tree.tag[noun] not in ("NN", "NNP"):
        return False
    of_many = noun + 1 < len(tree) and tree.lower[noun + 1] == "of"
    return not (of_many and tree.lower[noun] in load_kind_words().sets["groups"])


def _family_of(tree: Tree, numeral: Numeral) -> int | None:
    """ "a family of five": where the phrase begins."""
    i = numeral.start
    if i >= 2 and tree.lower[i - 1] == "of" and tree.lemma[i - 2] in ("family", "crew", "household"):
        if numeral.end < len(tree) and tree.head[numeral.end - 1] == numeral.end:
            return None
        return i - 3 if i >= 3 and tree.lower[i - 3] in ("a", "an", "the", "one") else i - 2
    return None


def _noun_after(tree: Tree, top: int, last: int, end: int) -> int | None:
    """The counted noun: the head of the number, or the noun behind "of"."""
    if end < len(tree) and tree.lower[end] == "of":
        pobj = tree.kid(end, "pobj")
        return pobj if pobj is not None and pobj > end and pobj - end < 12 else None
    head = tree.head[top]
    if head <= last or tree.dep[top] not in MODIFIER_DEPS:
        return None
    while tree.dep[head] in ("quantmod", "nummod", "compound", "nmod") and tree.head[head] > head and head - last < 8:
        head = tree.head[head]
    if tree.pos[head] in NOUNS:
        return _last_of_compound(tree, head)
    return head if head - last < 6 and tree.lower[head] in load_kind_words().own_nouns else None


def _last_of_compound(tree: Tree, noun: int) -> int:
    """ "a grenade launcher", where the parser takes the second word for an apposition."""
    i = noun + 1
    is_joined = i < len(tree) and tree.dep[i] == "appos" and tree.head[i] == noun and tree.pos[i] == "NOUN"
    return i if is_joined and tree.tag[noun] == "NN" else noun
