"""Parts of a week, month or year: "the first half of June", "the last three days of the month"."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from khabar.dates.arithmetic import Days, add, add_months, month_days, month_part, plus, unit_days, year_days, year_part
from khabar.dates.mention import Interval
from khabar.dates.sequence import Found, Rule, Time, rule
from khabar.records import TimePrecision

HOLIDAY = "holiday"
_PRECISION: dict[str, TimePrecision] = {"day": "day", "week": "week", "fortnight": "week", "month": "month"}
_THIRD = {"early": "early", "mid": "mid", "late": "late", "end": "late"}


class _Whole(NamedTuple):
    """A period whose part is told, and what it is if the clause looks ahead."""

    days: Days
    later: Days | None
    unit: str
    anchor: str


def _whole(found: Found) -> _Whole | None:
    if not found.has("q"):
        unit = found.value("of")
        return None if unit == "day" else _Whole(unit_days(found.day(), unit), None, unit, "published")
    time = found.time("q")
    start, end = time.days
    if start is None or end is None or time.kind != "date":
        return None
    if time.role == HOLIDAY:
        return _Whole((start, end), _closed(time.later), HOLIDAY, time.anchor)
    if time.precision not in ("week", "month", "year") or time.role or (end - start).days > _longest(time.precision):
        return None
    later = time.later[0] if time.later else None
    days = unit_days(start, time.precision)
    return _Whole(days, unit_days(later, time.precision) if later else None, time.precision, time.anchor)


def _closed(days: Interval | None) -> Days | None:
    return (days[0], days[1]) if days and days[0] and days[1] else None


def _longest(precision: str) -> int:
    return {"week": 6, "month": 31}.get(precision, 366)


def _told(whole: _Whole, part: Days | None, later: Days | None, precision: TimePrecision) -> Time | None:
    return None if part is None else Time(days=part, later=later, precision=precision, anchor=whole.anchor)


def _half(found: Found) -> Time | None:
    """ "the first half of 2015", "the third quarter of last year", "the latter part of May"."""
    whole = _whole(found)
    if whole is None:
        return None
    parts = found.value("h")
    nth = _nth_part(found, parts)
    if parts == 0:
        return _third_of(whole, "early" if nth == 1 else "late")
    if nth > parts:
        return None
    precision: TimePrecision = "month" if whole.unit == "year" else "day"
    later = _fraction(whole.later, whole.unit, nth, parts) if whole.later else None
    return _told(whole, _fraction(whole.days, whole.unit, nth, parts), later, precision)


def _nth_part(found: Found, parts: int) -> int:
    value = found.value("w")
    if value in _THIRD:
        return 1 if value == "early" else max(parts, 2)
    return int(value)


def _fraction(days: Days, unit: str, nth: int, parts: int) -> Days | None:
    if unit == "year":
        first = add_months(days[0], 12 // parts * (nth - 1))
        return first, plus(add_months(first, 12 // parts), -1)
    if unit != "month" or parts != 2:
        return None
    middle = days[0].replace(day=15)
    return (days[0], middle) if nth == 1 else (plus(middle, 1), days[1])


def _third_of(whole: _Whole, part: str) -> Time | None:
    later = _third(whole.later, whole.unit, part) if whole.later else None
    return _told(whole, _third(whole.days, whole.unit, part), later, "month" if whole.unit == "year" else "day")


def _third(days: Days, unit: str, part: str) -> Days | None:
    if unit == "month":
        return month_part(days[0].year, days[0].month, part)
    if unit == "year":
        return year_part(days[0].year, part)
    third = ((days[1] - days[0]).days + 1) // 3
    return {"early": (days[0], plus(days[0], third)), "late": (plus(days[1], -third), days[1])}.get(part)


def _units(found: Found) -> Time | None:
    """ "the second week of May", "the first ten days of May", "the last days of the month"."""
    whole, unit = _whole(found), found.value("u")
    if whole is None or unit not in _PRECISION or unit == whole.unit:
        return None
    value = found.value("w")
    nth = value if isinstance(value, int) else 0 if value in ("last", "late", "end") else 1
    if not found.has("c") and (found.word("u").endswith("s") or (value in _THIRD and found.tag("w") == "a")):
        return _third_of(whole, _THIRD.get(value, "early" if nth else "late")) if nth <= 1 else None
    if found.has("c") and nth > 1:
        return None
    count = int(found.value("c")) if found.has("c") else 1
    later = _slice(whole.later, unit, nth, count) if whole.later else None
    return _told(whole, _slice(whole.days, unit, nth, count), later, _PRECISION[unit])


def _slice(days: Days, unit: str, nth: int, count: int) -> Days | None:
    """``count`` units from the ``nth`` on; the last ones where ``nth`` is 0."""
    if nth == 0:
        first, last = add(plus(days[1], 1), -count, unit), days[1]
    else:
        first = add(days[0], nth - 1, unit)
        last = min(plus(add(first, count, unit), -1), days[1])
    return (first, last) if days[0] <= first <= last else None


def _day_of(found: Found) -> Time | None:
    """ "the 17th of last month"."""
    whole = _whole(found)
    if whole is None or whole.unit != "month":
        return None
    day = whole.days[0].replace(day=found.value("o"))
    return Time(days=(day, day), anchor=whole.anchor)


def _quarter(found: Found) -> Time:
    """ "Q3 2016", "H1": the latest that has begun where no year is told."""
    parts, nth = found.value("g")
    day = None if found.has("y") else found.day()
    year = found.value("y") if day is None else day.year
    days = _year_fraction(year, nth, parts)
    if day is not None and days[0] > day:
        days = _year_fraction(year - 1, nth, parts)
    return Time(days=days, precision="month", anchor="calendar" if day is None else "published")


def _year_fraction(year: int, nth: int, parts: int) -> Days:
    days = _fraction(year_days(year), "year", nth, parts)
    assert days is not None
    return days


def _eve(found: Found) -> Time | None:
    """ "on the eve of 5 December", "on the eve of Eid": the day before."""
    time = found.time("q")
    start = time.days[0]
    if found.value("b") != "eve" or start is None or (time.precision != "day" and time.role != HOLIDAY):
        return None
    later = time.later[0] if time.later else None
    eve = plus(start, -1)
    return Time(days=(eve, eve), later=(plus(later, -1),) * 2 if later else None, anchor=time.anchor)


def _months_of_year(found: Found) -> Time:
    """ "January to March 2015"."""
    year: int = found.value("y")
    first, last = month_days(year, found.value("m"))[0], month_days(year, found.value("n"))[1]
    if first > last:
        first = date(year - 1, first.month, 1)
    return Time(days=(first, last), precision="month", anchor="calendar")


_OF = r"F(?:(?P<q>Q)|[dt](?P<of>U))"
BEFORE: tuple[Rule, ...] = (rule(r"(?P<m>[Mm])(?:[-ci]|(?<=M)p)(?P<n>[Mm]),?F?(?P<y>Y)", _months_of_year),)
RULES: tuple[Rule, ...] = (
    rule(rf"d?(?P<w>[Oab])-?(?P<h>H){_OF}", _half, "H"),
    rule(rf"d?(?P<w>[Oabl])(?P<c>[ND])?(?P<u>U){_OF}", _units, "U"),
    rule(rf"d(?P<o>o){_OF}", _day_of, "o"),
    rule(r"(?P<g>G)F?(?P<y>Y)", _quarter, "G"),
    rule(r"(?<=p)(?P<g>G)", _quarter, "G"),
    rule(r"d?(?P<b>b)F(?P<q>Q)", _eve, "b"),
)
