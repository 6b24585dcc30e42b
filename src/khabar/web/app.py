"""The app: all routes, in the right order, behind the guard."""

from __future__ import annotations

from importlib.metadata import version
from typing import cast

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from khabar.errors import KhabarError
from khabar.web import briefing, events, meta, pages, places, reports, review, searching, tellers, uploads
from khabar.web.errors import Fault, fault_of, status_of
from khabar.web.routing import describe, json_response
from khabar.web.security import LOOPBACK, Guard
from khabar.web.server import Server

RESOURCES = (meta, events, reports, places, tellers, searching, briefing, review, uploads)
ABOUT = (
    "Claims and events of a khabar store, as the pages of `khabar serve` use them. What it tells are claims, not facts."
)


def create_app(server: Server, hosts: frozenset[str] = LOOPBACK) -> FastAPI:
    """The app on a store.

    Args:
        hosts: names that it may be called by.
    """
    app = FastAPI(
        title="khabar", version=version("khabar"), description=ABOUT, openapi_url="/api/openapi.json", docs_url=None,
        redoc_url=None,
    )  # fmt: skip
    app.state.server = server
    for resource in RESOURCES:
        app.include_router(resource.routes.router)
    app.include_router(pages.router)
    app.openapi = describe(app, [a for r in RESOURCES for a in r.routes.answers])  # type: ignore[method-assign]
    app.add_exception_handler(KhabarError, _told)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(HTTPException, _refused)
    app.add_middleware(Guard, token=server.csrf, hosts=hosts)
    return app


def _told(_request: Request, error: Exception) -> Response:
    known = cast(KhabarError, error)
    return json_response(fault_of(known), status_of(known))


def _not_understood(_request: Request, error: Exception) -> Response:
    first = cast(RequestValidationError, error).errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    return json_response(Fault(code="KH952", what=str(first["msg"]), where=where, do="see /api/openapi.json"), 422)


def _refused(request: Request, error: Exception) -> Response:
    status = cast(HTTPException, error).status_code
    what = str(cast(HTTPException, error).detail)
    return json_response(Fault(code="KH954", what=what, where=request.url.path), status)
