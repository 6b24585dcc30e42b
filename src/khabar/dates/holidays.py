"""Feasts and holy months of the Gregorian, Hijri and Jalali calendars, and those counted from Easter."""

from __future__ import annotations

from datetime import date

from khabar.dates.arithmetic import Days, plus
from khabar.dates.calendars import JALALI_OR_HIJRI, easter, hijri_to_date, jalali_to_date
from khabar.dates.mention import Interval
from khabar.dates.parts import HOLIDAY
from khabar.dates.sequence import Found, Rule, Time, rule
from khabar.dates.vocabulary import load_vocabulary

Spec = tuple[str, int, int, int]
"""Calendar, month, day, and how many days it lasts; counted from Easter: 0, days after it, days."""
_LONG = 14
_READERS = {"hijri": hijri_to_date, "jalali": jalali_to_date}


def _days_in(spec: Spec, year: int) -> list[Days]:
    """When it falls in a Gregorian year: a feast of the moon may fall there twice, or not at all."""
    calendar, month, day, length = spec
    if calendar == "easter":
        starts = [plus(easter(year), day)]
    elif calendar == "gregorian":
        starts = [date(year, month, day)]
    elif calendar == "jalali":
        starts = [jalali_to_date(year - 621 if month < 10 else year - 622, month, day)]
    else:
        first = (year - 622) * 33 // 32
        starts = [hijri_to_date(moon_year, month, day) for moon_year in range(max(first - 1, 1), first + 3)]
    return [(start, plus(start, length - 1)) for start in starts if start.year == year]


def _all_in(specs: list[Spec], years: range) -> list[Days]:
    return sorted(days for spec in specs for year in years for days in _days_in(spec, year))


def _holiday(found: Found) -> Time | None:
    if _is_name(found):
        return None
    specs: list[Spec] = [tuple(spec) for spec in found.value("b")]
    long = specs[0][3] > _LONG
    if found.has("y"):
        of_year = _all_in(specs, range(found.value("y"), found.value("y") + 1))
        return _time(of_year[-1], None, "calendar", long=long) if of_year else None
    day = found.day()
    around = _all_in(specs, range(day.year - 1, day.year + 2))
    past = [days for days in around if days[0] <= day]
    later = next((days for days in around if days[1] >= day), None)
    return _time(past[-1], later, "published", long=long) if past else None


def _day_of_other_calendar(found: Found) -> Time | None:
    """ "7 Azar 1395", "27 Ramadan 1437"."""
    calendar, month = found.value("b")[:2] if found.tag("b") == "L" else found.value("b")[0][:2]
    year = int(found.value("y"))
    if year not in JALALI_OR_HIJRI or calendar not in _READERS:
        return None
    day = _READERS[calendar](year, month, int(found.value("d")))
    return Time(days=(day, day), anchor="calendar")


def _time(days: Days, later: Interval | None, anchor: str, *, long: bool) -> Time:
    return Time(days=days, later=later, precision="month" if long else "day", anchor=anchor, role=HOLIDAY)


def _is_name(found: Found) -> bool:
    """ "Ramadan" is a person's name beside another name, and where nothing asks for a time."""
    if found.has("y") or found.word("b") not in load_vocabulary().sets["holidays_also_names"]:
        return False
    return found.next_word()[:1].isupper() or not found.follows("pyijkrFdfqsatl")


RULES: tuple[Rule, ...] = (
    rule(r"d?(?P<d>[Do])F?(?P<b>[BL]),?F?(?P<y>Y)", _day_of_other_calendar, "Y"),
    rule(r"(?P<b>B),?F?(?P<y>Y)", _holiday, "B"),
    rule(r"(?P<b>B)", _holiday, "B"),
)
