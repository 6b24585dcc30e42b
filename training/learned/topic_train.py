"""Train the judge of topics. Needs torch (training/requirements.txt), not khabar.

    python -m training.learned.topic_train                all examples: src/khabar/learned/data, to ship
    python -m training.learned.topic_train --left-out 2   without a fold: training/learned/left_out

A logistic regression: it has one solution, whatever it begins with. Seconds each.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as fn
from torch import Tensor

from training.learned.arrays import write_arrays
from training.learned.folds import FOLDER

SHIPPED = Path("src/khabar/learned/data")
STRENGTH = 10.0
"""Of the examples beside the wish for small weights."""
STEPS = 400


def solved(rows: list[Tensor], right: Tensor) -> tuple[Tensor, Tensor]:
    """Weights and bias; both kinds of texts count the same together, however many there are of each."""
    weights = torch.zeros(1 + max(int(row.max()) for row in rows), dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    flat, offsets = torch.cat(rows), torch.tensor([0, *(len(row) for row in rows[:-1])]).cumsum(0)
    scale = torch.tensor([len(row) for row in rows], dtype=torch.float64).sqrt()
    share = torch.where(right > 0, len(right) / (2 * right.sum()), len(right) / (2 * (1 - right).sum()))
    optimiser = torch.optim.LBFGS([weights, bias], max_iter=STEPS, line_search_fn="strong_wolfe", tolerance_change=1e-9)

    def loss() -> Tensor:
        optimiser.zero_grad()
        told = fn.embedding_bag(flat, weights[:, None], offsets, mode="sum")[:, 0] / scale + bias
        missed = fn.binary_cross_entropy_with_logits(told, right, share, reduction="sum")
        total: Tensor = STRENGTH * missed + weights.square().sum() / 2
        total.backward()
        return total

    optimiser.step(loss)
    return weights.detach(), bias.detach()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("build/learned"))
    parser.add_argument("--left-out", type=int, metavar="FOLD")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    arrays = dict(np.load(asked.folder / "topic.npz"))
    rows = np.split(arrays["columns"], arrays["lengths"].cumsum()[:-1])
    taken = [n for n, fold in enumerate(arrays["folds"]) if fold != asked.left_out and len(rows[n])]
    right = torch.tensor([float(arrays["claims"][n] > 0) for n in taken], dtype=torch.float64)
    weights, bias = solved([torch.from_numpy(rows[n]) for n in taken], right)
    out = np.zeros(int(arrays["columns"].max()) + 1, dtype=np.float16)
    out[: len(weights)] = weights.numpy().astype(np.float16)
    path = SHIPPED / "topic.npz" if asked.left_out is None else FOLDER / f"topic-{asked.left_out}.npz"
    write_arrays(path, {"weights": out, "bias": bias.numpy().astype(np.float32)})


if __name__ == "__main__":
    main()
