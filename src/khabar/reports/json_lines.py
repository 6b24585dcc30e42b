"""Objects of a file of JSON lines, one at a time."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Callable, Iterator
from typing import IO, Any

from khabar.reports import skip
from khabar.reports.decoding import NoTextError, decode
from khabar.reports.skip import Skip


def json_objects(lines: IO[bytes], where: str, longest: int) -> Iterator[tuple[int, dict[str, Any] | Skip]]:
    """Number and object of each line that is not blank, or why it gives none.

    ``published_origin`` is "given" where the object does not tell it. No more than one line of at most ``longest``
    bytes is held at a time. Lines are UTF-8, or what their bytes say; a file with the mark of UTF-16 is read as that.
    """
    for number, line in enumerate(_bounded(_reader(lines), longest), 1):
        if line is None:
            yield number, _skipped(where, number, skip.TOO_LONG, f"the line is longer than {longest:,} bytes")
        elif line.strip():
            yield number, _object(line, where, number)


def _reader(lines: IO[bytes]) -> Callable[[int], bytes]:
    """Reads a line of at most so many bytes, or characters of UTF-16, as UTF-8."""
    peeked = lines.peek(4)[:4] if isinstance(lines, io.BufferedReader) else b""
    if not peeked.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return lines.readline
    text = codecs.getreader("utf-16")(lines, "replace")
    return lambda most: text.readline(most).encode("utf-8", "replace")


def _bounded(readline: Callable[[int], bytes], longest: int) -> Iterator[bytes | None]:
    """Lines; None for one that is too long, which is not kept."""
    while line := readline(longest + 1):
        if len(line) <= longest or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = readline(longest + 1)
        yield None


def _object(line: bytes, where: str, number: int) -> dict[str, Any] | Skip:
    try:
        raw = json.loads(_decoded(line).lstrip("\ufeff"))
    except NoTextError as reason:
        return _skipped(where, number, reason.code, reason.reason)
    except (ValueError, RecursionError) as reason:
        return _skipped(where, number, skip.BROKEN_JSON, f"the line is no JSON: {str(reason)[:120]}")
    if not isinstance(raw, dict):
        return _skipped(where, number, skip.NO_OBJECT, skip.SKIP_CODES[skip.NO_OBJECT])
    return {**raw, "published_origin": raw.get("published_origin") or "given"}


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return decode(line)[0]


def _skipped(where: str, line: int, code: str, reason: str) -> Skip:
    return Skip(input=where, line=line, code=code, reason=reason)
