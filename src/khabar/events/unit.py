"""A claim at one of its places, with everything that comparing needs worked out once."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from khabar.events.knowledge import LinkSettings
from khabar.places.spelling import fold, skeleton
from khabar.records import Claim, Party, PlaceMention, Quantity, Report

BROAD = 4
REAL = frozenset({"occurred", "ongoing"})
_LEAD_ROLES = (("at", "near"), ("from",), ("to",))
_ENDINGS = re.compile(r"(?:ies|ied|ing|edly|ed|es|s|ly)$")


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


@dataclass(frozen=True, slots=True)
class Unit:
    """One claim at one place. Days are proleptic ordinals; ``words`` are weights of length one."""

    index: int
    claim: Claim
    report: Report | None
    spot: Spot | None
    others: tuple[Spot, ...]
    first_day: int | None
    last_day: int | None
    told: bool
    initiators: frozenset[str]
    targets: frozenset[str]
    sides: frozenset[str]
    figures: tuple[Quantity, ...]
    words: Mapping[str, float]

    @property
    def spots(self) -> tuple[Spot, ...]:
        return self.others if self.spot is None else (self.spot, *self.others)


def units_of(claims: Iterable[Claim], reports: Mapping[str, Report], settings: LinkSettings) -> list[Unit]:
    """All claims split by place, in the order of their ids, so that the order of input does not matter."""
    ordered = sorted(claims, key=lambda c: (c.claim_id, c.report_id))
    tokens = [words_of(c.evidence.text, settings.stop_words) for c in ordered]
    rarity = _rarity(ordered, tokens)
    units: list[Unit] = []
    for claim, found in zip(ordered, tokens, strict=True):
        weights = _unit_length({word: rarity[word] for word in sorted(found)})
        for spot, others in _split(claim, settings):
            units.append(_unit(len(units), claim, reports.get(claim.report_id), spot, others, weights))
    return units


def words_of(text: str, stop_words: frozenset[str]) -> set[str]:
    """Folded words of a text without their endings."""
    return {stem(word) for word in fold(text).split() if word not in stop_words and (len(word) > 2 or word.isdigit())}


def stem(word: str) -> str:
    """A word without a common ending; crude, and the same for most forms of one word."""
    return _ENDINGS.sub("", word) if len(word) > 5 else word.removesuffix("s") if len(word) > 3 else word


def party_keys(parties: Sequence[Party]) -> frozenset[str]:
    """Names of parties as comparing sees them: the actor where it is known, else the words' consonants."""
    return frozenset(key for p in parties if (key := skeleton(p.actor_name or p.actor or p.text)))


def _unit(
    index: int,
    claim: Claim,
    report: Report | None,
    spot: Spot | None,
    others: tuple[Spot, ...],
    words: Mapping[str, float],
) -> Unit:
    time = claim.time
    days = [date.fromisoformat(d).toordinal() for d in (time.start, time.end) if d]
    sides = {p.side for p in (*claim.initiators, *claim.targets)} - {"unknown"}
    return Unit(
        index=index,
        claim=claim,
        report=report,
        spot=spot,
        others=others,
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        told=time.precision != "unknown",
        initiators=party_keys(claim.initiators),
        targets=party_keys(claim.targets),
        sides=frozenset(sides),
        figures=tuple(claim.quantities),
        words=words,
    )


def _split(claim: Claim, settings: LinkSettings) -> list[tuple[Spot | None, tuple[Spot, ...]]]:
    spots = [(m.role, _spot(m, settings)) for m in claim.places]
    for roles in _LEAD_ROLES:
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
    place = mention.place
    known = place is not None and place.lat is not None and place.lon is not None
    name = (place.name if place else None) or mention.text
    return Spot(
        key=skeleton(name.split("(")[0]) or fold(name),
        admin1=skeleton(place.admin1) if place and place.admin1 else "",
        lat=place.lat if known and place else None,
        lon=place.lon if known and place else None,
        precision=mention.precision,
        reach=settings.radius_km.get(mention.precision, max(settings.radius_km.values())),
        mention=mention,
    )


def _rarity(claims: Sequence[Claim], tokens: Sequence[set[str]]) -> dict[str, float]:
    told_by: dict[str, set[str]] = {}
    for claim, words in zip(claims, tokens, strict=True):
        for word in words:
            told_by.setdefault(word, set()).add(claim.report_id)
    total = len({c.report_id for c in claims})
    return {word: math.log((1 + total) / (0.5 + len(ids))) for word, ids in told_by.items()}


def _unit_length(weights: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(math.fsum(w * w for w in weights.values()))
    return {word: w / length for word, w in weights.items()} if length else {}


def word_counts(units: Iterable[Unit]) -> Counter[str]:
    """In how many units each word stands."""
    return Counter(word for u in units for word in u.words)
