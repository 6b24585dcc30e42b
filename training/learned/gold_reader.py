"""Reads gold claims where the judge would read those that it has chosen, so that later judges learn from right ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.scoring import GoldClaim
from khabar.claims.extract import AnalysedReport, asked
from khabar.claims.judged import JudgedReader
from khabar.claims.resources import Resources
from khabar.learned import Candidate, Judgement
from training.learned.labels import matched, place

Told = Sequence[Mapping[int, GoldClaim]]
"""By passage and word, the gold claim that the word asserts."""


def told_in(analysed: AnalysedReport, gold: Sequence[GoldClaim], rules: Resources) -> Told:
    """Gold claims under the words that the judge is asked of; those that no word stands for are left out."""
    asking = asked(analysed, rules)
    pairs = list(zip(asking.analyses, asking.proposals, strict=True))
    labels: Mapping[Candidate, GoldClaim] = matched(
        gold, [place(c, analysis, analysed.report.text) for analysis, proposals in pairs for c in proposals.candidates]
    )
    return [{c.word: labels[c] for c in proposals.candidates if c in labels} for _, proposals in pairs]


class GoldReader(JudgedReader):
    """Reads gold claims."""

    def __init__(self, analysed: AnalysedReport, resources: Resources, gold: Told) -> None:
        judged = [{word: _as_told(told) for word, told in passage.items()} for passage in gold]
        super().__init__(analysed.report, resources, analysed.resolvers(resources), judged)
        self.gold = gold


def _as_told(gold: GoldClaim) -> Judgement:
    return Judgement(gold.claim.event_type, gold.claim.modality, 1.0, 1.0, 1.0)
