"""The people of a team: names, roles, passwords."""

from __future__ import annotations

import re
import sqlite3
import unicodedata

import msgspec

from khabar.errors import NotFoundError
from khabar.team.audit import write_entry
from khabar.team.clock import iso
from khabar.team.database import Database
from khabar.team.errors import AccountError
from khabar.team.passwords import Passwords, checked_password
from khabar.team.roles import ROLES, Role

LONGEST_NAME = 60
_NAME = re.compile(r"[^\W_](?:[\w .'’\-]*[^\W_])?")
COMMAND_LINE = "command line"


class User(msgspec.Struct, frozen=True, kw_only=True):
    """A person; who is not ``active`` cannot sign in, and the tokens open nothing."""

    name: str
    role: Role
    active: bool
    made_at: str


class By(msgspec.Struct, frozen=True):
    """Who changes something, and from where, for the audit."""

    who: str | None = None
    address: str = COMMAND_LINE


class Users:
    """The users of a team's file. Changes of password, role or access end all sessions of whom they concern."""

    def __init__(self, database: Database, passwords: Passwords) -> None:
        self._database, self._passwords = database, passwords

    def all(self) -> list[User]:
        """By name."""
        with self._database.reading() as connection:
            return [_user(row) for row in connection.execute("SELECT * FROM users ORDER BY key")]

    def one(self, name: str) -> User:
        """Raises NotFoundError."""
        with self._database.reading() as connection:
            return _user(_row(connection, name))

    def add(self, name: str, role: str, password: str, by: By | None = None) -> User:
        """Raises AccountError: name, role or password will not do, or the name is taken."""
        shown, known_role = checked_name(name), checked_role(role)
        hashed = self._passwords.hash(checked_password(password, shown))
        now = iso(self._database.clock())
        with self._database.writing() as connection:
            if connection.execute("SELECT 1 FROM users WHERE key = ?", (key_of(shown),)).fetchone():
                raise AccountError("there is a user of this name", where=shown, remedy="take another name")
            connection.execute(
                "INSERT INTO users VALUES (?, ?, ?, ?, 1, ?, ?)", (key_of(shown), shown, known_role, hashed, now, now)
            )
            self._note(connection, "user added", f"{shown} ({known_role})", by)
        return User(name=shown, role=known_role, active=True, made_at=now)

    def set_role(self, name: str, role: str, by: By | None = None) -> User:
        """Raises NotFoundError; AccountError: no such role, or nobody would be left who is admin."""
        return self._change(name, "role", checked_role(role), f"role: {role}", by)

    def set_active(self, name: str, active: bool, by: By | None = None) -> User:
        """Close or open somebody's access. Raises NotFoundError; AccountError: nobody would be left who is admin."""
        return self._change(name, "active", int(active), "access opened" if active else "access closed", by)

    def set_password(self, name: str, password: str, by: By | None = None) -> User:
        """Raises NotFoundError; AccountError: the password will not do."""
        hashed = self._passwords.hash(checked_password(password, name))
        return self._change(name, "password", hashed, "password changed", by)

    def with_password(self, name: str, password: str) -> User | None:
        """The user who has this name and password, null where there is none; it takes as long either way."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT * FROM users WHERE key = ?", (key_of(name),)).fetchone()
        hashed = row["password"] if row else None
        if not self._passwords.is_right(hashed, password) or not row["active"]:
            return None
        if self._passwords.is_old(row["password"]):
            self._renew(row, password)
        return _user(row)

    def is_known(self, name: str) -> bool:
        with self._database.reading() as connection:
            return connection.execute("SELECT 1 FROM users WHERE key = ?", (key_of(name),)).fetchone() is not None

    def _renew(self, row: sqlite3.Row, password: str) -> None:
        hashed = self._passwords.hash(password)
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE users SET password = ? WHERE key = ? AND password = ?", (hashed, row["key"], row["password"])
            )

    def _change(self, name: str, column: str, value: object, told: str, by: By | None) -> User:
        with self._database.writing() as connection:
            key = _row(connection, name)["key"]
            now = iso(self._database.clock())
            connection.execute(f"UPDATE users SET {column} = ?, changed_at = ? WHERE key = ?", (value, now, key))
            connection.execute("DELETE FROM sessions WHERE user = ?", (key,))
            _check_admins(connection)
            user = _user(_row(connection, name))
            self._note(connection, "user changed", f"{user.name}: {told}", by)
        return user

    def _note(self, connection: sqlite3.Connection, what: str, detail: str, by: By | None) -> None:
        told = by or By()
        write_entry(connection, self._database.clock(), what, who=told.who, detail=detail, address=told.address)


def key_of(name: str) -> str:
    """What names are compared by: nobody may look like another by capitals or by how letters are composed."""
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()


def checked_name(name: str) -> str:
    """Raises AccountError."""
    told = unicodedata.normalize("NFKC", " ".join(name.split()))
    if len(told) > LONGEST_NAME or not _NAME.fullmatch(told):
        remedy = f"letters, digits, and spaces, dots, hyphens or apostrophes between them; {LONGEST_NAME} at most"
        raise AccountError("this is no name for a user", where="name", remedy=remedy)
    return told


def checked_role(role: str) -> Role:
    """Raises AccountError."""
    for known in ROLES:
        if role == known:
            return known
    raise AccountError(f"there is no role {role!r}", where="role", remedy=f"one of {', '.join(ROLES)}")


def _check_admins(connection: sqlite3.Connection) -> None:
    if not connection.execute("SELECT 1 FROM users WHERE role = 'admin' AND active").fetchone():
        raise AccountError("nobody would be left who is admin", remedy="make somebody else admin first")


def _row(connection: sqlite3.Connection, name: str) -> sqlite3.Row:
    found: sqlite3.Row | None = connection.execute("SELECT * FROM users WHERE key = ?", (key_of(name),)).fetchone()
    if found is None:
        raise NotFoundError(f"there is no user {name!r}", remedy="khabar user list shows them")
    return found


def _user(row: sqlite3.Row) -> User:
    return User(name=row["name"], role=row["role"], active=bool(row["active"]), made_at=row["made_at"])
