"""What the learned judge is asked of a passage: every word that may assert an event, with what the rules say of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from khabar.claims.analysis import PassageReaders
from khabar.claims.clauses import evidence_range
from khabar.claims.drafts import Draft
from khabar.claims.lexicon import Lexicon
from khabar.claims.selection import clause_root, select
from khabar.claims.trigger import Trigger
from khabar.claims.triggers import TriggerFinder
from khabar.learned import Candidate, Proposals
from khabar.syntax.tree import Tree

MOST_COUNTED, MOST_HINTS = 2, 3
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
DEEPEST = 8


def proposed(
    passage: int,
    tree: Tree,
    readers: PassageReaders,
    lexicon: Lexicon,
    drafts: Sequence[Draft],
    before: Draft | None = None,
) -> Proposals:
    """The candidates of a passage.

    Args:
        drafts: what the rules made claims of in this passage.
        before: the last claim that the rules made before it.
    """
    candidates: list[Candidate] = []
    for number, (start, end) in enumerate(tree.sentences):
        told = [d for d in drafts if d.sentence < number]
        last = told[-1] if told else before
        candidates.extend(_of_sentence(number, start, end, tree, readers, lexicon, drafts, last))
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


def _of_sentence(
    number: int,
    start: int,
    end: int,
    tree: Tree,
    readers: PassageReaders,
    lexicon: Lexicon,
    drafts: Sequence[Draft],
    before: Draft | None,
) -> Iterator[Candidate]:
    claimed = {d.trigger.word: d for d in drafts if d.sentence == number and d.trigger.frame != "denial"}
    kept = {t.word for t in select(tree, readers.finder.find(start, end), lexicon)}
    verbs = frozenset(d.trigger.verb for d in claimed.values())
    others = {clause_root(tree, d.trigger, lexicon, verbs) for d in claimed.values()} | claimed.keys()
    in_sentence = _hinted("in sentence", tree, range(start, end), lexicon)
    for word, trigger in candidate_triggers(readers.finder, start, end).items():
        draft = claimed.get(word)
        if draft is not None:
            lo, hi = draft.lo, draft.hi
        else:
            top = clause_root(tree, trigger, lexicon, verbs)
            lo, hi = evidence_range(tree, trigger, top, others - {top, word, trigger.verb})
        said = _said_by_rules(trigger, word in kept, draft)
        near = [f"near:{d.event_type}" for w, d in claimed.items() if w != word]
        near += [f"before:{before.event_type}"] if before is not None else []
        features = dict.fromkeys((*said, *near), 1.0) | _told_by_parse(tree, trigger, readers, lexicon)
        features |= _hinted("hint", tree, {word, trigger.verb}, lexicon) | _hinted(
            "in clause", tree, range(lo, hi), lexicon
        )
        features |= in_sentence
        yield Candidate(number, word, trigger.verb, lo, hi, features, _groups(tree, word, trigger.verb, lo, hi))


def _hinted(where: str, tree: Tree, words: Collection[int], lexicon: Lexicon) -> dict[str, float]:
    """How much the words there speak for each type: one that speaks for several counts less."""
    weights: dict[str, float] = {}
    for i in words:
        types = lexicon.hints.get(tree.lemma[i]) or lexicon.hints.get(tree.lower[i]) or ()
        for kind in types:
            weights[kind] = weights.get(kind, 0.0) + 1 / len(types)
    most = min(len(words), MOST_HINTS)
    return {f"{where}:{kind}": min(weight, most) / most for kind, weight in weights.items()}


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


def _said_by_rules(trigger: Trigger, kept: bool, draft: Draft | None) -> Iterator[str]:
    yield f"claimed={draft.event_type if draft is not None else 'none'}"
    by_rule = trigger.verb_rule is not None or trigger.noun_rule is not None
    yield f"found={trigger.type if by_rule else 'none'}"
    if kept:
        yield "kept"


def _told_by_parse(tree: Tree, trigger: Trigger, readers: PassageReaders, lexicon: Lexicon) -> dict[str, float]:
    clause = trigger.verb if trigger.frame != "alone" else trigger.word
    args = trigger.args
    names = [
        f"dep={tree.dep[clause]}",
        f"tag={tree.tag[clause]}",
        f"frame={trigger.frame}",
        f"pos={tree.pos[trigger.word]}",
        f"modality={readers.modality.read(trigger).code}",
        *_named("word", _types_of(tree, trigger.word, lexicon)),
        *_named("verb", _types_of(tree, trigger.verb, lexicon) if trigger.verb != trigger.word else ()),
        *_named("beside", (t for i in _beside(tree, trigger) for t in _types_of(tree, i, lexicon))),
        *_named("agent", readers.classes.any_of(args.agents)),
        *_named("affected", readers.classes.any_of(args.affected)),
    ]
    amounts = {
        "agents": min(len(args.agents), MOST_COUNTED) / MOST_COUNTED,
        "affected": min(len(args.affected), MOST_COUNTED) / MOST_COUNTED,
        "passive": float(args.passive),
        "depth": min(sum(1 for _ in tree.ancestors(trigger.word)), DEEPEST) / DEEPEST,
    }
    return dict.fromkeys(names, 1.0) | amounts


def _named(kind: str, values: Iterable[str]) -> list[str]:
    return [f"{kind}:{value}" for value in sorted(set(values))]


def _beside(tree: Tree, trigger: Trigger) -> Iterator[int]:
    """The arguments, and the nouns behind the verb's prepositions."""
    yield from trigger.args.agents
    yield from trigger.args.affected
    for preposition in tree.kids(trigger.verb, "prep"):
        yield from tree.kids(preposition, "pobj")


def _types_of(tree: Tree, i: int, lexicon: Lexicon) -> set[str]:
    """The types that the tables know a word for, whatever stands around it."""
    if tree.pos[i] in ("VERB", "AUX"):
        return {rule.type for rule in lexicon.verbs.get(tree.lemma[i], ())}
    return {rule.type for word in {tree.lemma[i], tree.lower[i]} for rule in lexicon.nouns.get(word, ())}
