"""Loads the model and asks it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from khabar.errors import ReaderError
from khabar.learned.candidates import Candidate, Judgement, Proposals
from khabar.learned.choosing import chosen
from khabar.learned.pieces import Pieces
from khabar.learned.windows import Floats, Window, windows

DATA = Path(__file__).parent / "data"
MODEL, VOCABULARY, DESCRIPTION = "model.onnx", "vocab.txt", "model.json"


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
    """The model with its vocabulary; each window is read alone, so that what is judged rests on nothing beside it."""

    session: Any
    pieces: Pieces
    description: Description
    columns: Mapping[str, int]

    def claims_of(self, proposals: Proposals) -> dict[Candidate, Judgement]:
        """The candidates of a passage that become claims."""
        return chosen(proposals.candidates, self.judge(proposals), self.description.least)

    def judge(self, proposals: Proposals) -> dict[Candidate, Judgement]:
        """A judgement on each candidate of a passage."""
        judged: dict[Candidate, Judgement] = {}
        for window in windows(proposals, self.pieces, self.columns):
            types, modalities = self._run(window)
            for row, candidate in enumerate(window.candidates):
                judged[candidate] = self.description.judgement(types[row], modalities[row])
        return judged

    def _run(self, window: Window) -> Sequence[Floats]:
        given = {"ids": window.ids, "pools": window.pools, "features": window.features}
        found: Sequence[Floats] = self.session.run(["types", "modalities"], given)
        return found


def missing_parts(folder: Path = DATA) -> list[str]:
    """What a judge needs and is not there: files of the model, or onnxruntime."""
    missing = [name for name in (MODEL, VOCABULARY, DESCRIPTION) if not (folder / name).is_file()]
    return missing if find_spec("onnxruntime") else [*missing, "onnxruntime"]


@lru_cache(maxsize=2)
def load_judge(folder: Path = DATA) -> Judge:
    """Load the model of a folder; the second call is free. Raises ReaderError where something is missing."""
    missing = missing_parts(folder)
    if missing:
        remedy = "run: pip install 'khabar[learned]', or use --reader rules"
        raise ReaderError(f"the learned reader needs {' and '.join(missing)}", where=str(folder), remedy=remedy)
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(folder / MODEL, options, providers=["CPUExecutionProvider"])
    description = msgspec.json.decode((folder / DESCRIPTION).read_bytes(), type=Description)
    columns = {name: number for number, name in enumerate(description.features)}
    return Judge(session, Pieces.read(folder / VOCABULARY), description, columns)
