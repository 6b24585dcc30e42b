"""The date of publication that a page prints near its top, when it is unmistakable."""

from __future__ import annotations

import re

from khabar.reports.calendar_dates import FULL_DATE, date_of

TOP_LINES = 8
LONGEST_LINE = 160
_HEAD_CHARS = 4000
_SEPARATOR = re.compile(r"\s+[|·•»›–—-]\s+|\s{2,}|\t|[«»›|·•]")
_LABEL = re.compile(
    r"\b(?:posted|published|publication date|date of publication|date published|issued|filed|released)"
    r"(?:\s+(?:on|at|by [^|·]{1,40}? on))?\s*:?\s*$",
    re.IGNORECASE,
)
_UPDATE = re.compile(r"\b(?:updated|last (?:updated|modified)|modified)(?:\s+(?:on|at))?\s*:?\s*$", re.IGNORECASE)
_DATE_LABEL = re.compile(r"^\s*(?:date|dated)\s*:?\s*$", re.IGNORECASE)
_OTHER_DATE = re.compile(
    r"\b(?:period|covered|covering|since|between|until|before|by|as of|captured|photo|picture|taken|file|from)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?\b|\b(?:[ap]\.?m\.?|gmt|utc|est|edt|cet|eet|at|hrs|hours)\b", re.IGNORECASE
)
_EDITION = re.compile(
    r"\b(?:daily|log|round-?up|summary|update|report|bulletin|edition|sitrep|brief(?:ing)?|diary|digest|communiqu[eé]|"
    r"dispatch|news|review|notebook|monitor|statement|release|hours)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^[A-Z][A-Z'’ .-]{2,30}(?:,\s*[A-Z][\w .'’-]{2,30})?,\s*$")
_AFTER_DATELINE = re.compile(r"^\s*(?:\([^)]{2,40}\)\s*)?(?:[-–—]|:)")


def page_date(text: str) -> tuple[str | None, str]:
    """The date that the first lines print, and where: ISO date, or null and why none is used.

    A date inside a sentence is never taken, nor one without a year.
    """
    found: dict[int, set[str]] = {}
    for line in _top_lines(text):
        for match in FULL_DATE.finditer(line[:LONGEST_LINE]):
            rank = _rank(line, match)
            day = date_of(match) if rank else None
            if rank and day:
                found.setdefault(rank, set()).add(day.isoformat())
    if not found:
        return None, "no date: none is given, and none stands in the first lines"
    days = found[min(found)]
    if len(days) > 1:
        return None, f"no date: the first lines name several ({', '.join(sorted(days))})"
    return days.pop(), "text: first lines"


def _top_lines(text: str) -> list[str]:
    lines = (line.strip() for line in text[:_HEAD_CHARS].splitlines())
    return [line for line in lines if line][:TOP_LINES]


def _rank(line: str, match: re.Match[str]) -> int:
    """How sure it is that this is the date of publication: 1 the surest, 0 not at all."""
    before, after = line[: match.start()], line[match.end() :]
    if _LABEL.search(before) or _DATE_LABEL.match(before):
        return 1
    if _UPDATE.search(before):
        return 4
    if _DATELINE.match(before) and _AFTER_DATELINE.match(after):
        return 1
    if _OTHER_DATE.search(_segment_before(before)):
        return 0
    if _alone(before, after):
        return 2
    if not before and re.match(r"\s*[.:|·–—-]", after):
        return 2
    return 3 if _closes_edition(line, before, after) else 0


def _segment_before(before: str) -> str:
    return _SEPARATOR.split(before)[-1]


def _alone(before: str, after: str) -> bool:
    """Nothing else in its part of the line but brackets and a time of day."""
    head = _segment_before(before)
    tail = _SEPARATOR.split(after)[0]
    rest = _CLOCK.sub("", head + " " + tail)
    return not re.search(r"\w", rest)


def _closes_edition(line: str, before: str, after: str) -> bool:
    """``Daily log, day 15 (Thursday 18 April 2019)``: it ends the name of an edition."""
    if len(line) > 110 and not re.match(r"\s*\)?\.", after):
        return False
    tail = _CLOCK.sub("", after.split(".")[0])
    return (
        bool(_EDITION.search(before))
        and not re.search(r"[.!?]\s", before)
        and not re.search(r"[a-z]{3}", tail.replace("noon", ""))
    )
