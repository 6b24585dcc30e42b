"""The times that a report tells, in the offsets of the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from khabar.dates import DateMention, find_dates, lead_date
from khabar.records import Report
from khabar.reports.passage import Passage, Section


def report_dates(report: Report, passage: Passage, published: date | None) -> list[DateMention]:
    """Times of a passage; ``start`` and ``end`` are offsets in the report's text."""
    return [_moved(report, passage, mention) for mention in find_dates(passage.text, published)]


def _moved(report: Report, passage: Passage, mention: DateMention) -> DateMention:
    words = passage.span(report.text, mention.start, mention.end)
    return replace(mention, start=words.start or 0, end=words.end or 0, text=words.text)


LONGEST_PERIOD = 31  # days


def period_of(report: Report, sections: Sequence[Section], published: date | None) -> DateMention | None:
    """The time that the whole report covers: told by a heading ("… in the past 24 hours"), or its date line."""
    for section in sections[:3]:
        if section.heading is not None:
            dates = report_dates(report, section.heading, published)
            spans = [m for m in dates if _covers_days(m) and _ends_near(m, published)]
            if spans:
                return spans[0]
    for section in sections[:1]:
        for passage in section.passages[:1]:
            told = lead_date(passage.text, published)
            if told is not None:
                return _moved(report, passage, told)
    return None


def _ends_near(mention: DateMention, published: date | None) -> bool:
    """A report covers some days up to its publication; "since 2011" in an outlet's name tells nothing of it."""
    start, end = mention.date_start, mention.date_end
    if start is None or end is None or published is None:
        return True
    return (end - start).days <= LONGEST_PERIOD and abs((published - end).days) <= LONGEST_PERIOD


def _covers_days(mention: DateMention) -> bool:
    return mention.kind == "date" and mention.date_start is not None and mention.date_start != mention.date_end
