"""A claim at one of its places: what is grouped into events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from khabar.events.knowledge import LinkSettings
from khabar.places.spelling import content_words, fold, skeleton
from khabar.records import Claim, PlaceMention, Report

BROAD = 4
REAL = frozenset({"occurred", "ongoing"})
NOT_YET = frozenset({"planned", "expected", "hypothetical"})
LEAD_ROLES = (("at", "near"), ("from",), ("to",))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as comparing sees it; ``lat``/``lon`` degrees or null, ``reach`` km."""

    key: str
    admin1: str
    lat: float | None
    lon: float | None
    precision: int
    reach: float
    mention: PlaceMention
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unit:
    """One claim at one place; ``others`` are its places in another role ("from", "to")."""

    index: int
    claim: Claim
    report: Report | None
    spot: Spot | None
    others: tuple[Spot, ...]


def units_of(claims: Iterable[Claim], reports: Mapping[str, Report], settings: LinkSettings) -> list[Unit]:
    """All claims split by place, in the order of their ids, so that the order of input does not matter."""
    units: list[Unit] = []
    for claim in sorted(claims, key=lambda c: (c.claim_id, c.report_id)):
        report = reports.get(claim.report_id)
        units += [
            Unit(len(units) + at, claim, report, lead, others)
            for at, (lead, others) in enumerate(_split(claim, settings))
        ]
    return units


def _split(claim: Claim, settings: LinkSettings) -> list[tuple[Spot | None, tuple[Spot, ...]]]:
    spots = [(m.role, _spot(m, settings)) for m in claim.places]
    for roles in LEAD_ROLES:
        leading = _distinct([s for role, s in spots if role in roles])
        if leading:
            others = tuple(s for role, s in spots if role not in roles)
            return [(spot, others) for spot in leading]
    return [(None, ())]


def _distinct(spots: list[Spot]) -> list[Spot]:
    kept: dict[tuple[object, ...], Spot] = {}
    for spot in spots:
        kept.setdefault((spot.key, spot.lat, spot.lon), spot)
    return list(kept.values())


def _spot(mention: PlaceMention, settings: LinkSettings) -> Spot:
    place = mention.where
    known = place is not None and place.lat is not None and place.lon is not None
    name = (place.name if place else None) or mention.text
    key, words = _named(name)
    return Spot(
        key=key,
        admin1=skeleton(place.admin1) if place and place.admin1 else "",
        lat=place.lat if known and place else None,
        lon=place.lon if known and place else None,
        precision=mention.precision,
        reach=settings.radius_km.get(mention.precision, max(settings.radius_km.values())),
        mention=mention,
        words=words,
    )


@lru_cache(maxsize=1 << 16)
def _named(name: str) -> tuple[str, frozenset[str]]:
    return skeleton(name.split("(")[0]) or fold(name), frozenset(content_words(name))
