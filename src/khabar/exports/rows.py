"""Tables in the manner of other data sets: writing them, and taking a person's edits back into events."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from khabar.errors import RecordError
from khabar.exports.cells import Cell, safe_cell
from khabar.exports.files import whole_file
from khabar.exports.knowledge import hxl_tags
from khabar.exports.told import Told
from khabar.records import Event

Row = dict[str, Cell]
OWN_COLUMNS = (
    "khabar_status", "khabar_independent_sources", "khabar_deaths_places", "khabar_withheld", "khabar_event",
)  # fmt: skip
HXL_OWN = ("#meta+status", "#meta+source+num", "#meta+deaths+places", "#meta+withheld", "#meta+record")


@dataclass(slots=True)
class Written:
    """How many records were written, and how many events were left out, by the reason."""

    count: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A table in the manner of another data set.

    Attributes:
        name: of the format.
        columns: those of the data set, in its order.
        row: the cells of an event, or why it has no row.
        groups: columns that are read back together, by the name of their reader.
        readers: each takes an event and a row, and gives the event with what the columns of its group say.
    """

    name: str
    columns: tuple[str, ...]
    row: Callable[[Told], Row | str]
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    readers: Mapping[str, Callable[[Event, Mapping[str, str]], Event]] = field(default_factory=dict)


def write_rows(path: str | Path, scheme: Scheme, told: Iterable[Told], *, hxl: bool = False) -> Written:
    """Write one row per event that the scheme has a row for (UTF-8, comma, CRLF).

    Behind the scheme's own columns stand khabar's: status, number of independent sources, what was withheld, and the
    whole event as JSON, from which it is read back.

    Args:
        hxl: a second row with HXL hashtags.

    Raises:
        StoreError: the file cannot be written.
    """
    written = Written()
    with whole_file(path) as stream:
        writer = csv.writer(stream)
        writer.writerow([*scheme.columns, *OWN_COLUMNS])
        if hxl:
            tags = hxl_tags(scheme.name)
            writer.writerow([*(tags.get(c, "") for c in scheme.columns), *HXL_OWN])
        for one in told:
            row = scheme.row(one)
            if isinstance(row, str):
                written.left_out[row] += 1
                continue
            cells = [row.get(c) for c in scheme.columns]
            writer.writerow([safe_cell(cell) for cell in (*cells, *own_cells(one))])
            written.count += 1
    return written


def own_cells(told: Told) -> list[Cell]:
    """The cells of `OWN_COLUMNS`."""
    event = told.event
    return [event.status, len(event.independent_sources), told.shared, told.protection, record_of(event)]


def record_of(event: Event) -> str:
    """The event as one line of JSON, without the links between its claims."""
    return msgspec.json.encode(msgspec.structs.replace(event, links=[])).decode()


def event_from(row: Mapping[str, str], scheme: Scheme, foreign: Event, *, where: str) -> Event:
    """The event of a row: the one that stands in it, with the cells that a person has changed since.

    Args:
        foreign: what a row that khabar did not write starts from.

    Raises:
        RecordError: a cell cannot be read; names ``where``.
    """
    kept = row.get("khabar_event") or ""
    try:
        event = msgspec.json.decode(kept, type=Event) if kept else foreign
        written = _cells_of(event, scheme) if kept else None
        for group, columns in scheme.groups.items():
            if written is None or any(_shown(written.get(c)) != row.get(c, "") for c in columns if c in row):
                event = scheme.readers[group](event, row)
    except (msgspec.DecodeError, ValueError, KeyError) as reason:
        remedy = "correct the cell, or leave the row out"
        raise RecordError(f"a row cannot be read: {reason}", where=where, remedy=remedy) from reason
    return event


def _cells_of(event: Event, scheme: Scheme) -> Row:
    row = scheme.row(Told(event))
    return row if isinstance(row, dict) else {}


def _shown(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def columns_missing(header: Sequence[str], needed: Iterable[str]) -> list[str]:
    """The columns that a table lacks."""
    return [c for c in needed if c not in header]
