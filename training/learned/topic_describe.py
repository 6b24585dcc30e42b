"""Write the words of the judge of topics and from which likelihood on a text is read, found on wars left out.

python -m training.learned.topic_describe
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from khabar.learned.files import DATA
from khabar.learned.topic import FEWEST, NAME, TopicJudge
from training.learned.folds import FOLDER, FOLDS

MOST_LOST = 0.001
"""Of all gold claims, that stand in reports which the judge would not read."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("build/learned"))
    asked = parser.parse_args()
    arrays = dict(np.load(asked.folder / f"{NAME}.npz"))
    judges = [_judge(FOLDER / f"{NAME}-{fold}.npz") for fold in range(FOLDS)]
    rows = np.split(arrays["columns"], arrays["lengths"].cumsum()[:-1])
    found = np.array(
        [
            judges[fold].likelihood(row.tolist()) if len(row) >= FEWEST else 1.0
            for fold, row in zip(arrays["folds"], rows, strict=True)
        ]
    )
    claims, order = arrays["claims"], np.argsort(found)
    lost = claims[order].cumsum() / claims.sum()
    least = round(float(found[order][np.searchsorted(lost, MOST_LOST)]), 3)
    left_out, empty = found < least, claims == 0
    words = json.loads((asked.folder / f"{NAME}.json").read_text(encoding="utf-8"))["words"]
    (DATA / f"{NAME}.json").write_text(json.dumps({"words": words, "least": least}) + "\n", encoding="utf-8")
    print(
        f"read from {least}: {(left_out & empty).sum()} of {empty.sum()} reports without a claim are left out, and "
        f"{(left_out & ~empty).sum()} of {(~empty).sum()} others with {claims[left_out].sum()} of {claims.sum()} claims"
    )


def _judge(path: Path) -> TopicJudge:
    with np.load(path, allow_pickle=False) as model:
        return TopicJudge(model["weights"].astype(np.float32), float(model["bias"][0]), {}, 0.0)


if __name__ == "__main__":
    main()
