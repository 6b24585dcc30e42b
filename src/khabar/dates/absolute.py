"""Times that name a day, month, season or year of the calendar."""

from __future__ import annotations

from datetime import date

from khabar.dates.arithmetic import add_months, month_days, month_part, plus, season_days, year_days, year_part
from khabar.dates.calendars import JALALI_OR_HIJRI, nearest_day
from khabar.dates.mention import Interval
from khabar.dates.sequence import Found, Rule, Time, rule
from khabar.dates.vocabulary import load_vocabulary
from khabar.records import TimePrecision

LONG_AGO, SOON, NEAR_AHEAD = 300, 7, 60
MONTHS_TOLD_TWICE = 3
_YEAR_FOLLOWS = frozenset({"in", "since", "during", "throughout", "until", "till"})
_THIRD = {"early": "early", "mid": "mid", "late": "late", "end": "end", "eve": "end"}


JUST_GONE, FAR_AHEAD = 45, 180  # days


def _yearly(found: Found, make: tuple[int, ...], year: int | None, part: str = "") -> Time:
    """A day (``make``: month, day, last day) or month (``make``: month) of ``year``, or of the years around."""
    precision: TimePrecision = "day" if len(make) > 1 or part else "month"

    def days_of(y: int) -> Interval:
        if part:
            return month_part(y, make[0], part)
        if len(make) == 1:
            return month_days(y, make[0])
        return date(y, make[0], make[1]), date(y, make[0], make[-1])

    if year is not None:
        return Time(days=days_of(year), precision=precision, anchor="calendar")
    day = found.day()
    past, later = _nearest(days_of, day, back=True), _nearest(days_of, day, back=False)
    near = plus(day, NEAR_AHEAD if found.follows("iy") else SOON)
    if past[0] is not None and later[0] is not None and past[0] < plus(day, -LONG_AGO) and later[0] <= near:
        past = later  # on 30 June, "July first" is tomorrow rather than a year ago
    if (
        past[0] is not None
        and later[0] is not None
        and past[0] > plus(day, -JUST_GONE)
        and later[0] > plus(day, FAR_AHEAD)
    ):
        later = past  # what is told of "13 June" on 22 June is not a year ahead, even in a plan
    return Time(days=past, later=later, precision=precision)


def _nearest(days_of: object, day: date, *, back: bool) -> Interval:
    """The latest such time that has begun by ``day``, or the first that has not ended before it."""
    assert callable(days_of)
    for step in range(9):
        try:
            days: tuple[date, date] = days_of(day.year - step if back else day.year + step)
        except ValueError:
            continue  # 29 February
        if days[0] <= day if back else days[1] >= day:
            return days
    raise ValueError


def _year(found: Found) -> int | None:
    return found.value("y") if found.has("y") and (found.has("d") or _is_year(found)) else None


def _is_year(found: Found) -> bool:
    """A four-digit number is no year where things are counted: "in 2000 homes"."""
    following = found.next_word()
    year = int(found.value("y"))
    if not following or not following[0].isalpha() or not following.islower():
        return True
    asked_for = found.has("m") or found.previous_word() in _YEAR_FOLLOWS
    if asked_for and year % 100 and 1900 <= year <= (found.published.year + 5 if found.published else 2100):
        return True
    return 1900 <= year <= 2100 and not _counted(following)


def _counted(word: str) -> bool:
    """Whether the word after a number is what it counts."""
    if word in load_vocabulary().sets["counted"]:
        return True
    if word in load_vocabulary().sets["never_counted"]:
        return False
    return (
        word.endswith("s") and not word.endswith(("ss", "us")) and word not in ("was", "is", "has", "as", "its", "his")
    )


def _iso(found: Found) -> Time:
    year, month, day = found.value("i")
    told = date(year, month, day) if year not in JALALI_OR_HIJRI else nearest_day(year, month, day, found.published)
    return Time(days=(told, told), anchor="calendar")


def _slashed(found: Found) -> Time | None:
    day, month, year = found.value("i")
    if month > 12 >= day:
        day, month = month, day
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    return Time(days=(date(year, month, day), date(year, month, day)), anchor="calendar")


def _day(found: Found) -> Time | None:
    if found.has("counted") and _counts_people(found):
        return None
    return _yearly(found, (found.value("m"), found.value("d")), _year(found))


def _day_of_short_year(found: Found) -> Time | None:
    """ "14-Sep-24", "12 SEP 24": the last number is the year, where it may be the year of publication or the one
    beside it."""
    return _yearly(found, (found.value("m"), found.value("d")), year) if (year := _short_year(found)) else None


def _day_of_group(found: Found) -> Time:
    """ "120600Z SEP 24", as armed forces write day, hour and minute together."""
    return _yearly(found, (found.value("m"), found.value("d")), _short_year(found) if found.has("s") else None)


def _short_year(found: Found) -> int | None:
    year = 2000 + int(found.value("s"))
    return year if found.published is None or abs(found.published.year - year) <= 1 else None


def _counts_people(found: Found) -> bool:
    """ "in November 20 people were killed": the number counts people, it is no day."""
    if found.has("y"):
        return False
    following = found.next_word()
    return following.islower() and _counted(following) and found.previous_word() in ("in", "during")


def _day_range(found: Found) -> Time | None:
    first, last = found.value("d"), found.value("e")
    if last <= first:
        return None
    return _yearly(found, (found.value("m"), first, last), _year(found))


def _days_of_one_year(found: Found) -> Time | None:
    """ "25 June to 30 July 2016"."""
    year = found.value("y")
    first, last = date(year, found.value("m"), found.value("d")), date(year, found.value("n"), found.value("e"))
    if first > last:
        first = first.replace(year=year - 1)
    return Time(days=(first, last), anchor="calendar")


def _month(found: Found) -> Time | None:
    if not found.has("y") and _is_name(found):
        return None
    return _yearly(found, (found.value("m"),), _year(found))


def _is_name(found: Found) -> bool:
    """ "April Smith", "Mar Musa"."""
    if not found.next_word()[:1].isupper():
        return False
    word = found.word("m")
    short = len(word) <= 4 and word != "may"
    return short or (word in load_vocabulary().sets["months_also_names"] and not found.follows("pyijkrFQldact("))


def _month_of_event(found: Found) -> Time | None:
    """ "the March offensive"."""
    return _month(found) if found.next_word() in load_vocabulary().sets["events_of_month"] else None


def _part_of_month(found: Found) -> Time:
    part = _THIRD[found.value("a")]
    time = _yearly(found, (found.value("m"),), _year(found), part)
    return Time(days=time.days, later=time.later, precision="day", anchor=time.anchor, role=found.value("a"))


def _month_of_year(found: Found) -> Time:
    year = found.day().year + {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(found.value("l"), 0)
    return Time(days=month_days(year, found.value("m")), precision="month")


def _named_month(found: Found) -> Time:
    """ "last June": the latest before this month; "next June": the first after it; "this June": of this year."""
    day, month = found.day(), found.value("m")
    if found.has("n"):
        return Time(days=month_days(day.year + (month <= day.month), month), precision="month", future=True)
    if found.has("t"):
        return Time(days=month_days(day.year, month), precision="month")
    return Time(days=month_days(day.year - (month >= day.month), month), precision="month")


def _whole_year(found: Found) -> Time | None:
    if not _is_year(found) or found.previous_word() in load_vocabulary().sets["not_before_year"]:
        return None
    return Time(days=year_days(found.value("y")), precision="year", anchor="calendar")


def _year_of_part(found: Found) -> Time | None:
    """The 2015 of "the third quarter of 2015"."""
    year = found.value("y")
    return Time(days=year_days(year), precision="year", anchor="calendar") if year >= 1900 else None


def _year_of_event(found: Found) -> Time | None:
    """ "the 2014 offensive"; not "the 1951 convention"."""
    return None if found.next_word().lower() in load_vocabulary().sets["named_by_year"] else _whole_year(found)


def _part_of_year(found: Found) -> Time:
    part = found.value("a" if found.has("a") else "b")
    return Time(
        days=year_part(found.value("y"), _THIRD[part]),
        precision="month",
        anchor="calendar",
        role=part,
    )


def _years(found: Found) -> Time | None:
    first, last = found.value("y"), found.value("e" if found.has("e") else "f")
    if last < 100:
        last += first // 100 * 100
    if not first < last:
        return None
    return Time(days=(date(first, 1, 1), date(last, 12, 31)), precision="year", anchor="calendar")


def _decade(found: Found) -> Time:
    first = found.value("x")
    span = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
    low, high = span[found.value("a")] if found.has("a") else (0, 9)
    return Time(days=(date(first + low, 1, 1), date(first + high, 12, 31)), precision="year", anchor="calendar")


def _season(found: Found) -> Time | None:
    month = found.value("z")
    if found.has("y"):
        return Time(days=season_days(found.value("y"), month), precision="month", anchor="calendar")
    if not found.has("l") and _is_other_word(found):
        return None
    day = found.day()
    past = _latest_season(day, month)
    if found.has("l") and found.value("l") in ("next", "coming", "following", "upcoming"):
        start = past if past[0] > day else season_days(past[0].year + 1, month)
        return Time(days=start, precision="month", future=True)
    if found.has("l") and found.value("l") == "last" and past[1] >= day:
        past = season_days(past[0].year - 1, month)
    later = past if past[1] >= day else season_days(past[0].year + 1, month)
    return Time(days=past, later=later, precision="month")


def _is_other_word(found: Found) -> bool:
    """ "in the spring offensive", "the fall of the city"."""
    sets, following = load_vocabulary().sets, found.next_word().lower()
    if found.word("z") in ("fall", "spring"):
        return found.previous_word() != "in" or (following.isalpha() and following not in sets["after_day_of_month"])
    return following in sets["seasonal"]


def _latest_season(day: date, month: int) -> tuple[date, date]:
    days = season_days(day.year, month)
    return days if days[0] <= day else season_days(day.year - 1, month)


def _day_of_month(found: Found) -> Time | None:
    """ "by the 20th": the latest such day."""
    following = found.next_word()
    is_named = found.has("e") or found.has("w")
    if (
        not is_named
        and following[:1].isalpha()
        and following.lower() not in load_vocabulary().sets["after_day_of_month"]
    ):
        return None
    day, wanted = found.day(), found.value("o")
    past = day.replace(day=wanted) if wanted <= day.day else add_months(day.replace(day=1), -1).replace(day=wanted)
    later = past if past >= day else _next_such_day(day, wanted)
    return Time(days=(past, past), later=(later, later) if later else None)


def _next_such_day(day: date, wanted: int) -> date | None:
    try:
        return (day if wanted >= day.day else add_months(day.replace(day=1), 1)).replace(day=wanted)
    except ValueError:
        return None  # no 31st in that month


def _day_told_twice(found: Found) -> Time | None:
    """ "Mon 3:": a weekday with the latest day of a month that is one, where a mark shows that it counts nothing."""
    following = found.next_word()
    if following[:1].isalnum():
        return None
    day, wanted, weekday = found.day(), found.value("o"), found.value("w")
    for months in range(0, -MONTHS_TOLD_TWICE, -1):
        try:
            then = add_months(day.replace(day=1), months).replace(day=wanted)
        except ValueError:
            continue
        if then.weekday() == weekday and then <= plus(day, SOON):
            return Time(days=(then, then))
    return None


def _day_of_that_month(found: Found) -> Time:
    """ "on the first of this month"."""
    which = found.value("l")
    months = -1 if which in ("last", "past", "previous") else 1 if which in ("next", "coming", "following") else 0
    then = add_months(found.day().replace(day=1), months).replace(day=int(found.value("o")))
    return Time(days=(then, then), future=months > 0)


def _nth_day(found: Found) -> Time | None:
    """ "On the fourth, …", where a mark shows that no noun follows."""
    return None if found.next_word()[:1].isalnum() or found.previous_word() != "on" else _day_of_month(found)


def _days_of_month(found: Found) -> Time | None:
    """ "on the 24th and 25th": the latest such days."""
    first, last = _day_of_month(found), found.value("e")
    start = first.days[0] if first is not None else None
    if start is None or last <= start.day:
        return None
    return Time(days=(start, start.replace(day=last)))


RULES: tuple[Rule, ...] = (
    rule(r"(?P<i>I)", _iso),
    rule(r"(?P<i>S)", _slashed),
    rule(r"d?(?P<d>[Do])F?(?P<m>[Mm])[-ci]d?(?P<e>[Do])F?(?P<n>[Mm]),?F?(?P<y>Y)", _days_of_one_year),
    rule(r"(?P<m>[Mm])(?P<d>[Do])[-ci](?P<n>[Mm])(?P<e>[Do]),?(?P<y>Y)", _days_of_one_year),
    rule(r"(?P<d>D)-(?P<m>[Mm])-(?P<y>Y)", _day),
    rule(r"(?P<d>D)-(?P<m>[Mm])-(?P<s>D)", _day_of_short_year),
    rule(r"(?P<d>D)(?P<m>m)(?P<s>D)(?![Uh#N-])", _day_of_short_year),
    rule(r"(?P<d>@)(?P<m>[Mm])(?P<s>D)?", _day_of_group),
    rule(r"(?:[Ww],?)?d?(?P<d>[Do])(?:,[Do])*,?[-c]d?(?P<e>[Do])F?(?P<m>[Mm])(?:,?F?(?P<y>Y))?", _day_range),
    rule(r"(?:[Ww],?)?(?P<m>[Mm])d?(?P<d>[Do])(?:,[Do])*,?[-c]d?(?P<e>[Do])(?!-?[UhMm#])(?:,?(?P<y>Y))?", _day_range),
    rule(r"(?:[Ww],?d?)?d?(?P<d>[Do]|O(?=F))F?(?P<m>[Mm])(?:,?F?(?P<y>Y))?(?:,[Ww])?", _day),
    rule(r"(?:[Ww],?)?(?P<m>[Mm])d?(?P<d>(?P<counted>D)|[oO])(?!-?[Uh]|-[D#N])(?:,?(?P<y>Y))?", _day),
    rule(r"(?P<a>a)-?(?:p|F|d)?(?P<m>[Mm])(?:,?F?(?P<y>Y))?", _part_of_month),
    rule(r"d?(?P<a>[ba])F(?P<m>[Mm])(?:,?F?(?P<y>Y))?", _part_of_month),
    rule(r"(?P<m>[Mm])(?:p|F)?(?P<l>[lnt])U", _month_of_year),
    rule(r"(?:d?l|(?P<n>n)|(?P<t>t)l?)(?P<m>[Mm])(?!Y)", _named_month),
    rule(r"(?P<m>[Mm]),?F?(?P<y>Y)", _month),
    rule(r"(?P<m>M)", _month),
    rule(r"(?<=[pyijkrF])(?P<m>m)", _month),
    rule(r"(?<=Q[-c])(?P<m>m)(?!D)", _month),
    rule(r"(?<=Q,)(?P<m>m)(?=,?c)", _month),
    rule(r"(?<=d)(?P<m>m)(?=\.)", _month_of_event),
    rule(r"(?:(?P<l>t?l|[lnt])|d)?(?P<z>Z)F?(?P<y>Y)(?:-[D#])?", _season),
    rule(r"(?:(?P<t>t)?(?P<l>[lnt]))(?P<z>Z)", _season),
    rule(r"(?<=[pyijk])d?(?P<z>Z)(?!-?[UhN])", _season),
    rule(r"d?(?:(?P<a>a)-?)?(?P<x>X)", _decade),
    rule(r"(?P<y>Y)(?:[-c](?P<e>Y)|-(?P<f>[D#]))", _years),
    rule(r"d?(?:(?P<a>a)-?F?|(?P<b>b)F)d?(?P<y>Y)", _part_of_year),
    rule(r"(?:d?U)(?P<y>Y)", _whole_year),
    rule(r"(?<=[HUb]F)(?P<y>Y)", _year_of_part),
    rule(r"(?<=[pyijkFr])d?(?P<y>Y)", _whole_year),
    rule(r"d(?P<y>(?<!Y)Y)(?=\.)", _year_of_event),
    rule(r"(?<=[pyijk])d(?P<o>o)[-c]d?(?P<e>o)(?!F|[Mm])", _days_of_month),
    rule(r"(?<=[pyijk])d(?P<o>o)(?!F)", _day_of_month),
    rule(r"(?P<w>[Ww]),?d?(?P<o>o)(?!F|[Mm])", _day_of_month),
    rule(r"(?P<w>[Ww])(?P<o>D)(?![FMm]|-[Do])", _day_told_twice),
    rule(r"d(?P<o>[oO])Fd?(?P<l>[lnt])U", _day_of_that_month, "U"),
    rule(r"(?<=p)d(?P<o>O)(?=,(?!O))", _nth_day, "O"),
    rule(r"(?<=PF)d(?P<o>o)(?!F)", _day_of_month),
)
