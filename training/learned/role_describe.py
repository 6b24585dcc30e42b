"""Write ``roles.json``: the columns of the judge of roles, and from which probability on it takes a word for each role.

    python -m training.learned.role_describe

The bounds are those with the best F-measure on the judgements of the folds, each made without the wars that it is on.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from khabar.learned.judge import DATA
from khabar.learned.roles import DENSE, DESCRIPTION, ROLES, probabilities, read_weights
from training.learned.folds import FOLDER, FOLDS

BOUNDS = np.arange(0.2, 0.71, 0.02)
RECALL_COUNTS = {"initiator": 1.25, "target": 1.0, "place": 1.25, "source": 1.0}
"""A claim that misses who did it or where is of less use than one that has a party or place too many."""


def judged_left_out(arrays: Mapping[str, Any]) -> Any:
    """How likely each word has each role, by the judge that has not seen its war."""
    ends = arrays["lengths"].cumsum()
    found = np.zeros(arrays["roles"].shape, dtype=np.float32)
    for fold in range(FOLDS):
        rows = np.flatnonzero(arrays["folds"] == fold)
        columns = [arrays["columns"][ends[i] - arrays["lengths"][i] : ends[i]] for i in rows]
        sight = {name: arrays[name][rows].astype(np.float32) for name in DENSE}
        found[rows] = probabilities(read_weights(FOLDER / f"roles-{fold}.npz"), columns, sight)
    return found


def value_of(told: Any, taken: Any, recall_counts: float) -> float:
    """F-measure in which recall counts so many times as much as precision."""
    share = recall_counts**2
    return float((1 + share) * (told & taken).sum() / max(share * told.sum() + taken.sum(), 1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("build/learned"))
    asked = parser.parse_args()
    arrays = dict(np.load(asked.folder / "roles.npz"))
    judged, told = judged_left_out(arrays), arrays["roles"].astype(bool)
    least = {}
    for n, role in enumerate(ROLES):
        values = [value_of(told[:, n], judged[:, n] >= bound, RECALL_COUNTS[role]) for bound in BOUNDS]
        least[role] = round(float(BOUNDS[int(np.argmax(values))]), 2)
        f1 = value_of(told[:, n], judged[:, n] >= least[role], 1)
        print(f"{role}: from {least[role]} on, F1 {f1:.3f} on wars left out")
    features = json.loads((asked.folder / "roles.json").read_text())["features"]
    described = json.dumps({"features": features, "least": least}, indent=1, ensure_ascii=False)
    (DATA / DESCRIPTION).write_text(described + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
