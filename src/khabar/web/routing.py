"""Routes whose answers are structs: encoded as they are, and described in OpenAPI from the very same types."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import msgspec
from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi

from khabar.team import Caller, NotSignedInError
from khabar.web.errors import Fault
from khabar.web.server import Server

JSON = "application/json"
REFERENCE = "#/components/schemas/{name}"
CALLER, NOTES = "khabar.caller", "khabar.notes"
FAULTS = {
    401: "not signed in",
    403: "not allowed",
    404: "no such record",
    409: "contradicts what stands",
    422: "not understood",
}
READ_FAULTS = (401, 403, 404, 422, 503)
Responses = dict[int | str, dict[str, Any]]
Handler = TypeVar("Handler", bound=Callable[..., Any])


def server_of(request: Request) -> Server:
    """What the app runs on, as who asks sees it. Raises NotSignedInError where that was not looked into."""
    server: Server = request.app.state.server
    if server.people is None:
        return server
    if CALLER not in request.scope:
        raise NotSignedInError("nobody is signed in", where=request.url.path, remedy="sign in")
    caller: Caller | None = request.scope[CALLER]
    return server if caller is None else server.seen_by(caller, request.scope[NOTES])


Here = Annotated[Server, Depends(server_of)]


def json_response(value: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status_code=status, media_type=JSON)


class Routes:
    """Collects the routes of one resource."""

    def __init__(self, tag: str) -> None:
        self.router = APIRouter(prefix="/api", tags=[tag])
        self.answers: list[type] = []
        self.declared: list[tuple[str, str]] = []

    def get(self, path: str, answer: type) -> Callable[[Handler], Handler]:
        return self._route("GET", path, answer, 200)

    def post(
        self, path: str, answer: type, status: int = 201, extra: dict[str, Any] | None = None
    ) -> Callable[[Handler], Handler]:
        return self._route("POST", path, answer, status, extra)

    def patch(self, path: str, answer: type) -> Callable[[Handler], Handler]:
        return self._route("PATCH", path, answer, 200)

    def delete(self, path: str, answer: type) -> Callable[[Handler], Handler]:
        return self._route("DELETE", path, answer, 200)

    def _route(
        self, method: str, path: str, answer: type, status: int, extra: dict[str, Any] | None = None
    ) -> Callable[[Handler], Handler]:
        self.answers.append(answer)
        self.declared.append((method, self.router.prefix + path))
        shape = {"content": {JSON: {"schema": {"$ref": REFERENCE.format(name=answer.__name__)}}}}
        responses: Responses = {
            status: {"description": (answer.__doc__ or answer.__name__).partition("\n")[0], **shape}
        }

        def register(handler: Handler) -> Handler:
            self.router.add_api_route(
                path,
                _encoded(handler, status),
                methods=[method],
                status_code=status,
                response_model=None,
                response_class=Response,
                responses=responses | _faults(method),
                name=handler.__name__,
                openapi_extra=extra,
            )
            return handler

        return register


def _faults(method: str) -> Responses:
    shape = {JSON: {"schema": {"$ref": REFERENCE.format(name="Fault")}}}
    more = {413: "too large", 429: "too many tries", 503: "the store fails"}
    told = {**FAULTS, **more}
    wanted = told if method != "GET" else {s: told[s] for s in READ_FAULTS}
    return {s: {"description": words, "content": shape} for s, words in wanted.items()}


def _encoded(handler: Callable[..., Any], status: int) -> Callable[..., Any]:
    if inspect.iscoroutinefunction(handler):
        return handler

    def call(*args: Any, **kwargs: Any) -> Response:
        found = handler(*args, **kwargs)
        return found if isinstance(found, Response) else json_response(found, status)

    call.__name__, call.__doc__ = handler.__name__, handler.__doc__
    signature = inspect.signature(handler, eval_str=True).replace(return_annotation=Response)
    call.__signature__ = signature  # type: ignore[attr-defined]
    return call


def describe(app: FastAPI, answers: list[type]) -> Callable[[], dict[str, Any]]:
    """The OpenAPI description: FastAPI's, with the shapes of the answers."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            kinds = list(dict.fromkeys([*answers, Fault]))
            _, components = msgspec.json.schema_components(kinds, ref_template=REFERENCE)
            made.setdefault("components", {}).setdefault("schemas", {}).update(components)
            app.openapi_schema = made
        return app.openapi_schema

    return openapi
