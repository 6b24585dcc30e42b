"""Train a judge that chooses one of several. Needs torch (training/requirements.txt), not khabar.

    python -m training.learned.choice_train grounds                all examples: src/khabar/learned/data, to ship
    python -m training.learned.choice_train grounds --left-out 2   without a fold: training/learned/left_out

The same seed gives the same judge on the same machine; half a minute each.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as fn
from torch import Tensor, nn

from training.learned.arrays import write_arrays
from training.learned.descent import Course, descend
from training.learned.folds import FOLDER

SHIPPED = Path("src/khabar/learned/data")
HIDDEN, EPOCHS, SEED, BATCH = 32, 6, 1, 64
RATE, DECAY = 3e-3, 0.01
DROPOUT, FEATURES_UNSEEN = 0.3, 0.1
"""Share of what is given that a training step hides."""


class ChoiceNetwork(nn.Module):
    """Adds up what each feature speaks for (``said``), and one layer over all of them together."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.features = nn.EmbeddingBag(features, HIDDEN, mode="sum")
        self.bias = nn.Parameter(torch.zeros(HIDDEN))
        self.said = nn.EmbeddingBag(features, 1, mode="sum")
        self.joined = nn.Linear(HIDDEN, 1, bias=False)
        nn.init.normal_(self.features.weight, std=0.05)
        nn.init.zeros_(self.said.weight)

    def forward(self, columns: Tensor, offsets: Tensor) -> Tensor:
        kept = self._kept(columns)
        seen = fn.dropout(fn.relu(self.features(columns, offsets, kept) + self.bias), DROPOUT, self.training)
        found: Tensor = (self.joined(seen) + self.said(columns, offsets, kept))[:, 0]
        return found

    def _kept(self, columns: Tensor) -> Tensor:
        if not self.training:
            return torch.ones(len(columns))
        return (torch.rand(len(columns)) > FEATURES_UNSEEN).float() / (1 - FEATURES_UNSEEN)

    def weights(self) -> dict[str, Any]:
        """As ``khabar.learned.choices`` reads them."""
        found = {name: value.numpy() for name, value in self.state_dict().items()}
        found["features.bias"] = found.pop("bias")
        return {name: value.astype(np.float16) for name, value in found.items()}


class Questions:
    """What ``choice_examples.py`` has written, without a fold and without questions that have no right answer."""

    def __init__(self, path: Path, left_out: int | None) -> None:
        arrays = dict(np.load(path))
        rows = np.split(arrays["columns"].astype(np.int64), arrays["lengths"].cumsum()[:-1])
        starts = np.flatnonzero(np.diff(arrays["claims"], prepend=-1))
        ends = [*starts[1:], len(rows)]
        self.rows, self.right, self.weights = [], [], []
        for n, (start, end) in enumerate(zip(starts, ends, strict=True)):
            right = arrays["right"][start:end]
            if arrays["folds"][n] != left_out and right.any():
                self.rows.append([torch.from_numpy(row) for row in rows[start:end]])
                self.right.append(torch.from_numpy(right))
                self.weights.append(float(arrays["weights"][n]))

    def loss(self, network: ChoiceNetwork, chosen: list[int]) -> Tensor:
        """How unlikely the network holds what is right, whichever of several it is."""
        rows = [row for n in chosen for row in self.rows[n]]
        offsets = torch.tensor([0, *(len(row) for row in rows[:-1])]).cumsum(0)
        told = network(torch.cat(rows), offsets).split([len(self.rows[n]) for n in chosen])
        missed = [
            self.weights[n] * (t.logsumexp(0) - t[self.right[n]].logsumexp(0))
            for n, t in zip(chosen, told, strict=True)
        ]
        return torch.stack(missed).mean()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=("grounds", "initiators"))
    parser.add_argument("--folder", type=Path, default=Path("build/learned"))
    parser.add_argument("--left-out", type=int, metavar="FOLD")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    network = ChoiceNetwork(len(json.loads((asked.folder / f"{asked.name}.json").read_text())["features"]))
    questions = Questions(asked.folder / f"{asked.name}.npz", asked.left_out)
    course = Course(EPOCHS, BATCH, RATE, DECAY)
    descend(network, lambda chosen: questions.loss(network, chosen.tolist()), len(questions.rows), course)
    out = SHIPPED / f"{asked.name}.npz" if asked.left_out is None else FOLDER / f"{asked.name}-{asked.left_out}.npz"
    write_arrays(out, network.eval().weights())


if __name__ == "__main__":
    main()
