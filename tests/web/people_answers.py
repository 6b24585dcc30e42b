"""What the API answers of people: signing in and out, users, tokens, the audit, closed records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.web.records import Record
from tests.web.state import Answers, Query

Route = tuple[str, str, Callable[..., Any]]
"""Pattern of the path, method, and what answers."""


def login(state: Answers, _: Query, body: Any) -> Record | None:
    state.inside = body["password"] == "correct horse battery"
    return {"csrf": "token-of-this-session"} if state.inside else None


def logout(state: Answers, _: Query, __: Any) -> Record:
    state.inside = False
    return {}


def add_user(state: Answers, _: Query, body: Any) -> Record:
    state.users.append({**state.users[0], "name": body["name"], "role": body["role"]})
    return state.users[-1]


def add_token(state: Answers, _: Query, body: Any) -> Record:
    state.tokens.append(
        {
            "id": "t1",
            "name": body["name"],
            "scopes": body["scopes"],
            "made_at": "2026-01-02T10:00:00Z",
            "ends_at": "2026-04-02T10:00:00Z",
            "used_at": None,
        }
    )
    return {"id": "t1", "token": "kh_shown_once"}


def revoke(state: Answers, _: Query, __: Any, token: str) -> Record:
    state.tokens = [t for t in state.tokens if t["id"] != token]
    return {}


ENTRY = {"n": 1, "at": "2026-01-02T10:00:00Z", "who": "ana", "what": "login", "detail": "", "address": "192.0.2.1"}
AUDIT = {"items": [ENTRY], "next": None}


def change_user(state: Answers, _: Query, body: Any, name: str) -> Record:
    found = next(u for u in state.users if u["name"] == name)
    found.update(body)
    return found


def close(state: Answers, _: Query, body: Any) -> Record:
    made = {"id": f"x{len(state.closed)}", "who": "ana", "made_at": "2026-01-02T10:00:00Z", "opened": None}
    state.closed.append({**body, **made})
    return state.closed[-1]


def reopen(state: Answers, _: Query, body: Any, closing: str) -> Record:
    found = next(c for c in state.closed if c["id"] == closing)
    found["opened"] = {"why": body["why"], "who": "ana", "made_at": "2026-01-03T10:00:00Z"}
    return found


PEOPLE: list[Route] = [
    ("/login", "POST", login),
    ("/logout", "POST", logout),
    ("/users", "GET", lambda state, _, __: {"items": state.users}),
    ("/users", "POST", add_user),
    ("/tokens", "GET", lambda state, _, __: {"items": state.tokens}),
    ("/tokens", "POST", add_token),
    ("/tokens/(.+)", "DELETE", revoke),
    ("/audit", "GET", lambda *_: AUDIT),
    ("/users/(.+)", "PATCH", change_user),
    ("/account/password", "POST", lambda *_: {"csrf": "token-of-this-session"}),
    ("/closed", "GET", lambda state, _, __: {"items": state.closed}),
    ("/closed", "POST", close),
    ("/closed/(.+)/open", "POST", reopen),
]
