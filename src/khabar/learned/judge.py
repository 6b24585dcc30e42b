"""Loads the judge and asks it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from khabar.learned.candidates import Candidate, Floats, Judgement, Proposals
from khabar.learned.choosing import chosen
from khabar.learned.files import DATA, MEANINGS, reading
from khabar.learned.meanings import Meanings
from khabar.learned.network import Panel
from khabar.learned.sight import sight_of

MODEL, DESCRIPTION = "model.npz", "model.json"


class Description(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``model.json``: what the columns of the model mean, and how it was made.

    ``confidence`` is slope and intercept of the calibrated confidence over the logit of ``Judgement.typed``.
    """

    event_types: list[str]
    modalities: list[str]
    features: list[str]
    least: float
    confidence: tuple[float, float]
    made: dict[str, Any] = {}

    def judgement(self, types: Floats, modalities: Floats) -> Judgement:
        """What probabilities say; the first of ``types`` is that of no event."""
        best = int(types[1:].argmax())
        typed = round(float(types[1 + best]), 4)
        return Judgement(
            self.event_types[best],
            self.modalities[int(modalities.argmax())],
            asserts=round(float(1 - types[0]), 4),
            typed=typed,
            confidence=self._calibrated(typed),
        )

    def _calibrated(self, typed: float) -> float:
        slope, intercept = self.confidence
        sure = min(max(typed, 1e-4), 1 - 1e-4)
        return round(1 / (1 + math.exp(-(slope * math.log(sure / (1 - sure)) + intercept))), 2)


@dataclass(frozen=True, slots=True)
class Judge:
    """The networks with what they need to see."""

    panel: Panel
    meanings: Meanings
    description: Description
    columns: Mapping[str, int]

    def claims_of(self, passages: Sequence[Proposals]) -> list[dict[Candidate, Judgement]]:
        """The candidates of each passage that become claims."""
        least = self.description.least
        return [chosen(p.candidates, told, least) for p, told in zip(passages, self.judge(passages), strict=True)]

    def judge(self, passages: Sequence[Proposals]) -> list[dict[Candidate, Judgement]]:
        """A judgement on each candidate of each passage."""
        asked = [p for p in passages if p.candidates]
        if not asked:
            return [{} for _ in passages]
        types, modalities = self.panel.probabilities(sight_of(asked, self.columns, self.meanings))
        rows = iter(zip(types, modalities, strict=True))
        return [{c: self.description.judgement(*next(rows)) for c in p.candidates} for p in passages]


@lru_cache(maxsize=8)
def load_judge(model: Path = DATA / MODEL) -> Judge:
    """Load a judge; the second call is free. Raises ReaderError where its files are missing or broken."""
    with reading(model):
        description = msgspec.json.decode((DATA / DESCRIPTION).read_bytes(), type=Description)
        panel, meanings = Panel.read(model), Meanings.read(DATA / MEANINGS)
    columns = {name: number for number, name in enumerate(description.features)}
    return Judge(panel, meanings, description, columns)
