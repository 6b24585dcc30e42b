"""The classes of counted nouns, and what a number was found to count."""

from __future__ import annotations

import re
from dataclasses import dataclass

from khabar.quantities.lexicon import load_kind_words
from khabar.records import QuantityKind
from khabar.syntax.tree import Tree

VERBAL = frozenset({"VERB", "AUX"})
PEOPLE_KINDS = frozenset({"killed", "wounded", "casualties", "surrendered", "displaced", "returned", "evacuated"})
_CLASSES = ("munition", "force", "people", "place", "thing", "deeds")
_MODEL = re.compile(r"[A-Za-z]{1,5}-\d+\w{0,3}$")  # T-55s, BMP-1, Su-25


@dataclass(frozen=True, slots=True)
class Told:
    """The kind, and the token that tells it."""

    kind: QuantityKind
    cue: int | None


def noun_class(tree: Tree, i: int) -> str:
    """``force``, ``people``, ``munition``, ``place``, ``thing``, ``site`` (a place or a thing), ``deeds`` or
    ``unknown``."""
    sets = load_kind_words().sets
    if tree.pos[i] == "PRON":
        return "people"
    if _MODEL.match(tree.text[i]) or (tree.lemma[i] == "bomber" and i and _MODEL.match(tree.text[i - 1])):
        return "thing"
    for word in (tree.lemma[i], tree.lower[i], name_of(tree, i)):
        for name in _CLASSES:
            if word in sets[name]:
                return "site" if name == "place" and word in sets["thing"] else name
    return "unknown"


def name_of(tree: Tree, i: int) -> str:
    """The lemma of a noun; with what stands before its hyphen ("pick-up"); what several words together are called."""
    called = load_kind_words().called.get(" ".join((*tree.lower[max(i - 2, 0) : i], tree.lemma[i])))
    if called is not None:
        return called
    is_joined = i >= 2 and tree.text[i - 1] == "-"
    return f"{tree.lower[i - 2]}-{tree.lemma[i]}" if is_joined else tree.lemma[i]
