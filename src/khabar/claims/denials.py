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
    free = (i for i in range(start, end) if i not in spent)
    return [i for i in free if _calls_untrue(tree, i, lexicon) or _denies(tree, i, lexicon)]


def _denies(tree: Tree, verb: int, lexicon: Lexicon) -> bool:
    """ "The rebels deny it", "rejected the report"."""
    if tree.pos[verb] != "VERB" or tree.lemma[verb] not in lexicon.modality["denials"]:
        return False
    if tree.kid(verb, "ccomp", "xcomp", "pcomp") is not None or tree.kid(verb, "neg") is not None:
        return False
    if tree.dep[verb] == "conj" and tree.lemma[tree.head[verb]] == "confirm":
        return False  # "could neither confirm nor deny it"
    objects = tree.kids(verb, "dobj", "nsubjpass")
    return bool(objects) and all(_is_what_was_told(tree, o) for o in objects)


def _calls_untrue(tree: Tree, verb: int, lexicon: Lexicon) -> bool:
    """ "This is untrue", "Khartoum called that nonsense"."""
    if tree.lemma[verb] not in ("be", "call"):
        return False
    told = tree.kid(verb, "nsubj") if tree.lemma[verb] == "be" else tree.kid(verb, "dobj")
    if told is not None and is_called_untrue(tree, verb, lexicon) and _stands_for_what_was_told(tree, told):
        return True
    return _calls_it_untrue(tree, verb, lexicon)


def _calls_it_untrue(tree: Tree, verb: int, lexicon: Lexicon) -> bool:
    """ "Khartoum called that nonsense", where the parser makes one noun phrase of it."""
    if tree.lemma[verb] != "call":
        return False
    objects = (o for o in tree.kids(verb, "dobj") if tree.lemma[o] in lexicon.modality["untrue"])
    return any(_is_what_was_told(tree, d) for o in objects for d in tree.kids(o, "det"))


def is_called_untrue(tree: Tree, verb: int, lexicon: Lexicon) -> bool:
    """Whether the verb is that of "is a lie", "are pure fabrication", "called this nonsense"."""
    if tree.lemma[verb] not in ("be", "call") or tree.kid(verb, "neg") is not None:
        return False
    return any(tree.lemma[c] in lexicon.modality["untrue"] for c in tree.kids(verb, "acomp", "attr", "oprd", "ccomp"))


def _is_what_was_told(tree: Tree, i: int) -> bool:
    return tree.lower[i] in TOLD_NOUNS or tree.lemma[i] in TOLD_NOUNS


def _stands_for_what_was_told(tree: Tree, subject: int) -> bool:
    """ "This is untrue", "…, which is baseless"; what "the claim that …" holds is told in its own clause."""
    told = tree.lower[subject] == "which" or _is_what_was_told(tree, subject)
    return told and tree.kid(subject, "acl", "relcl") is None
