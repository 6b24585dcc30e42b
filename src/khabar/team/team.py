"""A team: its users, their sessions and tokens, what is closed, and the audit, in one file beside the store."""

from __future__ import annotations

import os
from dataclasses import dataclass

from khabar.team.audit import Audit
from khabar.team.clock import Clock, utc_now
from khabar.team.closings import Closings
from khabar.team.database import Database, team_file
from khabar.team.errors import NoUsersError, SignInError
from khabar.team.limits import Limits
from khabar.team.passwords import Passwords
from khabar.team.roles import Role, Scope
from khabar.team.secret import csrf_of
from khabar.team.sessions import Sessions
from khabar.team.tokens import Tokens
from khabar.team.users import By, Users


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks.

    Attributes:
        scopes: of the token that was sent; null where one signed in.
        session: the secret of the session; empty with a token.
        address: from where.
    """

    name: str
    role: Role
    scopes: frozenset[Scope] | None
    session: str
    address: str

    @property
    def csrf(self) -> str:
        """What the pages must send with everything that writes; empty with a token, which no page elsewhere has."""
        return csrf_of(self.session) if self.session else ""

    @property
    def by(self) -> By:
        return By(self.name, self.address)


class Team:
    """Everything that is kept of a team."""

    def __init__(self, database: Database, passwords: Passwords | None = None) -> None:
        self.database = database
        self.users = Users(database, passwords or Passwords())
        self.sessions, self.tokens = Sessions(database), Tokens(database)
        self.limits, self.audit, self.closings = Limits(database), Audit(database), Closings(database)

    def sign_in(self, name: str, password: str, address: str) -> str:
        """The secret of a new session.

        Raises:
            WaitError: too many tries failed before.
            SignInError: name and password do not belong together, or access is closed; it takes as long for each.
        """
        self.limits.charge(name, address)
        user = self.users.with_password(name, password)
        if user is None:
            known = self.users.is_known(name)
            detail = f"as {name}" if known else "a name that is not known"
            self.audit.add("login failed", who=None, detail=detail, address=address)
            raise SignInError("name or password is wrong", remedy="an admin can set another password")
        self.limits.forgive(name, address)
        secret = self.sessions.start(user.name, address)
        self.audit.add("login", who=user.name, address=address)
        return secret

    def sign_out(self, caller: Caller) -> None:
        self.sessions.end(caller.session)
        self.audit.add("logout", who=caller.name, address=caller.address)

    def change_own_password(self, caller: Caller, old: str, new: str) -> str:
        """The secret of a new session: all that there were end. Raises SignInError, WaitError, AccountError."""
        self.limits.charge(caller.name, caller.address)
        if self.users.with_password(caller.name, old) is None:
            raise SignInError("the present password is wrong", where="old", remedy="try again")
        self.limits.forgive(caller.name, caller.address)
        self.users.set_password(caller.name, new, caller.by)
        return self.sessions.start(caller.name, caller.address)

    def with_session(self, secret: str, address: str) -> Caller | None:
        """Who has this session; null where it has ended."""
        owner = self.sessions.owner(secret)
        return None if owner is None else Caller(owner.name, owner.role, None, secret, address)

    def with_token(self, secret: str, address: str) -> Caller | None:
        """Who has this token; null where it opens nothing."""
        found = self.tokens.owner(secret)
        if found is None:
            return None
        owner, scopes = found
        return Caller(owner.name, owner.role, scopes, "", address)


def open_team(
    target: str | os.PathLike[str],
    *,
    create: bool = False,
    clock: Clock = utc_now,
    passwords: Passwords | None = None,
) -> Team:
    """The team of a store.

    Args:
        target: a store, a folder with one, or the address of a database.
        create: make the file where there is none.

    Raises:
        NoUsersError: nobody could sign in.
        TeamError: the file cannot be used.
    """
    path = team_file(target)
    remedy = f"make the first one: khabar user add NAME --role admin --at {os.fspath(target)}"
    if not create and not path.is_file():
        raise NoUsersError("the team has no users", where=str(path), remedy=remedy)
    team = Team(Database(path, create=create, clock=clock), passwords)
    if not create and not any(u.active for u in team.users.all()):
        raise NoUsersError("the team has no users who may sign in", where=str(path), remedy=remedy)
    return team
