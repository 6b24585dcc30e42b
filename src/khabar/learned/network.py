"""The network itself: two layers over what is seen, beside what the rules say; several of them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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

    def probabilities(self, sight: Sight) -> tuple[Floats, Floats]:
        """Of types, the first of which is "no event", and of modalities: a row a candidate."""
        seen = np.concatenate([_positive(self._through(part, getattr(sight, part))) for part in PARTS], 1)
        joined = _positive(self._through("joined", seen))
        said = _product(sight.features, self.weights["said.weight"])
        return _shares(self._through("types", joined) + said), _shares(self._through("modalities", joined))

    def _through(self, layer: str, given: Floats) -> Floats:
        return _product(given, self.weights[f"{layer}.weight"]) + self.weights[f"{layer}.bias"]


@dataclass(frozen=True, slots=True)
class Panel:
    """Networks that learned the same from different beginnings; their mean is steadier than each of them."""

    members: Sequence[Network]

    @classmethod
    def read(cls, path: Path) -> Panel:
        """Read a model: of each array the first axis counts the members."""
        with np.load(path, allow_pickle=False) as found:
            stacked = {name: found[name].astype(np.float32) for name in found.files}
        size = min(map(len, stacked.values()))
        return cls([Network({name: array[n] for name, array in stacked.items()}) for n in range(size)])

    def probabilities(self, sight: Sight) -> tuple[Floats, Floats]:
        """As ``Network.probabilities``."""
        types, modalities = zip(*(member.probabilities(sight) for member in self.members), strict=True)
        return _mean(types), _mean(modalities)


def _mean(found: Sequence[Floats]) -> Floats:
    mean: Floats = np.mean(np.stack(found), 0, dtype=np.float32)
    return mean


def _product(given: Floats, weights: Floats) -> Floats:
    found: Floats = _OPS.gemm(given, weights, trans2=True)
    return found


def _positive(given: Floats) -> Floats:
    return np.maximum(given, 0)


def _shares(given: Floats) -> Floats:
    raised = np.exp(given - given.max(1, keepdims=True))
    shares: Floats = raised / raised.sum(1, keepdims=True)
    return shares
