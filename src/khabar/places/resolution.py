"""What a mention of a place was resolved to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from khabar.records import Place


@dataclass(frozen=True, slots=True)
class Resolution:
    """``place`` is null, or has null coordinates, where no candidate is good; ``reason`` says why, or why this one.

    ``is_name`` is false where the user's pack says that the words name no place. ``point``: where the phrase around the
    words puts it ("40 km north of X", "between X and Y"), which ``precision`` is then of.
    """

    place: Place | None
    precision: int
    fit: float
    reason: str
    is_name: bool = True
    point: Place | None = None
    features: Mapping[str, float] = field(default_factory=dict)
    score: float = 0.0
