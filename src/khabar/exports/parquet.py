"""Events as Parquet, and as GeoParquet 1.1 with a column of points; needs pyarrow (the extra ``columns``)."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from khabar.errors import MissingPartError, RecordError, StoreError
from khabar.exports.files import whole_path
from khabar.exports.rows import Written, record_of
from khabar.exports.table import EVENT_COLUMNS, event_cells
from khabar.exports.told import Told
from khabar.records import Event

ROWS_A_GROUP = 10_000
WHOLE_NUMBERS = ("place_precision", "acled_geo_precision", "ucdp_where_prec", "sources_count", "independent_count",
                 "claims_count")  # fmt: skip
DECIMALS = ("lat", "lon")
FIGURES = ("_low", "_best", "_high")
WGS_84 = "OGC:CRS84"


def write_parquet(path: str | Path, told: Iterable[Told], *, geo: bool = False) -> Written:
    """Write one row per event: the columns of events.csv, what was withheld, and the event as JSON (``record``).

    Args:
        geo: GeoParquet, with ``geometry`` (WKB points, longitude first; null where only an area is known).

    Raises:
        MissingPartError: pyarrow is not installed.
        StoreError: the file cannot be written.
    """
    arrow, parquet = _pyarrow()
    schema = _schema(arrow, geo)
    written = Written()
    with whole_path(path) as draft:
        try:
            with parquet.ParquetWriter(draft, schema, compression="zstd") as writer:
                stream = iter(told)
                while rows := [_row(one, geo) for one in islice(stream, ROWS_A_GROUP)]:
                    writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
                    written.count += len(rows)
        except arrow.ArrowException as reason:
            raise StoreError(f"a file cannot be written: {reason}", where=str(path)) from reason
    return written


def read_parquet(path: str | Path) -> Iterator[Event]:
    """The events of a file that `write_parquet` wrote. Raises MissingPartError, RecordError."""
    arrow, parquet = _pyarrow()
    try:
        with parquet.ParquetFile(path) as file:
            if "record" not in file.schema_arrow.names:
                remedy = "only Parquet files that khabar wrote can be read back"
                raise RecordError("the table has no column 'record'", where=str(path), remedy=remedy)
            for batch in file.iter_batches(columns=["record"]):
                for text in batch.column(0).to_pylist():
                    yield msgspec.json.decode(text, type=Event)
    except (arrow.ArrowException, OSError, msgspec.DecodeError) as reason:
        remedy = "check that the file is whole and was written by khabar"
        raise RecordError(f"the file cannot be read: {reason}", where=str(path), remedy=remedy) from reason


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as reason:
        remedy = "pip install 'khabar[columns]'"
        raise MissingPartError("Parquet needs pyarrow, which is not installed", remedy=remedy) from reason
    return pyarrow, pyarrow.parquet


def _schema(arrow: Any, geo: bool) -> Any:
    fields = [arrow.field(name, _type(arrow, name)) for name in EVENT_COLUMNS]
    fields += [arrow.field("withheld", arrow.string()), arrow.field("record", arrow.string())]
    if not geo:
        return arrow.schema(fields)
    about = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
    }
    return arrow.schema([*fields, arrow.field("geometry", arrow.binary())], metadata={"geo": json.dumps(about)})


def _type(arrow: Any, name: str) -> Any:
    if name in WHOLE_NUMBERS:
        return arrow.int32()
    return arrow.float64() if name in DECIMALS or name.endswith(FIGURES) else arrow.string()


def _row(told: Told, geo: bool) -> dict[str, Any]:
    event = told.event
    row: dict[str, Any] = dict(zip(EVENT_COLUMNS, event_cells(event, told.note), strict=True))
    row |= {"withheld": told.protection or None, "record": record_of(event)}
    if geo:
        place = event.place
        known = place is not None and place.lat is not None and place.lon is not None
        row["geometry"] = wkb_point((place.lon, place.lat)) if place is not None and known else None
    return row


def wkb_point(point: Sequence[float | None]) -> bytes:
    """A point (longitude, latitude) as little-endian well-known binary."""
    return struct.pack("<BIdd", 1, 1, *point)
