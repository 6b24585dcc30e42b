"""Which of the times told around a clause is the clause's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from khabar.dates.finder import resolve_in_context
from khabar.dates.mention import DateMention
from khabar.records import ClaimTime

_RANK = {"date": 0, "duration": 1, "time": 2, "now": 3, "vague": 4}
NO_WORDS = "no words tell the time"


@dataclass(slots=True)
class RunningContext:
    """The time that governs what follows until another is told; fed mention by mention, in text order.

    ``period``: what the whole report covers ("Past 24 Hours" in its title, a date line at its top).
    """

    period: DateMention | None = None
    _mentions: list[DateMention] = field(default_factory=list)

    def feed(self, mention: DateMention) -> None:
        """Take in a mention; those that tell no day of their own change nothing."""
        if mention.kind == "date" and mention.date_start is not None and not mention.future:
            self._mentions.append(resolve_in_context(mention, self.day()))

    def current(self) -> DateMention | None:
        """The last time told, else the report's period."""
        return self._mentions[-1] if self._mentions else self.period

    def day(self) -> date | None:
        """The day that "the next day" or "that night" is counted from."""
        current = self.current()
        return current.date_start if current is not None else None

    def new_section(self) -> None:
        """Forget the times told; the period of the report stays."""
        self._mentions.clear()


def time_for_clause(
    mentions_in_clause: Sequence[DateMention],
    mentions_in_sentence: Sequence[DateMention],
    running: RunningContext,
    published: date | None,
    *,
    future: bool = False,
) -> ClaimTime:
    """The time of a claim; its ``span`` is in the offsets of the mentions.

    Args:
        mentions_in_clause: mentions inside the claim's own clause, in text order.
        mentions_in_sentence: all mentions of its sentence, in text order.
        future: the claim is planned or expected.
    """
    own = _best(mentions_in_clause)
    if own is None or own.kind in ("now", "vague"):
        before = [m for m in mentions_in_sentence if m.kind == "date" and not m.future]
        own = own or (before[0] if before and not future else None)
    if own is None and not future:
        own = running.current()
    if own is None:
        return _untold(published, future)
    return _claim_time(resolve_in_context(own, running.day()), future)


def _best(mentions: Sequence[DateMention]) -> DateMention | None:
    return min(mentions, key=lambda m: _RANK[m.kind], default=None)


def _claim_time(mention: DateMention, future: bool) -> ClaimTime:
    start, end = mention.date_start, mention.date_end
    if future and not mention.future and mention.later is not None:
        start, end = mention.later
    return ClaimTime(
        text=mention.text,
        start=start.isoformat() if start else None,
        end=end.isoformat() if end else None,
        precision=mention.precision,
        span=(mention.start, mention.end),
        reason=mention.reason,
    )


def _untold(published: date | None, future: bool) -> ClaimTime:
    if published is None:
        return ClaimTime(reason=f"{NO_WORDS}, and the day of publication is not known")
    if future:
        return ClaimTime(start=published.isoformat(), reason=NO_WORDS)
    before = published - timedelta(days=1)
    return ClaimTime(start=before.isoformat(), end=published.isoformat(), reason=NO_WORDS)
