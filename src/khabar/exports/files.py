"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from khabar.errors import StoreError


@contextmanager
def whole_path(path: str | os.PathLike[str]) -> Iterator[Path]:
    """A draft to write to, which takes the file's name only when the block ends without an error.

    Raises:
        StoreError: the folder is missing, full or not writable.
    """
    final = Path(path)
    draft = final.with_name(f".{final.name}.{os.getpid()}.tmp")
    try:
        yield draft
        os.replace(draft, final)
    except OSError as reason:
        raise StoreError(
            f"a file cannot be written: {reason.strerror or reason}",
            where=str(final),
            remedy="check that the folder exists, may be written and has free space",
        ) from reason
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[TextIO]:
    """A text file (UTF-8, no newline translation) that takes its name only when the block ends without an error.

    Raises:
        StoreError: the folder is missing, full or not writable.
    """
    with whole_path(path) as draft, draft.open("w", encoding="utf-8", newline="") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Write ``text`` as a whole file. Raises StoreError."""
    with whole_file(path) as stream:
        stream.write(text)
