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
PAIRS_AT_ONCE = 1 << 12


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


def shared(a: Ragged, b: Ragged, i: Ints, j: Ints, width: int) -> tuple[Floats, Floats]:
    """Of what row i of ``a`` and row j of ``b`` have both, the sum and the greatest of the products of weights.

    Args:
        i, j: rows, pair by pair; quick where ``i`` is sorted.
        width: above the greatest item.
    """
    total, most = np.zeros(len(i)), np.zeros(len(i))
    rows_at_once = max(1, CELLS // max(1, width))
    table = np.zeros(min(rows_at_once, len(i)) * width, np.float32)
    for first, last, rows, local in _stretches(i, rows_at_once):
        owner, at = spread(a.starts, rows)
        filled = owner * width + a.items[at]
        table[filled] = a.weights[at]
        begin = b.starts[j[first:last]]
        lengths = b.starts[j[first:last] + 1] - begin
        before = np.cumsum(lengths) - lengths
        there = np.repeat(begin - before, lengths)
        there += np.arange(len(there))
        where = np.repeat(local * width, lengths)
        where += b.items.take(there)
        product = table.take(where) * b.weights.take(there)
        some = np.flatnonzero(lengths)
        if len(some):
            total[first + some] = np.add.reduceat(product, before[some], dtype=np.float64)
            most[first + some] = np.maximum.reduceat(product, before[some])
        table[filled] = 0
    return total, most


def _stretches(i: Ints, most: int) -> Iterator[tuple[int, int, Ints, Ints]]:
    """Stretches of not too many pairs and rows: first, last, the rows, and for each pair which of them it has."""
    changes = np.concatenate([[True], np.diff(i) != 0])[: len(i)]
    number, starts = np.cumsum(changes) - 1, np.flatnonzero(changes)
    first = 0
    while first < len(i):
        at = int(number[first])
        last = min(len(i), first + PAIRS_AT_ONCE)
        if at + most < len(starts):
            last = min(last, int(starts[at + most]))
        local = number[first:last] - at
        yield first, last, i[starts[at : at + int(local[-1]) + 1]], local
        first = last


def sums(pairs: Ints, values: Floats, count: int) -> Floats:
    found: Floats = np.bincount(pairs, weights=values, minlength=count).astype(np.float64)
    return found
