"""Times put together: parts of days, ranges, and the prepositions before them."""

from __future__ import annotations

from datetime import date

from khabar.dates.arithmetic import plus
from khabar.dates.mention import Interval, Shift
from khabar.dates.sequence import Found, Rule, Time, moved, rule

_MORNINGS = frozenset({"dawn", "daybreak", "sunrise", "morning", "predawn", "first light", "small hours"})
_ORDER = {"day": 0, "week": 1, "month": 2, "year": 3, "unknown": 4}


def _q(found: Found) -> Time:
    return found.time("q")


def _same_time(found: Found) -> Time | None:
    """The words around it do not move the time."""
    return _q(found)


def _with_preposition(found: Found) -> Time | None:
    """ "on Friday"; but the "on" of "went on overnight", "goes on for a third day" belongs to the verb."""
    if found.word("p") == "on" and found.sequence.tag_of("Rlnp", found.match.start("q")):
        return None
    return _q(found)


def _part_and_time(found: Found) -> Time | None:
    """ "at dawn on Monday": that day, "Monday night": to the next; not with a week or a month."""
    time = _q(found)
    if time.precision != "day" and time.days[0] is not None:
        return None
    over = found.published is None or time.days[0] is None or time.days[0] < found.published
    if not (found.has("n") and found.value("n") == "night" and over):
        return time
    return moved(time, days=_widened(time.days, 1), later=_widened(time.later, 1))


def _widened(days: Interval | None, after: int) -> Interval | None:
    if days is None or days[0] is None or days[1] is None:
        return days
    return days[0], plus(days[1], after) if days[0] == days[1] else days[1]


def _night_of(found: Found) -> Time | None:
    """ "the night of 20 February" ends on the 21st."""
    time = _q(found)
    if time.precision != "day" and time.days[0] is not None:
        return None
    if found.value("n") != "night":
        return time
    return moved(time, days=_widened(time.days, 1), later=_widened(time.later, 1))


def _early_late(found: Found) -> Time | None:
    time = _q(found)
    return time if time.precision == "day" else None


def _range(found: Found) -> Time | None:
    first, second = found.time("q"), found.time("s")
    if found.has("t") and found.word("t") != "through":
        return None
    linked = found.has("a") and found.word("a") in ("and", "or", "&", ",")
    if first.days[0] is None or second.days[1] is None:
        return first if first.days[0] is None and first.reason else None
    if linked and not found.has("r") and first.precision != second.precision:
        return None
    if {first.kind, second.kind} - {"date"}:
        return None
    end = second.days[1]
    start = first.days[0] if first.days[0] <= end else _before(first, end)
    if start is None:
        return None
    precision = max(first.precision, second.precision, key=lambda p: _ORDER[p])
    later = None
    if first.later and second.later and first.later[0] and second.later[1] and first.later[0] <= second.later[1]:
        later = (first.later[0], second.later[1])
    anchor = "calendar" if first.anchor == second.anchor == "calendar" else "published"
    future = first.future or second.future
    return Time(days=(start, end), later=later, precision=precision, anchor=anchor, future=future)


def _before(time: Time, end: date) -> date | None:
    start = time.days[0]
    assert start is not None
    if time.precision == "day" and time.days[0] == time.days[1] and plus(start, -7) <= end:
        return plus(start, -7)
    return None


def _second_told(found: Found) -> Time | None:
    """ "on Saturday (26 November)": the fuller of the two."""
    first, second = found.time("q"), found.time("s")
    return second if second.anchor == "calendar" or first.anchor != "calendar" else first


def _part_alone(found: Found) -> Time:
    """ "at noon", "during the night": of the day told before."""
    day = found.day()
    if found.value("n") in ("night", "midnight") and found.word("p") not in ("by", "until", "till"):
        return Time(days=(plus(day, -1), day), anchor="context", shift=Shift("day", 0, 1), kind="time")
    first = day if found.word("n") in _MORNINGS else plus(day, -1)
    return Time(days=(first, day), anchor="context", shift=Shift("day", 0), kind="time")


def _during_the_day(found: Found) -> Time | None:
    """ "during the day": the day told before."""
    if found.word("p") not in ("during", "throughout") or found.value("u") != "day":
        return None
    day = found.day()
    return Time(days=(plus(day, -1), day), anchor="context", shift=Shift("day", 0), kind="time")


def _since(found: Found) -> Time:
    time = _q(found)
    start = time.days[1] if time.role == "end" and time.precision != "day" else time.days[0]
    if time.role in ("end", "eve") and time.days[1] is not None:
        start = time.days[1]
    if start is None:
        return time
    precision = "month" if time.role in ("early", "mid", "late", "end") and time.precision == "day" else time.precision
    reason = None if found.published else "up to publication, whose day is not known"
    return moved(
        time,
        days=(start, found.published),
        later=None,
        precision=precision,
        reason=reason,
        role="since",
        begun=time.days,
    )


def _by(found: Found) -> Time:
    """ "by Friday": from publication up to it where it lies ahead, else that day."""
    time = _q(found)
    return moved(time, role="until")


def _before_or_after(found: Found) -> Time:
    time = _q(found)
    if found.value("f") > 0 or time.kind != "date":
        return time
    return moved(time, role="until" if time.role == "end" else "before")


def _night_to(found: Found) -> Time | None:
    """ "in the night to Monday": the night that ends on it."""
    time = _q(found)
    day = time.days[0]
    if found.value("n") != "night" or found.word("t") not in ("to", "into") or day is None or time.precision != "day":
        return None
    later = time.later[0] if time.later else None
    return moved(time, days=(plus(day, -1), day), later=(plus(later, -1), later) if later else None)


RULES: tuple[Rule, ...] = (
    rule(r"d?(?P<n>P)F(?P<q>Q)(?![-c]p?d?Q)", _night_of),
    rule(r"(?<!Q)(?<!Q[pd])d?(?P<n>P)(?P<t>c)d?(?P<q>Q)", _night_to),
    rule(r"(?P<q>Q)z?-?a?-?(?P<n>P)", _part_and_time),
    rule(r"(?P<q>Q),?pd?a?-?(?:h(?:p|F)d?)?(?P<n>P)", _part_and_time),
    rule(r"(?P<q>Q)\((?P<s>Q)\)", _second_told),
    rule(r"d?(?P<n>P)F(?P<q>Q)[-c](?P<s>Q)", _range),
    rule(r"(?P<r>r)d?(?P<q>Q)(?P<a>c)p?d?(?P<s>Q)", _range),
    rule(r"k(?P<q>Q)(?:[-cyi]|(?P<t>p))p?d?(?P<s>Q)", _range),
    rule(r"(?P<q>Q)(?:,Q)+,?(?P<a>c)p?(?P<s>Q)", _range),
    rule(r"(?P<q>Q)(?:-|(?P<a>c)c?|i)(?:a-?)?p?(?P<s>Q)", _range),
    rule(r"(?P<q>Q)(?P<t>p)(?P<s>Q)", _range),
    rule(r"d?(?P<n>P)F(?P<q>Q)", _night_of),
    rule(r"[ef]?-?a?-?d?(?P<n>P)h?(?:p|F)?d?(?P<q>Q)", _part_and_time),
    rule(r"d?ahF(?P<q>Q)", _part_and_time),
    rule(r"(?:[NDO]?T|(?<=[pf])q*[ND])(?:pd?|F|,)?(?P<q>Q)", _part_and_time),
    rule(r"(?:a|e)-?p?(?P<q>Q)", _early_late),
    rule(r"(?P<q>Q),?(?:p|yf?)q*(?:T|NT)", _part_and_time),
    rule(r"(?P<p>[pyif])d?a?-?h?F?d?a?-?(?P<n>P)h?", _part_alone),
    rule(r"(?P<p>p)d(?P<u>U)(?!F)", _during_the_day),
    rule(
        r"(?P<p>p)q*[N]?T",
        lambda found: Time(
            days=(plus(found.day(), -1), found.day()), anchor="context", shift=Shift("day", 0), kind="time"
        ),
    ),
    rule(
        r"(?P<p>p)da(?P<n>h)",
        lambda found: Time(days=(found.day(), found.day()), anchor="context", shift=Shift("day", 0), kind="time"),
    ),
    rule(r"jp?d?q*(?P<q>Q)", _since),
    rule(r"k(?P<q>Q)(?:C|p(?=,))", _since),
    rule(r"[yi]d?q*(?P<q>Q)", _by),
    rule(r"eq+(?P<q>Q)", _by),
    rule(r"(?P<f>f)d?q*(?P<q>Q)", _before_or_after),
    rule(r"(?P<p>[pkr])d?q*(?P<q>Q)", _with_preposition),
)
