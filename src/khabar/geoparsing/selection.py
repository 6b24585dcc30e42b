"""Which mentions are kept once it is known what they would mean."""

from __future__ import annotations

from khabar.places import Resolution, Toponym
from khabar.records import ToponymUse

SURE_BARE = 0.55
SURE_EMBEDDED = 0.45
SURE_WITHOUT_PLACE = 0.5


def is_kept(toponym: Toponym, resolution: Resolution) -> bool:
    """A name that nothing marks as a place's is one only where a place fits it well."""
    if not resolution.is_name:
        return False
    placed = resolution.place is not None and resolution.place.lat is not None
    if toponym.use == "bare":
        return placed and resolution.fit >= SURE_BARE
    if toponym.use == "embedded":
        return placed and resolution.fit >= SURE_EMBEDDED
    return placed or toponym.score >= SURE_WITHOUT_PLACE


def use_of(toponym: Toponym) -> ToponymUse:
    return "literal" if toponym.use == "bare" else toponym.use  # type: ignore[return-value]
