"""Who may ask for what: everybody who can reach the app alone on a laptop, or each as a team's rights say."""

from __future__ import annotations

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from khabar.errors import NotFoundError
from khabar.team import Caller, NotPermittedError, NotSignedInError, Right, check_right, right_of, same
from khabar.web.errors import NotAllowedError
from khabar.web.routing import CALLER, NOTES
from khabar.web.security import SAFE_METHODS
from khabar.web.server import People

COOKIE, SECURE_COOKIE = "khabar", "__Host-khabar"
RIGHT, BEARER = "khabar.right", "bearer "
RELOAD = "send the csrf of /api/meta as X-CSRF-Token; reload the page where the server was restarted"


class Alone:
    """One person on this machine: whoever may read the token of the pages may do everything."""

    def __init__(self, token: str) -> None:
        self.token = token

    async def admit(self, request: Request) -> None:
        if request.method not in SAFE_METHODS:
            check_csrf(request, self.token)

    async def before_answer(self, request: Request, status: int) -> None:
        """Alone, nothing is noted."""


class OfTeam:
    """A team: each request needs a session or a token, and the right that the one table gives."""

    def __init__(self, people: People) -> None:
        self.people = people

    async def admit(self, request: Request) -> None:
        """Before anything of the body is read. The path is that which the app routes by: an URL leaves signs out."""
        path: str = request.scope["path"]
        right = right_of(request.method, path, request.query_params.keys())
        request.scope[RIGHT], request.scope[NOTES] = right, []
        if right is not None and right.least is None:
            request.scope[CALLER] = None
            return
        caller = await run_in_threadpool(self._caller, request)
        if right is None:
            raise NotFoundError("there is no such end point", where=path, remedy="see /api/openapi.json")
        try:
            check_right(right, caller.role, caller.scopes)
        except NotPermittedError as error:
            await run_in_threadpool(self._refused, caller, right)
            raise error
        if caller.session and request.method not in SAFE_METHODS:
            check_csrf(request, caller.csrf)
        request.scope[CALLER] = caller

    async def before_answer(self, request: Request, status: int) -> None:
        """What was done goes into the audit before it is told."""
        right: Right | None = request.scope.get(RIGHT)
        caller: Caller | None = request.scope.get(CALLER)
        if right is None or not right.logs or caller is None or status >= 400:
            return
        query = f"?{request.url.query}" if request.url.query else ""
        detail = "; ".join(request.scope[NOTES]) or f"{request.method} {request.url.path}{query}"
        await run_in_threadpool(self._note, right.logs, caller, detail)

    def _caller(self, request: Request) -> Caller:
        team, address = self.people.team, address_of(request)
        header = request.headers.get("authorization")
        if header is not None:
            secret = header[len(BEARER) :].strip() if header.lower().startswith(BEARER) else ""
            found = team.with_token(secret, address)
        else:
            found = team.with_session(session_of(request, self.people), address)
        if found is None:
            raise NotSignedInError("nobody is signed in", where=request.url.path, remedy="sign in, or send a token")
        return found

    def _refused(self, caller: Caller, right: Right) -> None:
        self._note("refused", caller, f"{right.method} {right.path}")

    def _note(self, what: str, caller: Caller, detail: str) -> None:
        self.people.team.audit.add(what, who=caller.name, detail=detail, address=caller.address)


def check_csrf(request: Request, token: str) -> None:
    """Raises NotAllowedError where a writing request has not the token."""
    if not same(request.headers.get("x-csrf-token", ""), token):
        what = "the token that writing needs is missing or old"
        raise NotAllowedError(what, where=request.url.path, remedy=RELOAD)


def address_of(request: Request) -> str:
    """From where a request comes."""
    return request.client.host if request.client else ""


def cookie_name(people: People) -> str:
    """The name with ``__Host-`` is only taken and sent over HTTPS, and from no other name of the domain."""
    return SECURE_COOKIE if people.public.startswith("https:") else COOKIE


def session_of(request: Request, people: People) -> str:
    """The secret of the session that a request brings; empty where it brings none."""
    return request.cookies.get(cookie_name(people), "")
