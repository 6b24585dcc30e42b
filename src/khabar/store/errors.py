"""Turns what a database says into a StoreError with advice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from khabar.errors import StoreError

NOT_A_STORE = "choose another file with --db or --out, or move this one away"
ADVICE = (
    ("file is not a database", "the file is no khabar store", NOT_A_STORE),
    ("malformed", "the store is damaged", "move it away and run again: claims are rebuilt from the reports"),
    ("locked", "another process is writing to the store", "wait until it has finished, then run again"),
    ("readonly", "the store may not be written", "change its permissions or choose another --out folder"),
    ("unable to open", "the store cannot be opened", "check that the folder exists and may be written"),
    ("disk is full", "the disk is full", "free some space and run again: the run goes on where it stopped"),
    ("disk i/o error", "the disk failed while the store was used", "check the disk and its free space, then run again"),
)


def store_error(reason: BaseException, where: str) -> StoreError:
    """The StoreError that explains ``reason``, an error of the database or the file system."""
    said = str(getattr(reason, "orig", None) or reason)
    for needle, what, remedy in ADVICE:
        if needle in said.lower():
            return StoreError(what, where=where, remedy=remedy)
    return StoreError(f"the store cannot be used: {said}", where=where)


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Raise database and file errors of the block as StoreError."""
    try:
        yield
    except (DBAPIError, OSError) as reason:
        raise store_error(reason, where) from reason
