"""Errors as the API tells them: a stable code, what happened, where, and what to do."""

from __future__ import annotations

import re

import msgspec

from khabar.errors import KhabarError, NotFoundError, StoreError
from khabar.review import ConflictError, JudgementError
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


ABOUT_REQUESTS: tuple[type[KhabarError], ...] = (
    WebError, JudgementError, NotSignedInError, NotPermittedError, WaitError, AccountError,
)  # fmt: skip
"""Errors that tell of a request or a record; others may tell of this machine."""
OF_THIS_MACHINE = re.compile(
    r"""
    \w[\w+.-]*://[^\s'"]+                                    # addresses of databases
    | '[^']*[./\\][^']*' | "[^"]*[./\\][^"]*"                # names of files as systems quote them
    | (?<![\w.])(?!/api\b)(?:[A-Za-z]:)?[\\/][^\s'",;]+      # whole paths
    """,
    re.VERBOSE,
)


def fault_of(error: KhabarError, path: str = "") -> Fault:
    """An error as it is told to those who ask: without addresses and paths of this machine.

    Args:
        path: what was asked for, which may be told.
    """
    if isinstance(error, ABOUT_REQUESTS) or (error.where and error.where == path):
        return Fault(code=error.code, what=error.what, where=error.where, do=error.remedy)
    return Fault(code=error.code, what=without_paths(error.what), do=without_paths(error.remedy))


def without_paths(text: str) -> str:
    """Words of an error without what tells where files or databases of this machine are."""
    return OF_THIS_MACHINE.sub("…", text)
