"""Write what the judge of initiators learns from: gold claims that do not say who did it, with the parties told before
and beside.

    python -m training.learned.initiator_examples --first   the rules say who did what the claims before tell
    python -m training.learned.initiator_examples           a judge trained so says it, as it will when reports are read

Judges that answer have not seen the claim's war. The web reports and our own are never among the examples.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from benchmarks.scoring import GoldClaim
from khabar.claims.context_parties import ContextParties, DoerQuestion
from khabar.claims.drafts import Draft
from khabar.claims.extract import AnalysedReport
from khabar.claims.resources import Resources
from khabar.learned.choices import load_choice_judge
from khabar.learned.roles import load_role_judge
from khabar.records import Party
from training.learned.choice_examples import Asked, read_sets, write
from training.learned.folds import FOLDER
from training.learned.gold_reader import GoldReader, Told


class RecordingParties(ContextParties):
    """Keeps what the judge is asked, or would be."""

    def __init__(self, of: ContextParties) -> None:
        super().__init__(of.report, of.discourse, of.parties, of.judge)
        self.asked: list[tuple[Draft, DoerQuestion]] = []

    def of(self, draft: Draft, by_rule: list[Party], told_by: Sequence[tuple[int, int]]) -> list[Party]:
        self.asked.append((draft, self.ask(draft, by_rule, told_by)))
        return super().of(draft, by_rule, told_by)


class RecordingReader(GoldReader):
    """Keeps what is asked of claims that name nobody who acts."""

    def __init__(self, analysed: AnalysedReport, resources: Resources, gold: Told) -> None:
        super().__init__(analysed, resources, gold)
        self.doers = self.recorded = RecordingParties(self.doers)


def _judges(rules: Resources, fold: int, *, first: bool) -> Resources:
    initiators = None if first else load_choice_judge("initiators", FOLDER / f"initiators-{fold}.npz")
    return replace(rules, roles=load_role_judge(FOLDER / f"roles-{fold}.npz"), initiators=initiators)


def _read(analysed: AnalysedReport, resources: Resources, told: Told) -> Asked:
    reader = analysed.read_by(RecordingReader(analysed, resources, told))
    return [(draft, question.rows, partial(_right, question)) for draft, question in reader.recorded.asked]


def _right(question: DoerQuestion, gold: GoldClaim) -> list[bool]:
    """Whom the gold names too; where it names none of the candidates, those of a side of its initiators."""
    told = gold.claim.initiators
    named = [any(_same_words(c, g) for g in told) for c in question.candidates]
    if not any(named):
        sides = {g.side for g in told} - {"unknown", None}
        named = [c.side in sides for c in question.candidates]
    return [*named, not told]


def _same_words(a: Party, b: Party) -> bool:
    if None not in (a.start, a.end, b.start, b.end) and a.start < b.end and b.start < a.end:  # type: ignore[operator]
        return True
    return a.text.lower() == b.text.lower()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", action="store_true", help="there is no judge of initiators yet")
    told = parser.parse_args()
    write("initiators", list(read_sets(partial(_judges, first=told.first), _read)))


if __name__ == "__main__":
    main()
