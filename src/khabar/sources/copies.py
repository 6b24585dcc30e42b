"""Near copies of texts: MinHash proposes pairs, the aligned share of the shorter text decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zlib import crc32

import numpy as np
import numpy.typing as npt
from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]

from khabar.places.spelling import folded

RUN = 3
ALIGNED_RUN = 4
HASHES, BANDS, SEED = 256, 128, 42
LEAST_RUNS = 20
LEAST_SHARE = 0.2


def runs_of(text: str, size: int = RUN, equated: Mapping[str, str] | None = None) -> frozenset[str]:
    """All runs of ``size`` folded words, the words of ``equated`` replaced by what they are taken for."""
    words = folded(text).split()
    if equated:
        words = [equated.get(word, word) for word in words]
    return frozenset(" ".join(words[i : i + size]) for i in range(len(words) - size + 1))


def shared(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of the shorter text's runs that stand in the other one."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def near_copies(texts: Mapping[str, str], equated: Mapping[str, str] | None = None) -> list[tuple[str, str, float]]:
    """Pairs of ids (lower first, sorted) whose texts are near copies, also trimmed ones, with their shared part.

    Args:
        equated: words that a reprint exchanges for each other ("rebels", "terrorists"), each with one for all of them.
    """
    ids = sorted(texts)
    runs: list[npt.NDArray[np.uint32]] = []
    sketches: dict[int, RMinHash] = {}
    index = RMinHashLSH(threshold=0.1, num_perm=HASHES, num_bands=BANDS)
    found: list[tuple[str, str, float]] = []
    for n, text_id in enumerate(ids):
        told = runs_of(texts[text_id], ALIGNED_RUN, equated)
        own = _numbers(told)
        runs.append(own)
        if len(told) < LEAST_RUNS:
            continue
        sketch = RMinHash(num_perm=HASHES, seed=SEED)
        sketch.update(sorted(told))
        for m in sorted(set(index.query(sketch))):
            if sketch.jaccard(sketches[m]) < _hopeless(len(runs[m]), len(own)):
                continue
            part = len(np.intersect1d(runs[m], own, assume_unique=True)) / min(len(runs[m]), len(own))
            if part >= LEAST_SHARE:
                found.append((ids[m], text_id, round(part, 3)))
        index.insert(n, sketch)
        sketches[n] = sketch
    return sorted(found)


def _numbers(runs: Iterable[str]) -> npt.NDArray[np.uint32]:
    """Checksums of runs, sorted: a collection's runs as words would need more memory than its texts."""
    return np.unique(np.fromiter((crc32(run.encode()) for run in runs), np.uint32))


def _hopeless(a: int, b: int) -> float:
    """A likeness of sketches too low for texts of so many runs to share enough, three times less than then expected."""
    common = LEAST_SHARE * min(a, b)
    return common / (a + b - common) / 3
