"""The shapes of the API's answers to reviewers."""

from __future__ import annotations

from khabar.records import Claim
from khabar.web.answers import Answer, Direction, LoggedDecision, ReportItem


class QueueReport(ReportItem, frozen=True, kw_only=True):
    text: str
    direction: Direction


class QueueClaim(Answer, frozen=True, kw_only=True):
    record: Claim


class QueueEvent(Answer, frozen=True, kw_only=True):
    event_id: str
    title: str
    status: str
    claims: int


class QueueItem(Answer, frozen=True, kw_only=True):
    """A claim to decide on, with its report and why it stands here."""

    claim: QueueClaim
    report: QueueReport
    event: QueueEvent | None
    reasons: list[str]
    review: str


class Queue(Answer, frozen=True, kw_only=True):
    items: list[QueueItem]
    next: str | None
    total: int


class DoneBy(Answer, frozen=True, kw_only=True):
    who: str
    done: int


class Agreement(Answer, frozen=True, kw_only=True):
    """Cohen's kappa of the two reviewers who share most claims; null where it is not defined."""

    kappa: float | None
    both: int
    between: list[str]


class Progress(Answer, frozen=True, kw_only=True):
    done: int
    open: int
    total: int
    by: list[DoneBy]
    agreement: Agreement | None


class Decisions(Answer, frozen=True, kw_only=True):
    items: list[LoggedDecision]
    next: str | None
