"""Two parties that share their noun: "the army and militia units", "Russian and Syrian warplanes"."""

from __future__ import annotations

from khabar.claims.classes import ArgumentClasses
from khabar.claims.party_phrase import PartyPhrase
from khabar.syntax.phrases import left_edge, noun_phrase
from khabar.syntax.tree import Tree


def told_apart(tree: Tree, classes: ArgumentClasses, phrase: PartyPhrase) -> list[PartyPhrase]:
    """The two parties of a phrase, or the phrase itself where its noun is of one alone."""
    first = None if phrase.owned else _first_of_two(tree, classes, phrase.head)
    if first is None:
        return [phrase]
    start, _ = noun_phrase(tree, phrase.head)
    second = tree.conjuncts(first)[-1]
    return [
        PartyPhrase(start, first + 1, first),
        PartyPhrase(left_edge(tree, second), phrase.end, phrase.head),
    ]


def _first_of_two(tree: Tree, classes: ArgumentClasses, noun: int) -> int | None:
    """The first of two coordinated forces or nations before a noun."""
    for c in tree.kids(noun, "nmod", "amod", "compound"):
        both = tree.conjuncts(c)
        if len(both) == 2 and both[1] < noun and all(_names_side(tree, classes, b) for b in both):
            return c
    return None


def _names_side(tree: Tree, classes: ArgumentClasses, i: int) -> bool:
    return bool(classes.of(i) & {"force", "authority"}) or (tree.text[i][0].isupper() and classes.is_of_nation(i))
