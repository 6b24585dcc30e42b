"""Times counted off: "for the third day running", "two and a half years ago", "in the 24 hours to Thursday"."""

from __future__ import annotations

from datetime import date

from khabar.dates.arithmetic import add, add_months, plus, unit_days
from khabar.dates.mention import Interval
from khabar.dates.relative import COUNT, PRECISION, counted
from khabar.dates.sequence import Found, Rule, Time, moved, rule

_UP_TO = ("to", "until", "till", "through", "ending", "ended")
_OVERNIGHT = [-1, 0]


def _unit(found: Found) -> str:
    return str(found.value("v" if found.has("v") else "u"))


def _in_a_row(found: Found) -> Time | None:
    """ "for the third day running", "for a fifth day": kind ``duration``, as it tells no day of its own."""
    nth, unit = int(found.value("o")), _unit(found)
    if unit == "night":
        return _lasting(found, nth, "day")
    return _lasting(found, nth - 1, unit) if unit in PRECISION and nth > 1 else None


def _for_nth(found: Found) -> Time | None:
    return _in_a_row(found) if found.previous_word() == "for" and found.value("o") > 1 else None


def _consecutive(found: Found) -> Time | None:
    """ "for two consecutive nights"."""
    unit = _unit(found)
    return _lasting(found, counted(found), "day" if unit == "night" else unit)


def _lasting(found: Found, count: int, unit: str) -> Time | None:
    if unit not in PRECISION:
        return None
    day = found.day()
    return Time(days=(add(day, -count, unit), day), precision=PRECISION[unit], kind="duration")


def _and_a_half_ago(found: Found) -> Time | None:
    """ "half a year ago", "a year and a half ago", "two and a half years ago"."""
    day, unit = found.day(), found.value("u")
    count = int(found.value("c")) if found.has("c") and found.tag("c") in "ND" else int(found.has("c"))
    if unit == "year":
        return Time(days=unit_days(add_months(day, -(count * 12 + 6)), "month"), precision="month")
    if unit == "month":
        return Time(days=unit_days(plus(add_months(day, -count), -15), "month"), precision="month")
    days = {"week": count * 7 + 3, "day": count}.get(unit)
    return None if days is None else Time(days=(plus(day, -days),) * 2)


def _before_last(found: Found) -> Time:
    """ "the week before last", "the night before last"; "the week after next"."""
    unit, step, day = found.value("u"), found.value("f"), found.day()
    if unit not in PRECISION:
        start = plus(day, 2 * step)
        return Time(days=(start, plus(start, 1)) if unit == "night" else (start, start), future=step > 0)
    return Time(days=unit_days(day, unit, 2 * step), precision=PRECISION[unit], future=step > 0)


def _overnight(found: Found) -> Time | None:
    """ "overnight on Monday": the night that follows it where it is over; "overnight into Monday" ends on it."""
    time = found.time("q")
    start, end = time.days
    if found.value("r") != _OVERNIGHT or start is None or time.precision != "day" or time.kind != "date":
        return None
    if start != end:
        return time
    ends = found.has("c") or (found.published is not None and start >= found.published)
    return moved(time, days=_night(start, ends=ends), later=_night_of_later(time, ends=ends))


def _night_of_later(time: Time, *, ends: bool) -> Interval | None:
    start = time.later[0] if time.later else None
    return _night(start, ends=ends) if start else None


def _night(day: date, *, ends: bool) -> tuple[date, date]:
    return (plus(day, -1), day) if ends else (day, plus(day, 1))


def _up_to(found: Found) -> Time | None:
    """ "in the 24 hours to Thursday", "the week ending 15 May", "in the three days before Monday"."""
    time = found.time("q")
    start, end = time.days
    if start is None or end is None or time.precision != "day":
        return None
    step = found.value("f") if found.has("f") else 0
    if step and not found.has("c") and found.word("p") == "on":
        return None
    if step == 0 and found.word("t") not in _UP_TO:
        return None
    count = counted(found)
    if found.has("h"):
        hours = max(1, -(-count // 24))
        days = (start, plus(start, hours)) if step > 0 else (plus(end, -hours), end)
        return Time(days=days, anchor=time.anchor)
    unit = str(found.value("u"))
    if unit not in PRECISION:
        return None
    reach = (start, add(start, count, unit)) if step > 0 else (add(end, -count, unit), end)
    days = (plus(reach[0], 1), reach[1]) if step == 0 else reach
    return Time(days=days, precision=PRECISION[unit], anchor=time.anchor)


def _from_told(found: Found) -> Time | None:
    """ "two days before 5 December", "the day after Monday"."""
    time, step = found.time("q"), found.value("f")
    day = time.days[0]
    if day is None or time.days[0] != time.days[1] or time.precision != "day":
        return None
    unit, count = str(found.value("u")), counted(found)
    if unit not in ("day", "week", "night"):
        return None
    later = time.later[0] if time.later else None
    return Time(
        days=_moved(day, unit, step * count),
        later=_moved(later, unit, step * count) if later else None,
        anchor=time.anchor,
    )


def _moved(day: date, unit: str, count: int) -> tuple[date, date]:
    if unit == "night":
        start = day if count > 0 else plus(day, -1)
        return start, plus(start, 1)
    then = add(day, count, unit)
    return then, then


def _week_of(found: Found) -> Time | None:
    """ "the week of 7 June" holds that day, "the week beginning 7 June" starts with it."""
    time, unit = found.time("q"), found.value("u")
    day = time.days[0]
    if day is None or day != time.days[1] or time.precision != "day" or unit not in ("day", "week"):
        return None
    if unit == "day":
        return time
    return Time(
        days=(day, plus(day, 6)) if found.has("k") else unit_days(day, "week"), precision="week", anchor=time.anchor
    )


def _all_day(found: Found) -> Time | None:
    """ "all day Sunday"."""
    return found.time("q") if found.value("u") == "day" and found.word("a") in ("all", "whole", "entire") else None


def _since_units(found: Found) -> Time | None:
    """ "since three days": up to publication."""
    unit, day = found.value("u"), found.day()
    return Time(days=(add(day, -counted(found), unit), day), precision=PRECISION[unit], role="since")


_UNIT = r"(?:(?P<u>U)|(?P<h>h))"
RULES: tuple[Rule, ...] = (
    rule(r"(?P<r>R)(?:p|k|(?P<c>c))?p?d?(?P<q>Q)(?!P)", _overnight, "R"),
    rule(r"HA(?P<u>U)g", _and_a_half_ago, "g"),
    rule(r"(?P<c>A|[ND])(?P<u>U)cAHg", _and_a_half_ago, "g"),
    rule(r"(?P<c>[ND])cAH(?P<u>U)g", _and_a_half_ago, "g"),
    rule(r"d(?P<u>[UP])(?P<f>f)[ln](?![UWMPQ])", _before_last, "f"),
    rule(rf"(?P<p>[py])d(?:{COUNT})?{_UNIT}(?:(?P<t>[ciJp])|(?P<f>f))p?d?(?P<q>Q)", _up_to, "Q"),
    rule(rf"d?{COUNT}(?P<u>U)(?P<f>f)p?d?(?P<q>Q)", _from_told, "f"),
    rule(r"d(?P<u>[UP])(?P<f>f)p?(?P<q>Q)", _from_told, "f"),
    rule(r"d(?P<u>U)(?:F|(?P<k>[kb]))d?(?P<q>Q)", _week_of, "Q"),
    rule(r"(?P<a>u)(?P<u>U)p?(?P<q>Q)", _all_day, "Q"),
    rule(rf"j{COUNT}(?P<u>U)(?![gefF])", _since_units, "j"),
    rule(r"(?:p[dA]?|dA?|A)?(?P<o>O)-?(?:x(?P<u>[UP])|(?P<v>[UP])(?:x|pAV))", _in_a_row, "O"),
    rule(rf"p{COUNT}(?:x(?P<u>[UP])|(?P<v>[UP])(?:x|pAV))", _consecutive),
    rule(r"(?<=p)[dA](?P<o>O)(?P<u>[UP])(?!F)", _for_nth, "O"),
)
