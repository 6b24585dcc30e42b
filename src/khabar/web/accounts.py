"""One's own account: signing in and out, password, tokens."""

from __future__ import annotations

from typing import Annotated

from fastapi import Request, Response
from pydantic import BaseModel, ConfigDict, Field

from khabar.team import Caller
from khabar.team.secret import csrf_of
from khabar.team.sessions import HOURS, Owner
from khabar.team.tokens import DAYS, MOST_DAYS
from khabar.web.access import address_of, cookie_name, session_of
from khabar.web.answers import Me
from khabar.web.errors import BadRequest
from khabar.web.routing import Here, Routes, json_response
from khabar.web.server import People, Server
from khabar.web.team_answers import Done, MadeToken, SignedIn, Tokens

routes = Routes("account")
Password = Annotated[str, Field(min_length=1, max_length=1000)]
ShortText = Annotated[str, Field(min_length=1, max_length=200)]


class Login(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: ShortText
    password: Password


class PasswordChange(BaseModel):
    model_config = ConfigDict(extra="forbid")
    old: Password
    new: Password


class TokenDraft(BaseModel):
    """A token: what it is for, what it may do, and after how many days it ends."""

    model_config = ConfigDict(extra="forbid")
    name: ShortText
    scopes: Annotated[list[Annotated[str, Field(max_length=20)]], Field(min_length=1, max_length=10)]
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = DAYS


@routes.post("/login", SignedIn, status=200)
def login(request: Request, server: Here, given: Login) -> Response:
    """Sign in with name and password: the answer sets the cookie of a new session, whatever one was sent."""
    people = _people(server)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise BadRequest("name and password are sent as JSON", where="Content-Type")
    secret = people.team.sign_in(given.name, given.password, address_of(request))
    if old := session_of(request, people):
        people.team.sessions.end(old)
    caller = people.team.with_session(secret, address_of(request))
    assert caller is not None
    return _with_session(people, caller.name, caller.role, secret)


@routes.post("/logout", Done, status=200)
def logout(server: Here) -> Response:
    """End the session."""
    server.team.sign_out(_caller(server))
    answer = json_response(Done())
    _set_cookie(answer, _people(server), "", 0)
    return answer


@routes.post("/account/password", SignedIn, status=200)
def change_password(server: Here, given: PasswordChange) -> Response:
    """Set another password for oneself; all sessions end, and one begins anew."""
    caller = _caller(server)
    secret = server.team.change_own_password(caller, given.old, given.new)
    return _with_session(_people(server), caller.name, caller.role, secret)


@routes.get("/tokens", Tokens)
def tokens(server: Here) -> Tokens:
    """One's own tokens that stand."""
    return Tokens(items=server.team.tokens.of(_caller(server).name))


@routes.post("/tokens", MadeToken)
def make_token(server: Here, draft: TokenDraft) -> MadeToken:
    """Make a token; its secret is told now and never again."""
    caller = _caller(server)
    owner = Owner(caller.name, caller.role)
    token, secret = server.team.tokens.make(owner, draft.name, draft.scopes, draft.days, caller.by)
    return MadeToken(id=token.id, token=secret, ends_at=token.ends_at)


@routes.delete("/tokens/{token_id}", Done)
def revoke_token(server: Here, token_id: str) -> Done:
    """Take back a token: one's own, or as admin anybody's."""
    caller = _caller(server)
    owner = None if caller.role == "admin" else caller.name
    server.team.tokens.revoke(token_id, owner=owner, by=caller.by)
    return Done()


def _with_session(people: People, name: str, role: str, secret: str) -> Response:
    answer = json_response(SignedIn(me=Me(name=name, role=role, team=True), csrf=csrf_of(secret)))
    _set_cookie(answer, people, secret, HOURS * 3600)
    return answer


def _set_cookie(answer: Response, people: People, secret: str, seconds: int) -> None:
    secure = people.public.startswith("https:")
    answer.set_cookie(
        cookie_name(people), secret, max_age=seconds, path="/", secure=secure, httponly=True, samesite="strict"
    )


def _people(server: Server) -> People:
    assert server.people is not None
    return server.people


def _caller(server: Server) -> Caller:
    assert server.caller is not None
    return server.caller
