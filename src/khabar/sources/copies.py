"""Near copies of texts: MinHash proposes pairs, the share of common word runs decides."""

from __future__ import annotations

from collections.abc import Mapping

from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]

from khabar.places.spelling import fold

RUN = 3
HASHES, BANDS, SEED = 128, 64, 42
LEAST_RUNS = 20
LEAST_SHARE = 0.5


def runs_of(text: str, size: int = RUN) -> frozenset[str]:
    """All runs of ``size`` folded words."""
    words = fold(text).split()
    return frozenset(" ".join(words[i : i + size]) for i in range(len(words) - size + 1))


def shared(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of the shorter text's runs that stand in the other one."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def near_copies(texts: Mapping[str, str]) -> list[tuple[str, str, float]]:
    """Pairs of ids (lower first, sorted) whose texts are near copies, also trimmed ones, with their shared part."""
    ids = sorted(texts)
    runs = [runs_of(texts[i]) for i in ids]
    sketches: dict[int, RMinHash] = {}
    index = RMinHashLSH(threshold=0.1, num_perm=HASHES, num_bands=BANDS)
    found: list[tuple[str, str, float]] = []
    for n, own in enumerate(runs):
        if len(own) < LEAST_RUNS:
            continue
        sketch = sketches[n] = RMinHash(num_perm=HASHES, seed=SEED)
        sketch.update(sorted(own))
        for m in sorted(set(index.query(sketch))):
            part = shared(runs[m], own)
            if part >= LEAST_SHARE:
                found.append((ids[m], ids[n], round(part, 3)))
        index.insert(n, sketch)
    return sorted(found)
