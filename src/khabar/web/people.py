"""Everybody's accounts, and the audit: for admins."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from khabar.team import User
from khabar.team.users import By
from khabar.web.accounts import Password, ShortText
from khabar.web.errors import BadRequest
from khabar.web.paging import FURTHEST
from khabar.web.routing import Here, Routes
from khabar.web.server import Server
from khabar.web.team_answers import AuditEntries, Users

RoleName = Literal["reader", "reviewer", "editor", "admin"]
routes = Routes("people")


class UserDraft(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: ShortText
    password: Password
    role: RoleName = "reader"


class UserChange(BaseModel):
    """What is to change of a user; what is null stays."""

    model_config = ConfigDict(extra="forbid")
    role: RoleName | None = None
    active: bool | None = None
    password: Annotated[str | None, Field(min_length=1, max_length=1000)] = None


@routes.get("/users", Users)
def users(server: Here) -> Users:
    """All users, by name."""
    return Users(items=server.team.users.all())


@routes.post("/users", User)
def add_user(server: Here, draft: UserDraft) -> User:
    """Add a user."""
    return server.team.users.add(draft.name, draft.role, draft.password, _by(server))


@routes.patch("/users/{name}", User)
def change_user(server: Here, name: str, change: UserChange) -> User:
    """Change a user's role, access or password; all their sessions end."""
    known = server.team.users
    if change.role is None and change.active is None and change.password is None:
        raise BadRequest("nothing is to change", where="body", remedy="give a role, active or a password")
    if change.password is not None:
        known.set_password(name, change.password, _by(server))
    if change.active is not None:
        known.set_active(name, change.active, _by(server))
    if change.role is not None:
        known.set_role(name, change.role, _by(server))
    return known.one(name)


@routes.get("/audit", AuditEntries)
def audit(
    server: Here,
    cursor: Annotated[str | None, Query(max_length=20, description="``next`` of the part before.")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    who: Annotated[str, Query(max_length=200)] = "",
    what: Annotated[str, Query(max_length=200, description="The kind of entry.")] = "",
) -> AuditEntries:
    """What was done, by whom and from where, the newest first."""
    if cursor and (not (cursor.isascii() and cursor.isdigit()) or int(cursor) > FURTHEST):
        raise BadRequest("this is no cursor of this list", where="cursor", remedy="use ``next`` of the part before")
    part = server.team.audit.page(cursor=int(cursor) if cursor else None, limit=limit, who=who, what=what)
    return AuditEntries(items=part.items, next=None if part.next is None else str(part.next))


def _by(server: Server) -> By:
    assert server.caller is not None
    return server.caller.by
