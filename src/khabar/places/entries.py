"""What every gazetteer format is read into, and the kinds of places that are told apart."""

from __future__ import annotations

from dataclasses import dataclass

SETTLEMENTS = frozenset({"city", "town", "village", "quarter", "camp", "locality", "farms", "suburb"})
AREAS = frozenset({"province", "district", "region", "country", "subdistrict"})
SITES = frozenset(
    {"airport", "base", "dam", "oilfield", "crossing", "road", "bridge", "square", "site", "checkpoint", "port"}
)
LAND = frozenset({"hill", "mountain", "valley", "river", "lake", "sea", "island", "desert", "plain", "marsh", "forest"})
KINDS = SETTLEMENTS | AREAS | SITES | LAND
_CLASSES = (SETTLEMENTS, AREAS, SITES, LAND)


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One place as a gazetteer gives it. ``lat``, ``lon``: degrees, WGS 84; ``country``: ISO 3166 alpha-2."""

    id: str
    name: str
    spellings: tuple[str, ...]
    kind: str
    country: str
    lat: float
    lon: float
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0
    same_as: tuple[str, ...] = ()


def kind_class(kind: str | None) -> int:
    """Number of the class a kind belongs to: settlements, areas, sites, land; -1 for an unknown kind."""
    return next((i for i, kinds in enumerate(_CLASSES) if kind in kinds), -1)


def settlement_kind(population: int) -> str:
    if population >= 100_000:
        return "city"
    return "town" if population >= 5_000 else "village"
