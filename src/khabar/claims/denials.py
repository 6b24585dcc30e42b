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
        subject = tree.kid(i, "nsubj")
        if subject is not None and is_called_untrue(tree, i, lexicon) and _stands_for_what_was_told(tree, subject):
            found.append(i)
            continue
        if tree.pos[i] != "VERB" or tree.lemma[i] not in lexicon.modality["denials"] or i in spent:
            continue
        if tree.kid(i, "ccomp", "xcomp", "pcomp") is not None or tree.kid(i, "neg") is not None:
            continue
        objects = tree.kids(i, "dobj", "nsubjpass")
        if objects and all(_is_what_was_told(tree, o) for o in objects):
            found.append(i)
    return found


def is_called_untrue(tree: Tree, verb: int, lexicon: Lexicon) -> bool:
    """Whether the verb is the "is" of "is a lie", "is baseless"."""
    if tree.lemma[verb] != "be" or tree.kid(verb, "neg") is not None:
        return False
    return any(tree.lemma[c] in lexicon.modality["untrue"] for c in tree.kids(verb, "acomp", "attr"))


def _is_what_was_told(tree: Tree, i: int) -> bool:
    return tree.lower[i] in TOLD_NOUNS or tree.lemma[i] in TOLD_NOUNS


def _stands_for_what_was_told(tree: Tree, subject: int) -> bool:
    """ "This is untrue", "…, which is baseless"; what "the claim that …" holds is told in its own clause."""
    told = tree.lower[subject] == "which" or _is_what_was_told(tree, subject)
    return told and tree.kid(subject, "acl", "relcl") is None
