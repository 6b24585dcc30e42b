"""The app: all routes, in the right order, behind the guard."""

from __future__ import annotations

from importlib.metadata import version
from typing import cast

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from khabar.errors import KhabarError
from khabar.team import NotPermittedError, without_right
from khabar.web import (
    accounts,
    briefing,
    closing,
    describing,
    events,
    exporting,
    meta,
    pages,
    people,
    places,
    reports,
    review,
    searching,
    tellers,
    uploads,
)
from khabar.web.access import Alone, OfTeam
from khabar.web.errors import Fault
from khabar.web.routing import describe, json_response
from khabar.web.security import LOOPBACK, Guard, told
from khabar.web.server import Server

RESOURCES = (meta, events, reports, places, tellers, searching, briefing, review, uploads, exporting)
OF_TEAMS = (accounts, people, closing)
ABOUT = (
    "Claims and events of a khabar store, as the pages of `khabar serve` use them. What it tells are claims, not facts."
)


def create_app(server: Server, hosts: frozenset[str] = LOOPBACK) -> FastAPI:
    """The app on a store.

    Args:
        hosts: names that it may be called by.

    Raises:
        NotPermittedError: for a team, and a route has no row in the table of rights.
    """
    app = FastAPI(
        title="khabar", version=version("khabar"), description=ABOUT, openapi_url=None, docs_url=None,
        redoc_url=None,
    )  # fmt: skip
    app.state.server = server
    used = [r.routes for r in (*RESOURCES, *(OF_TEAMS if server.people else ()))]
    for routes in used:
        app.include_router(routes.router)
    app.include_router(describing.router)
    app.include_router(pages.router)
    app.openapi = describe(app, [a for r in used for a in r.answers])  # type: ignore[method-assign]
    app.add_exception_handler(KhabarError, _told)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(HTTPException, _refused)
    if server.people is None:
        app.add_middleware(Guard, access=Alone(server.csrf), hosts=hosts)
        return app
    check_table([d for r in used for d in r.declared])
    app.add_middleware(Guard, access=OfTeam(server.people), hosts=hosts)
    return app


def check_table(declared: list[tuple[str, str]]) -> None:
    """Raises NotPermittedError where a route has no row in the table of rights."""
    if missing := without_right(declared):
        remedy = "add it to the table in khabar.team.rights"
        raise NotPermittedError("a route has no right", where=", ".join(missing), remedy=remedy)


def _told(request: Request, error: Exception) -> Response:
    return told(cast(KhabarError, error), request.scope["path"])


def _not_understood(_request: Request, error: Exception) -> Response:
    first = cast(RequestValidationError, error).errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    return json_response(Fault(code="KH952", what=str(first["msg"]), where=where, do="see /api/openapi.json"), 422)


def _refused(request: Request, error: Exception) -> Response:
    status = cast(HTTPException, error).status_code
    what = str(cast(HTTPException, error).detail)
    return json_response(Fault(code="KH954", what=what, where=request.url.path), status)
