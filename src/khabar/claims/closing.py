"""The source that closes a sentence, where the parser takes its verb for a noun: "…, the Hill charity reports."."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from khabar.claims.attribution import SourceMention
from khabar.syntax.tree import Tree

MOST_WORDS = 12
NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADP", "PART", "NUM", "CCONJ"})
FINITE = ("s", "ed", "said", "told")
FOLLOWING = frozenset({"ADP", "ADV", "SCONJ"})
ENDS = frozenset({".", "!", "?", ";", ":", "\n", "”", '"'})


def closing_source(tree: Tree, start: int, end: int, words: Mapping[str, Any]) -> tuple[int, SourceMention] | None:
    """The cue and the source between the last comma of a sentence and its end, if these are a name and a verb.

    Args:
        start, end: the sentence's token range, end exclusive.
        words: the pack's words of attribution.
    """
    comma = next((i for i in range(end - 1, start, -1) if tree.text[i] == ","), None)
    if comma is None:
        return None
    cue = next((i for i in range(comma + 2, min(end, comma + MOST_WORDS)) if _is_cue(tree, i, end, words)), None)
    if cue is None or not all(tree.pos[i] in NAMING or tree.text[i] == "-" for i in range(comma + 1, cue)):
        return None
    head = _head(tree, comma + 1, cue)
    return None if head is None else (cue, SourceMention(comma + 1, cue, head))


def _is_cue(tree: Tree, i: int, end: int, words: Mapping[str, Any]) -> bool:
    if tree.lemma[i] not in words["verbs"] or tree.lemma[i] in words["weak"] or not tree.lower[i].endswith(FINITE):
        return False
    return i + 1 >= end or tree.text[i + 1] in ENDS or tree.pos[i + 1] in FOLLOWING or tree.lower[i] == "told"


def _head(tree: Tree, start: int, end: int) -> int | None:
    """The last noun before the first preposition."""
    stop = next((i for i in range(start + 1, end) if tree.pos[i] == "ADP"), end)
    return next((i for i in range(stop - 1, start - 1, -1) if tree.pos[i] in ("NOUN", "PROPN")), None)
