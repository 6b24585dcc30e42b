"""JSON lines in and out of the commands."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Annotated

import msgspec
import typer

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
