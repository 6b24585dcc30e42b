"""Days of events as other schemes have them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from khabar.records import Event


def middle_day(event: Event) -> str | None:
    """The one day of an event: its own, or the middle of the days between which it happened."""
    start, end = event.start or event.end, event.end or event.start
    if start is None or end is None:
        return None
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return (first + (last - first) / 2).isoformat()


def span_around(day: str, precision: str) -> tuple[str, str]:
    """First and last day of what a middle day and its precision (``day``, ``week``, ``month``) stand for."""
    middle = date.fromisoformat(day)
    if precision == "week":
        return (middle - timedelta(days=3)).isoformat(), (middle + timedelta(days=3)).isoformat()
    if precision == "month":
        last = calendar.monthrange(middle.year, middle.month)[1]
        return middle.replace(day=1).isoformat(), middle.replace(day=last).isoformat()
    return day, day


def days_between(start: str, end: str) -> int:
    """Number of days from the first to the last, both counted."""
    return (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
