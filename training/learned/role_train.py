"""Train the judge of roles. Needs torch (training/requirements.txt), not khabar.

    python -m training.learned.role_train                all examples: src/khabar/learned/data/roles.npz, to ship
    python -m training.learned.role_train --left-out 2   without a fold: training/learned/left_out/roles-2.npz

The same seed gives the same judge on the same machine; a minute each.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as fn
from torch import Tensor, nn

from training.learned.arrays import write_arrays
from training.learned.descent import Course, descend
from training.learned.folds import FOLDER
from training.learned.train import LEAST_SPREAD

SHIPPED = Path("src/khabar/learned/data/roles.npz")
HIDDEN = {"head_meaning": 96, "head_context": 128, "trigger_meaning": 96, "trigger_context": 96}
FEATURES, JOINED = 256, 192
CONTEXTS = ("head_context", "trigger_context")
EPOCHS, SEED, BATCH = 8, 1, 256
RATE, DECAY = 2e-3, 0.02
UNSEEN, DROPOUT, FEATURES_UNSEEN = 0.25, 0.3, 0.1
"""Share of what is given that a training step hides."""


class RoleNetwork(nn.Module):
    """Adds up what each feature speaks for (``said``), and learns what they mean together with the words."""

    def __init__(self, features: int, sizes: Mapping[str, int], roles: int) -> None:
        super().__init__()
        self.features = nn.EmbeddingBag(features, FEATURES, mode="sum")
        self.bias = nn.Parameter(torch.zeros(FEATURES))
        self.said = nn.EmbeddingBag(features, roles, mode="sum")
        self.parts = nn.ModuleDict({name: nn.Linear(sizes[name], width) for name, width in HIDDEN.items()})
        self.joined = nn.Linear(FEATURES + sum(HIDDEN.values()), JOINED)
        self.roles = nn.Linear(JOINED, roles)
        nn.init.normal_(self.features.weight, std=0.05)
        nn.init.zeros_(self.said.weight)

    def forward(self, columns: Tensor, offsets: Tensor, given: Mapping[str, Tensor]) -> Tensor:
        kept = self._kept(columns)
        seen = [fn.relu(self.features(columns, offsets, kept) + self.bias)]
        seen += [fn.relu(part(self._hide(given[name], UNSEEN))) for name, part in self.parts.items()]
        x = self._hide(torch.cat(seen, 1), DROPOUT)
        found: Tensor = self.roles(self._hide(fn.relu(self.joined(x)), DROPOUT)) + self.said(columns, offsets, kept)
        return found

    def _kept(self, columns: Tensor) -> Tensor:
        if not self.training:
            return torch.ones(len(columns))
        return (torch.rand(len(columns)) > FEATURES_UNSEEN).float() / (1 - FEATURES_UNSEEN)

    def _hide(self, x: Tensor, share: float) -> Tensor:
        return fn.dropout(x, share, self.training)

    def weights(self, scaling: Mapping[str, tuple[Any, Any]]) -> dict[str, Any]:
        """As ``khabar.learned.roles`` reads them; the scaling of the contexts goes into their layers."""
        found = {name.removeprefix("parts."): value.numpy() for name, value in self.state_dict().items()}
        found["features.bias"] = found.pop("bias")
        for layer in ("features", "said"):
            found[f"{layer}.weight"] = found[f"{layer}.weight"].T
        for name, (mean, spread) in scaling.items():
            found[f"{name}.weight"] = found[f"{name}.weight"] / spread
            found[f"{name}.bias"] = found[f"{name}.bias"] - found[f"{name}.weight"] @ mean
        return {name: value.astype(np.float16) for name, value in found.items()}


class RoleExamples:
    """What ``role_examples.py`` has written, as tensors, without a fold."""

    def __init__(self, folder: Path, left_out: int | None) -> None:
        arrays = dict(np.load(folder / "roles.npz"))
        kept = np.flatnonzero(arrays["folds"] != (-2 if left_out is None else left_out))
        ends = arrays["lengths"].cumsum()
        self.rows = [
            torch.from_numpy(arrays["columns"][ends[i] - arrays["lengths"][i] : ends[i]].astype(np.int64)) for i in kept
        ]
        self.scaling: dict[str, tuple[Any, Any]] = {}
        self.given = {}
        for name in HIDDEN:
            table = arrays[name][kept].astype(np.float32)
            if name in CONTEXTS:
                self.scaling[name] = (table.mean(0), table.std(0) + LEAST_SPREAD)
                table = (table - self.scaling[name][0]) / self.scaling[name][1]
            self.given[name] = torch.from_numpy(table)
        self.roles = torch.from_numpy(arrays["roles"][kept].astype(np.float32))
        self.weights = torch.from_numpy(arrays["weights"][kept])

    def batch(self, chosen: Tensor) -> tuple[Tensor, Tensor, dict[str, Tensor]]:
        rows = [self.rows[i] for i in chosen.tolist()]
        lengths = torch.tensor([0, *(len(row) for row in rows[:-1])])
        return torch.cat(rows), lengths.cumsum(0), {name: table[chosen] for name, table in self.given.items()}


def loss_of(network: RoleNetwork, examples: RoleExamples, chosen: Tensor) -> Tensor:
    told = network(*examples.batch(chosen))
    missed = fn.binary_cross_entropy_with_logits(told, examples.roles[chosen], reduction="none").sum(1)
    return (missed * examples.weights[chosen]).mean()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("build/learned"))
    parser.add_argument("--left-out", type=int, metavar="FOLD")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    features = json.loads((asked.folder / "roles.json").read_text())["features"]
    examples = RoleExamples(asked.folder, asked.left_out)
    sizes = {name: table.shape[1] for name, table in examples.given.items()}
    network = RoleNetwork(len(features), sizes, examples.roles.shape[1])
    course = Course(EPOCHS, BATCH, RATE, DECAY)
    descend(network, lambda chosen: loss_of(network, examples, chosen), len(examples.rows), course)
    out = SHIPPED if asked.left_out is None else FOLDER / f"roles-{asked.left_out}.npz"
    write_arrays(out, network.eval().weights(examples.scaling))


if __name__ == "__main__":
    main()
