"""Why a name means the place that it is taken for: the candidates, with what speaks for each."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.places.gazetteer import Gazetteer, size_prior
from khabar.places.geometry import kilometres
from khabar.places.spelling import skeleton, sound
from khabar.records import Place


@dataclass(frozen=True, slots=True)
class Reason:
    """A candidate of a name. Shares are 0 to 1; ``distance_km`` is null where no point to be near to was given."""

    place: Place
    spelled: str
    likeness: float
    size: float
    population: int
    distance_km: float | None
    score: float
    left_out: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """``key`` is what the index is asked with, ``sound`` what spellings are compared by."""

    name: str
    key: str
    sound: str
    reasons: tuple[Reason, ...]


def explain(
    gazetteer: Gazetteer,
    name: str,
    *,
    near: tuple[float, float] | None = None,
    country: str | None = None,
    kind: str | None = None,
    limit: int = 5,
) -> Explanation:
    """The candidates of a name, the likeliest first, also those that ``country`` or ``kind`` leave out.

    Args:
        near: latitude and longitude; nearer places come first.
        country: ISO code of the country meant.
        kind: the kind of place meant.
        limit: most candidates of each sort to give.
    """
    wanted = gazetteer.find(name, country=country, near=near, limit=4 * limit)
    others = gazetteer.find(name, near=near, limit=limit) if country else []
    seen: set[str | None] = set()
    reasons: list[Reason] = []
    for candidate in (*wanted, *others):
        place = candidate.place
        if place.id in seen:
            continue
        seen.add(place.id)
        point = None if place.lat is None or place.lon is None else (place.lat, place.lon)
        distance = round(kilometres(*near, *point), 1) if near and point else None
        size = round(size_prior(place.kind, candidate.population), 2)
        told = (candidate.matched_name, round(candidate.likeness, 3), size, candidate.population, distance)
        reasons.append(Reason(place, *told, round(candidate.score, 3), _left_out(place, country, kind)))
    kept = [r for r in reasons if r.left_out is None][:limit]
    out = [r for r in reasons if r.left_out is not None][:limit]
    return Explanation(name, skeleton(name), sound(name), (*kept, *out))


def _left_out(place: Place, country: str | None, kind: str | None) -> str | None:
    if country and place.country != country:
        return f"not in {country}"
    if kind and place.kind != kind:
        return f"no {kind}"
    return None
