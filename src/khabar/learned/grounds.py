"""Which of the places that a report has named a claim happened at: asked and answered in plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import msgspec
import numpy as np

from khabar.learned.candidates import Floats
from khabar.learned.files import DATA, reading

MODEL, DESCRIPTION = "grounds.npz", "grounds.json"


class GroundChooser(Protocol):
    """Says how likely each row of a question is; the rows are places, the last one is none of them."""

    def judge(self, rows: Sequence[Sequence[str]]) -> Floats: ...


class GroundsDescription(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``grounds.json``: the columns of the model."""

    features: list[str]


@dataclass(frozen=True, slots=True)
class GroundJudge:
    """One layer over the features of each place, beside what each feature speaks for; one of the places is right."""

    weights: Mapping[str, Floats]
    columns: Mapping[str, int]

    def judge(self, rows: Sequence[Sequence[str]]) -> Floats:
        """How likely each row is; together they are 1."""
        known = self.columns
        return likely(self.weights, [[known[f] for f in row if f in known] for row in rows])


def likely(weights: Mapping[str, Floats], columns: Sequence[Sequence[int]]) -> Floats:
    """The network on the rows of one question.

    Args:
        columns: of the features that each row has.
    """
    rows = weights["features.rows"]
    summed = np.stack([rows[list(of_row)].sum(0) for of_row in columns])
    seen = np.maximum(summed[:, :-1] + weights["features.bias"], 0)
    told = seen @ weights["joined.weight"][0] + summed[:, -1]
    odds: Floats = np.exp(told - told.max())
    found: Floats = odds / odds.sum()
    return found


def read_ground_weights(path: Path) -> dict[str, Floats]:
    """Read a model; a row a feature, whose last number is what the feature speaks for."""
    with np.load(path, allow_pickle=False) as found:
        weights = {name: found[name].astype(np.float32) for name in found.files}
    return weights | {"features.rows": np.hstack([weights.pop("features.weight"), weights.pop("said.weight")])}


@lru_cache(maxsize=8)
def load_ground_judge(model: Path = DATA / MODEL) -> GroundJudge:
    """Load a judge of grounds; the second call is free. Raises ReaderError where its files are missing or broken."""
    with reading(model):
        description = msgspec.json.decode((DATA / DESCRIPTION).read_bytes(), type=GroundsDescription)
        weights = read_ground_weights(model)
    return GroundJudge(weights, {name: number for number, name in enumerate(description.features)})
