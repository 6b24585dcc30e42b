"""Make the trained judge what khabar ships: int8 ONNX, the vocabulary, and what the columns mean.

    python -m training.learned.export [--out src/khabar/learned/data]

Confidence is calibrated on the judgements of the folds, each made without the war that it is on.
"""

from __future__ import annotations

import argparse
import json
import shutil
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.learned import LEAST
from training.learned.network import Judge, Shipped
from training.learned.train import EPOCHS, FROZEN, SEED, encoder_folder

CERTAIN = 1e-4
RIDGE = 1e-3


def load_judge(folder: Path, meaning: dict[str, Any], name: str = "model") -> Judge:
    judge = Judge(meaning["features"], meaning["event_types"], meaning["modalities"])
    judge.load_state_dict(torch.load(folder / f"{name}.pt", weights_only=True))
    return judge.eval()


def export(judge: Judge, path: Path, features: int) -> None:
    """Write the network, weights as 8-bit numbers."""
    whole = path.with_suffix(".float.onnx")
    given = (torch.tensor([101, 2000, 2001, 102]), torch.full((2, 3, 4), 0.25), torch.zeros(2, features))
    pieces, candidates = torch.export.Dim("pieces", min=3, max=512), torch.export.Dim("candidates", min=1, max=4096)
    shapes = ({0: pieces}, {0: candidates, 2: pieces}, {0: candidates})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Shipped(judge).eval(),
            given,
            str(whole),
            input_names=["ids", "pools", "features"],
            output_names=["types", "modalities"],
            dynamic_shapes=shapes,
            dynamo=True,
            external_data=False,
            verbose=False,
        )
    quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    whole.unlink()


def calibrated(folder: Path, types: Any) -> tuple[float, float]:
    """Slope and intercept of "right" over the logit of the best type's probability, of those that become claims."""
    logits, right = [], []
    for path in sorted(folder.glob("fold-*.npz")):
        found = np.load(path)
        best = found["types"][:, 1:].max(1).clip(CERTAIN, 1 - CERTAIN).astype(float)
        likely = (best + 1 - found["types"][:, 0]) / 2 >= LEAST
        logits.append(np.log(best / (1 - best))[likely])
        right.append((found["types"][:, 1:].argmax(1) + 1 == types[found["rows"]])[likely])
    x, y = np.concatenate(logits), np.concatenate(right).astype(float)
    weights = np.zeros(2)
    table = np.stack([x, np.ones_like(x)], 1)
    for _ in range(25):
        p = 1 / (1 + np.exp(-table @ weights))
        curved = (table * (p * (1 - p))[:, None]).T @ table + RIDGE * np.eye(2)
        weights -= np.linalg.solve(curved, table.T @ (p - y) + RIDGE * weights)
    return round(float(weights[0]), 3), round(float(weights[1]), 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("build/learned"))
    parser.add_argument("--out", type=Path, default=Path("src/khabar/learned/data"))
    asked = parser.parse_args()
    meaning = json.loads((asked.folder / "meaning.json").read_text())
    asked.out.mkdir(parents=True, exist_ok=True)
    export(load_judge(asked.folder, meaning), asked.out / "model.onnx", len(meaning["features"]))
    shutil.copyfile(encoder_folder() / "vocab.txt", asked.out / "vocab.txt")
    types = np.load(asked.folder / "examples.npz")["types"]
    description = meaning | {
        "least": LEAST,
        "confidence": calibrated(asked.folder, types),
        "made": {"encoder": "all-MiniLM-L6-v2", "epochs": EPOCHS, "frozen_layers": FROZEN, "seed": SEED},
    }
    (asked.out / "model.json").write_text(json.dumps(description, indent=1) + "\n")
    print(f"{(asked.out / 'model.onnx').stat().st_size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
