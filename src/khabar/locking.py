"""Locks on files, over all processes of a machine; the system lets go of them when their holder ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
    import time

    SECONDS_TO_LOOK = 0.05

    def _take(stream: IO[str]) -> bool:
        """The first byte of the file stands for it."""
        stream.seek(0)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _take_in_turn(stream: IO[str]) -> None:
        while not _take(stream):
            time.sleep(SECONDS_TO_LOOK)

    def _give(stream: IO[str]) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)

    def handed_on(lock: IO[str]) -> tuple[int, ...]:
        """The handles by which a child process keeps a lock: here none, as locks belong to one process."""
        return ()

else:
    import fcntl

    def _take(stream: IO[str]) -> bool:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _take_in_turn(stream: IO[str]) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX)

    def _give(stream: IO[str]) -> None:
        """Nothing: closing does it, unless a child process holds the lock too."""

    def handed_on(lock: IO[str]) -> tuple[int, ...]:
        """The handles by which a child process keeps a lock, also where its parent has ended."""
        return (lock.fileno(),)


@contextmanager
def locked(path: Path) -> Iterator[IO[str]]:
    """Hold the lock of a file, which is made where there is none; waits while another holds it.

    Raises:
        OSError: the file cannot be written.
    """
    with path.open("a", encoding="utf-8") as lock:
        _take_in_turn(lock)
        try:
            yield lock
        finally:
            _give(lock)


@contextmanager
def locked_at_once(path: Path) -> Iterator[IO[str] | None]:
    """Hold the lock of a file, as ``locked`` does; null where another holds it."""
    with path.open("a", encoding="utf-8") as lock:
        if not _take(lock):
            yield None
            return
        try:
            yield lock
        finally:
            _give(lock)
