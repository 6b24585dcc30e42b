"""A stretch of text that tells a time, and the days that it tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from khabar.records import TimePrecision

Interval = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Shift:
    """Where a time lies that is told from another one: ``count`` units after it (negative: before).

    ``days`` more days are added to the last day ("the night before" ends on the morning after it began).
    """

    unit: str
    count: int
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """Words that tell a time.

    ``start``, ``end``: offsets in the text searched (end exclusive). ``date_start``, ``date_end``: first and last day,
    both inclusive, ``None`` where open or unknown; ``reason`` says why, or from what they were worked out.
    ``anchor``: ``calendar`` (the words alone suffice), ``published`` (counted from the day of publication) or
    ``context`` (counted from a time told before). ``later``: the days it means when it speaks of the
    future, where that differs. ``kind``: ``date``, ``time`` (a part of a day whose day is not told),
    ``duration``, ``now`` or ``vague``. ``future``: the clause looks ahead. ``open_start``: "by" or "until" that time;
    ``open_end``: "since" it; ``begun``: then the days that the words themselves tell. ``then``: a clause with "when"
    follows, which tells what happened at that time. ``said``: it stands by a verb of saying. ``background``: it stands
    in a clause that tells what happened before. ``heads``: it stands before a mark at the beginning of the text
    searched ("Mon 3: …", "06/05/14, 0430 hrs. …").
    """

    start: int
    end: int
    text: str
    date_start: date | None
    date_end: date | None
    precision: TimePrecision
    anchor: str
    reason: str | None = None
    kind: str = "date"
    later: Interval | None = None
    shift: Shift | None = None
    future: bool = False
    open_start: bool = False
    said: bool = False
    background: bool = False
    open_end: bool = False
    begun: Interval | None = None
    then: bool = False
    heads: bool = False
