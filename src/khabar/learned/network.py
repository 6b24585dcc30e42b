"""The network itself: two layers over what is seen, beside what the rules say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from thinc.api import NumpyOps

from khabar.learned.candidates import Floats
from khabar.learned.sight import Sight

PARTS = ("features", "context", "meanings")
_OPS = NumpyOps()
"""Multiplies in one thread, as the parser does: numpy's own threads would wait for each other in every worker."""


@dataclass(frozen=True, slots=True)
class Network:
    """Weights by name; ``X.weight`` has a row an output, as torch has it."""

    weights: Mapping[str, Floats]

    @classmethod
    def read(cls, path: Path) -> Network:
        with np.load(path, allow_pickle=False) as found:
            return cls({name: found[name].astype(np.float32) for name in found.files})

    def probabilities(self, sight: Sight) -> tuple[Floats, Floats]:
        """Of types, the first of which is "no event", and of modalities: a row a candidate."""
        seen = np.concatenate([_positive(self._through(part, getattr(sight, part))) for part in PARTS], 1)
        joined = _positive(self._through("joined", seen))
        said = _product(sight.features, self.weights["said.weight"])
        return _shares(self._through("types", joined) + said), _shares(self._through("modalities", joined))

    def _through(self, layer: str, given: Floats) -> Floats:
        return _product(given, self.weights[f"{layer}.weight"]) + self.weights[f"{layer}.bias"]


def _product(given: Floats, weights: Floats) -> Floats:
    found: Floats = _OPS.gemm(given, weights, trans2=True)
    return found


def _positive(given: Floats) -> Floats:
    return np.maximum(given, 0)


def _shares(given: Floats) -> Floats:
    raised = np.exp(given - given.max(1, keepdims=True))
    shares: Floats = raised / raised.sum(1, keepdims=True)
    return shares
