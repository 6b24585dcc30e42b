"""What the learned judge is told of a word that may assert an event: what rules and tables say of it, what its clause
tells, what was told before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from khabar.claims.analysis import PassageAnalysis, PassageReaders
from khabar.claims.drafts import Draft
from khabar.claims.lexicon import Lexicon
from khabar.claims.trigger import Trigger
from khabar.syntax.tree import Tree

MOST_COUNTED, MOST_HINTS, LATE = 2, 3, 3
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """A token of the passage that begins or heads something known: ``place``, ``actor``, ``date``, a kind of count."""

    token: int
    name: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A sentence of the passage (tokens ``start`` to ``end``, exclusive) as the rules read it.

    ``claimed`` are its claims by their words, ``kept`` the words that the rules choose; ``shared`` is what holds of all
    its candidates.
    """

    tree: Tree
    readers: PassageReaders
    lexicon: Lexicon
    start: int
    end: int
    claimed: Mapping[int, Draft]
    kept: Collection[int]
    marks: Sequence[Mark]
    shared: Mapping[str, float]


def features_of(trigger: Trigger, lo: int, hi: int, at: Setting) -> dict[str, float]:
    """By name, what is known of a trigger whose clause is tokens ``lo`` to ``hi`` (exclusive)."""
    tree, word = at.tree, trigger.word
    names = [
        *_said_by_rules(trigger, word in at.kept, at.claimed.get(word)),
        *(f"near:{draft.event_type}" for w, draft in at.claimed.items() if w != word),
        *(f"{'tells' if lo <= m.token < hi else 'beside'} {m.name}" for m in at.marks if at.start <= m.token < at.end),
        *_reporting(trigger, at),
    ]
    return {
        **dict.fromkeys(names, 1.0),
        **_told_by_parse(tree, trigger, at.readers, at.lexicon),
        **hinted("hint", tree, {word, trigger.verb}, at.lexicon),
        **hinted("in clause", tree, range(lo, hi), at.lexicon),
        **at.shared,
    }


def marks_of(analysis: PassageAnalysis) -> list[Mark]:
    """What the passage names and counts."""
    tree, offsets = analysis.tree, analysis.passage.offsets
    starts = {offsets[begin]: i for i, begin in enumerate(tree.idx)}
    return [
        *(Mark(q.head, q.kind) for q in analysis.quantities if q.kind is not None),
        *(Mark(t.start, "place") for t in analysis.toponyms if not t.generic),
        *(Mark(a.start, "actor") for a in analysis.actors),
        *(Mark(starts[d.start], "date") for d in analysis.dates if d.start in starts),
    ]


def told_before(drafts: Sequence[Draft], before: Draft | None) -> dict[str, float]:
    """The types of what was claimed before: ``drafts`` in the passage, ``before`` the last of the passages before."""
    last = drafts[-1] if drafts else before
    names = [f"before:{last.event_type}"] if last is not None else []
    names += [f"before2:{drafts[-2].event_type}"] if len(drafts) > 1 else []
    return dict.fromkeys((*names, *(f"earlier:{d.event_type}" for d in drafts)), 1.0)


def position(passage: int, sentence: int, sentences: int) -> dict[str, float]:
    """Where a sentence stands: numbers count from 0."""
    names = [f"passage={min(passage, LATE)}", f"sentence={min(sentence, LATE)}"]
    return dict.fromkeys((*names, *(["last sentence"] if sentence == sentences - 1 else [])), 1.0)


def _reporting(trigger: Trigger, at: Setting) -> Iterator[str]:
    """Whether somebody is said to tell it, and whether the word itself is one of telling."""
    if at.readers.attribution.read(trigger.verb).chain:
        yield "told by somebody"
    if at.tree.lemma[trigger.word] in at.lexicon.attribution["verbs"]:
        yield "word of telling"


def hinted(where: str, tree: Tree, words: Collection[int], lexicon: Lexicon) -> dict[str, float]:
    """How much the words there speak for each type: one that speaks for several counts less."""
    weights: dict[str, float] = {}
    for i in words:
        types = lexicon.hints.get(tree.lemma[i]) or lexicon.hints.get(tree.lower[i]) or ()
        for kind in types:
            weights[kind] = weights.get(kind, 0.0) + 1 / len(types)
    most = min(len(words), MOST_HINTS)
    return {f"{where}:{kind}": min(weight, most) / most for kind, weight in weights.items()}


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
