"""Loads the judge and asks it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from khabar.learned.candidates import Candidate, Floats, Judgement, Proposals
from khabar.learned.choosing import chosen
from khabar.learned.files import DATA, MEANINGS, reading
from khabar.learned.meanings import Meanings
from khabar.learned.network import Network
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
    """The network with what it needs to see."""

    network: Network
    meanings: Meanings
    description: Description
    columns: Mapping[str, int]

    def claims_of(self, proposals: Proposals) -> dict[Candidate, Judgement]:
        """The candidates of a passage that become claims."""
        return chosen(proposals.candidates, self.judge(proposals), self.description.least)

    def judge(self, proposals: Proposals) -> dict[Candidate, Judgement]:
        """A judgement on each candidate of a passage."""
        if not proposals.candidates:
            return {}
        types, modalities = self.network.probabilities(sight_of(proposals, self.columns, self.meanings))
        rows = zip(proposals.candidates, types, modalities, strict=True)
        return {c: self.description.judgement(of_types, of_modalities) for c, of_types, of_modalities in rows}


@lru_cache(maxsize=8)
def load_judge(model: Path = DATA / MODEL) -> Judge:
    """Load a judge; the second call is free. Raises ReaderError where its files are missing or broken."""
    with reading(model):
        description = msgspec.json.decode((DATA / DESCRIPTION).read_bytes(), type=Description)
        network, meanings = Network.read(model), Meanings.read(DATA / MEANINGS)
    columns = {name: number for number, name in enumerate(description.features)}
    return Judge(network, meanings, description, columns)
