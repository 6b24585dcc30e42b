"""What stands between the network and the app: which host, which page, which headers."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Protocol
from urllib.parse import urlsplit

from fastapi import Request, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from khabar.errors import KhabarError
from khabar.team import WaitError
from khabar.web.errors import NotAllowedError, TooLargeError, fault_of, status_of
from khabar.web.routing import json_response

LOG = logging.getLogger(__name__)
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
MOST_BYTES = 256 * 1024 * 1024
CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "worker-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Access(Protocol):
    """Who may ask for what."""

    async def admit(self, request: Request) -> None:
        """Let a request pass, with who asks in its scope. Raises KhabarError."""

    async def before_answer(self, request: Request, status: int) -> None:
        """Called once the status of an answer is known, before any of it leaves. Raises KhabarError."""


class Guard:
    """Refuses requests of foreign hosts and pages, and sets the headers of every answer.

    A page elsewhere can send a request here, but can neither read an answer nor know the token; a name that somebody
    lets point at this machine is refused by its Host header.
    """

    def __init__(self, app: ASGIApp, *, access: Access, hosts: Iterable[str] = LOOPBACK) -> None:
        self.app, self.access, self.hosts = app, access, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sending = _with_headers(send, scope["path"])
        request = Request(scope)
        try:
            self._check(request)
            await self.access.admit(request)
        except KhabarError as error:
            await told(error, scope["path"])(scope, receive, sending)
            return
        await self.app(scope, receive, self._noting(request, receive, sending))

    def _check(self, request: Request) -> None:
        headers = request.headers
        if host_name(headers.get("host", "")) not in self.hosts:
            remedy = f"use {' or '.join(sorted(self.hosts))}"
            raise NotAllowedError("this host name is not served", where="Host", remedy=remedy)
        if request.method in SAFE_METHODS:
            return
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
            raise NotAllowedError("a page of another origin may not write", where="Origin")
        if "content-length" in headers or "transfer-encoding" in headers or request.method != "DELETE":
            _check_length(headers.get("content-length"))

    def _noting(self, request: Request, receive: Receive, send: Send) -> Send:
        """Sends nothing of an answer before what is to be kept of it is on the disk."""
        refused = False

        async def sending(message: Message) -> None:
            nonlocal refused
            if refused:
                return
            if message["type"] == "http.response.start":
                try:
                    await self.access.before_answer(request, message["status"])
                except KhabarError as error:
                    refused = True
                    await told(error, request.scope["path"])(request.scope, receive, send)
                    return
            await send(message)

        return sending


def told(error: KhabarError, path: str) -> Response:
    """An error as an answer to a request for ``path``; what the server cannot help is told in full to who runs it."""
    status = status_of(error)
    if status >= 500:
        LOG.error("%s", error)
    answer = json_response(fault_of(error, path), status)
    if isinstance(error, WaitError):
        answer.headers["Retry-After"] = str(error.seconds)
    return answer


def _check_length(length: str | None) -> None:
    if length is None or not length.isdigit():
        raise NotAllowedError("a request that writes must tell its length", where="Content-Length")
    if int(length) > MOST_BYTES:
        remedy = "upload fewer files at once, or read them with khabar run"
        raise TooLargeError(f"an upload may have {MOST_BYTES // 1024**2} MiB at most", remedy=remedy)


def host_name(host: str) -> str:
    """The name in a Host header, without the port."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _with_headers(send: Send, path: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if path.startswith("/api/"):
                headers["Cache-Control"] = "no-store"
        await send(message)

    return sending
