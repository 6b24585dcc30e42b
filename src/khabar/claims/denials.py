"""Sentences that deny what was told before without telling it again ("the rebels deny it")."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.claims.lexicon import Lexicon
from khabar.claims.trigger import Trigger
from khabar.syntax.tree import Tree

TOLD_NOUNS = frozenset(
    {
        "claim",
        "charge",
        "report",
        "accusation",
        "allegation",
        "account",
        "version",
        "announcement",
        "it",
        "this",
        "that",
        "tale",
    }
)


def denied_events(tree: Tree, start: int, end: int, triggers: Sequence[Trigger], lexicon: Lexicon) -> list[int]:
    """Verbs of the sentence that deny the event told last (token indices)."""
    spent = (
        {t.verb for t in triggers}
        | {a for t in triggers for a in tree.ancestors(t.verb)}
        | {a for t in triggers for a in tree.ancestors(t.word)}
    )
    found = []
    for i in range(start, end):
        if tree.pos[i] != "VERB" or tree.lemma[i] not in lexicon.modality["denials"] or i in spent:
            continue
        if tree.kid(i, "ccomp", "xcomp", "pcomp") is not None or tree.kid(i, "neg") is not None:
            continue
        objects = tree.kids(i, "dobj", "nsubjpass")
        if objects and all(tree.lower[o] in TOLD_NOUNS or tree.lemma[o] in TOLD_NOUNS for o in objects):
            found.append(i)
    return found
