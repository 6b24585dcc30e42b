"""Times counted from the day of publication, or from a time told before."""

from __future__ import annotations

from datetime import date

from khabar.dates.arithmetic import (
    add,
    month_part,
    plus,
    unit_days,
    year_part,
)
from khabar.dates.mention import Shift
from khabar.dates.sequence import Found, Rule, Time, rule
from khabar.records import TimePrecision

COUNT = r"(?P<c>q*(?:Av?F?|(?:[ND#]-)?[ND#]|[ND]c[ND]|vF?))-?"
PRECISION: dict[str, TimePrecision] = {
    "day": "day",
    "week": "week",
    "fortnight": "week",
    "month": "month",
    "year": "year",
    "decade": "year",
}
_OF_PART: dict[str, TimePrecision] = {"month": "day", "year": "month"}
FEW = 3
PLURAL_REACH = {"day": 7, "week": 28, "month": 365, "year": 3650, "fortnight": 56, "decade": 10950}


def counted(found: Found) -> int:
    """The number before a unit; one where there is none."""
    if not found.has("c"):
        return 1
    letters = list(found.letters("c"))
    if any(tag == "c" for tag, _ in letters):
        return int(letters[-1][1] if letters[-1][0] != "-" else letters[-2][1])
    numbers = [int(value) for tag, value in letters if tag in "ND#v"]
    return sum(numbers) if numbers else 1


def _fewer(found: Found) -> int:
    """The lower number of "four or five"; 0 where only one is told."""
    letters = list(found.letters("c")) if found.has("c") else []
    if not any(tag == "c" for tag, _ in letters):
        return 0
    return int(next(value for tag, value in letters if tag in "ND"))


def _vague(found: Found) -> bool:
    return found.has("c") and any(tag == "v" for tag, _ in found.letters("c"))


def _hours_as_days(hours: int) -> int:
    return max(1, -(-hours // 24))


def _back(found: Found, count: int) -> tuple[date, TimePrecision]:
    day = found.day()
    if found.has("h"):
        hours = count if found.value("h") else 0
        return (day if hours <= FEW and not _vague(found) else plus(day, -_hours_as_days(hours))), "day"
    unit = found.value("u")
    return add(day, -count, unit), PRECISION[unit]


def _ahead(found: Found, count: int) -> tuple[date, TimePrecision]:
    day = found.day()
    if found.has("h"):
        return plus(day, _hours_as_days(count)), "day"
    unit = found.value("u")
    return add(day, count, unit), PRECISION[unit]


def _plural(found: Found, group: str) -> bool:
    return found.word(group).endswith("s")


def _reach(found: Found) -> int:
    """How many units "the past days" may mean at most."""
    return {"day": 7, "week": 4, "month": 6, "year": 5}.get(found.value("u") if found.has("u") else "day", 3)


def _past(found: Found) -> Time:
    """ "the past three days", "the last week" with its article: up to publication."""
    count = counted(found)
    if not found.has("c") and _plural(found, "u" if found.has("u") else "h"):
        count = _reach(found) if found.has("u") else 24
    start, precision = _back(found, count)
    return Time(days=(start, found.day()), precision=precision)


def _coming(found: Found) -> Time:
    count = counted(found)
    if not found.has("c") and _plural(found, "u" if found.has("u") else "h"):
        count = _reach(found) if found.has("u") else 24
    end, precision = _ahead(found, count)
    start = plus(found.day(), 1) if found.has("u") and found.value("u") == "day" and count == 1 else found.day()
    return Time(days=(start, end), precision=precision, future=True)


def _ago(found: Found) -> Time:
    day = found.day()
    if found.has("h"):
        hours = counted(found) if found.has("c") and found.value("h") else 0
        start = plus(day, -(hours // 24)) if hours >= 24 else day if hours < 12 else plus(day, -1)
        return Time(days=(start, start if hours >= 24 else day))
    unit = found.value("u")
    if not found.has("c"):
        return Time(days=(plus(day, -PLURAL_REACH[unit]), add(day, -1, unit)), precision="unknown")
    then = add(day, -counted(found), unit)
    if unit in ("day", "week") and (fewer := _fewer(found)):
        return Time(days=(then, add(day, -fewer, unit)))
    if unit in ("month", "year", "decade"):
        return Time(days=unit_days(then, "month" if unit == "month" else "year"), precision=PRECISION[unit])
    return Time(days=(then, then))


def _nights_ago(found: Found) -> Time:
    then = plus(found.day(), -counted(found))
    return Time(days=(then, plus(then, 1)))


def _calendar_unit(found: Found) -> Time:
    """ "last week", "this month", "next year": whole calendar units, "this" up to publication."""
    unit, day = found.value("u"), found.day()
    which = found.value("l")
    if which in ("last", "past", "previous", "recent"):
        days = unit_days(day, unit, -1)
        return Time(days=_part_of_unit(found, days), precision=_fineness(found, unit))
    if which in ("next", "coming", "following", "upcoming"):
        return Time(days=_part_of_unit(found, unit_days(day, unit, 1)), precision=_fineness(found, unit), future=True)
    start, end = unit_days(day, unit)
    if unit == "day":
        return Time(days=(day, day))
    if found.has("a"):
        return Time(days=_part_of_unit(found, (start, end)), precision=_fineness(found, unit))
    if found.has("e") and found.value("e") > 0:
        return Time(days=(day, end), precision=PRECISION[unit], future=True)
    return Time(days=(start, day), later=(day, end), precision=PRECISION[unit])


def _fineness(found: Found, unit: str) -> TimePrecision:
    """A third of a month is told in days, of a year in months, as in "early May", "early 2015"."""
    return _OF_PART.get(unit, PRECISION[unit]) if found.has("a") else PRECISION[unit]


def _part_of_unit(found: Found, days: tuple[date, date]) -> tuple[date, date]:
    """ "early last month" is its first third; of a week, its first or last three days."""
    if not found.has("a"):
        return days
    part, unit = found.value("a"), found.value("u")
    if unit == "month":
        return month_part(days[0].year, days[0].month, part)
    if unit == "year":
        return year_part(days[0].year, part)
    return {"early": (days[0], plus(days[0], 2)), "mid": (plus(days[0], 2), plus(days[0], 4))}.get(
        part, (plus(days[1], -2), days[1])
    )


def _edge(found: Found) -> Time | None:
    """ "the beginning of the week", "the end of last month"."""
    unit, day, part = found.value("u"), found.day(), found.value("b")
    which = found.value("l") if found.has("l") else ""
    offset = -1 if which in ("last", "past", "previous") else 1 if which in ("next", "coming") else 0
    start, end = unit_days(day, unit, offset)
    precision = _OF_PART.get(unit, PRECISION[unit]) if offset else PRECISION[unit]
    if unit == "day":
        return Time(days=(start, end), role="end") if part == "end" else None
    sizes: dict[str, tuple[date, date]] = {
        "week": (start, plus(start, 1)),
        "month": month_part(start.year, start.month, "early"),
        "year": year_part(start.year, "early"),
    }
    first = sizes.get(unit, (start, start))
    if part == "early":
        last_day = first[1] if offset else min(first[1], day)
        return Time(days=(first[0], last_day), precision=precision, role="early")
    tail = {
        "week": plus(end, -1),
        "month": month_part(start.year, start.month, "late")[0],
        "year": year_part(end.year, "late")[0],
    }.get(unit, end)
    if part == "mid":
        middle = {"week": (plus(start, 2), plus(start, 3)), "month": (plus(start, 10), plus(start, 19))}
        return Time(days=middle.get(unit, year_part(start.year, "mid")), precision=precision, role="mid")
    return Time(days=(tail, end), precision=precision, role="end", future=offset == 0 and end >= day)


def _relative_day(found: Found) -> Time:
    day = found.day()
    first, last = found.value("r")
    return Time(days=(plus(day, first), plus(day, last)), future=first > 0)


def _day_before_yesterday(found: Found) -> Time:
    day, step = found.day(), found.value("f")
    first = found.value("r")[0]
    return Time(days=(plus(day, first + step), plus(day, first + step)), future=step > 0)


def _shifted(found: Found, shift: Shift, precision: TimePrecision = "day") -> Time:
    """A time told from another; from the day of publication where none was told."""
    day = found.day()
    if shift.unit == "calendar week":
        days = unit_days(day, "week", shift.count)
    else:
        first = add(day, shift.count, shift.unit)
        days = (plus(first, min(shift.days, 0)), plus(first, max(shift.days, 0)))
    if shift.count <= 0:
        return Time(days=days, anchor="context", shift=shift, precision=precision)
    return Time(
        days=(plus(day, -1), day),
        later=days,
        anchor="context",
        shift=shift,
        precision=precision,
        reason="the day that it follows is not told",
    )


def _told_from_context(found: Found) -> Time | None:
    """ "a day earlier", "two weeks later", "the day before", "hours later"."""
    if found.has("f") and not found.has("e"):
        following = found.next_word()
        if following[:1].isalpha():
            return None
    step = found.value("e") if found.has("e") else found.value("f")
    if found.has("h"):
        hours = counted(found) if found.has("c") else 0
        return _shifted(found, Shift("day", step * (hours // 24)))
    unit = found.value("u")
    if unit == "night":
        return _shifted(found, Shift("day", 0 if step > 0 else -1, 1))
    if unit not in PRECISION:
        return _shifted(found, Shift("day", step))
    if not found.has("c") and unit == "week":
        return _shifted(found, Shift("calendar week", step), "week")
    precision: TimePrecision = "day" if unit in ("day", "week") else PRECISION[unit]
    return _shifted(found, Shift(unit, step * counted(found)), precision)


def _adjacent_unit(found: Found) -> Time | None:
    """ "the previous day", "the following week", "the next morning"."""
    step = -1 if found.value("l") in ("previous", "last", "past") else 1
    unit = found.value("u")
    if unit == "night":
        return _shifted(found, Shift("day", step, 1))
    if unit not in PRECISION:
        return _shifted(found, Shift("day", step))
    if unit == "week":
        return _shifted(found, Shift("calendar week", step), "week")
    return _shifted(found, Shift(unit, step), PRECISION[unit])


def _same(found: Found) -> Time | None:
    unit = found.value("u")
    if unit == "night":
        day = found.day()
        return Time(days=(plus(day, -1), day), anchor="context", shift=Shift("day", 0, 1))
    if unit == "day" or unit not in PRECISION:
        return _shifted(found, Shift("day", 0))
    if unit == "week":
        return _shifted(found, Shift("calendar week", 0), "week")
    shift = Shift(f"calendar {unit}", 0)
    return Time(days=unit_days(found.day(), unit), anchor="context", shift=shift, precision=PRECISION[unit])


def _part_said_of_publication(found: Found) -> Time:
    """ "this morning", "last night"."""
    day = found.day()
    if found.value("l") in ("last", "past"):
        return Time(days=(plus(day, -1), day) if found.value("u") in ("night", "midnight") else (plus(day, -1),) * 2)
    return Time(days=(day, day))


def _duration(found: Found) -> Time | None:
    """ "within 48 hours", "for six days", "in three weeks": up to publication, or from it on."""
    preposition = found.word("p")
    if preposition not in ("within", "for", "in", "over", "during", "through", "throughout"):
        return None
    if found.has("d") and preposition != "within":
        return None
    if not found.has("c") and not found.has("d"):
        if preposition == "in" or not _plural(found, "u" if found.has("u") else "h"):
            return None  # "the first attack in years" tells no time
        reach = 24 if found.has("h") else _reach(found)
        start, precision = _back(found, reach)
        later, _ = _ahead(found, reach)
        return Time(days=(start, found.day()), later=(found.day(), later), precision="unknown", kind="vague")
    count = counted(found)
    if found.has("c") and any(tag == "A" for tag, _ in found.letters("c")) and preposition in ("in", "over", "through"):
        return None
    start, precision = _back(found, count)
    if found.has("h") and not found.has("c"):
        start = plus(found.day(), -1)
    end, _ = _ahead(found, count)
    if "time" in found.words_after(2) and found.words_after(1)[0] in ("'", "’", "'s"):
        return Time(days=(found.day(), end), precision=precision, future=True)
    return Time(days=(start, found.day()), later=(found.day(), end), precision=precision, kind="duration")


def _whole(found: Found) -> Time | None:
    """ "all night", "the whole day"."""
    if found.word("q") in ("each", "every"):
        return None
    if found.value("u") == "night":
        day = found.day()
        return Time(days=(plus(day, -1), day), anchor="context", shift=Shift("day", 0, 1), kind="time")
    if found.value("u") != "day":
        return None
    return _shifted(found, Shift("day", 0))


def _now(found: Found) -> Time:
    day = found.day()
    return Time(days=(day, day), kind="now")


def _last_unit(found: Found) -> Time | None:
    """ "last week" is the calendar week before; "the last week", "the past week" run up to publication."""
    which = found.value("l")
    if which == "previous":
        return _adjacent_unit(found) if found.has("u") else None
    if found.has("h") or which in ("past", "recent") or found.has("d") or _plural(found, "u"):
        return _past(found) if found.has("d") or which != "last" else None
    return None if found.value("u") == "day" else _calendar_unit(found)


def _next_unit(found: Found) -> Time | None:
    which = found.value("l")
    if found.has("h") or which in ("coming", "upcoming") or _plural(found, "u"):
        return _coming(found)
    if which == "following" or found.has("d") or found.value("u") == "day":
        return _adjacent_unit(found)
    return _calendar_unit(found)


def _adjacent_part(found: Found) -> Time | None:
    if found.word("l") in ("last", "past", "this"):
        return _part_said_of_publication(found)
    return _adjacent_unit(found) if found.has("d") or found.value("l") != "next" else None


_UNIT = r"(?:(?P<u>U)|(?P<h>h))"
RULES: tuple[Rule, ...] = (
    rule(r"d?U(?P<f>f)(?P<r>R)", _day_before_yesterday, "R"),
    rule(r"(?P<r>R)", _relative_day, "R"),
    rule(rf"(?:{COUNT})?{_UNIT}g", _ago, "g"),
    rule(rf"{COUNT}(?P<n>P)g", _nights_ago, "g"),
    rule(rf"d?l{COUNT}{_UNIT}(?!F)", _past),
    rule(rf"d?n{COUNT}{_UNIT}(?!F)", _coming),
    rule(r"d?(?P<b>[ba])F(?:(?P<l>[lnt])|d)(?P<u>U)(?!F)", _edge),
    rule(r"(?:(?P<e>e)|(?P<a>a))p?(?P<l>[lnt])(?P<u>U)", _calendar_unit),
    rule(r"(?P<e>e)p(?P<l>d)(?P<u>U)", _calendar_unit),
    rule(r"d(?P<u>[UP])(?P<f>f)(?![dtsAW])", _told_from_context),
    rule(rf"(?:{COUNT})?{_UNIT}(?P<e>e)", _told_from_context),
    rule(rf"{COUNT}{_UNIT}(?P<f>f)(?=[,.)]|$)", _told_from_context),
    rule(rf"(?P<d>d)?(?P<l>l){_UNIT}(?!F)", _last_unit),
    rule(rf"(?P<d>d)?(?P<l>n){_UNIT}(?!F)", _next_unit),
    rule(r"(?P<d>d)?(?P<l>[lnt])(?P<u>P)", _adjacent_part),
    rule(r"d?s(?P<u>[UP])", _same),
    rule(r"(?P<l>t)(?P<u>U)", _calendar_unit),
    rule(rf"(?P<p>p)(?:{COUNT}|(?P<d>d))?{_UNIT}(?![gef-])", _duration),
    rule(r"(?P<q>u)(?P<u>[UP])", _whole, "u"),
    rule(r"(?P<r>K)", _now, "K"),
)
