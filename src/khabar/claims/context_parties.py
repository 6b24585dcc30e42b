"""Who did what a sentence tells without saying by whom: by rule, or as the learned judge of initiators sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from khabar.claims.analysis import PassageAnalysis
from khabar.claims.discourse import Discourse
from khabar.claims.doer_features import Undone, features_of_doers
from khabar.claims.doers import Doers, key_of
from khabar.claims.drafts import Draft
from khabar.learned.candidates import Floats
from khabar.learned.choices import RowChooser
from khabar.records import Party, Report
from khabar.syntax.tree import Tree

if TYPE_CHECKING:
    from khabar.actors import PartyResolver

LIKELY = 0.5
"""From which probability on a party of the context is taken for the one who acts."""


@dataclass(frozen=True, slots=True)
class DoerQuestion:
    """What the judge is asked of a claim: a row of features a candidate, and one for nobody.

    ``acts``: of each candidate, whether the report has it do something before the claim.
    """

    by_rule: list[Party]
    candidates: Sequence[Party]
    acts: Sequence[bool]
    rows: Sequence[Sequence[str]]


class ContextParties:
    """The parties of one report as a claim without an initiator of its own finds them; without a judge the rules
    decide."""

    def __init__(
        self, report: Report, discourse: Discourse, parties: PartyResolver, judge: RowChooser | None = None
    ) -> None:
        self.report, self.discourse, self.parties, self.judge = report, discourse, parties, judge
        self.doers = Doers()
        self._tree: Tree | None = None
        self._end = 0
        self._is_named = False

    def enter_passage(self, analysis: PassageAnalysis) -> None:
        places = (t.mention for t in analysis.placed)
        self.doers.leave_out((p.start, p.end) for p in places if p.start is not None and p.end is not None)
        self.doers.leave_out((d.start, d.end) for d in analysis.dates)

    def enter_sentence(self, passage: int, tree: Tree, end: int) -> None:
        """``end`` is the token behind the sentence."""
        self._tree, self._end, self._is_named = tree, end, False
        self.doers.sentence += 1
        self.doers.passage = passage

    def note(self, draft: Draft) -> None:
        self.doers.claim(draft.initiators, draft.targets, draft.event_type)

    def of(self, draft: Draft, by_rule: list[Party], told_by: Sequence[tuple[int, int]]) -> list[Party]:
        """Who may have done what a claim tells that names nobody.

        Args:
            by_rule: whom the rules take.
            told_by: offsets in the report of those who tell it.
        """
        if self.judge is None:
            return by_rule
        question = self.ask(draft, by_rule, told_by)
        return _answered(question, self.judge.judge(question.rows))

    def ask(self, draft: Draft, by_rule: list[Party], told_by: Sequence[tuple[int, int]]) -> DoerQuestion:
        assert self._tree is not None
        if not self._is_named:
            self.doers.name(self.parties.noted_before(self._tree.doc, self._end - 1), self.report.text)
            self._is_named = True
        candidates = self.doers.candidates(draft.targets)
        claim = Undone(
            draft.event_type,
            draft.trigger.frame,
            draft.trigger.word,
            self._tree.lemma[draft.trigger.word],
            self._tree.dep[draft.trigger.verb],
            draft.sentence == 0,
            draft.trigger.args.passive,
            draft.modality.code,
            bool(draft.quantities),
            {t.side for t in draft.targets if t.side is not None},
            told_by,
            self.parties.stance.side if self.parties.stance.takes_side else None,
        )
        rows = features_of_doers(claim, candidates, self.doers, {key_of(p) for p in by_rule})
        acts = [d.acted > 0 and (d.sentence, d.token) < (self.doers.sentence, draft.trigger.word) for d in candidates]
        return DoerQuestion(by_rule, [d.party for d in candidates], acts, rows)


def _answered(question: DoerQuestion, likely: Floats) -> list[Party]:
    if not question.candidates:
        return question.by_rule
    best = int(np.argmax(likely[:-1]))
    if float(likely[best]) < LIKELY or not question.acts[best]:
        return []
    party = question.candidates[best]
    ruled = [p for p in question.by_rule if key_of(p) == key_of(party)]
    if ruled:
        return question.by_rule
    return [msgspec.structs.replace(party, reason=f"{party.reason}; named before, who did it is not told")]
