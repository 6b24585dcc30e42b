"""Days of the Jalali (Solar Hijri) and Hijri (lunar, tabular) calendars; dates in the names of image files."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

_JALALI_BREAKS = (
    -61,
    9,
    38,
    199,
    426,
    686,
    756,
    818,
    1111,
    1181,
    1210,
    1635,
    2060,
    2097,
    2192,
    2262,
    2324,
    2394,
    2456,
    3178,
)
_HIJRI_EPOCH = date(622, 7, 19).toordinal()
JALALI_OR_HIJRI = range(1300, 1500)
_STAMP = re.compile(r"(?<!\d)(\d{4})[-_]?(\d{2})[-_]?(\d{2})(?:\d{2,9})?(?!\d)")


def nearest_day(year: int, month: int, day: int, published: date | None) -> date:
    """The day that "1395/09/07" tells: of the Jalali calendar or the Hijri one, whichever lies nearer to publication.

    Raises:
        ValueError: neither calendar has such a day.
    """
    days: list[date] = []
    for read in (jalali_to_date, hijri_to_date):
        with suppress(ValueError):
            days.append(read(year, month, day))
    if not days:
        raise ValueError(f"no Jalali or Hijri day {year}-{month}-{day}")
    return days[0] if published is None else min(days, key=lambda told: abs((told - published).days))


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the algorithm of Meeus, Jones and Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - correction + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A day read from a file name; ``calendar`` is ``gregorian`` or ``jalali``."""

    day: date
    calendar: str
    text: str


def _jalali_new_year(year: int) -> tuple[date, bool]:
    """First day of the Jalali year, and whether the year has a leap day."""
    leaps, jump, previous = -14, 0, _JALALI_BREAKS[0]
    for break_year in _JALALI_BREAKS[1:]:
        jump = break_year - previous
        if year < break_year:
            break
        leaps += jump // 33 * 8 + jump % 33 // 4
        previous = break_year
    passed = year - previous
    leaps += passed // 33 * 8 + (passed % 33 + 3) // 4
    if jump % 33 == 4 and jump - passed == 4:
        leaps += 1
    gregorian = year + 621
    march_day = 20 + leaps - (gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150)
    near = passed - jump + (jump + 4) // 33 * 33 if jump - passed < 6 else passed
    leap = ((near + 1) % 33 - 1) % 4
    return date(gregorian, 3, march_day), leap == 0


def jalali_to_date(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Jalali one, e.g. 1395-09-07 → 2016-11-27.

    Raises:
        ValueError: there is no such day.
    """
    if not 1 <= year <= 3177:
        raise ValueError(f"no Jalali year {year}")
    start, leap = _jalali_new_year(year)
    length = 31 if month <= 6 else 30 if month <= 11 or leap else 29
    if not (1 <= month <= 12 and 1 <= day <= length):
        raise ValueError(f"no Jalali day {year}-{month}-{day}")
    return start + timedelta(days=(month - 1) * 31 - max(0, month - 7) + day - 1)


def hijri_to_date(year: int, month: int, day: int) -> date:
    """The Gregorian day of a day of the tabular Islamic calendar; sightings of the moon may differ by a day.

    Raises:
        ValueError: there is no such day.
    """
    leap = (11 * year + 14) % 30 < 11
    length = 30 if month % 2 or (month == 12 and leap) else 29
    if not (year >= 1 and 1 <= month <= 12 and 1 <= day <= length):
        raise ValueError(f"no Hijri day {year}-{month}-{day}")
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2 + day - 1
    return date.fromordinal(_HIJRI_EPOCH + days)


def date_from_image_name(name: str) -> NamedDate | None:
    """The day in a file's name: ``13950907001031.jpg`` (Jalali) or ``2016-12-08_…``, ``20161208…`` (Gregorian).

    Names are only read as days of the years 1990 to 2049.
    """
    for match in _STAMP.finditer(name):
        year, month, day = (int(part) for part in match.groups())
        try:
            if 1990 <= year <= 2049:
                return NamedDate(date(year, month, day), "gregorian", match.group())
            if 1369 <= year <= 1428:
                return NamedDate(jalali_to_date(year, month, day), "jalali", match.group())
        except ValueError:
            continue
    return None
