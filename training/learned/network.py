"""The network as torch trains it; ``khabar.learned.network`` is the same in numpy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
import torch.nn.functional as fn
from torch import Tensor, nn

HIDDEN = {"features": 96, "context": 128, "meanings": 192}
JOINED = 160
UNSEEN = {"features": 0.1, "context": 0.2, "meanings": 0.3}
"""Share of what is given that a training step hides."""
DROPOUT = 0.3
CLAIMED, TRUST = "claimed=", 1.85
WEIGHT_SAID = {CLAIMED: 1.5, "found=": 1.0, "word:": 0.7, "verb:": 0.4, "beside:": 0.4}


class Network(nn.Module):
    """Starts from what rules and tables say of a type (``said``), and learns when not to follow them.

    Args:
        features: names of the columns.
        event_types: the types; the first answer, before them, is "no event".
        sizes: columns of each of the three parts.
    """

    def __init__(
        self, features: Sequence[str], event_types: Sequence[str], modalities: Sequence[str], sizes: Mapping[str, int]
    ) -> None:
        super().__init__()
        self.parts = nn.ModuleDict({name: nn.Linear(sizes[name], width) for name, width in HIDDEN.items()})
        self.joined = nn.Linear(sum(HIDDEN.values()), JOINED)
        self.types = nn.Linear(JOINED, 1 + len(event_types))
        self.modalities = nn.Linear(JOINED, len(modalities))
        self.said = nn.Linear(len(features), 1 + len(event_types), bias=False)
        self.said.weight.data = said_by_features(features, event_types)

    def forward(self, given: Mapping[str, Tensor]) -> tuple[Tensor, Tensor]:
        seen = [fn.relu(part(self._hide(given[name], UNSEEN[name]))) for name, part in self.parts.items()]
        x = self._hide(torch.cat(seen, 1), DROPOUT)
        x = self._hide(fn.relu(self.joined(x)), DROPOUT)
        return self.types(x) + self.said(given["features"]), self.modalities(x)

    def _hide(self, x: Tensor, share: float) -> Tensor:
        return fn.dropout(x, share, self.training)

    @torch.no_grad()
    def trust_rules(self, features: Sequence[str], event_types: Sequence[str]) -> None:
        """Give a type that the rules have claimed more weight than was learned: on few wars the network is too sure."""
        for column, feature in enumerate(features):
            if feature.removeprefix(CLAIMED) in event_types and feature.startswith(CLAIMED):
                self.said.weight[1 + event_types.index(feature.removeprefix(CLAIMED)), column] += TRUST

    def weights(self, mean: Any, spread: Any) -> dict[str, Any]:
        """As ``khabar.learned.network`` reads them; the scaling of ``context`` goes into its layer."""
        found = {name.removeprefix("parts."): value.numpy() for name, value in self.state_dict().items()}
        found["context.weight"] = found["context.weight"] / spread
        found["context.bias"] = found["context.bias"] - found["context.weight"] @ mean
        return {name: value.astype(np.float16) for name, value in found.items()}


def said_by_features(features: Sequence[str], event_types: Sequence[str]) -> Tensor:
    """Weights that let each feature that names a type speak for it."""
    weights = torch.zeros(1 + len(event_types), len(features))
    answers = {"none": 0} | {name: number for number, name in enumerate(event_types, 1)}
    for column, feature in enumerate(features):
        for prefix, weight in WEIGHT_SAID.items():
            answer = answers.get(feature.removeprefix(prefix)) if feature.startswith(prefix) else None
            if answer is not None and (answer or prefix == CLAIMED):
                weights[answer, column] = weight
    return weights
