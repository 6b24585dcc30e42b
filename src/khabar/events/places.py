"""Which of a claim's places an event is about."""

from __future__ import annotations

import math

from khabar.events.unit import LEAD_ROLES
from khabar.places.geometry import kilometres
from khabar.places.spelling import fold, skeleton
from khabar.records import Claim, Place, PlaceMention

UNKNOWN_KM = 20_000.0


def lead_mentions(claim: Claim) -> list[PlaceMention]:
    """The places that linking splits a claim by."""
    for roles in LEAD_ROLES:
        if leading := [m for m in claim.places if m.role in roles]:
            return leading
    return []


def name_of(mention: PlaceMention) -> str:
    """The name that a place of a claim goes by."""
    place = mention.where
    return (place.name if place else None) or mention.text


def name_key(name: str) -> str:
    """The same for all spellings of a name."""
    return skeleton(name.split("(")[0]) or fold(name)


def nearest_places(a: Claim, b: Claim) -> tuple[str | None, str | None]:
    """Names of the places of two claims that are nearest to each other, null where a claim has only one."""
    pairs = [(x, y) for x in lead_mentions(a) for y in lead_mentions(b)]
    if not pairs:
        return None, None
    x, y = min(pairs, key=lambda p: (_apart(*p), name_of(p[0]), name_of(p[1])))
    return _among_several(a, x), _among_several(b, y)


def _among_several(claim: Claim, mention: PlaceMention) -> str | None:
    return name_of(mention) if len({name_key(name_of(m)) for m in lead_mentions(claim)}) > 1 else None


def _apart(a: PlaceMention, b: PlaceMention) -> float:
    """Kilometres; less than 0 for the same name and point, and very many where no point is known."""
    same, x, y = name_key(name_of(a)) == name_key(name_of(b)), a.where or Place(), b.where or Place()
    if x.lat is None or x.lon is None or y.lat is None or y.lon is None:
        return 0.0 if same else UNKNOWN_KM
    return math.nextafter(kilometres(x.lat, x.lon, y.lat, y.lon), -1 if same else math.inf)
