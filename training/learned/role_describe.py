"""Write ``roles.json``, the columns of the judge of roles, and print how right it is on wars left out.

python -m training.learned.role_describe
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from khabar.learned.files import DATA
from khabar.learned.roles import DENSE, DESCRIPTION, ROLES, decided, probabilities, read_weights
from training.learned.folds import FOLDER, FOLDS


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


def f1(told: Any, taken: Any) -> float:
    return float(2 * (told & taken).sum() / max(told.sum() + taken.sum(), 1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("build/learned"))
    asked = parser.parse_args()
    arrays = dict(np.load(asked.folder / "roles.npz"))
    by_claim = np.split(judged_left_out(arrays), np.flatnonzero(np.diff(arrays["claims"])) + 1)
    told, taken = arrays["roles"].astype(bool), np.concatenate([decided(judged) for judged in by_claim])
    for n, role in enumerate(ROLES):
        print(f"{role}: F1 {f1(told[:, n], taken[:, n]):.3f} on wars left out")
    shutil.copyfile(asked.folder / "roles.json", DATA / DESCRIPTION)


if __name__ == "__main__":
    main()
