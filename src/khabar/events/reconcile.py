"""What a group of claims says happened, with the claims behind each value."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from khabar.events.contradictions import find_contradictions, opposed
from khabar.events.figures import ranges_of
from khabar.events.headline import DEFAULT_RULE, HeadlineRule, with_headlines
from khabar.events.places import lead_mentions, name_key, name_of
from khabar.events.unit import REAL, Unit
from khabar.places.spelling import skeleton
from khabar.records import (
    Claim,
    Contradiction,
    Event,
    EventParty,
    EventStatus,
    EventType,
    Link,
    Modality,
    Party,
    Place,
    TimePrecision,
)
from khabar.sources import Lineage, SourceGroup, fold_sources

MODALITY_ORDER: tuple[Modality, ...] = ("occurred", "ongoing", "negated", "planned", "expected", "hypothetical")
VAGUE_TYPES = ("other", "statement", "armed_clash")
PRECISIONS: tuple[TimePrecision, ...] = ("day", "week", "month", "year", "unknown")


def reconcile(
    units: Sequence[Unit],
    links: list[Link],
    lineage: Lineage,
    first_read: Mapping[str, int] | None = None,
    headline: HeadlineRule = DEFAULT_RULE,
    whole_words: Collection[str] = (),
) -> Event:
    """The event that a group of units tells; ``units`` in the order of their claims' ids.

    ``whole_words`` say of ground that all of it was taken.
    """
    claims = sorted({u.claim.claim_id: u.claim for u in units}.values(), key=lambda c: c.claim_id)
    leading = [c for c in claims if c.modality in REAL] or claims
    groups = fold_sources(claims, lineage)
    first, last, precision = time_of(leading)
    place, place_precision = place_of(units)
    contradictions = find_contradictions(units, lineage, whole_words)
    return Event(
        event_id=event_id(units, first_read or {}),
        event_type=type_of(leading),
        start=first,
        end=last,
        time_precision=precision,
        place=place,
        precision=place_precision,
        initiators=parties_of(leading, "initiators"),
        targets=parties_of(leading, "targets"),
        quantities=with_headlines(ranges_of(leading), leading, groups, lineage, headline),
        claims=[c.claim_id for c in claims],
        claim_places=claim_places(units),
        sources=sorted({lineage.outlet(c.report_id) for c in claims}),
        independent_sources=[g.name for g in groups],
        sides=sorted({g.alignment for g in groups if g.alignment}),
        modality=modality_of(claims),
        status=status_of(groups, claims, contradictions),
        contradictions=contradictions,
        links=links,
    )


def event_id(units: Sequence[Unit], first_read: Mapping[str, int]) -> str:
    """Stable while claims are added: made from the claim that was known first and the number of its place.

    So a merged event has the id of the older one, and after a split both have theirs again.
    """

    def seniority(unit: Unit) -> tuple[float, str, str, int]:
        number = first_read.get(unit.claim.report_id, math.inf)
        published = (unit.report.published if unit.report else None) or "9999"
        return number, published, unit.claim.claim_id, _place_number(unit)

    head = min(units, key=seniority)
    return "e-" + hashlib.sha256(f"{head.claim.claim_id}|{_place_number(head)}".encode()).hexdigest()[:16]


def _place_number(unit: Unit) -> int:
    """Which of the claim's places the unit is at: unlike the place itself it stays when a person corrects it."""
    spot = unit.spot
    for number, mention in enumerate(unit.claim.places if spot else ()):
        here = mention.where or Place()
        if spot and (name_key(name_of(mention)), here.lat, here.lon) == (spot.key, spot.lat, spot.lon):
            return number
    return 0


def claim_places(units: Sequence[Unit]) -> dict[str, str]:
    """Of claims with several places, the name of the one that this event is about."""
    several = (u for u in units if len({name_key(name_of(m)) for m in lead_mentions(u.claim)}) > 1)
    return {u.claim.claim_id: name_of(u.claim.places[_place_number(u)]) for u in several}


def type_of(claims: Sequence[Claim]) -> EventType:
    """The most frequent type, the more specific one where several are told equally often."""
    counts = Counter(c.event_type for c in claims)
    return min(counts, key=lambda t: (-counts[t], t in VAGUE_TYPES, t))


def modality_of(claims: Sequence[Claim]) -> Modality:
    """``occurred`` or ``ongoing`` only where a claim says so: no number of plans makes an event."""
    counts = Counter(c.modality for c in claims)
    real = [m for m in MODALITY_ORDER if m in REAL and counts[m]]
    return min(real or counts, key=lambda m: (-counts[m], MODALITY_ORDER.index(m)))


def time_of(claims: Sequence[Claim]) -> tuple[str | None, str | None, TimePrecision | None]:
    """The interval of the finest told precision that most claims give; of guesses only where no words tell it."""
    dated = [c.time for c in claims if c.time.start and c.time.end]
    if not dated:
        return None, None, "unknown" if claims else None
    finest = min((t.precision for t in dated), key=PRECISIONS.index)
    counts = Counter((t.start or "", t.end or "") for t in dated if t.precision == finest)
    start, end = min(counts, key=lambda days: (-counts[days], _width(*days), days))
    return start, end, finest


def _width(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def place_of(units: Sequence[Unit]) -> tuple[Place | None, int | None]:
    """The most precise place that most units name."""
    mentions = [u.spot.mention for u in units if u.spot]
    if not mentions:
        return None, None
    counts = Counter(u.spot.key for u in units if u.spot)
    spots = [u.spot for u in units if u.spot]
    best = min(spots, key=lambda s: (s.lat is None, s.precision, -counts[s.key], s.key, repr(s.mention.where)))
    place = best.mention.where
    return (place if place else Place(name=best.mention.text)), best.precision


def parties_of(claims: Sequence[Claim], field: str) -> list[EventParty]:
    """The parties that claims name, most often named first."""
    named: dict[tuple[str, str], list[tuple[Party, str]]] = {}
    for claim in claims:
        found: list[Party] = getattr(claim, field)
        for party in found:
            key = skeleton(party.actor_name or party.actor or party.text) or party.text
            named.setdefault((party.actor or key, party.side), []).append((party, claim.claim_id))
    parties = []
    for told in named.values():
        party = told[0][0]
        name = party.actor_name or party.text or None
        ids = sorted({claim_id for _, claim_id in told})
        parties.append(EventParty(actor=party.actor, actor_name=name, side=party.side, claims=ids))
    return sorted(parties, key=lambda p: (-len(p.claims), p.side == "unknown", p.actor_name or "", p.side))


def status_of(
    groups: Sequence[SourceGroup], claims: Sequence[Claim], contradictions: Sequence[Contradiction]
) -> EventStatus:
    """How well borne out the event is; plain figures that differ do not make it contested."""
    if any(c.field in ("whether", "who", "when") for c in contradictions):
        return "contested"
    told_real = {c.claim_id for c in claims if c.modality in REAL}
    camps = [g.camp for g in groups if not told_real.isdisjoint(g.claims) or not told_real]
    if len(camps) < 2:
        return "single_source"
    return "cross_side" if opposed(camps) else "corroborated"
