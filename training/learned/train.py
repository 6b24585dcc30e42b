"""Train the learned judge. Needs torch (training/requirements.txt), not khabar.

    python -m training.learned.train                all examples: the judge to ship, src/khabar/learned/data/model.npz
    python -m training.learned.train --left-out 2   without a fold: training/learned/left_out/fold-2.npz

The same seed gives the same judge on the same machine; two minutes each.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as fn
from torch import Tensor

from training.learned.arrays import write_arrays
from training.learned.descent import Course, descend
from training.learned.folds import FOLDER
from training.learned.network import HIDDEN, Network

SHIPPED = Path("src/khabar/learned/data/model.npz")
EPOCHS, BATCH = 12, 256
SEEDS = (1, 2, 3)
"""Of the networks whose mean the judge is."""
RATE, DECAY = 2e-3, 0.02
SMOOTHING, MODALITY_SHARE, RULES_UNHEARD = 0.05, 0.3, 0.15
"""``RULES_UNHEARD``: share of candidates that are shown without what the rules say, so that the words count too."""
RULES = ("claimed=", "found=", "kept")
LEAST_SPREAD = 1e-3
PARTS = tuple(HIDDEN)


class Examples:
    """What ``examples.py`` has written, as tensors, without a fold."""

    def __init__(self, folder: Path, left_out: int | None) -> None:
        arrays = dict(np.load(folder / "examples.npz"))
        kept = arrays["folds"] != (-2 if left_out is None else left_out)
        context = arrays["context"].astype(np.float32)
        self.mean, self.spread = context[kept].mean(0), context[kept].std(0) + LEAST_SPREAD
        arrays["context"] = (context - self.mean) / self.spread
        self.given = {name: torch.from_numpy(arrays[name][kept].astype(np.float32)) for name in PARTS}
        self.types = torch.from_numpy(arrays["types"][kept])
        self.modalities = torch.from_numpy(arrays["modalities"][kept])
        self.weights = torch.from_numpy(arrays["weights"][kept].astype(np.float32))

    def __len__(self) -> int:
        return len(self.types)


def loss_of(network: Network, examples: Examples, rows: Tensor, rule_columns: Tensor) -> Tensor:
    given = {name: part[rows] for name, part in examples.given.items()}
    heard = (torch.rand(len(rows), 1) > RULES_UNHEARD).float()
    given["features"] = given["features"] * torch.where(rule_columns, heard, 1.0)
    types, modalities = network(given)
    weights = examples.weights[rows]
    missed = fn.cross_entropy(types, examples.types[rows], reduction="none", label_smoothing=SMOOTHING)
    loss = (missed * weights).sum() / weights.sum()
    events = examples.modalities[rows] >= 0
    if events.any():
        loss = loss + MODALITY_SHARE * fn.cross_entropy(modalities[events], examples.modalities[rows][events])
    return loss


def learn(network: Network, examples: Examples, features: list[str], epochs: int) -> None:
    rule_columns = torch.tensor([name.startswith(RULES) for name in features])
    course = Course(epochs, BATCH, RATE, DECAY)
    descend(network, lambda rows: loss_of(network, examples, rows, rule_columns), len(examples), course)


def trained(seed: int, examples: Examples, names: Sequence[list[str]], epochs: int) -> dict[str, Any]:
    """Weights of one network; ``names`` are those of features, event types and modalities."""
    torch.manual_seed(seed)
    network = Network(*names, {name: part.shape[1] for name, part in examples.given.items()})
    learn(network, examples, names[0], epochs)
    network.eval().trust_rules(names[0], names[1])
    return network.weights(examples.mean, examples.spread)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("build/learned"))
    parser.add_argument("--left-out", type=int, metavar="FOLD")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    meaning = json.loads((asked.folder / "meaning.json").read_text())
    examples = Examples(asked.folder, asked.left_out)
    names = [meaning[name] for name in ("features", "event_types", "modalities")]
    members = [trained(seed, examples, names, asked.epochs) for seed in SEEDS]
    out = SHIPPED if asked.left_out is None else FOLDER / f"fold-{asked.left_out}.npz"
    write_arrays(out, {name: np.stack([member[name] for member in members]) for name in members[0]})


if __name__ == "__main__":
    main()
