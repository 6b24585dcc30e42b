"""What the learned judge is asked of a passage: every word that may assert an event, with what the rules say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from khabar.claims.analysis import PassageAnalysis, PassageReaders
from khabar.claims.candidate_features import Setting, features_of, hinted, marks_of, position, told_before
from khabar.claims.clauses import evidence_range
from khabar.claims.drafts import Draft
from khabar.claims.lexicon import Lexicon
from khabar.claims.selection import clause_root, select
from khabar.claims.trigger import Trigger
from khabar.claims.triggers import TriggerFinder
from khabar.learned import Candidate, Proposals
from khabar.syntax.tree import Tree

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})


def proposed(
    passage: int,
    analysis: PassageAnalysis,
    readers: PassageReaders,
    lexicon: Lexicon,
    drafts: Sequence[Draft],
    before: Draft | None = None,
) -> Proposals:
    """The candidates of a passage.

    Args:
        passage: its number in the report, from 0.
        drafts: what the rules made claims of in this passage.
        before: the last claim that the rules made before it.
    """
    tree, marks = analysis.tree, marks_of(analysis)
    candidates: list[Candidate] = []
    hints_before: dict[str, float] = {}
    for number, (start, end) in enumerate(tree.sentences):
        shared = {
            **told_before([d for d in drafts if d.sentence < number], before),
            **hints_before,
            **position(passage, number, len(tree.sentences)),
            **hinted("in sentence", tree, range(start, end), lexicon),
        }
        claimed = {d.trigger.word: d for d in drafts if d.sentence == number and d.trigger.frame != "denial"}
        kept = {t.word for t in select(tree, readers.finder.find(start, end), lexicon)}
        at = Setting(tree, readers, lexicon, start, end, claimed, kept, marks, shared)
        candidates.extend(_of_sentence(number, at))
        hints_before = hinted("sentence before", tree, range(start, end), lexicon)
    context = np.asarray(tree.doc.tensor, dtype=np.float32)
    return Proposals(passage, tuple(tree.text), tuple(tree.lemma), tuple(tree.sentences), context, tuple(candidates))


def candidate_triggers(finder: TriggerFinder, start: int, end: int) -> dict[int, Trigger]:
    """By word, in order: what the rules find, every other verb, and event nouns and nouns that head a sentence."""
    tree = finder.tree
    found = {t.word: t for t in finder.find(start, end)}
    carrying = {t.verb for t in found.values() if t.frame != "alone"}
    for i in range(start, end):
        if i not in found and i not in carrying and _may_assert(tree, i, finder.lexicon):
            found[i] = finder.candidate(i)
    return dict(sorted(found.items()))


def _may_assert(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    if tree.pos[i] == "AUX":
        return tree.dep[i] not in ("aux", "auxpass")
    if tree.pos[i] in ("NOUN", "PROPN"):
        return tree.dep[i] == "ROOT" or tree.lower[i] in lexicon.nouns or tree.lemma[i] in lexicon.nouns
    return tree.pos[i] == "VERB"


def _of_sentence(number: int, at: Setting) -> Iterator[Candidate]:
    tree, lexicon = at.tree, at.lexicon
    verbs = frozenset(d.trigger.verb for d in at.claimed.values())
    others = {clause_root(tree, d.trigger, lexicon, verbs) for d in at.claimed.values()} | at.claimed.keys()
    for word, trigger in candidate_triggers(at.readers.finder, at.start, at.end).items():
        draft = at.claimed.get(word)
        if draft is not None:
            lo, hi = draft.lo, draft.hi
        else:
            top = clause_root(tree, trigger, lexicon, verbs)
            harms = lexicon.arguments["harm"]
            lo, hi = evidence_range(tree, trigger, top, others - {top, word, trigger.verb}, harms)
        groups = _groups(tree, word, trigger.verb, lo, hi)
        yield Candidate(number, word, trigger.verb, lo, hi, features_of(trigger, lo, hi, at), groups)


def _groups(tree: Tree, word: int, verb: int, lo: int, hi: int) -> tuple[tuple[int, ...], ...]:
    """The word, its verb, who acts, on whom, what prepositions add, what describes the parties, what hangs from the
    word, the word above, all that the clause has."""
    parties = tree.kids(verb, "nsubj", "nsubjpass", "dobj")
    below = tree.children[word]
    return (
        (word,),
        (verb,),
        tuple(tree.kids(verb, "nsubj", "agent", "csubj")),
        tuple(tree.kids(verb, "dobj", "nsubjpass", "attr", "dative")),
        tuple(i for p in tree.kids(verb, "prep", "agent") for i in tree.kids(p, "pobj")),
        tuple(i for party in parties for i in tree.children[party]),
        (*below, *(i for p in below if tree.dep[p] == "prep" for i in tree.children[p])),
        tuple(islice(tree.ancestors(verb), 1)),
        tuple(i for i in range(lo, hi) if tree.pos[i] in CONTENT),
    )
