"""Which of a claim's places an event is about."""

from __future__ import annotations

import math

from khabar.events.unit import _LEAD_ROLES as LEAD_ROLES
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


def place_meant(claim: Claim, place: Place | None) -> str | None:
    """The name of the claim's place that is nearest to ``place``; null where it has only one, or nothing tells."""
    leading = lead_mentions(claim)
    if len({name_key(name_of(m)) for m in leading}) < 2 or place is None:
        return None
    return name_of(min(leading, key=lambda m: (_apart(m, place), name_of(m))))


def nearest_places(a: Claim, b: Claim) -> tuple[str | None, str | None]:
    """Names of the places of two claims that are nearest to each other, null where a claim has only one."""
    pairs = [(x, y) for x in lead_mentions(a) for y in lead_mentions(b)]
    if not pairs:
        return None, None
    x, y = min(pairs, key=lambda p: (_apart(p[0], p[1].where, name_of(p[1])), name_of(p[0]), name_of(p[1])))
    return place_meant(a, x.where or Place(name=x.text)), place_meant(b, y.where or Place(name=y.text))


def _apart(mention: PlaceMention, place: Place | None, name: str = "") -> float:
    """Kilometres; less than 0 for the same name and point, and very many where no point is known."""
    here = mention.where
    same = name_key(name_of(mention)) == name_key((place.name if place else None) or name)
    if here is None or place is None or None in (here.lat, here.lon, place.lat, place.lon):
        return 0.0 if same else UNKNOWN_KM
    assert here.lat is not None and here.lon is not None and place.lat is not None and place.lon is not None  # noqa: PT018
    return math.nextafter(kilometres(here.lat, here.lon, place.lat, place.lon), -1 if same else math.inf)
