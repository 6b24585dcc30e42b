"""What single words mean, as vectors: a table made once from a sentence encoder (``training/learned/meanings.py``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from thinc.api import NumpyOps

from khabar.learned.candidates import Floats


@dataclass(frozen=True, slots=True)
class Meanings:
    """``table``: a row of small whole numbers a word, to be multiplied by ``scale``; its last row, all zero, is that of
    every other word."""

    rows: dict[str, int]
    table: npt.NDArray[np.int8]
    scale: Floats

    @classmethod
    def read(cls, path: Path) -> Meanings:
        """Read an ``.npz`` with ``words`` (joined by line breaks), ``table`` and ``scale``."""
        with np.load(path, allow_pickle=False) as found:
            words = str(found["words"]).split("\n")
            table = np.vstack([found["table"], np.zeros((1, found["table"].shape[1]), np.int8)])
            return cls({word: row for row, word in enumerate(words)}, table, found["scale"].astype(np.float32))

    def of_words(self, lemmas: Sequence[str]) -> Floats:
        """Of each word, a row a word; zero where it is not known."""
        unknown = len(self.table) - 1
        found: Floats = self.table[[self.rows.get(lemma.lower(), unknown) for lemma in lemmas]] * self.scale
        return found

    def of_groups(self, lemmas: Sequence[str], groups: Sequence[Sequence[int]]) -> Floats:
        """The mean over the known words of each group, a row a group; zero where a group has none.

        Args:
            lemmas: of the passage.
            groups: token indices.
        """
        unknown = len(self.table) - 1
        rows = np.array([self.rows.get(lemma.lower(), unknown) for lemma in lemmas])
        known = rows != unknown
        pools = np.zeros((len(groups), len(lemmas)), np.float32)
        for number, group in enumerate(groups):
            for i in group:
                pools[number, i] += known[i]
        pools /= np.maximum(pools.sum(1, keepdims=True), 1)
        found: Floats = NumpyOps().gemm(pools, self.table[rows] * self.scale)
        return found
