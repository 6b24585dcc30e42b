"""The date line that a report opens with."""

from __future__ import annotations

import re
from datetime import date

from khabar.dates.finder import find_dates
from khabar.dates.mention import DateMention

_HEAD = 160
_DATELINE = re.compile(r"^\W*(?:[^\n.:–—]{0,60}?[,(/|–—-]\s*)?$")


def lead_date(text: str, published: date | None = None) -> DateMention | None:
    """The date that stands at the start of a report: "Fri Nov 4, 2016: …", "ALEPPO, Dec. 8 (Agency) - …".

    A day without a year is only read where ``published`` is known.
    """
    head = text[:_HEAD].split("\n", 1)[0]
    for mention in find_dates(head, published):
        if mention.kind != "date" or mention.date_start is None or mention.date_start != mention.date_end:
            continue
        absolute = any(ch.isdecimal() for ch in mention.text)
        if absolute and _DATELINE.match(head[: mention.start]) and _ends_the_line(head[mention.end :]):
            return mention
    return None


def _ends_the_line(rest: str) -> bool:
    return not rest.strip() or re.match(r"\s*[:.)(|–—/-]|\s*,?\s*\d{1,2}:\d\d|\s*\([A-Z]", rest) is not None
