"""Write ``model.json``: what the columns of the judge mean, from when on it makes a claim, how sure it then is.

    python -m training.learned.describe

Confidence is calibrated on the judgements of the folds, each made without the wars that it is on.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from khabar.learned.files import DATA
from khabar.learned.judge import DESCRIPTION
from khabar.learned.network import Panel
from khabar.learned.sight import Sight
from training.learned import LEAST
from training.learned.folds import FOLDER, FOLDS

CERTAIN = 1e-4
RIDGE = 1e-3


def judged_left_out(folder: Path) -> tuple[Any, Any]:
    """The best type's probability of what becomes a claim, and whether it is right."""
    examples = dict(np.load(folder / "examples.npz"))
    probabilities, right = [], []
    for fold in range(FOLDS):
        rows = np.flatnonzero(examples["folds"] == fold)
        given = (examples[name][rows].astype(np.float32) for name in ("features", "context", "meanings"))
        types, _ = Panel.read(FOLDER / f"fold-{fold}.npz").probabilities(Sight(*given))
        best = types[:, 1:].max(1)
        likely = (best + 1 - types[:, 0]) / 2 >= LEAST
        probabilities.append(best[likely])
        right.append((types[:, 1:].argmax(1) + 1 == examples["types"][rows])[likely])
    return np.concatenate(probabilities).astype(float), np.concatenate(right).astype(float)


def calibrated(probabilities: Any, right: Any) -> tuple[float, float]:
    """Slope and intercept of "right" over the logit of a probability (Platt scaling), by Newton's method."""
    sure = probabilities.clip(CERTAIN, 1 - CERTAIN)
    table = np.stack([np.log(sure / (1 - sure)), np.ones_like(sure)], 1)
    weights = np.zeros(2)
    for _ in range(25):
        p = 1 / (1 + np.exp(-table @ weights))
        curved = (table * (p * (1 - p))[:, None]).T @ table + RIDGE * np.eye(2)
        weights -= np.linalg.solve(curved, table.T @ (p - right) + RIDGE * weights)
    return round(float(weights[0]), 3), round(float(weights[1]), 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("build/learned"))
    asked = parser.parse_args()
    meaning = json.loads((asked.folder / "meaning.json").read_text())
    confidence = calibrated(*judged_left_out(asked.folder))
    description = meaning | {"least": LEAST, "confidence": confidence}
    (DATA / DESCRIPTION).write_text(json.dumps(description, indent=1) + "\n", encoding="utf-8")
    print(f"from {LEAST} on a candidate becomes a claim; confidence {confidence}")


if __name__ == "__main__":
    main()
