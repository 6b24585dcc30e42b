"""Reads the claims of a report from what a language model has marked in it.

The model only marks words. Parties, places, times and counts are resolved as for the rules, from the same parse; what
the model leaves out comes from the discourse as it does there. Sentences without a usable answer the rules read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from khabar.claims.analysis import PassageAnalysis, PassageReaders, SentenceInHand
from khabar.claims.attribution import Attribution, SourceMention
from khabar.claims.building import ClaimBuilder
from khabar.claims.drafts import Draft
from khabar.claims.modality import ModalityReader, ModalityReading
from khabar.claims.parties import NOTHING, OBJECTS, TALK, PartyReader
from khabar.claims.party_phrase import PartyPhrase, PartyPhrases
from khabar.claims.placing import PlacedToponym
from khabar.claims.reader import ReportReader
from khabar.claims.roles import ClauseRoles
from khabar.claims.trigger import Trigger
from khabar.dates import DateMention
from khabar.errors import AnswerError
from khabar.llm import MarkedClaim, MarkedReport, Range, SentenceText, Tally
from khabar.quantities import QuantityMention
from khabar.records import Claim, PlaceMention, Report
from khabar.syntax.phrases import noun_phrase
from khabar.syntax.spans import span_head, token_range
from khabar.syntax.tree import Tree

if TYPE_CHECKING:
    from khabar.claims.resources import ReportResolvers, Resources

NOT_CALIBRATED = 0.5
NOWHERE = 5
UNRECOGNISED = "marked by the model; the words are not recognised as a place's name"


@dataclass(frozen=True, slots=True)
class MarkedReading:
    """The claims of a report, or why there are none, and what asking for them has cost."""

    claims: list[Claim]
    tally: Tally
    error: AnswerError | None = None


@dataclass(slots=True)
class MarkedTrigger(Trigger):
    """A trigger with all that is marked of its event."""

    claim: MarkedClaim | None = None

    def marks(self, kind: str) -> Sequence[Range]:
        return self.claim.marks.get(kind, ()) if self.claim is not None else ()


def sentence_texts(passages: Sequence[PassageAnalysis]) -> Iterator[SentenceText]:
    """The sentences of a report, as the parser cuts them."""
    for passage, analysis in enumerate(passages):
        tree = analysis.tree
        for number, (start, end) in enumerate(tree.sentences):
            first, last = tree.idx[start], tree.end_char(end - 1)
            yield SentenceText(passage, number, first, analysis.passage.text[first:last])


class MarkedReader(ReportReader):
    """Reads what a model has marked; ``unused`` counts marks that could not be resolved, by kind."""

    def __init__(self, report: Report, resources: Resources, resolvers: ReportResolvers, marked: MarkedReport) -> None:
        super().__init__(report, resources, resolvers)
        self.unused: Counter[str] = Counter()
        self._lost = marked.lost
        in_order = sorted(marked.claims, key=lambda c: (c.passage, c.sentence, c.trigger))
        self._claims = {at: list(told) for at, told in groupby(in_order, key=lambda c: (c.passage, c.sentence))}

    def read_passage(self, number: int, analysis: PassageAnalysis) -> None:
        self._rules = super()._readers(analysis)
        self._by_rules = super()._builder(analysis, self._rules)
        super().read_passage(number, analysis)

    def _readers(self, analysis: PassageAnalysis) -> PassageReaders:
        rules = self._rules
        parties = MarkedParties(analysis.tree, rules.classes, self.lexicon.arguments)
        return replace(rules, modality=MarkedModality(analysis.tree, self.lexicon), parties=parties)

    def _builder(self, analysis: PassageAnalysis, readers: PassageReaders) -> ClaimBuilder:
        return MarkedBuilder(self.report, analysis, readers, self.resolvers, self.context, self.doers, self.published)

    def _read_sentence(self, at: SentenceInHand, builder: ClaimBuilder) -> None:
        if (at.passage, at.number) in self._lost:
            super()._read_sentence(replace(at, readers=self._rules), self._by_rules)
            return
        builder.enter_sentence(at.passage, at.start, at.end)
        triggers = [self._trigger(at, c) for c in self._claims.get((at.passage, at.number), ())]
        self.context.offer([t for t in at.analysis.placed if at.start <= t.start < at.end])
        for trigger in triggers:
            self._keep(self._draft(at, trigger, builder))
        builder.leave_sentence(triggers)

    @staticmethod
    def _trigger(at: SentenceInHand, claim: MarkedClaim) -> MarkedTrigger:
        tree = at.analysis.tree
        word = span_head(tree, *token_range(tree, *claim.trigger))
        found = at.readers.finder.candidate(word)
        return MarkedTrigger(found.word, found.verb, claim.event_type, found.args, frame=found.frame, claim=claim)

    def _draft(self, at: SentenceInHand, trigger: MarkedTrigger, builder: ClaimBuilder) -> Draft:
        assert trigger.claim is not None
        analysis, claim = at.analysis, trigger.claim
        evidence = token_range(analysis.tree, *claim.evidence)
        told_by = Attribution([_source(analysis.tree, at) for at in trigger.marks("attribution")])
        places, counted = self._places(analysis, trigger), self._counted(analysis, trigger)
        roles = ClauseRoles(at.readers.parties.read(trigger), places, told_by)
        draft = builder.draft(at.passage, at.number, trigger, evidence, roles, counted)
        draft.trigger_words = analysis.passage.span(self.report.text, *claim.trigger)
        draft.confidence = NOT_CALIBRATED
        self._count_unused(draft, trigger, analysis)
        return draft

    def _places(self, analysis: PassageAnalysis, trigger: MarkedTrigger) -> list[PlacedToponym]:
        found: dict[int, PlacedToponym] = {}
        for mark in trigger.marks("places"):
            lo, hi = token_range(analysis.tree, *mark)
            placed = [t for t in analysis.placed if t.start < hi and lo < t.end]
            if not placed and any(analysis.tree.pos[i] == "PROPN" for i in range(lo, hi)):
                placed = [PlacedToponym(lo, hi, self._unrecognised(analysis, mark))]
            self.unused["places of no name"] += not placed
            found.update({t.start: t for t in placed})
        return list(found.values())

    def _unrecognised(self, analysis: PassageAnalysis, mark: Range) -> PlaceMention:
        words = analysis.passage.span(self.report.text, *mark)
        return PlaceMention(text=words.text, start=words.start, end=words.end, precision=NOWHERE, reason=UNRECOGNISED)

    def _counted(self, analysis: PassageAnalysis, trigger: MarkedTrigger) -> list[QuantityMention]:
        found: dict[int, QuantityMention] = {}
        for start, end in trigger.marks("quantities"):
            inside = [q for q in analysis.quantities if q.start < end and start < q.end and q.kind is not None]
            self.unused["quantities of no known kind"] += not inside
            found.update({q.start: q for q in inside})
        return list(found.values())

    def _count_unused(self, draft: Draft, trigger: MarkedTrigger, analysis: PassageAnalysis) -> None:
        parties = (("initiators", draft.initiators), ("targets", draft.targets))
        for kind, found in parties:
            self.unused[f"{kind} that name no party"] += max(0, len(trigger.marks(kind)) - len(found))
        times = sum(not dates_at(analysis, mark) for mark in trigger.marks("time"))
        self.unused["times of no known meaning"] += times


class MarkedParties(PartyReader):
    """The parties that are marked: as noun phrases where the parse has them, else as they are marked."""

    def read(self, trigger: Trigger) -> PartyPhrases:
        if not isinstance(trigger, MarkedTrigger):
            return super().read(trigger)
        initiators = [p for mark in trigger.marks("initiators") for p in self._marked(mark, trigger, acting=True)]
        targets = [p for mark in trigger.marks("targets") for p in self._marked(mark, trigger, acting=False)]
        taken = {p.head for p in initiators}
        return PartyPhrases(initiators, [p for p in targets if p.head not in taken])

    def _marked(self, mark: Range, trigger: Trigger, *, acting: bool) -> Iterator[PartyPhrase]:
        lo, hi = token_range(self.tree, *mark)
        heads = [c for c in self.tree.conjuncts(span_head(self.tree, lo, hi)) if lo <= c < hi]
        struck = NOTHING if acting else OBJECTS.get(trigger.type, NOTHING)
        for head in heads:
            found = self.phrase(head, acting=acting, states=trigger.type in TALK, struck=struck)
            if found is None:
                start, end = noun_phrase(self.tree, head) if len(heads) > 1 else (lo, hi)
                found = PartyPhrase(start, end, head)
            yield found


class MarkedModality(ModalityReader):
    """The modality that is marked, with the word that the rules have found for it."""

    def read(self, trigger: Trigger) -> ModalityReading:
        by_rule = super().read(trigger)
        claim = trigger.claim if isinstance(trigger, MarkedTrigger) else None
        return by_rule if claim is None or claim.modality == by_rule.code else ModalityReading(claim.modality, None)


class MarkedBuilder(ClaimBuilder):
    """Builds drafts whose times are those that are marked."""

    def _own_dates(self, draft: Draft) -> list[DateMention]:
        marks = draft.trigger.marks("time") if isinstance(draft.trigger, MarkedTrigger) else ()
        return [d for mark in marks for d in dates_at(self.analysis, mark)]

    def _dates_around(self, draft: Draft) -> list[DateMention]:
        return self._own_dates(draft)


def dates_at(analysis: PassageAnalysis, mark: Range) -> list[DateMention]:
    """The times of a passage that share words with a mark."""
    start, end = analysis.passage.report_range(*mark)
    return [d for d in analysis.dates if d.start < end and start < d.end]


def _source(tree: Tree, mark: Range) -> SourceMention:
    lo, hi = token_range(tree, *mark)
    return SourceMention(lo, hi, span_head(tree, lo, hi))
