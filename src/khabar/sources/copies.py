"""Near copies of texts: MinHash proposes pairs, the aligned share of the shorter text decides."""

from __future__ import annotations

from collections.abc import Mapping

from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]

from khabar.places.spelling import fold

RUN = 3
ALIGNED_RUN = 4
HASHES, BANDS, SEED = 256, 128, 42
LEAST_RUNS = 20
LEAST_SHARE = 0.2


def runs_of(text: str, size: int = RUN, equated: Mapping[str, str] | None = None) -> frozenset[str]:
    """All runs of ``size`` folded words, the words of ``equated`` replaced by what they are taken for."""
    words = fold(text).split()
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
    runs = [runs_of(texts[i], ALIGNED_RUN, equated) for i in ids]
    index = RMinHashLSH(threshold=0.1, num_perm=HASHES, num_bands=BANDS)
    found: list[tuple[str, str, float]] = []
    for n, own in enumerate(runs):
        if len(own) < LEAST_RUNS:
            continue
        sketch = RMinHash(num_perm=HASHES, seed=SEED)
        sketch.update(sorted(own))
        for m in sorted(set(index.query(sketch))):
            part = shared(runs[m], own)
            if part >= LEAST_SHARE:
                found.append((ids[m], ids[n], round(part, 3)))
        index.insert(n, sketch)
    return sorted(found)
