"""One POST over HTTP: to the address that is named and to no other, within a time, and of a bounded size.

The standard library's client does: what is needed of it is one request without redirects.
"""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import IO, Any

MOST_BYTES = 8_000_000
CHUNK = 1 << 16


class UnreachableError(Exception):
    """No answer came."""

    def __init__(self, reason: str, *, timed_out: bool = False) -> None:
        super().__init__(reason)
        self.timed_out = timed_out


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What a server says; names of ``headers`` are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def post(url: str, body: bytes, headers: Mapping[str, str], *, timeout: float, direct: bool) -> HttpAnswer:
    """Send ``body``; an error status is an answer too.

    Args:
        timeout: seconds for the whole of it.
        direct: leave aside the proxies that the environment names.

    Raises:
        UnreachableError: no connection, no whole answer in time, or more than eight megabytes of it.
    """
    handlers = [_NoRedirects(), *([urllib.request.ProxyHandler({})] if direct else [])]
    request = urllib.request.Request(url, data=body, headers=dict(headers), method="POST")
    late = time.monotonic() + timeout
    try:
        return _answer(urllib.request.build_opener(*handlers).open(request, timeout=timeout), late)
    except urllib.error.HTTPError as error:
        return _error_answer(error, late)
    except (OSError, HTTPException) as error:
        raise _unreachable(error) from None


def _error_answer(error: urllib.error.HTTPError, late: float) -> HttpAnswer:
    try:
        return _answer(error, late)
    except (OSError, HTTPException) as reason:
        raise _unreachable(reason) from None


def _answer(opened: Any, late: float) -> HttpAnswer:
    with opened:
        headers = {name.lower(): value for name, value in opened.headers.items()}
        return HttpAnswer(opened.status, headers, _read(opened, late))


def _read(stream: IO[bytes], late: float) -> bytes:
    """All that comes before the time is over, whatever the pace."""
    read_some = getattr(stream, "read1", stream.read)
    come = bytearray()
    while chunk := read_some(CHUNK):
        come += chunk
        if len(come) > MOST_BYTES:
            raise UnreachableError("the answer is longer than any that was asked for")
        if time.monotonic() > late:
            raise UnreachableError("no whole answer in time", timed_out=True)
    return bytes(come)


def _unreachable(error: Exception) -> UnreachableError:
    reason = getattr(error, "reason", None) or error
    if isinstance(reason, TimeoutError):
        return UnreachableError("no answer in time", timed_out=True)
    said = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return UnreachableError(said)
