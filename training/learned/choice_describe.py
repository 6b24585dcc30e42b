"""Write the columns of a judge that chooses one of several, and print how right it is on wars left out.

python -m training.learned.choice_describe grounds
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np

from khabar.learned.choices import likely, read_choice_weights
from khabar.learned.files import DATA
from training.learned.folds import FOLDER, FOLDS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=("grounds", "initiators"))
    parser.add_argument("--folder", type=Path, default=Path("build/learned"))
    asked = parser.parse_args()
    arrays = dict(np.load(asked.folder / f"{asked.name}.npz"))
    by_fold = [read_choice_weights(FOLDER / f"{asked.name}-{fold}.npz") for fold in range(FOLDS)]
    rows = np.split(arrays["columns"], arrays["lengths"].cumsum()[:-1])
    starts = np.flatnonzero(np.diff(arrays["claims"], prepend=-1))
    right = []
    for n, (start, end) in enumerate(zip(starts, [*starts[1:], len(rows)], strict=True)):
        told = arrays["right"][start:end]
        if not told[-1] and end > start + 1:
            found = likely(by_fold[arrays["folds"][n]], [row.tolist() for row in rows[start:end]])
            right.append(bool(told[int(found[:-1].argmax())]))
    print(f"the likeliest candidate is right for {np.mean(right):.3f} of {len(right)} claims that have one")
    shutil.copyfile(asked.folder / f"{asked.name}.json", DATA / f"{asked.name}.json")


if __name__ == "__main__":
    main()
