"""Checked values from the cells of a gazetteer file."""

from __future__ import annotations

import re

from khabar.errors import GazetteerError

_COUNTRY = re.compile(r"[A-Z]{2}")


def at(where: str, line: int, field: str) -> str:
    """Where a fault is: file, line and field."""
    return f"{where}, line {line}, field {field}"


def filled(text: str | None, where: str, line: int, field: str) -> str:
    value = (text or "").strip()
    if not value:
        raise GazetteerError(f"{field} is empty", where=at(where, line, field))
    return value


def degrees(text: str | None, limit: float, where: str, line: int, field: str) -> float:
    """Degrees between ``-limit`` and ``limit``."""
    try:
        value = float(text or "")
    except ValueError:
        value = limit + 1
    if not -limit <= value <= limit:
        problem = f"{text!r} is no number of degrees between -{limit} and {limit}"
        raise GazetteerError(problem, where=at(where, line, field))
    return value


def whole_number(text: str | None, where: str, line: int, field: str) -> int:
    """A number of people; 0 where the cell is empty. ``1200.0``, as spreadsheets write it, is whole too."""
    value = (text or "").strip() or "0"
    if not value.removesuffix(".0").isdecimal():
        raise GazetteerError(f"{field} {text!r} is no whole number", where=at(where, line, field))
    return int(value.removesuffix(".0"))


def country_code(text: str | None, where: str, line: int, field: str) -> str:
    """An ISO 3166 code of two letters."""
    value = filled(text, where, line, field).upper()
    if not _COUNTRY.fullmatch(value):
        raise GazetteerError(f"{text!r} is no country code of two letters", where=at(where, line, field))
    return value
