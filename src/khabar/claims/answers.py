"""What an event answers: "in retaliation for the massacre in X in May" tells of places and times not its own."""

from __future__ import annotations

from collections.abc import Container

from khabar.syntax.tree import Tree


def answered_by(tree: Tree, token: int, words: Container[str]) -> int | None:
    """The noun of "in response to …" that a token stands under, as a token of the passage; None where it stands under
    none.

    Args:
        words: nouns that tell of an answer (``event_arguments.yaml``: ``answered``).
    """
    for a in tree.ancestors(token):
        if tree.lemma[a] in words and a < token and tree.dep[a] == "pobj" and tree.lower[tree.head[a]] in ("in", "as"):
            return a
    return None
