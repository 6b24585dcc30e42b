"""Kinds told by nouns that sum up: the death toll, the number of those killed."""

from __future__ import annotations

from khabar.quantities.lexicon import KindWords
from khabar.quantities.nouns import Told
from khabar.syntax.tree import Tree


def toll_kind(tree: Tree, words: KindWords, subject: int) -> Told | None:
    """ "the death toll rose to 24", "the number of dead is 12", "the number of soldiers killed"."""
    for i in tree.subtree(subject):
        kind = words.toll_nouns.get(tree.lemma[i]) or words.followers.get(tree.lower[i])
        if kind is not None and tree.lemma[i] != "toll":
            return Told(kind, i)
    kind = words.toll_nouns.get(tree.lemma[subject])
    return Told(kind, subject) if kind is not None else None


def toll_of_verb(tree: Tree, words: KindWords, verb: int) -> Told | None:
    for child in tree.kids(verb, "dobj", "nsubj", "nsubjpass"):
        if (told := toll_kind(tree, words, child)) is not None:
            return told
    return None
