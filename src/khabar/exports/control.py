"""The table of places and dates as CSV and JSON lines."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from khabar.control import DayControl
from khabar.exports.cells import Cell, joined, safe_cell
from khabar.exports.files import whole_file
from khabar.exports.jsonl import write_jsonl

DAY_COLUMNS = DayControl.__struct_fields__


def write_days_csv(path: str | Path, days: Iterable[DayControl]) -> int:
    """Write one row for each place and day (UTF-8, comma, CRLF); returns how many. Raises StoreError."""
    count = 0
    with whole_file(path) as stream:
        writer = csv.writer(stream)
        writer.writerow(DAY_COLUMNS)
        for day in days:
            writer.writerow([safe_cell(_cell(getattr(day, name))) for name in DAY_COLUMNS])
            count += 1
    return count


def write_days_jsonl(path: str | Path, days: Iterable[DayControl]) -> int:
    """Write one record for each place and day; returns how many. Raises StoreError."""
    records: Iterable[msgspec.Struct] = days
    return write_jsonl(path, records)


def _cell(value: Any) -> Cell:
    if isinstance(value, list):
        return joined(value)
    return value if isinstance(value, (str, int, float)) else None
