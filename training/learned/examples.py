"""Write what the network learns from: all candidates of all reports with gold, with labels.

    python -m training.learned.examples

The web reports and our own are never among them: they are for measuring only.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from benchmarks.scoring import GoldClaim, load_gold
from benchmarks.sets import SETS
from khabar.claims.extract import ask_many
from khabar.claims.resources import load_resources
from khabar.learned import Candidate
from khabar.learned.files import DATA, MEANINGS
from khabar.learned.meanings import Meanings
from khabar.learned.sight import Sight, sight_of
from khabar.records import Report
from khabar.records.codes import EVENT_TYPES, MODALITIES
from khabar.records.io import read_reports
from training.learned.arrays import write_arrays
from training.learned.folds import fold_of
from training.learned.labels import matched, place

TRAINED_ON = ("wars", "rare", "fronts", "campaigns", "digests", "styles")
SELDOM = 4
"""A feature that no more candidates than this have is left out."""
DOUBTFUL = 0.6
"""Weight of what the annotator was not sure of."""
NO_EVENT, NO_MODALITY = 0, -1

Labels = dict[Candidate, GoldClaim]


@dataclass(slots=True)
class Examples:
    """Arrays in the making; a row is a candidate."""

    features: list[Any] = field(default_factory=list)
    context: list[Any] = field(default_factory=list)
    meanings: list[Any] = field(default_factory=list)
    folds: list[int] = field(default_factory=list)
    types: list[int] = field(default_factory=list)
    modalities: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, candidates: Sequence[Candidate], sight: Sight, fold: int, labels: Labels) -> None:
        for name in ("features", "context", "meanings"):
            getattr(self, name).extend(getattr(sight, name).astype(np.float16))
        for candidate in candidates:
            told = labels.get(candidate)
            self.folds.append(fold)
            self.types.append(EVENT_TYPES.index(told.claim.event_type) + 1 if told else NO_EVENT)
            self.modalities.append(MODALITIES.index(told.claim.modality) if told else NO_MODALITY)
            self.weights.append(DOUBTFUL if told and not told.sure else 1.0)

    def write(self, path: Path) -> None:
        arrays = {name: np.array(getattr(self, name)) for name in self.__dataclass_fields__}
        write_arrays(path, arrays)


@dataclass(frozen=True, slots=True)
class Read:
    """A passage's candidates with their labels."""

    fold: int
    proposals: Any
    labels: Labels


def read_sets() -> Iterator[Read]:
    resources = load_resources(reader="rules")
    for name in TRAINED_ON:
        reports, gold = read_reports(SETS[name].reports), load_gold(SETS[name].gold)
        for report, asking in zip(reports, ask_many(reports, resources), strict=True):
            yield from _labelled(name, report, gold.get(report.report_id, []), asking)


def _labelled(name: str, report: Report, gold: Any, asking: Any) -> Iterator[Read]:
    pairs = list(zip(asking.analyses, asking.proposals, strict=True))
    places = [place(c, analysis, report.text) for analysis, asked in pairs for c in asked.candidates]
    labels = matched(gold, places)
    fold = fold_of(name, report.report_id, report.published, f"{report.text} {report.title or ''}")
    for _, asked in pairs:
        yield Read(fold, asked, labels)


def columns_of(read: list[Read]) -> list[str]:
    """The features that are common enough, in alphabetical order."""
    counted = Counter(name for r in read for c in r.proposals.candidates for name in c.features)
    return sorted(name for name, count in counted.items() if count > SELDOM)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("build/learned"))
    asked = parser.parse_args()
    read = list(read_sets())
    names = columns_of(read)
    columns, meanings = {name: number for number, name in enumerate(names)}, Meanings.read(DATA / MEANINGS)
    examples = Examples()
    for r in read:
        if r.proposals.candidates:
            examples.add(r.proposals.candidates, sight_of([r.proposals], columns, meanings), r.fold, r.labels)
    asked.out.mkdir(parents=True, exist_ok=True)
    meaning = {"event_types": list(EVENT_TYPES), "modalities": list(MODALITIES), "features": names}
    (asked.out / "meaning.json").write_bytes(msgspec.json.format(msgspec.json.encode(meaning), indent=1))
    examples.write(asked.out / "examples.npz")
    told = sum(t != NO_EVENT for t in examples.types)
    print(f"{len(names)} features, {len(examples.types)} candidates, {told} of them events")


if __name__ == "__main__":
    main()
