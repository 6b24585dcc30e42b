"""Full dates as people write them on pages: day, month and year, nothing that needs guessing."""

from __future__ import annotations

import re
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_YEAR = r"(?:19|20)\d\d"
FULL_DATE = re.compile(
    rf"""(?<![\w/.-])(?:{WEEKDAY},?\s+)?(?:the\s+)?(?:
        (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<m1>{_MONTH}),?[\s-]+(?P<y1>{_YEAR})
      | (?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>{_YEAR})
      | (?P<y3>{_YEAR})[-/](?P<m3>\d\d)[-/](?P<d3>\d\d)(?=$|[^\d-])
      | (?P<a4>\d{{1,2}})[./](?P<b4>\d{{1,2}})[./](?P<y4>{_YEAR})
    )(?![\w/-]|\.\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_ISO_TIME = re.compile(r"^(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?$")


def date_of(match: re.Match[str]) -> date | None:
    """The date of a ``FULL_DATE`` match; null when there is no such day, or day and month could be exchanged."""
    g = match.groupdict()
    if g["a4"]:
        a, b = int(g["a4"]), int(g["b4"])
        if a <= 12 and b <= 12 and a != b:
            return None
        day, month = (a, b) if b <= 12 else (b, a)
        return _day(int(g["y4"]), month, day)
    for n in "12":
        if g[f"d{n}"]:
            return _day(int(g[f"y{n}"]), MONTHS[g[f"m{n}"].lower().rstrip(".")], int(g[f"d{n}"]))
    return _day(int(g["y3"]), int(g["m3"]), int(g["d3"]))


def given_date(value: object) -> tuple[str | None, str | None]:
    """An ISO date from a field of an input, or null and the reason why the value is none."""
    if isinstance(value, date):
        return value.isoformat()[:10], None
    words = str(value).strip()
    iso = _ISO_TIME.match(words)
    if iso:
        found = _day(*(int(part) for part in iso.groups()))
        return (found.isoformat(), None) if found else (None, f"no date: there is no day {words[:40]!r}")
    match = FULL_DATE.search(words)
    if match is None:
        return None, f"no date: {words[:40]!r} is none"
    found = date_of(match)
    if found is None:
        return None, f"no date: {words[:40]!r} is no day, or day and month cannot be told apart"
    return found.isoformat(), None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
