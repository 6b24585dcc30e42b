"""The file that a team's accounts are kept in: beside the store, never in it, and readable by its owner alone."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from khabar.places.added import khabar_home
from khabar.team.clock import Clock, utc_now
from khabar.team.errors import TeamError

TEAM_FILE = "team.db"
APPLICATION, VERSION = 0x6B68_7465, 2
LOCK_SECONDS = 15
OPENINGS = """
CREATE TABLE openings (
    closing TEXT PRIMARY KEY REFERENCES closings (id), why TEXT NOT NULL, who TEXT NOT NULL, made_at TEXT NOT NULL
);
CREATE TRIGGER closings_are_not_changed BEFORE UPDATE ON closings BEGIN SELECT RAISE(ABORT, 'closings only grow'); END;
CREATE TRIGGER closings_are_not_deleted BEFORE DELETE ON closings BEGIN SELECT RAISE(ABORT, 'closings only grow'); END;
CREATE TRIGGER openings_are_not_changed BEFORE UPDATE ON openings BEGIN SELECT RAISE(ABORT, 'openings only grow'); END;
CREATE TRIGGER openings_are_not_deleted BEFORE DELETE ON openings BEGIN SELECT RAISE(ABORT, 'openings only grow'); END;
"""
"""What version 2 added."""
SCHEMA = """
CREATE TABLE users (
    key TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, password TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1, made_at TEXT NOT NULL, changed_at TEXT NOT NULL
);
CREATE TABLE sessions (
    hash TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES users (key), made_at TEXT NOT NULL, seen_at TEXT NOT NULL,
    ends_at TEXT NOT NULL, address TEXT NOT NULL
);
CREATE INDEX sessions_of_user ON sessions (user);
CREATE TABLE tokens (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, user TEXT NOT NULL REFERENCES users (key), name TEXT NOT NULL,
    scopes TEXT NOT NULL, made_at TEXT NOT NULL, ends_at TEXT NOT NULL, used_at TEXT, revoked_at TEXT
);
CREATE INDEX tokens_of_user ON tokens (user);
CREATE TABLE tries (key TEXT PRIMARY KEY, failed INTEGER NOT NULL, last_at TEXT NOT NULL);
CREATE TABLE closings (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, record_id TEXT NOT NULL, least TEXT NOT NULL, why TEXT NOT NULL,
    who TEXT NOT NULL, made_at TEXT NOT NULL, members TEXT NOT NULL
);
CREATE TABLE changes (name TEXT PRIMARY KEY, count INTEGER NOT NULL);
CREATE TABLE audit (
    n INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT, what TEXT NOT NULL, detail TEXT NOT NULL,
    address TEXT NOT NULL, seal TEXT NOT NULL
);
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END;
"""


def team_file(target: str | os.PathLike[str]) -> Path:
    """Where the accounts of a store are kept: beside a file, in khabar's own folder for a database elsewhere."""
    name = os.fspath(target)
    if "://" in name:
        return khabar_home() / "teams" / hashlib.sha256(name.encode()).hexdigest()[:16] / TEAM_FILE
    path = Path(name)
    return (path if path.is_dir() else path.parent) / TEAM_FILE


class Database:
    """One team's file. Every block of work is one transaction, on the disk when it ends.

    Args:
        create: make the file where there is none.

    Raises:
        TeamError: here and in all blocks: the file is missing, is something else, or cannot be read or written.
    """

    def __init__(self, path: Path, *, create: bool = False, clock: Clock = utc_now) -> None:
        self.path, self.clock = path, clock
        if not path.is_file():
            if not create:
                remedy = f"khabar user add NAME --role admin --at {path.parent} makes the first one"
                raise TeamError("there are no accounts", where=str(path), remedy=remedy)
            self._make()
        self._check()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        with self._connected() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All that the block writes, or nothing where it raises."""
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        address = self.path.absolute().as_uri() + "?mode=rw"
        with self._told(), closing(sqlite3.connect(address, uri=True, timeout=LOCK_SECONDS)) as connection:
            connection.isolation_level = None
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as reason:
            remedy = "check that the file is there, is no other database, and may be written"
            what = f"the accounts cannot be used: {getattr(reason, 'strerror', None) or reason}"
            raise TeamError(what, where=str(self.path), remedy=remedy) from reason

    def _make(self) -> None:
        """The file appears whole: tables are made in a draft that is then renamed."""
        draft = self.path.with_name(f".{self.path.name}.{os.getpid()}.tmp")
        with self._told():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            draft.unlink(missing_ok=True)
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            with closing(sqlite3.connect(draft)) as connection:
                connection.executescript(
                    f"{SCHEMA} {OPENINGS} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
                )
            draft.rename(self.path)

    def _check(self) -> None:
        with self.reading() as connection:
            found = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        if found != APPLICATION:
            raise TeamError("the file holds something else than accounts", where=str(self.path), remedy="move it away")
        if version > VERSION:
            raise TeamError(
                "the accounts were made by a newer khabar", where=str(self.path), remedy="pip install --upgrade khabar"
            )
        if version < VERSION:
            self._bring_up()

    def _bring_up(self) -> None:
        """A file of version 1 becomes one of version 2, whole or not at all, also where two do it at once."""
        with self.writing() as connection:
            if connection.execute("PRAGMA user_version").fetchone()[0] < VERSION:
                for statement in filter(None, map(str.strip, OPENINGS.split(";\n"))):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {VERSION}")
