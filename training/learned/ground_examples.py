"""Write what the judge of grounds learns from: gold claims whose sentence names no place, with the places told before.

    python -m training.learned.ground_examples --first   the rules say where the claims before happened
    python -m training.learned.ground_examples           a judge trained so says it, as it will when reports are read

Judges that answer have not seen the claim's war. The web reports and our own are never among the examples.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from functools import partial

from benchmarks.scoring import GoldClaim
from benchmarks.scoring.claims import same_place
from khabar.claims.context_places import ContextPlaces, GroundQuestion
from khabar.claims.drafts import Draft
from khabar.claims.extract import AnalysedReport
from khabar.claims.resources import Resources
from khabar.learned.choices import load_choice_judge
from khabar.learned.roles import load_role_judge
from khabar.records import PlaceMention
from training.learned.choice_examples import Asked, read_sets, write
from training.learned.folds import FOLDER
from training.learned.gold_reader import GoldReader, Told


class RecordingContext(ContextPlaces):
    """Keeps what the judge is asked, or would be."""

    def __init__(self, of: ContextPlaces) -> None:
        super().__init__(of.discourse, of.judge)
        self.asked: list[tuple[Draft, GroundQuestion]] = []

    def of(self, draft: Draft) -> list[PlaceMention]:
        self.asked.append((draft, self.ask(draft)))
        return super().of(draft)


class RecordingReader(GoldReader):
    """Keeps what is asked of claims that name no place."""

    def __init__(self, analysed: AnalysedReport, resources: Resources, gold: Told) -> None:
        super().__init__(analysed, resources, gold)
        self.context = self.recorded = RecordingContext(self.context)


def _judges(rules: Resources, fold: int, *, first: bool) -> Resources:
    grounds = None if first else load_choice_judge("grounds", FOLDER / f"grounds-{fold}.npz")
    return replace(rules, roles=load_role_judge(FOLDER / f"roles-{fold}.npz"), grounds=grounds)


def _read(analysed: AnalysedReport, resources: Resources, told: Told) -> Asked:
    reader = analysed.read_by(RecordingReader(analysed, resources, told))
    return [(draft, question.rows, partial(_right, question)) for draft, question in reader.recorded.asked]


def _right(question: GroundQuestion, gold: GoldClaim) -> list[bool]:
    places = gold.claim.places
    return [*(any(same_place(p, c) for p in places) for c in question.candidates), not places]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", action="store_true", help="there is no judge of grounds yet")
    told = parser.parse_args()
    write("grounds", list(read_sets(partial(_judges, first=told.first), _read)))


if __name__ == "__main__":
    main()
