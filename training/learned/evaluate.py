"""How right khabar is with the learned judge on wars that it was not trained on, beside the rules alone.

    python -m training.learned.evaluate

Each fold's judgements (build/learned/fold-N.npz) stand for the judge on the reports of that fold.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.scoring import claims_per_negative, load_gold, score_claims
from benchmarks.sets import SETS
from benchmarks.split import is_held_out
from khabar.claims.extract import ask_many, extract_many
from khabar.claims.resources import Resources, load_resources
from khabar.learned import Candidate, Judgement, Proposals, chosen
from khabar.learned.judge import DATA, VOCABULARY, Description
from khabar.learned.pieces import Pieces
from khabar.learned.windows import windows
from khabar.records import Claim, Report
from khabar.records.io import read_reports
from training.learned import LEAST
from training.learned.examples import TRAINED_ON
from training.learned.folds import ALWAYS_TRAINED_ON, fold_of

FIGURES = ("detect", "typed", "usable")
Found = dict[str, list[Claim]]


class StoredJudge:
    """Gives the judgements that a fold has made, in the order in which its candidates were written."""

    def __init__(self, description: Description, stored: Mapping[tuple[tuple[str, ...], int, int], Judgement]) -> None:
        self.description, self.stored = description, stored

    def claims_of(self, proposals: Proposals) -> Mapping[Candidate, Judgement]:
        judged = {c: self.stored[key(proposals, c)] for c in proposals.candidates}
        return chosen(proposals.candidates, judged, self.description.least)


def key(proposals: Proposals, candidate: Candidate) -> tuple[tuple[str, ...], int, int]:
    return proposals.words, proposals.passage, candidate.word


def stored_judge(folder: Path, description: Description, resources: Resources, pieces: Pieces) -> StoredJudge:
    types, modalities = _all_judgements(folder)
    row, stored = 0, {}
    for name in TRAINED_ON:
        for asking in ask_many(read_reports(SETS[name].reports), resources):
            for proposals in asking.proposals:
                for window in windows(proposals, pieces, {}):
                    for candidate in window.candidates:
                        stored[key(proposals, candidate)] = description.judgement(types[row], modalities[row])
                        row += 1
    return StoredJudge(description, stored)


def _all_judgements(folder: Path) -> tuple[Any, Any]:
    count = len(np.load(folder / "examples.npz")["types"])
    types, modalities = np.zeros((count, 27), np.float32), np.zeros((count, 6), np.float32)
    types[:, 0] = 1
    for path in sorted(folder.glob("fold-*.npz")):
        found = np.load(path)
        types[found["rows"]], modalities[found["rows"]] = found["types"], found["modalities"]
    return types, modalities


def left_out(name: str, report: Report, folds: frozenset[int]) -> bool:
    fold = fold_of(name, report.report_id, report.published, f"{report.text} {report.title or ''}")
    return fold != ALWAYS_TRAINED_ON and fold in folds


def told(label: str, gold: Any, found: Found) -> None:
    score = score_claims(gold, found)
    parts = "  ".join(
        f"{f} {getattr(score, f).precision:.3f}/{getattr(score, f).recall:.3f}/{getattr(score, f).f1:.3f}"
        for f in FIGURES
    )
    sides = f"modality {score.modality.value:.3f} initiators {score.initiators.f1:.3f} targets {score.targets.f1:.3f}"
    negative = claims_per_negative(found, set(found) - {rid for rid, claims in gold.items() if claims})
    print(f"{label:24} {parts}  {sides} places {score.places.f1:.3f}  a negative {negative or 0:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("build/learned"))
    parser.add_argument("--vocabulary", type=Path, default=DATA / VOCABULARY)
    parser.add_argument("--least", type=float, default=LEAST)
    asked = parser.parse_args()
    meaning = json.loads((asked.folder / "meaning.json").read_text())
    description = Description(**meaning, least=asked.least, confidence=(1.0, 0.0))
    folds = frozenset(int(path.stem[-1]) for path in asked.folder.glob("fold-*.npz"))
    resources = load_resources()
    judge = stored_judge(asked.folder, description, resources, Pieces.read(asked.vocabulary))
    for name in ("wars", "digests", "styles"):
        reports = [r for r in read_reports(SETS[name].reports) if left_out(name, r, folds)]
        gold = load_gold(SETS[name].gold)
        for label, used in (("rules", resources), ("learned", replace(resources, judge=judge))):
            found = dict(zip((r.report_id for r in reports), extract_many(reports, used), strict=True))
            for part, keep in (("", (True, False)), (" worked on", (False,)), (" unseen", (True,))):
                ids = [rid for rid in found if is_held_out(name, rid) in keep]
                told(f"{name}{part} {label}", {i: gold.get(i, []) for i in ids}, {i: found[i] for i in ids})


if __name__ == "__main__":
    main()
