"""Events from files of other programs, and from those that khabar wrote: the same events come back."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from khabar.errors import ExportError, RecordError
from khabar.exports.cells import plain_cell
from khabar.exports.formats import TABLES
from khabar.exports.parquet import read_parquet
from khabar.exports.rows import Scheme, event_from
from khabar.records import Event, Place

IMPORTS = ("acled", "ucdp", "cameo", "casualties", "csv", "geojson", "jsonl", "parquet", "geoparquet")
LONGEST_CELL = 2**31 - 1
_ENDINGS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".geojson": "geojson", ".json": "geojson", ".parquet": "parquet"}
_NEEDED = {
    "acled": ("event_id_cnty", "event_date", "sub_event_type"),
    "ucdp": ("id", "date_start", "date_end", "best"),
    "cameo": ("event_id", "cameo_code", "khabar_event"),
    "casualties": ("event_id", "deaths_total_best", "khabar_event"),
    "csv": ("event_id", "event_type", "khabar_event"),
}
_ID = {"acled": "event_id_cnty", "ucdp": "id"}


def read_events(path: str | Path, form: str | None = None) -> Iterator[Event]:
    """The events of a file, in its order, one at a time.

    Rows that khabar wrote give the events that they were written from, without the links between claims; where a
    person has changed a cell since, the event has what the cell says. Rows of ACLED or UCDP themselves give events with
    what the row tells, with ids ``acled:…`` and ``ucdp:…``.

    Args:
        form: one of `IMPORTS`; by default told from the file's ending and header.

    Raises:
        ExportError: the format is not known.
        RecordError: the file cannot be read, or a row of it; names file and line.
        MissingPartError: Parquet is to be read and pyarrow is not installed.
    """
    file = Path(path)
    seen: set[str] = set()
    for where, event in _read(file, form or _format_of(file)):
        if event.event_id in seen:
            raise RecordError(f"event_id {event.event_id!r} stands twice", where=where, remedy="leave one row out")
        seen.add(event.event_id)
        yield event


def _read(file: Path, form: str) -> Iterator[tuple[str, Event]]:
    if form not in IMPORTS:
        raise ExportError(f"there is no format {form!r} to read", remedy=f"take one of {', '.join(IMPORTS)}")
    if form in TABLES:
        return _from_table(file, TABLES[form])
    if form == "geojson":
        return _from_geojson(file)
    if form == "jsonl":
        return _from_lines(file)
    return ((str(file), event) for event in read_parquet(file))


def _format_of(file: Path) -> str:
    ending = file.suffix.lower()
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    header = next(iter(_lines(file)), [])
    for form, needed in _NEEDED.items():
        if all(column in header for column in needed):
            return form
    remedy = "name it with --format; events.csv of a run cannot be read back, events.jsonl can"
    raise ExportError("the format of the file cannot be told from its name and header", where=str(file), remedy=remedy)


# ---------------------------------------------------------------------- tables


def _from_table(file: Path, scheme: Scheme) -> Iterator[tuple[str, Event]]:
    rows = iter(_lines(file))
    header = next(rows, [])
    missing = [c for c in _NEEDED[scheme.name] if c not in header]
    if missing:
        remedy = "give a table with this format's header"
        raise RecordError(f"the table lacks {', '.join(missing)}", where=str(file), remedy=remedy)
    for number, cells in enumerate(rows, 2):
        if not any(cells) or all(not c or c.startswith("#") for c in cells):
            continue
        row = dict(zip(header, (plain_cell(c) for c in cells), strict=False))
        where = f"{file}, row {number}"
        yield where, event_from(row, scheme, _foreign(row, scheme, where), where=where)


def _foreign(row: Mapping[str, str], scheme: Scheme, where: str) -> Event:
    """What an event of a row starts from that khabar did not write."""
    told = row.get(_ID.get(scheme.name, ""), "")
    digest = hashlib.sha256(msgspec.json.encode(sorted(row.items()))).hexdigest()[:16]
    if scheme.name not in _ID and not row.get("khabar_event"):
        remedy = "only tables that khabar wrote can be read back in this format"
        raise RecordError("the row has no khabar_event", where=where, remedy=remedy)
    return Event(event_id=told if told.startswith("e-") else f"{scheme.name}:{told or digest}", event_type="other")


def _lines(file: Path) -> Iterable[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            yield from csv.reader(stream, strict=True)
    except (OSError, UnicodeDecodeError, csv.Error) as reason:
        remedy = "give a CSV file in UTF-8 with commas"
        raise RecordError(f"the table cannot be read: {reason}", where=str(file), remedy=remedy) from reason


# ---------------------------------------------------------------------- JSON


def _from_lines(file: Path) -> Iterator[tuple[str, Event]]:
    decoder = msgspec.json.Decoder(Event)
    try:
        with file.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield f"{file}:{number}", _decoded(decoder, line, f"{file}:{number}")
    except OSError as reason:
        raise _unreadable(file, reason) from reason


def _decoded(decoder: msgspec.json.Decoder[Event], line: bytes, where: str) -> Event:
    try:
        return decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as reason:
        remedy = "docs/records.md lists the fields of an event"
        raise RecordError(f"a line is no event: {reason}", where=where, remedy=remedy) from reason


def _from_geojson(file: Path) -> Iterator[tuple[str, Event]]:
    try:
        collection = msgspec.json.decode(file.read_bytes())
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as reason:
        raise _unreadable(file, reason) from reason
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise RecordError("the file is no FeatureCollection", where=str(file), remedy="give GeoJSON that khabar wrote")
    for number, feature in enumerate(features, 1):
        where = f"{file}, feature {number}"
        yield where, _of_feature(feature, where)


def _of_feature(feature: Any, where: str) -> Event:
    try:
        event = msgspec.convert(feature["properties"], Event)
        geometry = feature.get("geometry")
        return event if geometry is None else _moved(event, geometry["coordinates"])
    except (msgspec.ValidationError, KeyError, TypeError, ValueError, AttributeError) as reason:
        remedy = "give GeoJSON that khabar wrote: its properties are the fields of an event"
        raise RecordError(f"a feature is no event: {reason}", where=where, remedy=remedy) from reason


def _moved(event: Event, coordinates: list[float]) -> Event:
    """The event where its point lies, which a person may have moved."""
    lon, lat = float(coordinates[0]), float(coordinates[1])
    place = event.place or Place()
    if (place.lat, place.lon) == (lat, lon):
        return event
    return msgspec.structs.replace(event, place=msgspec.structs.replace(place, lat=lat, lon=lon))


def _unreadable(file: Path, reason: Exception) -> RecordError:
    return RecordError(f"the file cannot be read: {reason}", where=str(file), remedy="check its name and its content")
