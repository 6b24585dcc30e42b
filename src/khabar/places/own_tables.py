"""Tables that people keep themselves: an own CSV of places, and lists of P-codes as OCHA publishes them (COD-AB).

Own CSV: a header line and the columns ``id`` (or ``pcode``), ``name``, ``kind``, ``country``, ``lat``, ``lon``, all
filled; and, where known, ``spellings`` (other spellings, separated by ``|``), ``admin1``, ``admin2``, ``population``,
``basis`` (what the point rests on). Lists of P-codes: ``ADM1_EN``, ``ADM1_PCODE``, ``ADM2_EN`` … and a point; each row
is its deepest level that is filled.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from khabar.errors import GazetteerError
from khabar.places.cells import at, country_code, degrees, filled, whole_number
from khabar.places.entries import KINDS, GazetteerEntry

_NEEDED = {"name", "kind", "country", "lat", "lon"}
_LEVELS = {1: "province", 2: "district", 3: "subdistrict", 4: "village"}
_PCODE = re.compile(r"adm([1-4])_pcode")
_LATS, _LONS = (
    ("lat", "latitude", "center_lat", "y", "y_coord"),
    ("lon", "longitude", "center_lon", "long", "x", "x_coord"),
)

Row = Mapping[str, str | None]


def own_entries(lines: Iterable[str], where: str) -> Iterator[GazetteerEntry]:
    """The entries of an own CSV.

    Raises:
        GazetteerError: a column is missing, a cell cannot be read, or an id stands twice.
    """
    reader = csv.DictReader(lines)
    columns = set(reader.fieldnames or ())
    missing = _NEEDED - columns | (set() if columns & {"id", "pcode"} else {"id"})
    if missing:
        raise GazetteerError(f"columns are missing: {', '.join(sorted(missing))}", where=f"{where}, line 1")
    field = "id" if "id" in columns else "pcode"
    yield from _unlike(
        ((_own_entry(row, where, reader.line_num, field), reader.line_num) for row in reader), where, field
    )


def _own_entry(row: Row, where: str, line: int, id_field: str) -> GazetteerEntry:
    kind = filled(row["kind"], where, line, "kind")
    if kind not in KINDS:
        remedy = f"Use one of {', '.join(sorted(KINDS))}"
        raise GazetteerError(f"unknown kind {kind!r}", where=at(where, line, "kind"), remedy=remedy)
    pcode = (row.get("pcode") or "").strip()
    return GazetteerEntry(
        id=filled(row[id_field], where, line, id_field),
        name=filled(row["name"], where, line, "name"),
        spellings=tuple(s.strip() for s in (row.get("spellings") or "").split("|") if s.strip()),
        kind=kind,
        country=country_code(row["country"], where, line, "country"),
        lat=degrees(row["lat"], 90, where, line, "lat"),
        lon=degrees(row["lon"], 180, where, line, "lon"),
        admin1=(row.get("admin1") or "").strip() or None,
        admin2=(row.get("admin2") or "").strip() or None,
        population=whole_number(row.get("population"), where, line, "population"),
        same_as=(pcode,) if pcode and id_field == "id" and pcode != (row["id"] or "").strip() else (),
    )


def is_pcode_table(columns: Iterable[str]) -> bool:
    """Whether these are the columns of a list of P-codes."""
    return any(_PCODE.fullmatch(c.strip().lower()) for c in columns)


def pcode_entries(lines: Iterable[str], where: str) -> Iterator[GazetteerEntry]:
    """The entries of a list of P-codes.

    Raises:
        GazetteerError: a column is missing, a cell cannot be read, or a P-code stands twice.
    """
    reader = csv.DictReader(lines)
    reader.fieldnames = [c.strip().lower() for c in reader.fieldnames or ()]
    columns = reader.fieldnames
    lat, lon = (next((c for c in names if c in columns), None) for names in (_LATS, _LONS))
    if not is_pcode_table(columns) or lat is None or lon is None:
        problem = "a list of P-codes has columns such as ADM1_EN, ADM1_PCODE, lat and lon"
        raise GazetteerError(problem, where=f"{where}, line 1")
    names = {level: _name_columns(columns, level) for level in _LEVELS}
    rows = ((_pcode_entry(row, names, lat, lon, where, reader.line_num), reader.line_num) for row in reader)
    yield from _unlike(rows, where, "pcode")


def _name_columns(columns: Sequence[str], level: int) -> list[str]:
    """The columns with the names of a level, English first."""
    named = [c for c in columns if re.fullmatch(rf"adm{level}_(?:name\d?|ref_name|[a-z]{{2}}|ref|alt\d?[a-z]{{2}})", c)]
    return sorted(named, key=lambda c: (not c.endswith("_en"), not c.endswith("_name")))


def _pcode_entry(
    row: Row, names: Mapping[int, Sequence[str]], lat: str, lon: str, where: str, line: int
) -> GazetteerEntry:
    level = max((n for n in _LEVELS if (row.get(f"adm{n}_pcode") or "").strip()), default=1)
    code_field = f"adm{level}_pcode"
    pcode = filled(row.get(code_field), where, line, code_field)
    said = [value for c in names[level] if (value := (row.get(c) or "").strip())]
    if not said:
        field = names[level][0] if names[level] else f"adm{level}_en"
        raise GazetteerError(f"{field} is empty", where=at(where, line, field))
    above = [next((v for c in names[n] if (v := (row.get(c) or "").strip())), None) for n in (1, 2)]
    return GazetteerEntry(
        id=pcode,
        name=said[0],
        spellings=tuple(said[1:]),
        kind=_LEVELS[level],
        country=country_code((row.get("adm0_pcode") or pcode)[:2], where, line, "adm0_pcode"),
        lat=degrees(row.get(lat), 90, where, line, lat),
        lon=degrees(row.get(lon), 180, where, line, lon),
        admin1=above[0],
        admin2=above[1] if level > 2 else None,
    )


def _unlike(entries: Iterable[tuple[GazetteerEntry, int]], where: str, field: str) -> Iterator[GazetteerEntry]:
    seen: dict[str, int] = {}
    for entry, line in entries:
        if entry.id in seen:
            problem = f"{field} {entry.id!r} stands on line {seen[entry.id]} already"
            raise GazetteerError(problem, where=at(where, line, field))
        seen[entry.id] = line
        yield entry
