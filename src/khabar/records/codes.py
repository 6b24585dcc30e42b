"""Closed code lists of the records (docs/records.md says what each code covers)."""

from __future__ import annotations

from typing import Literal, get_args

EventType = Literal[
    "armed_clash",
    "territory_captured",
    "air_strike",
    "shelling",
    "explosive_device",
    "suicide_bombing",
    "chemical_attack",
    "attack_on_civilians",
    "sexual_violence",
    "abduction",
    "arrest",
    "territory_transferred",
    "withdrawal",
    "surrender",
    "displacement",
    "agreement",
    "negotiation",
    "siege",
    "deployment",
    "weapons_seized",
    "property_destruction",
    "aid_delivery",
    "protest",
    "riot",
    "statement",
    "other",
]
Modality = Literal["occurred", "ongoing", "planned", "expected", "hypothetical", "negated"]
PlaceRole = Literal["at", "near", "from", "to"]
TimePrecision = Literal["day", "week", "month", "year", "unknown"]
QuantityKind = Literal[
    "killed",
    "wounded",
    "casualties",
    "captured",
    "surrendered",
    "evacuated",
    "displaced",
    "returned",
    "destroyed",
    "munitions",
    "places",
    "area_km2",
    "share",
    "strength",
]
EventStatus = Literal["single_source", "corroborated", "cross_side", "contested"]

ReaderName = Literal["rules", "learned", "llm"]
DEFAULT_READER: ReaderName = "learned"
EVENT_TYPES: tuple[str, ...] = get_args(EventType)
MODALITIES: tuple[str, ...] = get_args(Modality)
QUANTITY_KINDS: tuple[str, ...] = get_args(QuantityKind)
