"""What one report asserts: a claim and its parts.

Offsets count Unicode code points of ``Report.text``; ``start`` inclusive, ``end`` exclusive.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from khabar.records.codes import EventType, Modality, PlaceRole, QuantityKind, TimePrecision


class Span(msgspec.Struct, frozen=True):
    """Words of a report: ``text == report.text[start:end]``."""

    text: str
    start: int | None = None
    end: int | None = None


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts or is acted on; ``actor`` is an actor-table id or null, with ``reason`` saying how it was resolved."""

    text: str
    start: int | None = None
    end: int | None = None
    actor: str | None = None
    actor_name: str | None = None
    side: str = "unknown"
    reason: str | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A gazetteer entry, or an area known from context only (``lat`` and ``lon`` null). Degrees, WGS 84."""

    id: str | None = None
    name: str | None = None
    kind: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


class PlaceMention(msgspec.Struct, frozen=True, kw_only=True):
    """A place of a claim. ``precision``: 1 the place itself, 2 near it, 3 district, 4 province, 5 region or country.

    ``point`` is where the words around put it by the place that is named ("40 km north of X", "between X and Y"), null
    where they do not; ``precision`` is then that of the point.
    """

    text: str
    start: int | None = None
    end: int | None = None
    role: PlaceRole = "at"
    place: Place | None = None
    precision: int = 1
    score: float | None = None
    reason: str | None = None
    point: Place | None = None

    @property
    def where(self) -> Place | None:
        """The point where the words put one, else the place that they name."""
        return self.point or self.place


class ClaimTime(msgspec.Struct, frozen=True, kw_only=True):
    """When it happened: ISO dates, both inclusive. ``span`` is where ``text`` stands; ``reason`` explains nulls."""

    text: str | None = None
    start: str | None = None
    end: str | None = None
    precision: TimePrecision = "unknown"
    span: tuple[int, int] | None = None
    reason: str | None = None


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A count attached to the event; ``min``/``max`` inclusive bounds, null where open."""

    kind: QuantityKind
    of: str | None = None
    text: str
    start: int | None = None
    end: int | None = None
    min: float | int | None = None
    max: float | int | None = None


class ClaimReview(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided on a claim; ``original`` has what was read, of each field that was corrected."""

    state: Literal["accepted", "rejected", "corrected"]
    by: str
    at: str
    original: dict[str, Any] = {}


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One event as one predicate of one report asserts it; ``review`` stands only where a person judged it."""

    claim_id: str
    report_id: str
    evidence: Span
    event_type: EventType
    modality: Modality = "occurred"
    initiators: list[Party] = []
    targets: list[Party] = []
    places: list[PlaceMention] = []
    time: ClaimTime = ClaimTime()
    quantities: list[Quantity] = []
    attribution: list[Span] = []
    confidence: float = 0.5
    trigger: Span | None = None
    modality_cue: Span | None = None
    review: ClaimReview | UnsetType = UNSET

    @property
    def rejected(self) -> bool:
        """Whether a person decided that it is no claim: it then tells no event."""
        return self.review is not UNSET and self.review.state == "rejected"
