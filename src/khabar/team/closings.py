"""Records that are closed to roles: a report, a claim or an event that is too dangerous for all to see."""

from __future__ import annotations

import sqlite3
from typing import Literal

import msgspec

from khabar.errors import NotFoundError
from khabar.review import Member
from khabar.store import Store
from khabar.team.clock import iso
from khabar.team.database import Database
from khabar.team.errors import AccountError
from khabar.team.roles import Role, at_least
from khabar.team.secret import new_secret

Kind = Literal["report", "claim", "event"]


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """That a closed record was opened to all again."""

    why: str
    who: str
    made_at: str


class Closing(msgspec.Struct, frozen=True, kw_only=True):
    """A record that only ``least`` and higher roles see, unless it was ``opened`` again.

    ``members`` are the claims that it is or was made of: they find it again after its report was read anew, or its
    event linked anew.
    """

    id: str
    kind: Kind
    record_id: str
    least: Role
    why: str
    who: str
    made_at: str
    members: list[Member] = []
    opened: Opening | None = None


SELECT = """SELECT closings.*, openings.why AS opened_why, openings.who AS opened_who, openings.made_at AS opened_at
FROM closings LEFT JOIN openings ON openings.closing = closings.id"""


class Closings:
    """The closings of a team's file: each stays there, also when its record was opened again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def version(self) -> int:
        """Grows with each change."""
        with self._database.reading() as connection:
            return _version(connection)

    def history(self) -> list[Closing]:
        """All that ever were, the oldest first."""
        with self._database.reading() as connection:
            return [_closing(row) for row in connection.execute(f"{SELECT} ORDER BY closings.rowid")]

    def all(self) -> list[Closing]:
        """Those that hold, the oldest first."""
        return [c for c in self.history() if c.opened is None]

    def for_role(self, role: Role) -> list[Closing]:
        """What is closed to a role."""
        return [c for c in self.all() if not at_least(role, c.least)]

    def close(self, store: Store, kind: Kind, record_id: str, least: Role, *, why: str, who: str) -> Closing:
        """Close a record of a store.

        Args:
            store: as the person who closes sees it.
            least: the lowest role that goes on seeing it.

        Raises:
            NotFoundError: there is no such record.
            AccountError: everybody would go on seeing it.
        """
        if least == "reader":
            raise AccountError("everybody would see it", where="least", remedy="name a role above reader")
        members = members_of(store, kind, record_id)
        now = iso(self._database.clock())
        made = Closing(
            id=new_secret()[:12], kind=kind, record_id=record_id, least=least, why=why, who=who, made_at=now,
            members=members,
        )  # fmt: skip
        kept = msgspec.json.encode(members).decode()
        with self._database.writing() as connection:
            values = (made.id, kind, record_id, least, why, who, now, kept)
            connection.execute("INSERT INTO closings VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
            _count(connection)
        return made

    def open(self, closing_id: str, role: Role, *, why: str, who: str) -> Closing:
        """Let all see a record again.

        Raises:
            NotFoundError: nothing is closed by this id, or nothing that ``role`` sees.
        """
        opened = Opening(why=why, who=who, made_at=iso(self._database.clock()))
        with self._database.writing() as connection:
            row = connection.execute(f"{SELECT} WHERE closings.id = ?", (closing_id,)).fetchone()
            if row is None or row["opened_at"] is not None or not at_least(role, row["least"]):
                raise NotFoundError(
                    f"nothing is closed by the id {closing_id!r}", remedy="see khabar closed list, or /api/closed"
                )
            values = (closing_id, opened.why, opened.who, opened.made_at)
            connection.execute("INSERT INTO openings VALUES (?, ?, ?, ?)", values)
            _count(connection)
        return msgspec.structs.replace(_closing(row), opened=opened)


def members_of(store: Store, kind: Kind, record_id: str) -> list[Member]:
    """The claims that a record is made of. Raises NotFoundError."""
    if kind == "report":
        store.report(record_id)
        return []
    if kind == "claim":
        return [Member.of(store.original_claim(record_id))]
    event = store.event(record_id)
    return [Member.of(store.original_claim(c), event.claim_places.get(c)) for c in event.claims]


def _version(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT count FROM changes WHERE name = 'closings'").fetchone()
    return int(row["count"]) if row else 0


def _count(connection: sqlite3.Connection) -> None:
    values = ("closings", _version(connection) + 1)
    connection.execute("INSERT OR REPLACE INTO changes VALUES (?, ?)", values)


def _closing(row: sqlite3.Row) -> Closing:
    kept = dict(row)
    why, who, made_at = (kept.pop(f"opened_{part}") for part in ("why", "who", "at"))
    opened = Opening(why=why, who=who, made_at=made_at) if made_at is not None else None
    members = msgspec.json.decode(kept.pop("members"), type=list[Member])
    return Closing(**kept, members=members, opened=opened)
