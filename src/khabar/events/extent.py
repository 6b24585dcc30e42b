"""All of a place or a part of it: who says that it was taken whole, and who gives a share below that."""

from __future__ import annotations

from collections.abc import Collection

from khabar.events.figures import shown_bounds
from khabar.places.spelling import folded
from khabar.records import Claim, Quantity

TAKEN = frozenset({"territory_captured", "territory_transferred"})
NEARLY_ALL, ALL = 0.95, 0.99
WHOLE = "all of it"


def extent_of(claim: Claim, whole_words: Collection[str]) -> str | None:
    """``WHOLE``, or the share that a claim of taken ground tells; null where it tells neither."""
    if claim.event_type not in TAKEN:
        return None
    shares = [q for q in claim.quantities if q.kind == "share"]
    if any((q.min or 0) >= ALL for q in shares):
        return WHOLE
    parts = [q for q in shares if _is_part(q)]
    if parts:
        return shown_bounds(parts[0].min, parts[0].max)
    text = f" {folded(claim.evidence.text)} "
    return WHOLE if not shares and any(f" {word} " in text for word in whole_words) else None


def _is_part(share: Quantity) -> bool:
    return (share.min or 0) < NEARLY_ALL and (share.max is None or share.max < 1)
