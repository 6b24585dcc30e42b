"""The tables of phrases beside this file: what news prose says, and the days that it means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from khabar.dates import find_dates

HERE = Path(__file__).parent


def rows(name: str) -> Iterator[list[str]]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split(" | ")]


@pytest.mark.parametrize("row", list(rows("phrases.txt")), ids=" | ".join)
def test_days_that_a_phrase_means(row: list[str]) -> None:
    published, text, start, *rest = row
    end = rest[0] if rest else start
    precision = rest[1] if len(rest) > 1 else "day"
    found = [(str(m.date_start), str(m.date_end), m.precision) for m in find_dates(text, date.fromisoformat(published))]
    assert (start, end, precision) in found


@pytest.mark.parametrize("row", list(rows("no_dates.txt")), ids=" | ".join)
def test_nothing_tells_a_day(row: list[str]) -> None:
    assert [m.text for m in find_dates(row[0], date(2016, 12, 8)) if m.date_start] == []
