"""Which judged candidates become claims: those likely enough, and of doubles the likeliest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from khabar.learned.candidates import Candidate, Judgement, Proposals

DOUBLE = 0.7
"""Clauses that share this much of their words tell one event."""


class Chooser(Protocol):
    """Decides what becomes a claim."""

    def claims_of(self, passages: Sequence[Proposals]) -> Sequence[Mapping[Candidate, Judgement]]: ...


def chosen(
    candidates: Sequence[Candidate], judged: Mapping[Candidate, Judgement], least: float
) -> dict[Candidate, Judgement]:
    """The candidates of one passage that become claims, in order.

    Args:
        least: the weight from which on a candidate becomes one.
    """
    likely = sorted((c for c in candidates if judged[c].weight >= least), key=lambda c: (-judged[c].weight, c.word))
    kept: list[Candidate] = []
    for c in likely:
        if all(shared(c, other) < DOUBLE for other in kept):
            kept.append(c)
    return {c: judged[c] for c in sorted(kept, key=lambda c: c.word)}


def shared(a: Candidate, b: Candidate) -> float:
    """Words in both clauses over words in either."""
    both = min(a.hi, b.hi) - max(a.lo, b.lo)
    return both / (max(a.hi, b.hi) - min(a.lo, b.lo)) if both > 0 else 0.0
