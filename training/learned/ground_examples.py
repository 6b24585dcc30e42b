"""Write what the judge of grounds learns from: gold claims whose sentence names no place, with the places told before.

    python -m training.learned.ground_examples --first   the rules say where the claims before happened
    python -m training.learned.ground_examples           a judge trained so says it, as it will when reports are read

Judges that answer have not seen the claim's war. The web reports and our own are never among the examples.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from benchmarks.scoring import GoldClaim, load_gold
from benchmarks.scoring.claims import same_place
from benchmarks.sets import SETS
from khabar.claims.context import ContextPlaces, GroundQuestion
from khabar.claims.drafts import Draft
from khabar.claims.extract import AnalysedReport, analyse_many
from khabar.claims.resources import Resources, load_resources
from khabar.learned.grounds import load_ground_judge
from khabar.learned.roles import load_role_judge
from khabar.records import PlaceMention
from khabar.records.io import read_reports
from training.learned.examples import DOUBTFUL, TRAINED_ON
from training.learned.folds import FOLDER, FOLDS, fold_of
from training.learned.gold_reader import GoldReader, Told, told_in

SELDOM = 8
"""A feature that no more places than this have is left out."""


@dataclass(frozen=True, slots=True)
class Example:
    """Rows of features with whether each is right, the last for no place at all."""

    rows: Sequence[Sequence[str]]
    right: Sequence[bool]
    fold: int
    weight: float


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


def read_sets(*, first: bool) -> Iterator[Example]:
    rules = load_resources(reader="rules")
    by_fold = [_judges(rules, fold, first=first) for fold in range(FOLDS)]
    for name in TRAINED_ON:
        reports, gold = read_reports(SETS[name].reports), load_gold(SETS[name].gold)
        for analysed in analyse_many(reports, rules):
            report = analysed.report
            fold = fold_of(name, report.report_id, report.published, f"{report.text} {report.title or ''}")
            if fold is not None:
                yield from _of_report(analysed, gold.get(report.report_id, []), by_fold[fold], rules, fold)


def _judges(rules: Resources, fold: int, *, first: bool) -> Resources:
    grounds = None if first else load_ground_judge(FOLDER / f"grounds-{fold}.npz")
    return replace(rules, roles=load_role_judge(FOLDER / f"roles-{fold}.npz"), grounds=grounds)


def _of_report(
    analysed: AnalysedReport, gold: Sequence[GoldClaim], resources: Resources, rules: Resources, fold: int
) -> Iterator[Example]:
    told = told_in(analysed, gold, rules)
    reader = analysed.read_by(RecordingReader(analysed, resources, told))
    for draft, question in reader.recorded.asked:
        claim = told[draft.passage].get(draft.trigger.word)
        if claim is not None:
            places = claim.claim.places
            right = [any(same_place(p, c) for p in places) for c in question.candidates]
            yield Example(question.rows, [*right, not places], fold, 1.0 if claim.sure else DOUBTFUL)


def arrays(examples: Sequence[Example], names: Sequence[str]) -> dict[str, Any]:
    """A row a place; ``columns`` are those of all rows in turn, ``lengths`` how many each row has."""
    number = {name: n for n, name in enumerate(names)}
    rows = [[number[f] for f in row if f in number] for e in examples for row in e.rows]
    counts = [len(e.rows) for e in examples]
    return {
        "columns": np.array([c for row in rows for c in row], dtype=np.int32),
        "lengths": np.array([len(row) for row in rows], dtype=np.int32),
        "right": np.array([r for e in examples for r in e.right], dtype=bool),
        "claims": np.repeat(np.arange(len(examples)), counts).astype(np.int32),
        "folds": np.array([e.fold for e in examples], dtype=np.int8),
        "weights": np.array([e.weight for e in examples], dtype=np.float32),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("build/learned"))
    parser.add_argument("--first", action="store_true", help="there is no judge of grounds yet")
    told = parser.parse_args()
    examples = list(read_sets(first=told.first))
    counted = Counter(name for e in examples for row in e.rows for name in row)
    names = sorted(name for name, count in counted.items() if count > SELDOM)
    told.out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(told.out / "grounds.npz", allow_pickle=False, **arrays(examples, names))
    (told.out / "grounds.json").write_bytes(msgspec.json.format(msgspec.json.encode({"features": names}), indent=1))
    print(f"{len(names)} features, {len(examples)} claims, {sum(any(e.right) for e in examples)} with a right answer")


if __name__ == "__main__":
    main()
