"""What several claims say happened: a view computed from claims, never a fact."""

from __future__ import annotations

import msgspec

from khabar.records.claim import Place
from khabar.records.codes import EventStatus, EventType, QuantityKind, TimePrecision


class EventParty(msgspec.Struct, frozen=True, kw_only=True):
    """A party as the claims name it, with the claims that do."""

    actor: str | None = None
    actor_name: str | None = None
    side: str = "unknown"
    claims: list[str] = []


class FigureRange(msgspec.Struct, frozen=True, kw_only=True):
    """Low, best and high value told for one kind of figure, with the claims behind each; ``rule`` chose ``best``."""

    kind: QuantityKind
    of: str | None = None
    low: float | int | None = None
    best: float | int | None = None
    high: float | int | None = None
    claims: dict[str, list[str]] = {}
    rule: str | None = None


class ContradictionValue(msgspec.Struct, frozen=True):
    value: str
    claims: list[str]


class Contradiction(msgspec.Struct, frozen=True):
    """Values of one field that cannot all be right (``field``: whether, who, when, where, or a quantity kind)."""

    field: str
    values: list[ContradictionValue]


class Link(msgspec.Struct, frozen=True):
    """Why two claims were taken to tell the same event."""

    a: str
    b: str
    score: float
    reasons: list[str]


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What several claims say happened.

    ``time_precision`` is the finest of its claims; ``unknown``: no claim's words tell the time. ``claim_places`` has
    the name of the place that this event is about of claims with several.
    """

    event_id: str
    event_type: EventType
    start: str | None = None
    end: str | None = None
    time_precision: TimePrecision | None = None
    place: Place | None = None
    precision: int | None = None
    initiators: list[EventParty] = []
    targets: list[EventParty] = []
    quantities: list[FigureRange] = []
    claims: list[str] = []
    claim_places: dict[str, str] = {}
    sources: list[str] = []
    independent_sources: list[str] = []
    sides: list[str] = []
    modality: str = "occurred"
    status: EventStatus = "single_source"
    contradictions: list[Contradiction] = []
    links: list[Link] = []
