"""What was done, by whom, when and from where: a list that only grows, each entry sealed with the one before."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from datetime import datetime

import msgspec

from khabar.team.clock import iso
from khabar.team.database import Database
from khabar.team.errors import TeamError

LONGEST = 2000
FIRST = ""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry: ``who`` is null where nobody was signed in, ``address`` is that of the client or ``command line``."""

    n: int
    at: str
    who: str | None
    what: str
    detail: str
    address: str


class AuditPage(msgspec.Struct, frozen=True):
    """Entries, the newest first, and the cursor of older ones, null at the end."""

    items: list[Entry]
    next: int | None = None


class Audit:
    """The entries of a team. Nothing changes or deletes one; triggers of the file refuse it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, what: str, *, who: str | None, detail: str = "", address: str) -> None:
        """Write an entry; it is on the disk when this returns."""
        with self._database.writing() as connection:
            write_entry(connection, self._database.clock(), what, who=who, detail=detail, address=address)

    def page(self, *, cursor: int | None = None, limit: int = 100, who: str = "", what: str = "") -> AuditPage:
        """A part of the entries, the newest first; ``who`` and ``what`` ask for those of a person, of a kind."""
        query = "SELECT n, at, who, what, detail, address FROM audit WHERE (? IS NULL OR n < ?)"
        query += " AND (? = '' OR who = ?) AND (? = '' OR what = ?) ORDER BY n DESC LIMIT ?"
        with self._database.reading() as connection:
            rows = connection.execute(query, (cursor, cursor, who, who, what, what, limit + 1)).fetchall()
        items = [Entry(**dict(row)) for row in rows[:limit]]
        return AuditPage(items, items[-1].n if len(rows) > limit else None)

    def all(self) -> Iterator[Entry]:
        """All entries, the oldest first."""
        with self._database.reading() as connection:
            for row in connection.execute("SELECT n, at, who, what, detail, address FROM audit ORDER BY n"):
                yield Entry(**dict(row))

    def check(self) -> int:
        """The number of entries. Raises TeamError where one was changed or taken out since it was written."""
        seal, count = FIRST, 0
        with self._database.reading() as connection:
            for row in connection.execute("SELECT * FROM audit ORDER BY n"):
                count += 1
                told = dict(row)
                kept = told.pop("seal")
                seal = _seal(seal, {**told, "n": count})
                if kept != seal:
                    where = f"{self._database.path}, entry {row['n']}"
                    raise TeamError("the audit was changed", where=where, remedy="compare it with a backup")
        return count


def write_entry(
    connection: sqlite3.Connection, at: datetime, what: str, *, who: str | None, detail: str, address: str
) -> None:
    """Write an entry in the transaction that does what it tells."""
    last = connection.execute("SELECT n, seal FROM audit ORDER BY n DESC LIMIT 1").fetchone()
    number, before = (last["n"] + 1, last["seal"]) if last else (1, FIRST)
    told = {"n": number, "at": iso(at), "who": who, "what": what, "detail": detail[:LONGEST], "address": address}
    names = ", ".join([*told, "seal"])
    marks = ", ".join("?" * (len(told) + 1))
    connection.execute(f"INSERT INTO audit ({names}) VALUES ({marks})", (*told.values(), _seal(before, told)))


def _seal(before: str, told: dict[str, object]) -> str:
    content = msgspec.json.encode([before, *(told[k] for k in ("n", "at", "who", "what", "detail", "address"))])
    return hashlib.sha256(content).hexdigest()
