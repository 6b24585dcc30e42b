"""What became of one report: the records read from it, or why there are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import msgspec

from khabar.errors import KhabarError
from khabar.llm import Tally
from khabar.records import Report

Found = TypeVar("Found", bound=msgspec.Struct, covariant=True)

UNREADABLE = "KH800"
CRASHED = "KH801"


class ExtractionError(KhabarError):
    """Reports cannot be processed at all: the workers do not start, or one after the other dies."""

    code = "KH802"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a report gave no records; ``code`` is that of a KhabarError, ``KH800`` (error) or ``KH801`` (crash)."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Read(Generic[Found]):
    """What an extractor has to say of one report beside its records: why there are none, what asking a model cost."""

    records: Sequence[Found] = ()
    error: KhabarError | None = None
    tally: Tally | None = None


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Found]):
    """A report with what was found in it (claims, toponyms), or with a failure and nothing."""

    report: Report
    found: tuple[Found, ...] = ()
    failure: Failure | None = None
    tally: Tally | None = None


class Extractor(Protocol[Found]):
    """The records of each report, in the order of the reports."""

    def __call__(self, reports: Sequence[Report], /) -> Sequence[Sequence[Found] | Read[Found]]: ...


ExtractorFactory = Callable[[], Extractor[Found]]


def outcome_of(report: Report, found: Sequence[Found] | Read[Found]) -> Outcome[Found]:
    """What an extractor found in a report, as its outcome."""
    if not isinstance(found, Read):
        return Outcome(report, tuple(found))
    return Outcome(report, tuple(found.records), failure_of(found.error) if found.error else None, found.tally)


def failure_of(reason: BaseException) -> Failure:
    """The recorded form of an error that one report caused."""
    if isinstance(reason, KhabarError):
        return Failure(reason.code, reason.what if not reason.where else f"{reason.what} [{reason.where}]")
    said = str(reason).strip().splitlines()
    return Failure(UNREADABLE, f"{type(reason).__name__}: {said[0] if said else 'no message'}"[:300])
