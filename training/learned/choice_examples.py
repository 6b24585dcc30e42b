"""What the judges that choose one of several learn from: questions with their answers, read from the gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from benchmarks.scoring import GoldClaim, load_gold
from benchmarks.sets import SETS
from khabar.claims.drafts import Draft
from khabar.claims.extract import AnalysedReport, analyse_many
from khabar.claims.resources import Resources, load_resources
from khabar.learned.choices import Choice
from khabar.records.io import read_reports
from training.learned.arrays import write_arrays
from training.learned.examples import DOUBTFUL, TRAINED_ON
from training.learned.folds import FOLDS, fold_of
from training.learned.gold_reader import Told, told_in

SELDOM = 8
"""A feature that no more candidates than this have is left out."""
FOLDER = Path("build/learned")


@dataclass(frozen=True, slots=True)
class Example:
    """Rows of features with whether each is right, the last for none of the candidates."""

    rows: Sequence[Sequence[str]]
    right: Sequence[bool]
    fold: int
    weight: float


Asked = Sequence[tuple[Draft, Sequence[Sequence[str]], Callable[[GoldClaim], Sequence[bool]]]]
"""Of each question the draft, the rows, and which of them are right by a gold claim."""
Read = Callable[[AnalysedReport, Resources, Told], Asked]


def read_sets(judges: Callable[[Resources, int], Resources], read: Read) -> Iterator[Example]:
    """Examples of all sets that are trained on.

    Args:
        judges: the rules' resources with the judges that have not seen a fold.
        read: reads a report and says what was asked.
    """
    rules = load_resources(reader="rules")
    by_fold = [judges(rules, fold) for fold in range(FOLDS)]
    for name in TRAINED_ON:
        reports, gold = read_reports(SETS[name].reports), load_gold(SETS[name].gold)
        for analysed in analyse_many(reports, rules):
            report = analysed.report
            fold = fold_of(name, report.report_id, report.published, f"{report.text} {report.title or ''}")
            if fold is not None:
                told = told_in(analysed, gold.get(report.report_id, []), rules)
                yield from _of_report(read(analysed, by_fold[fold], told), told, fold)


def _of_report(asked: Asked, told: Told, fold: int) -> Iterator[Example]:
    for draft, rows, right in asked:
        claim = told[draft.passage].get(draft.trigger.word)
        if claim is not None:
            yield Example(rows, right(claim), fold, 1.0 if claim.sure else DOUBTFUL)


def write(name: Choice, examples: Sequence[Example], folder: Path = FOLDER) -> None:
    """Write ``NAME.npz`` and ``NAME.json``, and say how many there are."""
    counted = Counter(feature for e in examples for row in e.rows for feature in row)
    features = sorted(feature for feature, count in counted.items() if count > SELDOM)
    folder.mkdir(parents=True, exist_ok=True)
    described = msgspec.json.format(msgspec.json.encode({"features": features}), indent=1)
    (folder / f"{name}.json").write_bytes(described)
    write_arrays(folder / f"{name}.npz", _arrays(examples, features))
    print(
        f"{len(features)} features, {len(examples)} claims, {sum(any(e.right) for e in examples)} with a right answer"
    )


def _arrays(examples: Sequence[Example], names: Sequence[str]) -> dict[str, Any]:
    """A row a candidate; ``columns`` are those of all rows in turn, ``lengths`` how many each row has."""
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
