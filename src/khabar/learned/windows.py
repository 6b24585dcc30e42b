"""Stretches of whole sentences that the encoder reads at once, each with the sentence before where that fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from khabar.learned.candidates import Candidate, Proposals
from khabar.learned.pieces import Pieces

LONGEST = 128
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Window:
    """``ids``: pieces; ``spans``: per candidate begin and end of its word, its verb, its clause; ``features``: per
    candidate."""

    candidates: tuple[Candidate, ...]
    ids: npt.NDArray[np.int64]
    spans: npt.NDArray[np.int64]
    features: Floats

    @property
    def pools(self) -> Floats:
        """Weights over the pieces that average each span."""
        at = np.arange(len(self.ids))
        inside = (at >= self.spans[..., :1]) & (at < self.spans[..., 1:])
        pools: Floats = (inside / np.maximum(inside.sum(-1, keepdims=True), 1)).astype(np.float32)
        return pools


def windows(proposals: Proposals, pieces: Pieces, columns: Mapping[str, int]) -> Iterator[Window]:
    """The windows of a passage that hold candidates.

    Args:
        columns: name of a feature → its column; others are left out.
    """
    cut = [pieces.of(word) for word in proposals.words]
    sizes = [sum(len(cut[i]) for i in range(*sentence)) for sentence in proposals.sentences]
    for first, last in _groups(sizes):
        found = tuple(c for c in proposals.candidates if first <= c.sentence < last)
        if not found:
            continue
        before = first > 0 and sum(sizes[first - 1 : last]) <= LONGEST - 2
        begin = proposals.sentences[first - before][0]
        end = proposals.sentences[last - 1][1]
        ids, starts = _laid_out(cut[begin:end], pieces)
        yield Window(found, ids, _spans(found, begin, starts), _features(found, columns))


def _groups(sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Ranges of sentences that fit together."""
    first = total = 0
    for number, size in enumerate(sizes):
        if number > first and total + size > LONGEST - 2:
            yield first, number
            first, total = number, 0
        total += size
    if sizes:
        yield first, len(sizes)


def _laid_out(cut: Sequence[tuple[int, ...]], pieces: Pieces) -> tuple[npt.NDArray[np.int64], list[int]]:
    """The ids between opening and closing mark, and where each word starts; what is too long is cut off."""
    ids, starts = [pieces.opening], []
    for of_word in cut:
        starts.append(min(len(ids), LONGEST - 1))
        ids.extend(of_word)
    starts.append(min(len(ids), LONGEST - 1))
    return np.array([*ids[: LONGEST - 1], pieces.closing], dtype=np.int64), starts


def _spans(found: Sequence[Candidate], begin: int, starts: Sequence[int]) -> npt.NDArray[np.int64]:
    last = len(starts) - 1
    ranges = [((c.word, c.word + 1), (c.verb, c.verb + 1), (c.lo, c.hi)) for c in found]
    told = [[(starts[max(lo - begin, 0)], starts[min(hi - begin, last)]) for lo, hi in of_one] for of_one in ranges]
    return np.array(told, dtype=np.int64)


def _features(found: Sequence[Candidate], columns: Mapping[str, int]) -> Floats:
    table: Floats = np.zeros((len(found), len(columns)), dtype=np.float32)
    for row, c in enumerate(found):
        for name, value in c.features.items():
            if name in columns:
                table[row, columns[name]] = value
    return table
