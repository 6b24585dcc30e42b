"""Which words of a sentence belong to a claim and as what; where there is a learned judge of roles, it decides."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from khabar.claims.analysis import SentenceInHand
from khabar.claims.attribution import Attribution, SourceMention
from khabar.claims.folding import accuser_of
from khabar.claims.parties import PartyReader
from khabar.claims.party_phrase import PartyPhrase, PartyPhrases
from khabar.claims.placing import PlacedToponym
from khabar.claims.role_features import SaidByRules, Surroundings, features_of, nearest_claim
from khabar.claims.trigger import Trigger
from khabar.learned.roles import ROLES, RoleCandidate, RoleChooser, RoleQuestion
from khabar.syntax.phrases import noun_phrase
from khabar.syntax.spans import span_head
from khabar.syntax.tree import Tree

PASSING = frozenset({"change", "fall", "pass"})
"""What a place does that is taken: "the town changed hands"."""
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
STANDING_IN = frozenset({"ADJ", "NUM", "VERB", "DET"})
ARGUMENT = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "agent"})


@dataclass(slots=True)
class ClauseRoles:
    """Who acts, who is acted on, where, and on whose word, in words of the claim's own sentence."""

    parties: PartyPhrases
    places: Sequence[PlacedToponym]
    told_by: Attribution


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim's trigger with its clause (tokens ``lo`` to ``hi``, exclusive), and what the rules say of its roles.

    ``toponyms`` are those of the sentence, ``rivals`` the words and verbs of its other claims.
    """

    trigger: Trigger
    lo: int
    hi: int
    by_rule: ClauseRoles
    toponyms: Sequence[PlacedToponym]
    rivals: frozenset[int]


@dataclass(frozen=True, slots=True)
class SaidPhrases:
    """The phrases that the rules found, each under the word that heads it."""

    initiators: Mapping[int, PartyPhrase]
    targets: Mapping[int, PartyPhrase]
    places: Mapping[int, PlacedToponym]
    sources: Mapping[int, SourceMention]

    @classmethod
    def of(cls, tree: Tree, roles: ClauseRoles) -> SaidPhrases:
        return cls(
            {span_head(tree, p.start, p.end): p for p in roles.parties.initiators},
            {span_head(tree, p.start, p.end): p for p in roles.parties.targets},
            {t.end - 1: t for t in roles.places},
            {span_head(tree, s.start, s.end): s for s in roles.told_by.chain},
        )

    def by_role(self) -> SaidByRules:
        return SaidByRules(dict(zip(ROLES, (self.initiators, self.targets, self.places, self.sources), strict=True)))


def judged_roles(at: SentenceInHand, claimed: Sequence[Claimed], judge: RoleChooser) -> list[ClauseRoles]:
    """The roles of a sentence's claims as the judge sees them; a phrase that the rules found too keeps their words."""
    questions = [question_of(at, c) for c in claimed]
    answers = zip(claimed, questions, judge.taken(questions), strict=True)
    return [
        _with(at, c, [[q.candidates[int(row)].token for row in np.flatnonzero(has)] for has in taken.T])
        for c, q, taken in answers
    ]


def _with(at: SentenceInHand, claimed: Claimed, heads: Sequence[Sequence[int]]) -> ClauseRoles:
    """The roles of a claim, given the words that head them in the order of ``ROLES``.

    Where the judge knows nobody who acts or is acted on, or no place, what the rules found stands; not so for sources,
    where the judge's silence was right more often. Who only tells it ("IS blames US aircraft") did not do it where
    somebody else did.
    """
    tree, said = at.analysis.tree, SaidPhrases.of(at.analysis.tree, claimed.by_rule)
    toponyms = {t.end - 1: t for t in claimed.toponyms}
    listed = _listed_behind(claimed)
    initiators, targets, places, sources = ([i for i in words if i not in listed] for words in heads)
    initiators = initiators or [i for i in said.initiators if i not in targets and i not in sources]
    targets = targets or [i for i in said.targets if i not in initiators and i not in sources]
    targets = [i for i in targets if not at.readers.parties.is_launched(claimed.trigger, i)]
    places = sorted({*_with_finer(tree, places or list(said.places), toponyms), *listed})
    grounds = [i for i in targets if i in toponyms and tree.text[i][0].isupper() and i not in said.targets]
    places = [*places, *(i for i in grounds if _stands_with(tree, i, places))]
    targets = [i for i in targets if i not in grounds]
    initiators = [i for i in initiators if i not in sources] or _accused(tree, claimed.trigger) or initiators
    initiators = [i for i in initiators if not at.readers.parties.is_no_doer(i)]
    initiators = _with_their_fellows(tree, initiators, said.initiators)
    targets = _with_their_fellows(tree, targets, said.targets)
    if tree.lemma[claimed.trigger.verb] in PASSING:
        places = list(dict.fromkeys([*(i for i in initiators if i in toponyms), *places]))
        initiators = [i for i in initiators if i not in toponyms and not at.readers.parties.is_inhabited(i)]
    initiators, places = (_own_first(tree, words, claimed) for words in (initiators, places))
    parties, read = at.readers.parties, at.readers.attribution
    acting = _phrases(initiators, said.initiators, parties, claimed.trigger, acting=True)
    acted_on = _phrases([t for t in targets if t not in initiators], said.targets, parties, claimed.trigger)
    sources = [_who_tells(tree, i) for i in sources]
    told = [said.sources.get(i) or read.mention(i) for i in _uppermost(tree, sources)]
    chain = list({source.start: source for source in told}.values())
    by_rule = claimed.by_rule.told_by
    told_by = Attribution(_outermost_first(chain, by_rule.chain), by_rule.pronoun, by_rule.cue)
    return ClauseRoles(PartyPhrases(acting, acted_on), [toponyms[i] for i in places if i in toponyms], told_by)


def _listed_behind(claimed: Claimed) -> set[int]:
    """The places of "took six districts of Mosul, it says: Malayeen, Samah and Khadra", where no other claim comes
    between."""
    word = claimed.trigger.word
    behind = [t for t in claimed.toponyms if t.listed and t.start > word]
    return {t.end - 1 for t in behind if not any(word < other < t.start for other in claimed.rivals)}


def _with_finer(tree: Tree, places: Sequence[int], toponyms: Container[int]) -> list[int]:
    """With the village of "near Tadmetla village of Dantewada district", where only the district was found."""
    chains = {i: tree.head[tree.head[i]] for i in places if tree.lower[tree.head[i]] in ("of", "in")}
    return [*places, *(inner for i, inner in chains.items() if inner in toponyms and tree.dep[i] == "pobj")]


def _who_tells(tree: Tree, source: int) -> int:
    """The minister of "the minister reported to the president": whom something is told does not tell it."""
    to = tree.head[source]
    addressed = tree.dep[source] in ("pobj", "dative") and tree.lower[to] == "to" and tree.pos[tree.head[to]] == "VERB"
    teller = tree.kid(tree.head[to], "nsubj") if addressed else None
    return teller if teller is not None else source


def _with_their_fellows(tree: Tree, words: Sequence[int], by_rule: Mapping[int, PartyPhrase]) -> list[int]:
    """With those whom the rules found in the same coordination: "Russia and Damascus opened the assault"."""
    fellows = {f for i in words for f in tree.conjuncts(_first_of(tree, i)) if f in by_rule}
    return sorted(fellows.union(words))


def _accused(tree: Tree, trigger: Trigger) -> list[int]:
    """The Front of "blamed the Front for using people as shields", where only who blames it was found."""
    accuser = accuser_of(tree, trigger.verb)
    return tree.kids(accuser, "dobj") if accuser is not None else []


def _stands_with(tree: Tree, word: int, others: Sequence[int]) -> bool:
    """Whether a word is coordinated with one of the others: "strikes against Vedeno, Shatoi and Itum-Kale"."""
    return any(_first_of(tree, word) == _first_of(tree, other) for other in others)


def _first_of(tree: Tree, i: int) -> int:
    while tree.dep[i] == "conj" and tree.head[i] != i:
        i = tree.head[i]
    return i


def _own_first(tree: Tree, words: Sequence[int], claimed: Claimed) -> list[int]:
    """Without words of another claim's clause, where some stand in the claim's own: who acts in "rebels stormed X, and
    the army shelled Y" is told of each."""
    core = (claimed.trigger.word, claimed.trigger.verb)
    stand = {i: nearest_claim(tree, i, core, claimed.rivals) for i in words}
    return [i for i in words if stand[i] != "rival"] if "own" in stand.values() else list(words)


def _outermost_first(chain: Sequence[SourceMention], by_rule: Sequence[SourceMention]) -> list[SourceMention]:
    """Sources that the rules found too keep their order; others stand behind them, as in the text."""
    known = {source: n for n, source in enumerate(by_rule)}
    return sorted(chain, key=lambda source: (known.get(source, len(known)), source.start))


def question_of(at: SentenceInHand, claimed: Claimed) -> RoleQuestion:
    """What the judge is asked of a claim: every word of its sentence that may belong to it."""
    tree, trigger = at.analysis.tree, claimed.trigger
    said = SaidPhrases.of(tree, claimed.by_rule)
    toponyms = {t.end - 1: t for t in claimed.toponyms}
    named = {i for m in at.analysis.actors for i in range(m.start, m.end)}
    around = Surroundings(
        tree, at.readers.classes, trigger, claimed.lo, claimed.hi, said.by_role(), toponyms, named, claimed.rivals
    )
    heads = {span_head(tree, m.start, m.end) for m in at.analysis.actors}
    known = heads | {*said.initiators, *said.targets, *said.sources, *toponyms}
    tokens = [i for i in range(at.start, at.end) if i in known or _may_belong(tree, i)]
    found = [RoleCandidate(i, features_of(i, around)) for i in tokens]
    context = np.asarray(tree.doc.tensor, dtype=np.float32)
    return RoleQuestion(trigger.word, trigger.verb, found, tree.lemma, tree.head, context)


def _may_belong(tree: Tree, i: int) -> bool:
    if not any(c.isalnum() for c in tree.text[i]):
        return False
    if tree.dep[i] == "compound" and tree.pos[i] == "PROPN" and tree.pos[tree.head[i]] == "PROPN":
        return False
    if tree.pos[i] in NOMINAL or (tree.pos[i] == "ADJ" and tree.text[i][0].isupper()):
        return True
    return tree.pos[i] in STANDING_IN and tree.dep[i] in ARGUMENT


def _phrases(
    heads: Sequence[int],
    by_rule: Mapping[int, PartyPhrase],
    reader: PartyReader,
    trigger: Trigger,
    *,
    acting: bool = False,
) -> list[PartyPhrase]:
    found: dict[int, PartyPhrase] = {}
    for head in _uppermost(reader.tree, heads):
        phrase = by_rule.get(head) or reader.phrase_for(head, trigger, acting=acting)
        for part in reader.apart(phrase):
            found.setdefault(part.start, part)
    return list(found.values())


def _uppermost(tree: Tree, heads: Sequence[int]) -> list[int]:
    """Without words that stand in the noun phrase of another."""
    inside = {i for head in heads for i in range(*noun_phrase(tree, head)) if i != head}
    return [head for head in heads if head not in inside]
