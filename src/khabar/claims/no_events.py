"""Words that the learned judge takes for an event and that tell of none."""

from __future__ import annotations

from collections.abc import Container, Mapping

from khabar.claims.denials import denied_events
from khabar.claims.lexicon import Lexicon, Words
from khabar.claims.trigger import Trigger
from khabar.syntax.tree import Tree

TURNED = frozenset({"territory_captured", "territory_transferred", "withdrawal"})


def without_no_events(
    tree: Tree, start: int, end: int, chosen: Mapping[int, Trigger], lexicon: Lexicon
) -> dict[int, Trigger]:
    """The triggers of tokens ``start`` to ``end`` (exclusive) that tell of an event, by word."""
    denials = denied_events(tree, start, end, (), lexicon)
    return {
        word: t
        for word, t in chosen.items()
        if not (_only_denies(t, denials) or _moves_no_ground(tree, t, lexicon.arguments))
    }


def _only_denies(trigger: Trigger, denials: Container[int]) -> bool:
    """ "calls the report baseless" denies what was told, and states nothing."""
    return trigger.type == "statement" and trigger.word in denials


def _moves_no_ground(tree: Tree, trigger: Trigger, words: Mapping[str, Words]) -> bool:
    """ "withdrew the figure", "the situation is under full control"."""
    if trigger.type not in TURNED:
        return False
    moved = tree.kids(trigger.verb, "dobj", "nsubjpass")
    nothing = words["retracted"] | words["mastered"] if moved else words["mastered"]
    moved = moved or tree.kids(trigger.verb, "nsubj")
    return bool(moved) and all(tree.lemma[m] in nothing for m in moved)
