"""Rows of different lengths in flat arrays, and what two of them share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.integer[Any]]
Floats = npt.NDArray[np.floating[Any]]
Bools = npt.NDArray[np.bool_]
CELLS = 1 << 21
"""Most numbers of the table that shared items are looked up in."""


@dataclass(frozen=True, slots=True)
class Ragged:
    """Rows of items (numbers from 0), each with a weight above 0; no item stands twice in a row."""

    starts: Ints
    items: Ints
    weights: Floats

    @property
    def lengths(self) -> Ints:
        return np.diff(self.starts)

    @property
    def rows(self) -> Ints:
        """For each item the number of its row."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), self.lengths)

    def taken(self, rows: Ints) -> Ragged:
        """These rows, in their order."""
        _, at = spread(self.starts, rows)
        return Ragged(starts_of(self.lengths[rows]), self.items[at], self.weights[at])

    def weighted(self, weights: Floats) -> Ragged:
        return Ragged(self.starts, self.items, weights)


class Collector:
    """Takes rows one by one into flat arrays."""

    def __init__(self) -> None:
        self._lengths: list[int] = []
        self._parts: list[Ints] = []
        self._pending: list[int] = []

    def add(self, row: Iterable[int]) -> None:
        before = len(self._pending)
        self._pending.extend(row)
        self._lengths.append(len(self._pending) - before)
        if len(self._pending) > CELLS:
            self._flush()

    def done(self) -> Ragged:
        self._flush()
        items = np.concatenate([np.empty(0, np.int32), *self._parts])
        return Ragged(starts_of(np.array(self._lengths, np.int64)), items, np.ones(len(items), np.float32))

    def _flush(self) -> None:
        self._parts.append(np.array(self._pending, np.int32))
        self._pending.clear()


def starts_of(lengths: Ints) -> Ints:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)])


def spread(starts: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """All items of some rows: for each its place in ``rows`` and its place in the flat arrays."""
    first = starts[rows]
    lengths = starts[rows + 1] - first
    owner = np.repeat(np.arange(len(rows)), lengths)
    offsets = np.repeat(first - np.concatenate([[0], np.cumsum(lengths)[:-1]]) if len(rows) else first, lengths)
    return owner, np.arange(len(owner)) + offsets


def crossed(starts: Ints, i: Ints, j: Ints) -> tuple[Ints, Ints, Ints]:
    """Every item of row i with every item of row j: the pair's number, and the places of both items."""
    pair, x = spread(starts, i)
    turn, y = spread(starts, j[pair])
    return pair[turn], x[turn], y


def shared(a: Ragged, b: Ragged, i: Ints, j: Ints, width: int) -> tuple[Ints, Floats]:
    """The items that row i of ``a`` and row j of ``b`` have both.

    Args:
        i, j: rows, pair by pair; quick where ``i`` is sorted.
        width: above the greatest item.

    Returns:
        For each shared item the number of its pair (ascending) and the product of its weights.
    """
    pairs: list[Ints] = [np.empty(0, np.int64)]
    products: list[Floats] = [np.empty(0)]
    rows_at_once = max(1, CELLS // max(1, width))
    table = np.zeros((min(rows_at_once, len(i)), width), np.float32)
    for first, last, rows, local in _runs(i, rows_at_once):
        owner, at = spread(a.starts, rows)
        table[owner, a.items[at]] = a.weights[at]
        pair, there = spread(b.starts, j[first:last])
        found = table[local[pair], b.items[there]]
        hit = np.flatnonzero(found)
        pairs.append(pair[hit] + first)
        products.append(found[hit].astype(np.float64) * b.weights[there[hit]])
        table[owner, a.items[at]] = 0
    return np.concatenate(pairs), np.concatenate(products)


def _runs(i: Ints, most: int) -> Iterator[tuple[int, int, Ints, Ints]]:
    """Stretches of pairs with at most so many different rows: first, last, the rows, and for each pair which it is."""
    if not len(i):
        return
    changes = np.flatnonzero(np.diff(i)) + 1
    starts = np.concatenate([[0], changes])
    number = np.zeros(len(i), np.int64)
    number[changes] = 1
    number = np.cumsum(number)
    for at in range(0, len(starts), most):
        first = int(starts[at])
        last = int(starts[at + most]) if at + most < len(starts) else len(i)
        yield first, last, i[starts[at : at + most]], number[first:last] - at


def sums(pairs: Ints, values: Floats, count: int) -> Floats:
    found: Floats = np.bincount(pairs, weights=values, minlength=count).astype(np.float64)
    return found


def greatest(pairs: Ints, values: Floats, count: int) -> Floats:
    """The greatest value of each pair, 0 where it has none; ``pairs`` ascending."""
    found = np.zeros(count)
    if len(pairs):
        first = np.concatenate([[0], np.flatnonzero(np.diff(pairs)) + 1])
        found[pairs[first]] = np.maximum.reduceat(values, first)
    return found
