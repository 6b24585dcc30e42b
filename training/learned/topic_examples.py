"""Write what the judge of topics learns from: the words of all reports with gold, and whether they tell of a war.

    python -m training.learned.topic_examples

The web reports and our own are never among them: they are for measuring only.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np

from benchmarks.scoring import load_gold
from benchmarks.sets import SETS
from khabar.learned.topic import NAME, plain_words
from khabar.records.io import read_reports
from training.learned.arrays import write_arrays
from training.learned.examples import TRAINED_ON
from training.learned.folds import fold_of

FEWEST_WARS = 3
"""A word that fewer wars have is left out."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("build/learned"))
    asked = parser.parse_args()
    texts: list[set[str]] = []
    folds: list[int] = []
    claims: list[int] = []
    wars: dict[str, set[str]] = defaultdict(set)
    for name in TRAINED_ON:
        gold = load_gold(SETS[name].gold)
        for report in read_reports(SETS[name].reports):
            words = plain_words(f"{report.title or ''} {report.text}")
            texts.append(words)
            folds.append(fold_of(name, report.report_id, report.published, f"{report.text} {report.title or ''}") or 0)
            claims.append(len(gold.get(report.report_id, [])))
            for word in words:
                wars[word].add(f"{name} {report.report_id.rpartition('-')[0]}")
    vocabulary = sorted(word for word, found in wars.items() if len(found) >= FEWEST_WARS)
    columns = {word: number for number, word in enumerate(vocabulary)}
    rows = [sorted(columns[word] for word in words if word in columns) for words in texts]
    arrays = {
        "columns": np.array([c for row in rows for c in row]),
        "lengths": np.array([len(row) for row in rows]),
        "folds": np.array(folds),
        "claims": np.array(claims),
    }
    write_arrays(asked.out / f"{NAME}.npz", arrays)
    (asked.out / f"{NAME}.json").write_text(json.dumps({"words": vocabulary}), encoding="utf-8")
    print(f"{len(vocabulary)} words, {len(rows)} reports, {sum(c == 0 for c in claims)} of them without a claim")


if __name__ == "__main__":
    main()
