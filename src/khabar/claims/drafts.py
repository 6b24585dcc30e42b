"""A claim in the making: a trigger with all that its sentence says of it, still in tokens of the passage."""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.claims.modality import ModalityReading
from khabar.claims.trigger import Trigger
from khabar.records import ClaimTime, Party, PlaceMention, Quantity, Span


@dataclass(slots=True)
class Draft:
    trigger: Trigger
    passage: int
    sentence: int
    lo: int
    hi: int
    modality: ModalityReading
    event_type: str
    initiators: list[Party] = field(default_factory=list)
    targets: list[Party] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    time: ClaimTime = field(default_factory=ClaimTime)
    quantities: list[Quantity] = field(default_factory=list)
    attribution: list[Span] = field(default_factory=list)
    own_place: bool = False
    own_time: bool = False
    own_initiator: bool = False
    evidence: Span | None = None
    trigger_words: Span | None = None
    modality_words: Span | None = None
    confidence: float | None = None
