"""The shapes of the API's answers on uploads and their jobs."""

from __future__ import annotations

from typing import Literal

import msgspec

from khabar.web.answers import Answer


class JobError(Answer, frozen=True, kw_only=True):
    file: str
    line: int | None
    code: str
    reason: str


class Job(Answer, frozen=True, kw_only=True):
    """A job that reads uploads; ``done`` of ``of`` reports are read."""

    id: str
    kind: str
    state: Literal["queued", "running", "done", "failed"]
    done: int = 0
    of: int = 0
    claims: int = 0
    reports: list[str] = msgspec.field(default_factory=list)
    errors: list[JobError] = msgspec.field(default_factory=list)
    started: str = ""
    step: str = ""


class Jobs(Answer, frozen=True, kw_only=True):
    items: list[Job]


class Accepted(Answer, frozen=True, kw_only=True):
    job: str
