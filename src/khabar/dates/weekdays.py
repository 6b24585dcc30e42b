"""Days of the week, and weekends."""

from __future__ import annotations

from khabar.dates.arithmetic import last_weekday, next_weekday, plus, unit_days
from khabar.dates.sequence import Found, Rule, Time, rule
from khabar.dates.vocabulary import load_vocabulary


def _weekday(found: Found) -> Time | None:
    sets = load_vocabulary().sets
    if found.word("w").endswith("s") or (
        found.follows("u") and found.previous_word() not in ("all", "whole", "entire")
    ):
        return None
    if found.previous_word() in sets["not_before_weekday"] or found.next_word().lower() in sets["not_after_weekday"]:
        return None
    day, wanted = found.day(), found.value("w")
    which = found.value("l") if found.has("l") else ""
    if which in ("last", "past", "previous"):
        then = last_weekday(plus(day, -1), wanted)
        return Time(days=(then, then))
    if which in ("next", "coming", "following", "upcoming"):
        then = next_weekday(plus(day, 1), wanted)
        return Time(days=(then, then), future=True)
    then, later = last_weekday(day, wanted), next_weekday(day, wanted)
    awaited = found.has("l") and found.tag("l") == "t" and found.previous_word() == "for"
    return Time(days=(then, then), later=(later, later), future=awaited)


def _weekday_of_week(found: Found) -> Time | None:
    """ "Tuesday last week"."""
    if found.value("u") != "week":
        return None
    which = found.value("l")
    offset = -1 if which in ("last", "past", "previous") else 1 if which in ("next", "coming") else 0
    monday = unit_days(found.day(), "week", offset)[0]
    then = plus(monday, found.value("w"))
    return Time(days=(then, then), future=offset > 0)


def _weekend(found: Found) -> Time | None:
    if found.next_word().lower() in load_vocabulary().sets["not_after_weekday"]:
        return None
    day = found.day()
    saturday = last_weekday(day, 5)
    which = found.value("l") if found.has("l") else ""
    if which in ("last", "past", "previous") and saturday >= plus(day, -1):
        saturday = plus(saturday, -7)
    coming = next_weekday(day, 5) if day.weekday() != 6 else saturday
    if which in ("next", "coming", "following"):
        coming = coming if day.weekday() < 5 else plus(last_weekday(day, 5), 7)
        return Time(days=(coming, plus(coming, 1)), future=True)
    later = (coming, plus(coming, 1))
    return Time(days=(saturday, plus(saturday, 1)), later=None if which in ("last", "past") else later)


def _weekday_before_last(found: Found) -> Time:
    """ "the Sunday before last"."""
    day = found.day()
    step = -7 if found.value("f") < 0 else 7
    base = last_weekday(plus(day, -1), found.value("w")) if step < 0 else next_weekday(plus(day, 1), found.value("w"))
    then = plus(base, step)
    return Time(days=(then, then), future=step > 0)


def _weekdays_ago(found: Found) -> Time:
    """ "three Sundays ago", "two weekends ago"."""
    weekend, weeks = found.tag("w") == "E", int(found.value("c"))
    last = last_weekday(plus(found.day(), -1), 5 if weekend else found.value("w"))
    then = plus(last, -7 * (weeks - 1))
    return Time(days=(then, plus(then, 1 if weekend else 0)))


def _nth_weekday(found: Found) -> Time | None:
    """ "the first Monday of June", "the last Friday in May"."""
    time, wanted = found.time("q"), found.value("w")
    start, end = time.days
    if start is None or end is None or time.precision != "month" or time.role:
        return None
    nth = found.value("o") if found.tag("o") == "O" else 0
    then = plus(next_weekday(start, wanted), 7 * (nth - 1)) if nth else last_weekday(end, wanted)
    return Time(days=(then, then), anchor=time.anchor) if then <= end else None


def _weekday_ago(found: Found) -> Time:
    """ "a week ago on Tuesday", "two weeks ago Tuesday"."""
    weeks = int(found.value("c")) if found.tag("c") in "ND" else 1
    then = plus(last_weekday(found.day(), found.value("w")), -7 * weeks)
    return Time(days=(then, then))


RULES: tuple[Rule, ...] = (
    rule(r"(?P<c>[AND])Ugp?(?P<w>W)", _weekday_ago, "g"),
    rule(r"(?P<c>[ND])(?P<w>[WE])g", _weekdays_ago, "g"),
    rule(r"d?(?P<o>[Ol])(?P<w>W)[Fp](?P<q>Q)", _nth_weekday, "Q"),
    rule(r"(?<!e)d?(?P<l>[lnt])(?P<u>U)p?(?P<w>W)(?!P?[Fp]?d?[lnt]U)", _weekday_of_week, "W"),
    rule(r"(?P<w>W)p?F?d?(?P<l>[lnt])(?P<u>U)", _weekday_of_week, "W"),
    rule(r"d(?P<w>W)(?P<f>f)[ln](?![UWMPQ])", _weekday_before_last, "f"),
    rule(r"d?(?:(?P<l>[lnt])l?)?(?P<w>W)", _weekday, "W"),
    rule(r"(?P<w>w)(?=,?P)", _weekday, "w"),
    rule(r"d?(?:(?P<l>[lnts])l?)?(?P<w>E)", _weekend, "E"),
)
