"""Who is signed in: sessions that the server keeps, and can end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from khabar.team.clock import iso, later
from khabar.team.database import Database
from khabar.team.roles import Role
from khabar.team.secret import hash_of, new_secret
from khabar.team.users import key_of

HOURS, IDLE_HOURS = 12, 2
NOTED_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose session or token it is."""

    name: str
    role: Role


class Sessions:
    """Sessions end after ``HOURS``, after ``IDLE_HOURS`` without a request, and when one signs out."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, name: str, address: str) -> str:
        """The secret of a new session; only its hash is kept."""
        secret, now = new_secret(), self._database.clock()
        values = (hash_of(secret), key_of(name), iso(now), iso(now), later(now, hours=HOURS), address)
        with self._database.writing() as connection:
            connection.execute("DELETE FROM sessions WHERE ends_at < ?", (iso(now),))
            connection.execute("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?)", values)
        return secret

    def owner(self, secret: str) -> Owner | None:
        """Whose session it is; null where it has ended or never was."""
        now = self._database.clock()
        query = "SELECT s.seen_at, s.ends_at, u.name, u.role FROM sessions s JOIN users u ON u.key = s.user"
        with self._database.reading() as connection:
            row = connection.execute(f"{query} WHERE s.hash = ? AND u.active", (hash_of(secret),)).fetchone()
        if row is None or row["ends_at"] <= iso(now) or row["seen_at"] <= later(now, hours=-IDLE_HOURS):
            return None
        if datetime.fromisoformat(row["seen_at"]) + NOTED_AFTER < now:
            self._note(secret, now)
        return Owner(row["name"], row["role"])

    def end(self, secret: str) -> None:
        with self._database.writing() as connection:
            connection.execute("DELETE FROM sessions WHERE hash = ?", (hash_of(secret),))

    def _note(self, secret: str, now: datetime) -> None:
        with self._database.writing() as connection:
            connection.execute("UPDATE sessions SET seen_at = ? WHERE hash = ?", (iso(now), hash_of(secret)))
