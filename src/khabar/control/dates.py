"""The table of places and dates: who is said to hold a place on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from khabar.control.records import PlaceControl, Stretch, told_side
from khabar.control.statements import place_key


class DayControl(msgspec.Struct, frozen=True, kw_only=True):
    """One place on one day.

    Attributes:
        verdict: ``held``, ``contested``, ``uncertain`` (given up, changed unseen, or the day lies within the days
            between which it is said to have changed), or ``not_told`` (before anybody tells).
        sides: who is said to hold it; several where contested; where uncertain, who was the last or is the next.
        tellers, outlets: on whose word.
        told: the last day up to this one of which a claim says so; what lies after it is carried on.
        carried_days: days since ``told``; 0 where a claim tells this day or a later one of the same stretch.
        claims: evidence.
    """

    place_id: str | None
    place: str | None
    kind: str | None
    admin1: str | None
    country: str | None
    lat: float | None
    lon: float | None
    date: str
    verdict: str
    sides: list[str] = []
    holders: list[str] = []
    tellers: list[str] = []
    outlets: list[str] = []
    told: str | None = None
    carried_days: int | None = None
    inherited_from: list[str] = []
    claims: list[str] = []
    why: str = ""


def days_of_place(
    control: PlaceControl, first: str | None = None, last: str | None = None, every: int = 1
) -> Iterator[DayControl]:
    """One record for each day.

    Args:
        first, last: ISO days, both inclusive; by default those of the place's own history.
        every: step in days.
    """
    told = [d for s in control.history for d in (s.start, s.start_by, s.last_told) if d]
    if not told:
        return
    day, end = date.fromisoformat(first or min(told)), date.fromisoformat(last or max(told))
    while day <= end:
        yield holder_on(control, day.isoformat())
        day += timedelta(days=every)


def holder_on(control: PlaceControl, day: str) -> DayControl:
    """Who is said to hold the place on an ISO day."""
    place = control.place
    where = {
        "place_id": place.id or place_key(place),
        "place": place.name,
        "kind": place.kind,
        "admin1": place.admin1,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
    }
    stretch = stretch_on(control.history, day)
    if stretch is None:
        return DayControl(**where, date=day, verdict="not_told")  # type: ignore[arg-type]
    changing = stretch.start is not None and stretch.start_by is not None and day < stretch.start_by
    verdict = "uncertain" if changing and stretch.verdict == "held" else stretch.verdict
    told = min(stretch.last_told, day) if stretch.last_told else None
    return DayControl(
        **where,  # type: ignore[arg-type]
        date=day,
        verdict=verdict,
        sides=[told_side(h.side, h.names) or "not so" for h in stretch.holders],
        holders=list(dict.fromkeys(n for h in stretch.holders for n in h.names)),
        tellers=sorted({t for h in stretch.holders for t in h.tellers}),
        outlets=sorted({o for h in stretch.holders for o in h.outlets}),
        told=told,
        carried_days=(date.fromisoformat(day) - date.fromisoformat(told)).days if told else None,
        inherited_from=stretch.inherited_from,
        claims=list(dict.fromkeys(c for h in stretch.holders for c in h.claims)),
        why=stretch.why or ("it is said to have changed hands in these days" if verdict != stretch.verdict else ""),
    )


def stretch_on(history: list[Stretch], day: str) -> Stretch | None:
    """The stretch that a day lies in, the later one where two meet; None before the first."""
    found = None
    for stretch in history:
        begun = stretch.start or stretch.start_by
        if begun is None or begun <= day:
            found = stretch
    return found
