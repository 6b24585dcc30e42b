"""A claim at one of its places, with everything that comparing needs worked out once."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from khabar.events.knowledge import LinkSettings
from khabar.places.spelling import content_words, fold, skeleton
from khabar.records import Claim, Party, PlaceMention, Quantity, Report

BROAD = 4
AROUND = 300
REAL = frozenset({"occurred", "ongoing"})
NOT_YET = frozenset({"planned", "expected", "hypothetical"})
LEAD_ROLES = (("at", "near"), ("from",), ("to",))
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
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unit:
    """One claim at one place. Days are proleptic ordinals.

    ``words`` (of the evidence) and ``context`` (of what stands around it) are weights of length one; ``near_days`` is
    when the report's other claims say that they happened, for a claim without a date; ``rarity`` has 0 to 1 for the
    claim's type and the keys of its places and parties: near 1 where few claims have it.
    """

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
    context: Mapping[str, float]
    near_days: tuple[int, int] | None
    rarity: Mapping[str, float]

    @property
    def spots(self) -> tuple[Spot, ...]:
        return self.others if self.spot is None else (self.spot, *self.others)


def units_of(claims: Iterable[Claim], reports: Mapping[str, Report], settings: LinkSettings) -> list[Unit]:
    """All claims split by place, in the order of their ids, so that the order of input does not matter."""
    ordered = sorted(claims, key=lambda c: (c.claim_id, c.report_id))
    tokens = [words_of(c.evidence.text, settings.stop_words) for c in ordered]
    around = [words_of(_around(c, reports.get(c.report_id)), settings.stop_words) for c in ordered]
    word_rarity = _word_rarity(ordered, around)
    days = _days_of_reports(ordered)
    split = [_split(c, settings) for c in ordered]
    rarity = _rarity(ordered, split)
    units: list[Unit] = []
    for claim, own, context, spots in zip(ordered, tokens, around, split, strict=True):
        words = _unit_length({word: word_rarity.get(word, 1.0) for word in sorted(own)})
        nearby = _unit_length({word: word_rarity[word] for word in sorted(context)})
        report, near_days = reports.get(claim.report_id), days.get(claim.report_id)
        units += [
            _unit(len(units) + at, claim, report, lead, others, words, nearby, near_days, rarity)
            for at, (lead, others) in enumerate(spots)
        ]
    return units


def words_of(text: str, stop_words: frozenset[str]) -> set[str]:
    """Folded words of a text without their endings."""
    return {stem(word) for word in fold(text).split() if word not in stop_words and (len(word) > 2 or word.isdecimal())}


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
    context: Mapping[str, float],
    near_days: tuple[int, int] | None,
    rarity: Mapping[str, float],
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
        context=context,
        near_days=near_days,
        rarity=rarity,
    )


def _around(claim: Claim, report: Report | None) -> str:
    """The evidence with what stands before and after it in its report."""
    start, end = claim.evidence.start, claim.evidence.end
    if report is None or start is None or end is None:
        return claim.evidence.text
    return report.text[max(0, start - AROUND) : end + AROUND]


def _days_of_reports(claims: Iterable[Claim]) -> dict[str, tuple[int, int]]:
    """First and last day that the dated claims of each report tell to the day."""
    days: dict[str, list[int]] = {}
    for claim in claims:
        time = claim.time
        if time.precision == "day" and time.start and time.end:
            days.setdefault(claim.report_id, []).append(date.fromisoformat(time.start).toordinal())
    return {report_id: (min(found), max(found)) for report_id, found in days.items()}


def _rarity(
    claims: Sequence[Claim], split: Sequence[Sequence[tuple[Spot | None, tuple[Spot, ...]]]]
) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for claim, spots in zip(claims, split, strict=True):
        keys = {spot.key for lead, others in spots for spot in (lead, *others) if spot}
        keys |= party_keys(claim.initiators) | party_keys(claim.targets)
        counts.update({claim.event_type, *keys})
    scale = math.log(1 + len(claims))
    return {key: 1 - math.log(n) / scale for key, n in counts.items()}


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
    return Spot(
        key=skeleton(name.split("(")[0]) or fold(name),
        admin1=skeleton(place.admin1) if place and place.admin1 else "",
        lat=place.lat if known and place else None,
        lon=place.lon if known and place else None,
        precision=mention.precision,
        reach=settings.radius_km.get(mention.precision, max(settings.radius_km.values())),
        mention=mention,
        words=frozenset(content_words(name)),
    )


def _word_rarity(claims: Sequence[Claim], tokens: Sequence[set[str]]) -> dict[str, float]:
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
