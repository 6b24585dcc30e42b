"""One of several, or none: asked and answered in plain values. Which place that a report has named a claim happened at,
or which party did it, where the claim's own words do not tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, Protocol

import msgspec
import numpy as np

from khabar.learned.candidates import Floats
from khabar.learned.files import DATA, reading

Choice = Literal["grounds", "initiators"]


class RowChooser(Protocol):
    """Says how likely each row of a question is; the rows are candidates, the last one is none of them."""

    def judge(self, rows: Sequence[Sequence[str]]) -> Floats: ...


class ChoiceDescription(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``NAME.json``: the columns of the model."""

    features: list[str]


@dataclass(frozen=True, slots=True)
class ChoiceJudge:
    """One layer over the features of each candidate, beside what each feature speaks for; one of them is right."""

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


def read_choice_weights(path: Path) -> dict[str, Floats]:
    """Read a model; a row a feature, whose last number is what the feature speaks for."""
    with np.load(path, allow_pickle=False) as found:
        weights = {name: found[name].astype(np.float32) for name in found.files}
    return weights | {"features.rows": np.hstack([weights.pop("features.weight"), weights.pop("said.weight")])}


@lru_cache(maxsize=16)
def load_choice_judge(name: Choice, model: Path | None = None) -> ChoiceJudge:
    """Load a judge; the second call is free.

    Args:
        name: what it chooses.
        model: another model with the same columns; by default the one that is shipped.

    Raises:
        ReaderError: its files are missing or broken.
    """
    path = model or DATA / f"{name}.npz"
    with reading(path):
        description = msgspec.json.decode((DATA / f"{name}.json").read_bytes(), type=ChoiceDescription)
        weights = read_choice_weights(path)
    return ChoiceJudge(weights, {feature: number for number, feature in enumerate(description.features)})
