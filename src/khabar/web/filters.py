"""The filters that list, map, timeline and review queue share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

import numpy as np
from fastapi import Query

from khabar.review import Judgements
from khabar.web.columns import NO_DAY, Ints, Mask, day_of
from khabar.web.errors import BadRequest
from khabar.web.snapshot import STATES, Snapshot

Words = Annotated[list[str], Query(default_factory=list, max_length=200)]
State = Literal["open", "accepted", "rejected", "corrected"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a user asks to see; an empty list asks nothing."""

    first: int | None
    last: int | None
    box: tuple[float, float, float, float] | None
    words: str
    lists: dict[str, list[str]]

    def __bool__(self) -> bool:
        """Whether anything is asked."""
        return bool(self.lists or self.words or self.box or self.first is not None or self.last is not None)


def filters(
    *,
    first: Annotated[date | None, Query(alias="from", description="Only events that may lie on or after it.")] = None,
    last: Annotated[date | None, Query(alias="to", description="Only events that may lie on or before it.")] = None,
    type: Words,
    status: Words,
    party: Annotated[Words, Query(description="Id or name of an actor.")],
    side: Words,
    outlet: Words,
    alignment: Words,
    country: Words,
    admin1: Words,
    place: Words,
    review: Annotated[list[State], Query(default_factory=list, max_length=8)],
    q: Annotated[str, Query(max_length=500, description="Words of the claims.")] = "",
    bbox: Annotated[str, Query(max_length=200, description="west,south,east,north in degrees")] = "",
) -> Filters:
    """The filters of a request. Raises BadRequest."""
    lists: dict[str, list[str]] = {
        "type": type, "status": status, "party": party, "side": side, "outlet": outlet, "alignment": alignment,
        "country": country, "admin1": admin1, "place": place, "review": list(review),
    }  # fmt: skip
    asked = {name: values for name, values in lists.items() if values}
    return Filters(_day(first), _day(last), box_of(bbox), q.strip(), asked)


def matching(snapshot: Snapshot, asked: Filters, judgements: Judgements) -> Ints:
    """Numbers of the events that match, in the order of the store."""
    events = snapshot.events
    mask = np.ones(len(events), np.bool_)
    if asked.first is not None:
        mask &= events.end >= asked.first
    if asked.last is not None:
        mask &= (events.start <= asked.last) & (events.start != NO_DAY)
    if asked.box is not None:
        mask &= _inside(snapshot, asked.box)
    for name, values in asked.lists.items():
        mask &= _of_list(snapshot, name, values, judgements)
    if asked.words:
        mask &= events.of_claims(snapshot.claim_texts.having(asked.words)[0])
    return np.flatnonzero(mask).astype(np.int32)


def box_of(text: str) -> tuple[float, float, float, float] | None:
    """West, south, east, north in degrees. Raises BadRequest."""
    if not text.strip():
        return None
    try:
        west, south, east, north = (float(n) for n in text.split(","))
    except ValueError:
        raise BadRequest(f"{text!r} is no box", where="bbox", remedy="write west,south,east,north in degrees") from None
    if not all(np.isfinite((west, south, east, north))):
        raise BadRequest("a box has finite sides", where="bbox", remedy="write west,south,east,north in degrees")
    return west, south, east, north


def _day(day: date | None) -> int | None:
    return None if day is None else day_of(day.isoformat())


def _inside(snapshot: Snapshot, box: tuple[float, float, float, float]) -> Mask:
    """A box whose west lies east of its east goes over the date line."""
    west, south, east, north = box
    lon, lat = snapshot.events.lon, snapshot.events.lat
    if east - west >= 360:
        across = ~np.isnan(lon)
    else:
        west, east = (west + 180) % 360 - 180, (east + 180) % 360 - 180
        across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
    found: Mask = across & (lat >= south) & (lat <= north)
    return found


def _of_list(snapshot: Snapshot, name: str, values: list[str], judgements: Judgements) -> Mask:
    events = snapshot.events
    single = {
        "type": events.types, "status": events.statuses, "country": events.countries, "admin1": events.admin1s,
        "place": events.places,
    }  # fmt: skip
    several = {"side": events.sides, "outlet": events.outlets, "alignment": events.alignments}
    if name in single:
        return single[name].among(values)
    if name in several:
        return several[name].among(values, len(events))
    if name == "party":
        by_name = events.names.among([v.lower() for v in values], len(events))
        return events.actors.among(values, len(events)) | by_name
    return np.isin(snapshot.states(judgements), [STATES.index(v) for v in values])
