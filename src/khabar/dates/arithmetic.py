"""Days, weeks, months and years counted from a day. Weeks start on Monday."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]
THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "end": (21, 31)}
YEAR_THIRDS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "end": (10, 12)}


class UnanchoredError(Exception):
    """The words tell a time only together with a day that is not known."""


def plus(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise UnanchoredError("the time lies outside the calendar") from None


def month_days(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def month_part(year: int, month: int, part: str) -> Days:
    first, last = THIRDS[part]
    end = monthrange(year, month)[1]
    return date(year, month, min(first, end)), date(year, month, min(last, end))


def year_days(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


def year_part(year: int, part: str) -> Days:
    first, last = YEAR_THIRDS[part]
    return date(year, first, 1), month_days(year, last)[1]


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later; the month's last day where it has no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    if not 1 <= year <= 9998:
        raise UnanchoredError("the time lies outside the calendar")
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def add(day: date, count: int, unit: str) -> date:
    """``count`` units after ``day`` (negative: before)."""
    if unit in ("day", "week", "fortnight"):
        return plus(day, count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return add_months(day, count * {"month": 1, "year": 12, "decade": 120}[unit])


def unit_days(day: date, unit: str, count: int = 0) -> Days:
    """The whole calendar day, week, month or year that lies ``count`` after the one of ``day``."""
    if unit == "day":
        return plus(day, count), plus(day, count)
    if unit in ("week", "fortnight"):
        monday = plus(day, count * 7 - day.weekday())
        return monday, plus(monday, 6 if unit == "week" else 13)
    if unit == "month":
        moved = add_months(day.replace(day=1), count)
        return month_days(moved.year, moved.month)
    if unit == "year":
        return year_days(day.year + count)
    decade = day.year // 10 * 10 + count * 10
    return date(decade, 1, 1), date(decade + 9, 12, 31)


def season_days(year: int, first_month: int) -> Days:
    """The three months from ``first_month`` on; a winter starts in December of ``year``."""
    start = date(year, first_month, 1)
    return start, plus(add_months(start, 3), -1)


def last_weekday(day: date, weekday: int) -> date:
    """The latest such weekday on or before ``day``."""
    return plus(day, -((day.weekday() - weekday) % 7))


def next_weekday(day: date, weekday: int) -> date:
    """The first such weekday on or after ``day``."""
    return plus(day, (weekday - day.weekday()) % 7)
