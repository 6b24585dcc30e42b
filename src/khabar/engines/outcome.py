"""What became of one report: its claims, or why it has none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from khabar.errors import KhabarError
from khabar.records import Claim, Report

UNREADABLE = "KH800"
CRASHED = "KH801"


class ExtractionError(KhabarError):
    """Reports cannot be processed at all: the workers do not start, or one after the other dies."""

    code = "KH802"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a report gave no claims; ``code`` is that of a KhabarError, ``KH800`` (error) or ``KH801`` (crash)."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A report with its claims, or with a failure and no claims."""

    report: Report
    claims: tuple[Claim, ...] = ()
    failure: Failure | None = None


class Extractor(Protocol):
    """Claims of each report, in the order of the reports."""

    def __call__(self, reports: Sequence[Report], /) -> Sequence[Sequence[Claim]]: ...


ExtractorFactory = Callable[[], Extractor]


def failure_of(reason: BaseException) -> Failure:
    """The recorded form of an error that one report caused."""
    if isinstance(reason, KhabarError):
        return Failure(reason.code, reason.what if not reason.where else f"{reason.what} [{reason.where}]")
    said = str(reason).strip().splitlines()
    return Failure(UNREADABLE, f"{type(reason).__name__}: {said[0] if said else 'no message'}"[:300])
