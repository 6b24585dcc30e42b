"""Stretches of characters as words of a tree."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from khabar.syntax.tree import Tree

NAMING = frozenset({"NOUN", "PROPN", "PRON"})


def token_range(tree: Tree, start: int, end: int) -> tuple[int, int]:
    """The tokens (end exclusive, at least one) that characters ``start`` to ``end`` of the passage's text touch."""
    lo = max(bisect_right(tree.idx, start) - 1, 0)
    return lo, max(bisect_left(tree.idx, end), lo + 1)


def span_head(tree: Tree, lo: int, hi: int) -> int:
    """The word of ``lo`` to ``hi`` that the others hang on; of several the first verb, or else noun."""
    tops = [i for i in range(lo, hi) if not lo <= tree.head[i] < hi or tree.head[i] == i]
    words = [i for i in tops if tree.pos[i] != "PUNCT"] or tops
    return next((i for i in words if tree.pos[i] in NAMING | {"VERB"}), words[0])
