"""The nouns of khabar: reports, claims, events and their parts, exactly as they are written to files."""

from khabar.records.citation import Citation
from khabar.records.claim import Claim, ClaimReview, ClaimTime, Party, Place, PlaceMention, Quantity, Span
from khabar.records.codes import (
    EVENT_TYPES,
    MODALITIES,
    QUANTITY_KINDS,
    EventStatus,
    EventType,
    Modality,
    PlaceRole,
    QuantityKind,
    TimePrecision,
)
from khabar.records.dependency import Dependency, DependencyKind
from khabar.records.event import Contradiction, ContradictionValue, Event, EventParty, FigureRange, Link
from khabar.records.report import Report
from khabar.records.toponym import ToponymMention, ToponymUse

__all__ = [
    "EVENT_TYPES",
    "MODALITIES",
    "QUANTITY_KINDS",
    "Citation",
    "Claim",
    "ClaimReview",
    "ClaimTime",
    "Contradiction",
    "ContradictionValue",
    "Dependency",
    "DependencyKind",
    "Event",
    "EventParty",
    "EventStatus",
    "EventType",
    "FigureRange",
    "Link",
    "Modality",
    "Party",
    "Place",
    "PlaceMention",
    "PlaceRole",
    "Quantity",
    "QuantityKind",
    "Report",
    "Span",
    "TimePrecision",
    "ToponymMention",
    "ToponymUse",
]
