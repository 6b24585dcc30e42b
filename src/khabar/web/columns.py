"""The events of a store as columns: what filters, maps and timelines are computed from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from khabar.records import Event

Ints = NDArray[np.int32]
Mask = NDArray[np.bool_]
NO_DAY = np.iinfo(np.int32).min
EPOCH = date(1970, 1, 1).toordinal()


def day_of(iso: str) -> int:
    """Days since 1970. Raises ValueError."""
    return date.fromisoformat(iso).toordinal() - EPOCH


def iso_of(day: int) -> str:
    return date.fromordinal(day + EPOCH).isoformat()


@dataclass(slots=True)
class Column:
    """One value for each event: its number in ``names``, or -1."""

    names: list[str] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    values: Ints = field(default_factory=lambda: np.empty(0, np.int32))
    _known: dict[str, int] = field(default_factory=dict)

    def add(self, value: str | None) -> None:
        self.codes.append(-1 if value is None else self.number(value))

    def number(self, value: str) -> int:
        if value not in self._known:
            self._known[value] = len(self.names)
            self.names.append(value)
        return self._known[value]

    def close(self) -> None:
        self.values, self.codes = np.array(self.codes, np.int32), []

    def among(self, wanted: Iterable[str]) -> Mask:
        """Which events have one of these values."""
        numbers = [self._known[w] for w in wanted if w in self._known]
        return np.isin(self.values, numbers)

    def counts(self) -> dict[str, int]:
        """How many events have each value, the most frequent first."""
        counted = np.bincount(self.values[self.values >= 0], minlength=len(self.names))
        return _ordered(zip(self.names, counted.tolist(), strict=True))


@dataclass(slots=True)
class Lists:
    """Several values for each event: for each value the events that have it."""

    events: dict[str, list[int]] = field(default_factory=dict)

    def add(self, number: int, values: Iterable[str | None]) -> None:
        for value in dict.fromkeys(values):
            if value:
                self.events.setdefault(value, []).append(number)

    def among(self, wanted: Iterable[str], size: int) -> Mask:
        """Which events have one of these values."""
        mask = np.zeros(size, np.bool_)
        for value in wanted:
            mask[self.events.get(value, [])] = True
        return mask

    def counts(self) -> dict[str, int]:
        """How many events have each value, the most frequent first."""
        return _ordered((value, len(events)) for value, events in self.events.items())


class Columns:
    """All events of one state of the store, in its order.

    Attributes:
        start, end: days since 1970, ``NO_DAY`` where not known.
        lon, lat: degrees, WGS 84, NaN where there is no point.
        members: numbers of an event's claims in the list of all claims, one array for all events; ``first[n]`` is
            where those of event ``n`` begin.
    """

    def __init__(self, events: Iterable[Event], claim_numbers: dict[str, int]) -> None:
        self.ids: list[str] = []
        self.types, self.statuses, self.countries, self.admin1s, self.places = (Column() for _ in range(5))
        self.sides, self.actors, self.names, self.outlets, self.alignments = (Lists() for _ in range(5))
        self.actor_names: dict[str, str] = {}
        self.admin1_countries: dict[str, str | None] = {}
        self._numeric: list[tuple[int, int, float, float, int, int, int]] = []
        self._members: list[int] = []
        self._first: list[int] = [0]
        for event in events:
            self._add(event, claim_numbers)
        self._close()

    def __len__(self) -> int:
        return len(self.ids)

    def number(self, event_id: str) -> int | None:
        return self._numbers.get(event_id)

    def of_claims(self, claims: Mask) -> Mask:
        """Which events have one of these claims."""
        mask = np.zeros(len(self), np.bool_)
        mask[self.owner[claims[self.members]]] = True
        return mask

    def _add(self, event: Event, claim_numbers: dict[str, int]) -> None:
        number, place = len(self.ids), event.place
        self.ids.append(event.event_id)
        self.types.add(event.event_type)
        self.statuses.add(event.status)
        self.countries.add(place.country if place else None)
        self.admin1s.add(place.admin1 if place else None)
        self.places.add(place.id if place else None)
        if place and place.admin1:
            self.admin1_countries.setdefault(place.admin1, place.country)
        parties = [*event.initiators, *event.targets]
        self.sides.add(number, (p.side for p in parties))
        self.actors.add(number, (p.actor for p in parties))
        self.names.add(number, (p.actor_name.lower() if p.actor_name else None for p in parties))
        self.actor_names.update({p.actor: p.actor_name or p.actor for p in parties if p.actor})
        self.outlets.add(number, event.sources)
        self.alignments.add(number, event.sides)
        self._members += [claim_numbers[c] for c in event.claims if c in claim_numbers]
        self._first.append(len(self._members))
        self._numeric.append(_numbers_of(event))

    def _close(self) -> None:
        for column in (self.types, self.statuses, self.countries, self.admin1s, self.places):
            column.close()
        table = np.array(self._numeric, np.float64).reshape(-1, 7)
        self.start, self.end = table[:, 0].astype(np.int32), table[:, 1].astype(np.int32)
        self.lon, self.lat = table[:, 2], table[:, 3]
        self.precision, self.sources, self.claims = (table[:, n].astype(np.int32) for n in (4, 5, 6))
        self.members, self.first = np.array(self._members, np.int32), np.array(self._first, np.int32)
        self.owner = np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.first))
        self._numbers = {event_id: n for n, event_id in enumerate(self.ids)}
        del self._numeric, self._members, self._first


def _numbers_of(event: Event) -> tuple[int, int, float, float, int, int, int]:
    start, end = event.start or event.end, event.end or event.start
    place = event.place
    pointed = place is not None and place.lat is not None and place.lon is not None
    return (
        day_of(start) if start else NO_DAY,
        day_of(end) if end else NO_DAY,
        float(place.lon) if pointed and place and place.lon is not None else float("nan"),
        float(place.lat) if pointed and place and place.lat is not None else float("nan"),
        event.precision or 0,
        len(event.independent_sources),
        len(event.claims),
    )


def _ordered(counted: Iterable[tuple[str, int]]) -> dict[str, int]:
    return dict(sorted(counted, key=lambda pair: (-pair[1], pair[0])))
