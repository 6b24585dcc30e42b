"""Which events a brief covers: the period and the area that the user names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from khabar.briefs.basemap import province_names
from khabar.briefs.names import same_name
from khabar.briefs.phrases import country_name, day_range
from khabar.errors import KhabarError
from khabar.records import Event, Place

_BOX = re.compile(r"^-?\d+(?:\.\d+)?(?:\s*,\s*-?\d+(?:\.\d+)?){3}$")


class SelectionError(KhabarError):
    """A period or an area of a brief that cannot be understood."""

    code = "KH700"


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, ISO, both inclusive; null where open."""

    start: str | None = None
    end: str | None = None

    @classmethod
    def parse(cls, text: str) -> Period:
        """``2016-12-07`` or ``2016-12-07..2016-12-08`` (either side may be left out). Raises SelectionError."""
        first, dots, last = text.strip().partition("..")
        try:
            start = date.fromisoformat(first).isoformat() if first else None
            end = (date.fromisoformat(last).isoformat() if last else None) if dots else start
        except ValueError as reason:
            remedy = "write it like 2016-12-07 or 2016-12-07..2016-12-08"
            raise SelectionError(f"{text!r} is no date", remedy=remedy) from reason
        if start and end and end < start:
            raise SelectionError(f"the period {text!r} ends before it begins", remedy="put the earlier day first")
        return cls(start, end)

    @property
    def title(self) -> str:
        if self.start and self.end:
            return day_range(self.start, self.end)
        if self.start or self.end:
            return f"{'since' if self.start else 'until'} {day_range(*(self.start or self.end or '',) * 2)}"
        return ""

    @property
    def only_year(self) -> int | None:
        """The year of a period that lies within one."""
        if self.start and self.end and self.start[:4] == self.end[:4]:
            return int(self.start[:4])
        return None

    def overlaps(self, start: str | None, end: str | None) -> bool:
        """Whether an interval (ISO) has a day in the period; of one that is open on a side, the told day counts."""
        start, end = start or end, end or start
        if start is None or end is None:
            return False
        return not ((self.end and start > self.end) or (self.start and end < self.start))

    def holds_mostly(self, event: Event) -> bool:
        """False for an event told for a stretch (over two weeks) that is much longer than the period."""
        if not (self.start and self.end and event.start and event.end):
            return True
        stretch = _days(event.start, event.end)
        return stretch <= max(14, 2 * _days(self.start, self.end))


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days + 1


def within_area(area: str, place: Place | None) -> bool:
    """Whether a place is, or lies in, the area.

    Args:
        area: name of a place, district, province or country in any usual spelling, an ISO country code, or a box
            ``west,south,east,north`` in degrees.
    """
    if place is None:
        return False
    if _BOX.match(area.strip()):
        west, south, east, north = (float(n) for n in area.split(","))
        if place.lat is None or place.lon is None:
            return False
        return west <= place.lon <= east and south <= place.lat <= north
    if place.country and area.strip().upper() == place.country.upper():
        return True
    names = (place.name, place.admin2, place.admin1, country_name(place.country))
    wanted = (area, *province_names(area))
    return any(same_name(asked, name) for name in names if name for asked in wanted)


def select_events(events: Iterable[Event], period: Period, area: str | None) -> tuple[list[Event], list[Event]]:
    """The events of the area that have a day in the period, and those of the area without any date."""
    in_area = [e for e in events if area is None or within_area(area, e.place)]
    dated = [e for e in in_area if e.start or e.end]
    return [e for e in dated if period.overlaps(e.start, e.end)], [e for e in in_area if not (e.start or e.end)]
