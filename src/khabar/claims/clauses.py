"""The evidence of a claim: the shortest stretch of words that carries the predicate and its main arguments."""

from __future__ import annotations

from khabar.claims.lexicon import Words
from khabar.claims.trigger import Trigger
from khabar.syntax.phrases import noun_phrase
from khabar.syntax.tree import Tree

CUT_DEPS = frozenset({"conj", "ccomp", "parataxis", "advcl", "relcl", "pcomp"})
TRIM_POS = frozenset({"PUNCT", "CCONJ", "SPACE"})
TRIM_MARKS = frozenset({"that", "as", "when", "while", "because", "though", "although", "since"})


def evidence_range(tree: Tree, trigger: Trigger, top: int, others: set[int], harms: Words) -> tuple[int, int]:
    """Token range (end exclusive) of the clause.

    Args:
        top: the word whose subtree is the clause (the carrier of the trigger's verb).
        others: clause tops and words of the other claims of the sentence; their own clauses are left out.
        harms: verbs that only tell who was hurt (``event_arguments.yaml``).
    """
    if tree.dep[trigger.verb] == "amod":
        return _around_modifier(tree, trigger)
    root = top
    stop = {c for c in _descendants(tree, root) if c != trigger.verb and _is_cut(tree, c, others, harms)}
    tokens = sorted(tree.subtree(root, stop))
    tokens = _without_far_parts(tree, tokens, root, trigger)
    lo, hi = tokens[0], tokens[-1] + 1
    lo, hi = _cut_at_others(tree, lo, hi, trigger, others)
    return _trim(tree, lo, hi, trigger)


def _around_modifier(tree: Tree, trigger: Trigger) -> tuple[int, int]:
    """The clause of a verb that the parser took for a modifier: from who acts to what is acted on."""
    lo = min((noun_phrase(tree, a)[0] for a in trigger.args.agents), default=trigger.verb)
    stop = [c for a in trigger.args.affected for c in tree.kids(a, "appos", "relcl", "parataxis")]
    hi = max((max(tree.subtree(a, stop)) for a in trigger.args.affected), default=trigger.verb) + 1
    return min(lo, trigger.verb), max(hi, trigger.verb + 1)


def _descendants(tree: Tree, root: int) -> list[int]:
    return [t for t in tree.subtree(root) if t != root]


def _is_clause(tree: Tree, i: int) -> bool:
    return tree.pos[i] in ("VERB", "AUX")


def _is_cut(tree: Tree, clause: int, others: set[int], harms: Words) -> bool:
    """Whether a clause below is left out: that of another claim, and one beside it that adds no harm."""
    if tree.dep[clause] not in CUT_DEPS:
        return False
    beside = tree.dep[clause] in ("conj", "parataxis") and _is_clause(tree, clause)
    return clause in others or (beside and not _adds_harm(tree, clause, harms))


def _adds_harm(tree: Tree, verb: int, harms: Words) -> bool:
    """ "Ten were killed and six wounded in the city": the second verb counts more of the same event."""
    return tree.dep[verb] == "conj" and tree.lemma[verb] in harms and tree.lemma[tree.head[verb]] in harms


def _without_far_parts(tree: Tree, tokens: list[int], root: int, trigger: Trigger) -> list[int]:
    """Leave out a quotation or report wrapped around the clause."""
    skip: set[int] = set()
    for c in tree.children[root]:
        if tree.dep[c] in ("ccomp", "parataxis") and c not in (trigger.verb,) and c < root and trigger.verb == root:
            skip.update(tree.subtree(c))
    kept = [t for t in tokens if t not in skip]
    return kept or tokens


def _cut_at_others(tree: Tree, lo: int, hi: int, trigger: Trigger, others: set[int]) -> tuple[int, int]:
    core = {trigger.word, trigger.verb}
    left, right = min(core), max(core)
    for o in others:
        if o in core or not lo <= o < hi:
            continue
        if tree.dep[o] not in CUT_DEPS:
            continue
        own = sorted(tree.subtree(o))
        if own[0] > right and not any(own[0] <= c <= own[-1] for c in core):
            hi = min(hi, own[0])
        elif own[-1] < left:
            lo = max(lo, own[-1] + 1)
    return lo, hi


def _trim(tree: Tree, lo: int, hi: int, trigger: Trigger) -> tuple[int, int]:
    while lo < min(trigger.word, trigger.verb) and (
        tree.pos[lo] in TRIM_POS or (tree.dep[lo] == "mark" and tree.lower[lo] in TRIM_MARKS)
    ):
        lo += 1
    while hi - 1 > max(trigger.word, trigger.verb) and (
        tree.pos[hi - 1] in TRIM_POS or tree.dep[hi - 1] in ("cc", "mark")
    ):
        hi -= 1
    return lo, hi
