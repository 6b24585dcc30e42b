"""Cells of tables: text that no spreadsheet runs as a formula, and back again."""

from __future__ import annotations

import re
from collections.abc import Iterable

Cell = str | int | float | None
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
LIST_SIGN = "; "


def safe_cell(cell: Cell) -> Cell:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers."""
    return "'" + cell if isinstance(cell, str) and _FORMULA.match(cell) else cell


def plain_cell(text: str) -> str:
    """What `safe_cell` was given, of the text that it gave."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def whole_number(text: str) -> int:
    """A whole number of a cell, also where a program wrote ``4.0``; 0 for an empty one. Raises ValueError."""
    number = float(text or 0)
    if number != int(number):
        raise ValueError(f"{text} is no whole number")
    return int(number)


def joined(values: Iterable[str | None]) -> str:
    """Distinct values in one cell; a value's own semicolons become commas."""
    return LIST_SIGN.join(dict.fromkeys(v.replace(LIST_SIGN, ", ") for v in values if v))


def split(cell: str) -> list[str]:
    """The values of a cell that `joined` made."""
    return [part.strip() for part in cell.split(";") if part.strip()]
