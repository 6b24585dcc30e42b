"""Dates: words that tell a time, the days they mean, and why."""

from khabar.dates.calendars import NamedDate, date_from_image_name, hijri_to_date, jalali_to_date
from khabar.dates.choose import RunningContext, at_beginning, time_for_clause
from khabar.dates.dateline import lead_date
from khabar.dates.finder import find_dates, resolve_in_context
from khabar.dates.mention import DateMention, Shift

__all__ = [
    "DateMention",
    "NamedDate",
    "RunningContext",
    "Shift",
    "at_beginning",
    "date_from_image_name",
    "find_dates",
    "hijri_to_date",
    "jalali_to_date",
    "lead_date",
    "resolve_in_context",
    "time_for_clause",
]
