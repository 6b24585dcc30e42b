"""Which candidate is which gold claim: one to one, the best fit first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.scoring import GoldClaim
from benchmarks.scoring.pairing import LEAST_OVERLAP, overlap
from khabar.claims.analysis import PassageAnalysis
from khabar.learned import Candidate
from khabar.records import Span

HALF = 0.5
DEEPER = 0.24
"""What the deepest word loses: of nested clauses the upper one is meant more often."""


@dataclass(frozen=True, slots=True)
class Place:
    """A candidate with the report's offsets of its word, its clause and all that hangs from its verb."""

    candidate: Candidate
    word: Span
    clause: Span
    below: Span


def place(candidate: Candidate, analysis: PassageAnalysis, text: str) -> Place:
    tree = analysis.tree
    below = sorted(tree.subtree(candidate.verb))

    def span(lo: int, hi: int) -> Span:
        return analysis.passage.span(text, tree.idx[lo], tree.end_char(hi - 1))

    c = candidate
    return Place(c, span(c.word, c.word + 1), span(c.lo, c.hi), span(below[0], below[-1] + 1))


def matched(gold: Sequence[GoldClaim], places: Sequence[Place]) -> dict[Candidate, GoldClaim]:
    """The candidates that assert a gold claim."""
    offers = [(fit(told, found), i, j) for i, told in enumerate(gold) for j, found in enumerate(places)]
    labels: dict[Candidate, GoldClaim] = {}
    taken: set[int] = set()
    for value, i, j in sorted(offers, key=lambda offer: (-offer[0], offer[1:])):
        candidate = places[j].candidate
        if value > 0 and i not in taken and candidate not in labels:
            labels[candidate] = gold[i]
            taken.add(i)
    return labels


def fit(told: GoldClaim, found: Place) -> float:
    """How well a candidate fits a gold claim; 0 where it cannot be it."""
    evidence, kind = told.claim.evidence, told.claim.event_type
    inside = (evidence.start or 0) <= (found.word.start or 0) < (evidence.end or 0)
    paired, under = overlap(evidence, found.clause), shared(evidence, found.below)
    if paired < LEAST_OVERLAP and not (inside and under > HALF):
        return 0.0
    features = found.candidate.features
    value = paired / 2 + max(shared(evidence, found.clause), 0.9 * under) + 0.4 * inside
    value -= DEEPER * features["depth"] + 0.1 * ("pos=AUX" in features)
    if f"claimed={kind}" in features:
        value += 0.6
    elif "claimed=none" not in features:
        value += 0.25
    elif f"found={kind}" in features:
        value += 0.3
    return value + 0.3 * (f"word:{kind}" in features or f"verb:{kind}" in features)


def shared(a: Span, b: Span) -> float:
    """Characters in both over characters from the first to the last of either."""
    a_start, a_end, b_start, b_end = a.start or 0, a.end or 0, b.start or 0, b.end or 0
    both = min(a_end, b_end) - max(a_start, b_start)
    return both / (max(a_end, b_end) - min(a_start, b_start)) if both > 0 else 0.0
