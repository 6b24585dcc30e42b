"""API tokens: for programs, with a part of what their owner may."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

import msgspec

from khabar.errors import NotFoundError
from khabar.team.audit import write_entry
from khabar.team.clock import iso, later
from khabar.team.database import Database
from khabar.team.errors import AccountError
from khabar.team.roles import LEAST, SCOPES, Scope, at_least
from khabar.team.secret import hash_of, new_secret
from khabar.team.sessions import NOTED_AFTER, Owner
from khabar.team.users import By, key_of

PREFIX = "kh_"
MOST_DAYS, DAYS, MOST_TOKENS, LONGEST_NAME = 366, 90, 50, 100


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of a token; the secret is told once, when it is made."""

    id: str
    user: str
    name: str
    scopes: list[Scope]
    made_at: str
    ends_at: str
    used_at: str | None = None


class Tokens:
    """The tokens of a team's file. What one opens is at no time more than what its owner may."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(
        self, owner: Owner, name: str, scopes: Sequence[str], days: int = DAYS, by: By | None = None
    ) -> tuple[Token, str]:
        """A token of somebody, and its secret, which is kept nowhere.

        Args:
            name: what it is for.
            days: after which it ends.

        Raises:
            AccountError: the name is empty, a scope is unknown or beyond the owner's role, or there are too many.
        """
        purpose = " ".join(name.split())
        if not 0 < len(purpose) <= LONGEST_NAME:
            raise AccountError("a token needs a name", where="name", remedy="say what it is for")
        if not 1 <= days <= MOST_DAYS:
            raise AccountError("a token ends after some days", where="days", remedy=f"1 to {MOST_DAYS}")
        secret, now = new_secret(PREFIX), self._database.clock()
        token = Token(
            id=hash_of(secret)[:12], user=owner.name, name=purpose, scopes=checked_scopes(scopes, owner),
            made_at=iso(now), ends_at=later(now, days=days),
        )  # fmt: skip
        with self._database.writing() as connection:
            _check_number(connection, key_of(owner.name), iso(now))
            connection.execute(
                "INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
                (
                    token.id,
                    hash_of(secret),
                    key_of(owner.name),
                    purpose,
                    " ".join(token.scopes),
                    iso(now),
                    token.ends_at,
                ),
            )
            self._note(connection, "token made", f"{token.id} {purpose!r} ({', '.join(token.scopes)})", by, owner.name)
        return token, secret

    def of(self, name: str | None = None) -> list[Token]:
        """The tokens that stand, of somebody or of all, the newest first."""
        query = "SELECT t.*, u.name AS owner FROM tokens t JOIN users u ON u.key = t.user"
        query += " WHERE t.revoked_at IS NULL AND t.ends_at > ? AND (? IS NULL OR t.user = ?)"
        key = None if name is None else key_of(name)
        with self._database.reading() as connection:
            now = iso(self._database.clock())
            rows = connection.execute(f"{query} ORDER BY t.made_at DESC, t.id", (now, key, key)).fetchall()
        return [_token(row) for row in rows]

    def revoke(self, token_id: str, *, owner: str | None = None, by: By | None = None) -> None:
        """Take a token back, for good; with ``owner`` only one of theirs. Raises NotFoundError."""
        with self._database.writing() as connection:
            row = connection.execute(
                "SELECT user, name FROM tokens WHERE id = ? AND revoked_at IS NULL AND (? IS NULL OR user = ?)",
                (token_id, owner, None if owner is None else key_of(owner)),
            ).fetchone()
            if row is None:
                raise NotFoundError(f"there is no token {token_id!r}", remedy="khabar token list shows them")
            now = iso(self._database.clock())
            connection.execute("UPDATE tokens SET revoked_at = ? WHERE id = ?", (now, token_id))
            self._note(connection, "token revoked", f"{token_id} {row['name']!r} of {row['user']}", by, None)

    def owner(self, secret: str) -> tuple[Owner, frozenset[Scope]] | None:
        """Whose token it is and what it is for; null where it has ended, was revoked or never was."""
        now = self._database.clock()
        query = "SELECT t.*, u.name AS owner, u.role FROM tokens t JOIN users u ON u.key = t.user"
        query += " WHERE t.hash = ? AND t.revoked_at IS NULL AND t.ends_at > ? AND u.active"
        with self._database.reading() as connection:
            row = connection.execute(query, (hash_of(secret), iso(now))).fetchone()
        if row is None:
            return None
        if row["used_at"] is None or datetime.fromisoformat(row["used_at"]) + NOTED_AFTER < now:
            self._used(row["id"], now)
        owner = Owner(row["owner"], row["role"])
        return owner, frozenset(s for s in _scopes(row) if at_least(owner.role, LEAST[s]))

    def _used(self, token_id: str, now: datetime) -> None:
        with self._database.writing() as connection:
            connection.execute("UPDATE tokens SET used_at = ? WHERE id = ?", (iso(now), token_id))

    def _note(self, connection: sqlite3.Connection, what: str, detail: str, by: By | None, owner: str | None) -> None:
        told = by or By(owner)
        write_entry(connection, self._database.clock(), what, who=told.who, detail=detail, address=told.address)


def checked_scopes(scopes: Sequence[str], owner: Owner) -> list[Scope]:
    """Raises AccountError."""
    wanted = [s for s in SCOPES if s in scopes]
    if not wanted or set(scopes) - set(SCOPES):
        raise AccountError("a token needs scopes", where="scopes", remedy=f"some of {', '.join(SCOPES)}")
    beyond = [s for s in wanted if not at_least(owner.role, LEAST[s])]
    if beyond:
        raise AccountError(
            f"the scope {beyond[0]!r} is beyond the role {owner.role}", where="scopes", remedy="leave it out"
        )
    return wanted


def _check_number(connection: sqlite3.Connection, key: str, now: str) -> None:
    query = "SELECT count(*) FROM tokens WHERE user = ? AND revoked_at IS NULL AND ends_at > ?"
    if connection.execute(query, (key, now)).fetchone()[0] >= MOST_TOKENS:
        raise AccountError(f"nobody has more than {MOST_TOKENS} tokens", remedy="revoke some first")


def _token(row: sqlite3.Row) -> Token:
    return Token(
        id=row["id"], user=row["owner"], name=row["name"], scopes=_scopes(row), made_at=row["made_at"],
        ends_at=row["ends_at"], used_at=row["used_at"],
    )  # fmt: skip


def _scopes(row: sqlite3.Row) -> list[Scope]:
    return [s for s in SCOPES if s in row["scopes"].split()]
