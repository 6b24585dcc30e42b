"""JSON lines in and out of the commands."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from khabar.errors import InputError

OutFile = Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="Where to write, - for standard output.")]
WriteLine = Callable[[msgspec.Struct], None]


@contextmanager
def lines_to(target: str) -> Iterator[WriteLine]:
    """Writes records as JSON lines: to standard output, or to a file that appears whole or not at all."""
    from khabar.exports import whole_file

    encoder = msgspec.json.Encoder()
    with nullcontext(sys.stdout) if target == "-" else whole_file(target) as stream:

        def write(record: msgspec.Struct) -> None:
            stream.write(encoder.encode(record).decode() + "\n")

        yield write
        stream.flush()


def objects_in(path: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Line numbers with the JSON objects that stand there, or with what is wrong. Raises InputError."""
    decoder = msgspec.json.Decoder()
    try:
        with path.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield number, _object(decoder, line)
    except OSError as reason:
        raise InputError(f"the file cannot be read: {reason.strerror}", where=str(path)) from reason


def _object(decoder: msgspec.json.Decoder[Any], line: bytes) -> dict[str, Any] | str:
    try:
        found = decoder.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError) as reason:
        return f"no JSON: {reason}"
    return found if isinstance(found, dict) else "a JSON line must be an object"
