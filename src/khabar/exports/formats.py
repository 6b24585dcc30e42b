"""The formats by name, and one function that writes any of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from khabar.errors import ExportError
from khabar.exports.acled import ACLED
from khabar.exports.casualties import CASUALTIES
from khabar.exports.geojson import write_events_geojson
from khabar.exports.jsonl import write_jsonl
from khabar.exports.parquet import write_parquet
from khabar.exports.plover import CAMEO, write_plover
from khabar.exports.rows import Row, Scheme, Written, write_rows
from khabar.exports.table import EVENT_COLUMNS, event_cells
from khabar.exports.told import Told
from khabar.exports.ucdp import UCDP
from khabar.records import Event


def _own_row(told: Told) -> Row:
    return dict(zip(EVENT_COLUMNS, event_cells(told.event, told.note), strict=True))


CSV = Scheme(name="csv", columns=EVENT_COLUMNS, row=_own_row)
TABLES = {scheme.name: scheme for scheme in (ACLED, UCDP, CAMEO, CASUALTIES, CSV)}
FORMATS = {
    "acled": "CSV in the manner of ACLED",
    "ucdp": "CSV in the manner of UCDP GED",
    "cameo": "CSV with CAMEO codes",
    "casualties": "CSV of deaths by side, with ranges and claims",
    "plover": "PLOVER, one JSON object a line",
    "csv": "khabar's own table, as events.csv",
    "jsonl": "khabar's own records, as events.jsonl",
    "geojson": "GeoJSON (RFC 7946)",
    "parquet": "Parquet",
    "geoparquet": "GeoParquet 1.1",
}


def export(path: str | Path, form: str, told: Iterable[Told], *, hxl: bool = False) -> Written:
    """Write events in a format; the file appears whole or not at all.

    Args:
        form: a key of `FORMATS`.
        told: events as they may be shown, see `told_of`.
        hxl: a row of HXL hashtags under the header; only of tables.

    Raises:
        ExportError: the format is not known, or has no HXL hashtags.
        MissingPartError: the format needs a part that is not installed.
        StoreError: the file cannot be written.
    """
    if form not in FORMATS:
        raise ExportError(f"there is no format {form!r}", remedy=f"take one of {', '.join(FORMATS)}")
    if form in TABLES:
        return write_rows(path, TABLES[form], told, hxl=hxl)
    if hxl:
        raise ExportError(f"{form} has no HXL hashtags", remedy=f"they stand in tables: {', '.join(TABLES)}")
    if form == "plover":
        return write_plover(path, told)
    if form in ("parquet", "geoparquet"):
        return write_parquet(path, told, geo=form == "geoparquet")
    return _whole(path, form, told)


def _whole(path: str | Path, form: str, told: Iterable[Told]) -> Written:
    first, stream = _peeked(told)
    if form == "geojson":
        withheld = first.protection if first else ""
        return Written(write_events_geojson(path, (one.event for one in stream), withheld=withheld))
    return Written(write_jsonl(path, (_without_links(one.event) for one in stream)))


def _peeked(told: Iterable[Told]) -> tuple[Told | None, Iterator[Told]]:
    stream = iter(told)
    first = next(stream, None)

    def every() -> Iterator[Told]:
        if first is not None:
            yield first
            yield from stream

    return first, every()


def _without_links(event: Event) -> Event:
    from msgspec.structs import replace

    return replace(event, links=[])
