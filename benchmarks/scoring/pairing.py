"""Which claim, and which words, of one side answer to which of the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from khabar.records import Claim

LEAST_OVERLAP = 0.3
"""Of the evidence: shared characters over all characters of both."""
MOSTLY_INSIDE = 0.6
"""Evidence that lies in the other to this share pairs fully, if it covers a quarter of it."""
NOT_TOO_SHORT = 0.25


class Words(Protocol):
    """Words of a report, or words alone."""

    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...


G = TypeVar("G", bound=Words)
F = TypeVar("F", bound=Words)


def overlap(a: Words, b: Words) -> float:
    """How far two spans are the same, 0 to 1."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return 0.0
    shared = min(a.end, b.end) - max(a.start, b.start)
    if shared <= 0:
        return 0.0
    shorter, longer = sorted((a.end - a.start, b.end - b.start))
    if shared >= MOSTLY_INSIDE * shorter and shared >= NOT_TOO_SHORT * longer:
        return 1.0
    return shared / (shorter + longer - shared)


def touching(a: Words, b: Words) -> bool:
    """Whether two mentions share a character, or say the same."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return bool(a.text) and a.text == b.text
    return (a.start < b.end and b.start < a.end) or a.text.lower() == b.text.lower()


def pair_claims(gold: Sequence[Claim], found: Sequence[Claim]) -> list[tuple[int, int]]:
    """Index pairs, each claim at most once: same type first, then the most overlap, then the nearest beginning."""
    offers = []
    for i, ours in enumerate(gold):
        for j, theirs in enumerate(found):
            extent = overlap(ours.evidence, theirs.evidence)
            if extent >= LEAST_OVERLAP:
                apart = abs((ours.evidence.start or 0) - (theirs.evidence.start or 0))
                offers.append((ours.event_type == theirs.event_type, extent, -apart, i, j))
    pairs: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for *_, i, j in sorted(offers, reverse=True):
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((i, j))
    return pairs


def pair_mentions(gold: Sequence[G], found: Sequence[F]) -> list[tuple[G, F]]:
    """Each gold mention with the first one left that touches it."""
    left = list(range(len(found)))
    pairs = []
    for mention in gold:
        match = next((k for k in left if touching(mention, found[k])), None)
        if match is not None:
            left.remove(match)
            pairs.append((mention, found[match]))
    return pairs
