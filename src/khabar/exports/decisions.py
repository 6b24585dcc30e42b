"""The log of decisions as a file: JSON lines or a table, and back."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

import msgspec

from khabar.errors import RecordError
from khabar.exports.cells import plain_cell, safe_cell
from khabar.review import Decision

DECISION_COLUMNS = (
    "id", "made_at", "who", "kind", "record_id", "other_id", "field", "before", "after", "why", "undoes", "members",
    "other_members",
)  # fmt: skip
AS_JSON = frozenset({"before", "after", "members", "other_members"})
LONGEST_CELL = 2**31 - 1


def write_decisions_jsonl(stream: TextIO, decisions: Iterable[Decision]) -> int:
    """Write one decision a line; returns how many."""
    count = 0
    for count, decision in enumerate(decisions, 1):  # noqa: B007
        stream.write(msgspec.json.encode(decision).decode() + "\n")
    return count


def write_decisions_csv(stream: TextIO, decisions: Iterable[Decision]) -> int:
    """Write one decision a row (comma, CRLF); values that are no plain text stand as JSON. Returns how many."""
    writer = csv.writer(stream)
    writer.writerow(DECISION_COLUMNS)
    count = 0
    for count, decision in enumerate(decisions, 1):  # noqa: B007
        writer.writerow([safe_cell(_cell(name, getattr(decision, name))) for name in DECISION_COLUMNS])
    return count


def read_decisions(path: Path) -> list[Decision]:
    """The decisions of a file that one of the writers wrote; what kind it is tells its first sign.

    Raises:
        RecordError: the file cannot be read, or a line is no decision; names file and line.
    """
    csv.field_size_limit(LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            found = stream.readline()
            stream.seek(0)
            parts = _from_lines(stream) if found.lstrip().startswith("{") else _from_table(stream)
            return [_decision(raw, f"{path}:{line}") for line, raw in parts]
    except (OSError, UnicodeDecodeError, csv.Error) as reason:
        remedy = "give a file of khabar judge log --format jsonl or csv"
        raise RecordError(f"the file cannot be read: {reason}", where=str(path), remedy=remedy) from reason


def _cell(name: str, value: Any) -> str | None:
    return msgspec.json.encode(value).decode() if name in AS_JSON and value is not None else value


def _from_lines(stream: TextIO) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield number, line


def _from_table(stream: TextIO) -> Iterator[tuple[int, Any]]:
    reader = csv.DictReader(stream, strict=True)
    for row in reader:
        yield reader.line_num, {name: plain_cell(cell) for name, cell in row.items() if name and cell}


def _decision(raw: Any, where: str) -> Decision:
    try:
        if isinstance(raw, str):
            return msgspec.json.decode(raw, type=Decision)
        parsed = {name: msgspec.json.decode(cell) if name in AS_JSON else cell for name, cell in raw.items()}
        return msgspec.convert(parsed, Decision)
    except msgspec.MsgspecError as reason:
        remedy = "import the file as khabar judge log --format jsonl or csv wrote it"
        raise RecordError(f"a line is no decision: {reason}", where=where, remedy=remedy) from reason
