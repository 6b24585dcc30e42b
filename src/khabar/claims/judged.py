"""Reads the claims of a report as ``ReportReader`` does, but which words assert an event the learned judge decides.

The rules read first; what they find is part of what the judge is asked. All else of a claim comes from the rules.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.claims.analysis import PassageAnalysis, PassageReaders, SentenceInHand
from khabar.claims.building import ClaimBuilder
from khabar.claims.drafts import Draft
from khabar.claims.lexicon import Lexicon
from khabar.claims.modality import ModalityReader, ModalityReading
from khabar.claims.no_events import without_no_events
from khabar.claims.proposals import candidate_triggers, proposed
from khabar.claims.reader import ReportReader
from khabar.claims.roles import Claimed, ClauseRoles, judged_roles
from khabar.claims.selection import select
from khabar.claims.told_once import told_once
from khabar.claims.trigger import Trigger
from khabar.learned import Chooser, Judgement, Proposals
from khabar.records import Report
from khabar.syntax.tree import Tree

if TYPE_CHECKING:
    from khabar.claims.resources import ReportResolvers, Resources

Judged = Mapping[int, Judgement]
"""By the word that asserts the event."""


class ProposingReader(ReportReader):
    """Reads as the rules do, and keeps for each passage what the judge is to be asked."""

    def __init__(self, report: Report, resources: Resources, resolvers: ReportResolvers) -> None:
        super().__init__(report, resources, resolvers)
        self.proposals: list[Proposals] = []
        self.analyses: list[PassageAnalysis] = []

    def read_passage(self, number: int, analysis: PassageAnalysis) -> None:
        known = len(self.drafts)
        super().read_passage(number, analysis)
        readers = self._readers(analysis)
        self.analyses.append(analysis)
        before = self.drafts[known - 1] if known else None
        drafts = self.drafts[known:]
        self.proposals.append(proposed(number, analysis, readers, self.lexicon, drafts, before))


class JudgedReader(ReportReader):
    """Reads what the judge has chosen; ``judged`` holds one mapping a passage."""

    def __init__(
        self, report: Report, resources: Resources, resolvers: ReportResolvers, judged: Sequence[Judged]
    ) -> None:
        super().__init__(report, resources, resolvers, resources.grounds, resources.initiators)
        self.judged = judged
        self._here: Judged = {}

    def read_passage(self, number: int, analysis: PassageAnalysis) -> None:
        self._here = self.judged[number]
        super().read_passage(number, analysis)

    def _readers(self, analysis: PassageAnalysis) -> PassageReaders:
        return replace(super()._readers(analysis), modality=JudgedModality(analysis.tree, self.lexicon, self._here))

    def _triggers(self, at: SentenceInHand, builder: ClaimBuilder) -> list[Trigger]:
        finder = at.readers.finder
        found = candidate_triggers(finder, at.start, at.end)
        chosen = {word: replace(t, type=self._here[word].event_type) for word, t in found.items() if word in self._here}
        chosen = without_no_events(at.analysis.tree, at.start, at.end, chosen, self.lexicon)
        return told_once(
            at.analysis.tree, chosen, builder.has_own_place, self.lexicon.arguments, self.lexicon.modality["denials"]
        )

    def _count_for_last(self, at: SentenceInHand, builder: ClaimBuilder, taken: Container[int]) -> None:
        """What the rules find in a sentence before the judge's first word there is no claim, but may tell a toll."""
        first = min((word for word in self._here if at.start <= word < at.end), default=at.end)
        for dropped in select(at.analysis.tree, at.readers.finder.find(at.start, at.end), self.lexicon):
            counted = [q for q in builder.counts.inside(at.start, first) if id(q) not in taken]
            if dropped.word < first and self._adds_to_last(at, dropped, builder, counted):
                return

    def _roles(self, at: SentenceInHand, claimed: Sequence[Claimed]) -> list[ClauseRoles]:
        judge = self.resources.roles
        return judged_roles(at, claimed, judge) if judge is not None else super()._roles(at, claimed)

    def _keep(self, draft: Draft) -> None:
        judgement = self._here.get(draft.trigger.word)
        if judgement is not None and draft.trigger.frame != "denial":
            draft.event_type = draft.trigger.type
            draft.confidence = judgement.confidence
        super()._keep(draft)


class JudgedModality(ModalityReader):
    """The judge's modality where it has one, with the word that the rules have found for it."""

    def __init__(self, tree: Tree, lexicon: Lexicon, judged: Judged) -> None:
        super().__init__(tree, lexicon)
        self.judged = judged

    def read(self, trigger: Trigger) -> ModalityReading:
        by_rule = super().read(trigger)
        judgement = self.judged.get(trigger.word)
        if judgement is None or judgement.modality in (None, by_rule.code):
            return by_rule
        return ModalityReading(judgement.modality, None)


def judged_words(judge: Chooser, passages: Sequence[Proposals]) -> list[Judged]:
    """What the judge makes claims of, by word, in each passage of a report; the modality of what the rules claim too is
    that of the rules."""
    return [
        {
            candidate.word: judgement if "claimed=none" in candidate.features else replace(judgement, modality=None)
            for candidate, judgement in chosen.items()
        }
        for chosen in judge.claims_of(passages)
    ]
