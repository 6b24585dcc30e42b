"""Records as JSON lines: reports.jsonl, claims.jsonl, events.jsonl."""

from __future__ import annotations

import os
from collections.abc import Iterable

import msgspec

from khabar.exports.files import whole_file


def write_jsonl(path: str | os.PathLike[str], records: Iterable[msgspec.Struct]) -> int:
    """Write one record a line, in the given order; returns how many. Raises StoreError."""
    encoder = msgspec.json.Encoder()
    count = 0
    with whole_file(path) as stream:
        for record in records:
            stream.write(encoder.encode(record).decode())
            stream.write("\n")
            count += 1
    return count
