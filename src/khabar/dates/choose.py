"""Which of the times told around a clause is the clause's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from khabar.dates.finder import governs_time, is_day, resolve_in_context
from khabar.dates.mention import DateMention
from khabar.records import ClaimTime

_RANK = {"date": 0, "duration": 1, "time": 2, "now": 3, "vague": 4}
_FINENESS = {"day": 0, "week": 1, "month": 2, "year": 3}
NO_WORDS = "no words tell the time"


@dataclass(slots=True)
class RunningContext:
    """The time that governs what follows until another is told; fed mention by mention, in text order.

    ``period``: what the whole report covers ("Past 24 Hours" in its title, a date line at its top).
    ``published``: background that reaches the day before it governs what follows like any other time. A time that heads
    a passage governs it however long ago it was.
    """

    period: DateMention | None = None
    published: date | None = None
    _mentions: list[DateMention] = field(default_factory=list)
    _head: DateMention | None = None

    def feed(self, mention: DateMention) -> None:
        """Take in a mention; those that tell no day of their own, or of something earlier, change nothing."""
        if mention.kind != "date" or mention.date_start is None or mention.future or _looks_back(mention):
            return
        told = resolve_in_context(mention, self.day())
        if mention.precision == "day" and not mention.open_end and (not mention.background or self._is_news(told)):
            self._mentions.append(told)
            self._head = told if mention.heads else self._head

    def _is_news(self, told: DateMention) -> bool:
        if self.published is None or told.date_start is None:
            return False
        return told.date_start >= self.published - timedelta(days=1)

    def current(self) -> DateMention | None:
        """The last time told, else the report's period."""
        return self._mentions[-1] if self._mentions else self.period

    def day(self) -> date | None:
        """The day that "the next day" or "that night" is counted from."""
        current = self.current()
        return current.date_start if current is not None else None

    def is_recent(self, published: date | None) -> bool:
        """Whether the time told reaches the day before publication: background told in passing governs nothing."""
        current = self.current()
        if published is None or current is None or current.date_end is None or current is self._head:
            return True
        return current.date_end >= published - timedelta(days=1)

    def new_section(self) -> None:
        """Forget the times told; the period of the report stays."""
        self._mentions.clear()
        self._head = None

    def new_passage(self) -> None:
        """Forget which time headed the passage before, though not the time itself."""
        self._head = None


def _looks_back(mention: DateMention) -> bool:
    """ "the day before", "two days earlier": where the story goes on, it goes on from the time that was told before."""
    return mention.anchor == "context" and mention.shift is not None and mention.shift.count < 0


def time_for_clause(
    mentions_in_clause: Sequence[DateMention],
    mentions_in_sentence: Sequence[DateMention],
    running: RunningContext,
    published: date | None,
    *,
    future: bool = False,
    clause_start: int | None = None,
) -> ClaimTime:
    """The time of a claim; its ``span`` is in the offsets of the mentions.

    Args:
        mentions_in_clause: mentions inside the claim's own clause, in text order.
        mentions_in_sentence: all mentions of its sentence, in text order.
        future: the claim is planned or expected.
        clause_start: where the clause begins, in the offsets of the mentions: of the sentence's other times the last
            one before it counts.
    """
    own = _best(mentions_in_clause)
    if own is None:
        own = _of_sentence(mentions_in_sentence, future, clause_start)
    elif own.kind == "duration" and not future and not own.future:
        own = _day_of_stretch(own, mentions_in_sentence, running, published, clause_start) or own
    if own is None and not future and running.is_recent(published):
        own = running.current()
    if own is None:
        return _untold(published)
    if own.kind == "now" and running.current() is not None and running.is_recent(published):
        return _now(own, running)
    if own.kind != "time" or governs_time(running.day(), published, own):
        own = resolve_in_context(own, running.day())
    return _claim_time(own, future)


def _of_sentence(mentions: Sequence[DateMention], future: bool, clause_start: int | None) -> DateMention | None:
    told = [m for m in mentions if m.kind in ("date", "duration") and m.future == future]
    if clause_start is not None and (before := [m for m in told if m.start < clause_start and not m.background]):
        return _lent(next((m for m in reversed(before) if not m.open_end), before[-1]), clause_start)
    return _lent(min(told, key=lambda m: (m.background, m.start), default=None), clause_start)


def _lent(mention: DateMention | None, clause_start: int | None) -> DateMention | None:
    """ "quiet since early April, when troops overran the town": the town fell then, not from then on."""
    if mention is None or not mention.then or clause_start is None or mention.end > clause_start:
        return mention
    return at_beginning(mention)


def at_beginning(mention: DateMention) -> DateMention:
    """The time of what began then: of "since 12 May", that day."""
    if mention.begun is None:
        return mention
    return replace(mention, date_start=mention.begun[0], date_end=mention.begun[1], open_end=False)


def _day_of_stretch(
    own: DateMention,
    mentions: Sequence[DateMention],
    running: RunningContext,
    published: date | None,
    clause_start: int | None,
) -> DateMention | None:
    """The day on which something went on "for six hours": told beside it, else before."""
    days = [m for m in mentions if m.kind == "date" and m.date_start and not (m.background or m.future or m.open_end)]
    days = [m for m in days if not m.said]
    if days and clause_start is not None:
        return next((m for m in reversed(days) if m.start < clause_start), days[0])
    if days:
        return days[0]
    current = running.current() if running.is_recent(published) else None
    return current if current is not None and own.date_start == own.date_end and is_day(current) else None


def _now(mention: DateMention, running: RunningContext) -> ClaimTime:
    """ "now" in a report on yesterday is yesterday."""
    current = running.current()
    assert current is not None
    return _claim_time(replace(mention, date_start=current.date_start, date_end=current.date_end), False)


def _best(mentions: Sequence[DateMention]) -> DateMention | None:
    def rank(mention: DateMention) -> tuple[int, bool, bool, int, int]:
        fineness = _FINENESS.get(mention.precision, 4)
        return _RANK[mention.kind], mention.said, mention.open_end, fineness, mention.start

    told = [m for m in mentions if not m.said] or list(mentions)
    return min(told, key=rank, default=None)


def _claim_time(mention: DateMention, future: bool) -> ClaimTime:
    start, end = mention.date_start, mention.date_end
    if future and not (mention.future or mention.said) and mention.later is not None:
        start, end = mention.later
    return ClaimTime(
        text=mention.text,
        start=start.isoformat() if start else None,
        end=end.isoformat() if end else None,
        precision=mention.precision,
        span=(mention.start, mention.end),
        reason=mention.reason,
    )


def _untold(published: date | None) -> ClaimTime:
    if published is None:
        return ClaimTime(reason=f"{NO_WORDS}, and the day of publication is not known")
    before = published - timedelta(days=1)
    return ClaimTime(start=before.isoformat(), end=published.isoformat(), reason=NO_WORDS)
