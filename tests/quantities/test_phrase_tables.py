"""The table of phrases beside this file: what news prose counts, and the bounds that it tells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from khabar.quantities import find_quantities
from khabar.syntax import load_parser

TABLE = Path(__file__).parent / "phrases.txt"
Told = tuple[str, float | None, float | None]


def rows() -> Iterator[list[str]]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split(" | ")]


def told(cell: str) -> Told:
    kind, low, high = cell.split()
    return kind, None if low == "-" else float(low), None if high == "-" else float(high)


@pytest.mark.parametrize("row", list(rows()), ids=" | ".join)
def test_what_a_phrase_counts(row: list[str]) -> None:
    text, *cells = row
    expected = [told(cell) for cell in cells if cell != "-"]
    assert [(q.kind, q.min, q.max) for q in find_quantities(load_parser()(text))] == expected
