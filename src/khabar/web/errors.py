"""Errors as the API tells them: a stable code, what happened, where, and what to do."""

from __future__ import annotations

import msgspec

from khabar.errors import KhabarError, NotFoundError, StoreError
from khabar.review import ConflictError
from khabar.team import AccountError, NotPermittedError, NotSignedInError, TeamError, WaitError


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """The body of every answer that is an error."""

    code: str
    what: str
    where: str = ""
    do: str = ""


class WebError(KhabarError):
    """The web app cannot be run as asked."""

    code = "KH950"


class NotAllowedError(WebError):
    """A request that is not allowed: from a foreign page or host, or without the token that writing needs."""

    code = "KH951"


class BadRequest(WebError):  # noqa: N818
    """A request that cannot be understood."""

    code = "KH952"


class TooLargeError(WebError):
    """An upload that is larger than the server takes."""

    code = "KH953"


STATUS: tuple[tuple[type[KhabarError], int], ...] = (
    (NotFoundError, 404),
    (ConflictError, 409),
    (NotAllowedError, 403),
    (NotSignedInError, 401),
    (NotPermittedError, 403),
    (WaitError, 429),
    (AccountError, 422),
    (TeamError, 503),
    (TooLargeError, 413),
    (StoreError, 503),
)


def status_of(error: KhabarError) -> int:
    """The HTTP status of an error."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 422)


def fault_of(error: KhabarError) -> Fault:
    return Fault(code=error.code, what=error.what, where=error.where, do=error.remedy)
