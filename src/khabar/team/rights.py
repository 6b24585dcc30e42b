"""Who may do what: one table of all routes, and the rules on single records.

A route that has no row is refused to all, and the web app does not start with one.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from khabar.team.errors import NotPermittedError
from khabar.team.roles import Role, Scope, at_least

EVERYBODY = None
OPEN_PAGES = "/{path:path}"


@dataclass(frozen=True)
class Right:
    """A route, and who may ask for it.

    Attributes:
        method, path: as the route is declared; ``?name`` at the end of a path: where the query has that parameter.
        least: the least role; null: everybody, signed in or not.
        scope: what a token must have; null: no token opens it, only somebody who signed in.
        logs: the kind of entry that the audit gets whenever it was done; empty where none.
    """

    method: str
    path: str
    least: Role | None
    scope: Scope | None = None
    logs: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        path = self.path.partition("?")[0]
        parts = re.split(r"(\{\w+(?::path)?\})", path)
        return re.compile("".join(_part(p) for p in parts), re.DOTALL)

    @property
    def parameter(self) -> str:
        """The query parameter that makes this row the right one; empty where none."""
        return self.path.partition("?")[2]


def _part(part: str) -> str:
    if not part.startswith("{"):
        return re.escape(part)
    return ".*" if part.endswith(":path}") else "[^/]+"


RIGHTS: tuple[Right, ...] = (
    # to look
    Right("GET", "/api/openapi.json", "reader", "read"),
    Right("GET", "/api/meta", "reader", "read"),
    Right("GET", "/api/events", "reader", "read"),
    Right("GET", "/api/events/map", "reader", "read"),
    Right("GET", "/api/events/timeline", "reader", "read"),
    Right("GET", "/api/events/{event_id:path}", "reader", "read"),
    Right("GET", "/api/reports", "reader", "read"),
    Right("GET", "/api/reports/{report_id:path}", "reader", "read"),
    Right("GET", "/api/places/{place_id:path}", "reader", "read"),
    Right("GET", "/api/control", "reader", "read"),
    Right("GET", "/api/gazetteer", "reader", "read"),
    Right("GET", "/api/actors/{actor_id:path}", "reader", "read"),
    Right("GET", "/api/outlets/{name:path}", "reader", "read"),
    Right("GET", "/api/search", "reader", "read"),
    Right("GET", "/api/brief", "reader", "read"),
    # to decide
    Right("GET", "/api/review/queue", "reviewer", "review"),
    Right("GET", "/api/review/progress", "reviewer", "review"),
    Right("GET", "/api/decisions?format", "editor", "read", "export"),
    Right("GET", "/api/decisions", "reviewer", "review"),
    Right("POST", "/api/decisions", "reviewer", "review", "decision"),
    Right("POST", "/api/decisions/{decision_id}/undo", "reviewer", "review", "decision"),
    # to bring in, to take out, to close
    Right("POST", "/api/uploads", "editor", "upload", "upload"),
    Right("GET", "/api/jobs", "editor", "upload"),
    Right("GET", "/api/jobs/{job_id}", "editor", "upload"),
    Right("GET", "/api/export", "editor", "read", "export"),
    Right("GET", "/api/closed", "editor", "review"),
    Right("POST", "/api/closed", "editor", "review", "record closed"),
    Right("POST", "/api/closed/{closing_id}/open", "editor", "review", "record opened"),
    # one's own account
    Right("POST", "/api/login", EVERYBODY),
    Right("POST", "/api/logout", "reader"),
    Right("POST", "/api/account/password", "reader"),
    Right("GET", "/api/tokens", "reader"),
    Right("POST", "/api/tokens", "reader"),
    Right("DELETE", "/api/tokens/{token_id}", "reader"),
    # everybody's accounts
    Right("GET", "/api/users", "admin", "admin"),
    Right("POST", "/api/users", "admin", "admin"),
    Right("PATCH", "/api/users/{name}", "admin", "admin"),
    Right("GET", "/api/audit", "admin", "admin"),
    # the pages themselves, which hold no records
    Right("GET", OPEN_PAGES, EVERYBODY),
)


def right_of(method: str, path: str, parameters: Collection[str] = ()) -> Right | None:
    """The row of a request, the first that fits; null where there is none. ``HEAD`` is asked for as ``GET``.

    Below ``/api`` the row of the pages fits nothing.
    """
    wanted = "GET" if method == "HEAD" else method
    below = path == "/api" or path.startswith("/api/")
    for right in RIGHTS:
        if right.method != wanted or (right.path == OPEN_PAGES and below):
            continue
        if right.parameter and right.parameter not in parameters:
            continue
        if right.pattern.fullmatch(path):
            return right
    return None


def without_right(routes: Collection[tuple[str, str]]) -> list[str]:
    """Those of some routes, as method and path, that have no row."""
    known = {(r.method, r.path) for r in RIGHTS}
    return [f"{method} {path}" for method, path in routes if (method, path) not in known]


def check_right(right: Right, role: Role, scopes: Collection[Scope] | None) -> None:
    """Whether somebody may do what a row is for.

    Args:
        scopes: those of the token; null where one signed in.

    Raises:
        NotPermittedError: role or token do not reach that far.
    """
    if right.least is None:
        return
    if not at_least(role, right.least):
        raise NotPermittedError(
            f"this needs the role {right.least}", where=f"{right.method} {right.path}", remedy="ask an admin"
        )
    if scopes is not None and right.scope is None:
        raise NotPermittedError("no token opens this", where=right.path, remedy="sign in")
    if scopes is not None and right.scope not in scopes:
        remedy = "make a token that has it"
        raise NotPermittedError(f"the token has not the scope {right.scope}", where=right.path, remedy=remedy)


def check_undo(made_by: str, who: str, role: Role) -> None:
    """Everybody who decides may take back what they decided; only an editor what others did.

    Raises:
        NotPermittedError
    """
    if made_by != who and not at_least(role, "editor"):
        raise NotPermittedError("this was decided by somebody else", where=made_by, remedy="ask an editor")
