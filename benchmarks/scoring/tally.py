"""Counters: what was found, what was too much, what was missed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Matches:
    """Counts behind precision, recall and F1 (0 to 1; 0 where there is nothing to divide by)."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def judge(self, right: bool) -> None:
        """Count a pair: a right one once, a wrong one as too much and as missed."""
        if right:
            self.right += 1
        else:
            self.extra += 1
            self.missed += 1

    @property
    def total(self) -> int:
        """How many gold has."""
        return self.right + self.missed

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.extra) if self.right + self.extra else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.total if self.total else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Share:
    """How many of those looked at are right; ``value`` is None where none was looked at."""

    right: int = 0
    total: int = 0

    def judge(self, right: bool) -> None:
        self.right += right
        self.total += 1

    @property
    def value(self) -> float | None:
        return self.right / self.total if self.total else None
