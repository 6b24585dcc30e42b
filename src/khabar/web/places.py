"""Places: their control over time, events and spellings; who held what on a day; candidates of the gazetteer."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Annotated

from fastapi import Query

from khabar.control import PlaceControl, Stretch, holder_on
from khabar.control.dates import stretch_on
from khabar.errors import NotFoundError
from khabar.records import Event, Place
from khabar.web.answers import (
    Account,
    ControlOnDay,
    ControlPlace,
    GazetteerPlace,
    GazetteerPlaces,
    PlaceDetail,
    PlaceHistory,
    TextCount,
)
from khabar.web.columns import iso_of
from khabar.web.errors import BadRequest
from khabar.web.routing import Here, Routes
from khabar.web.server import Server
from khabar.web.snapshot import Snapshot
from khabar.web.summaries import summaries

if TYPE_CHECKING:
    from khabar.places import Candidate

EARTH_KM = 6371.0
SHOWN_EVENTS = 200
MOST_CLAIMS = 2000
EXACT = 1  # geo precision: the place itself
routes = Routes("places")


@routes.get("/places/{place_id:path}", PlaceDetail)
def place(server: Here, place_id: str) -> PlaceDetail:
    """A place: who is said to have held it, what is said to have happened there, how it is spelled."""
    snapshot = server.now()
    numbers = snapshot.events.places.among([place_id]).nonzero()[0].tolist()
    control = next((c for c in snapshot.control if c.place.id == place_id), None)
    found = server.store.events_with([snapshot.events.ids[n] for n in numbers[:SHOWN_EVENTS]])
    known = found[0].place if found else control.place if control else server.gazetteer.by_id(place_id)
    if known is None:
        raise NotFoundError(f"there is no place {place_id!r}", remedy="ids stand in the events")
    return PlaceDetail(
        place=known,
        spellings=spellings(server, found, place_id),
        control=_history(control) if control else None,
        events=summaries(server.store, snapshot, numbers[:SHOWN_EVENTS]),
        total=len(numbers),
    )


@routes.get("/control", ControlOnDay)
def control(
    server: Here,
    day: Annotated[date | None, Query(alias="date", description="By default the last day of all events.")] = None,
    alignment: Annotated[str, Query(max_length=200, description="According to the outlets of this side.")] = "",
) -> ControlOnDay:
    """Who is said to hold what on a day: all outlets together, or those of one side."""
    snapshot = server.now()
    asked = day.isoformat() if day else _last_day(snapshot)
    tellers = [t for t, _ in Counter(t for c in snapshot.control for t in c.accounts).most_common()]
    if asked is None:
        return ControlOnDay(date=None, alignments=tellers, places=[])
    told = [_on_day(c, asked, alignment) for c in snapshot.control]
    return ControlOnDay(date=asked, alignments=tellers, places=[p for p in told if p])


@routes.get("/gazetteer", GazetteerPlaces)
def gazetteer(
    server: Here,
    q: Annotated[str, Query(min_length=1, max_length=200)],
    near: Annotated[str, Query(max_length=100, description="lat,lon in degrees; nearer places come first")] = "",
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> GazetteerPlaces:
    """The places that a name may mean."""
    point = _point(near)
    name = q.strip()
    found = server.gazetteer.find(name.title() if name == name.lower() else name, near=point, limit=limit)
    return GazetteerPlaces(items=[_candidate(c, point) for c in found])


def spellings(server: Server, events: list[Event], place_id: str) -> list[TextCount]:
    """How the claims of some events spell a place, the most frequent first; "its airport" only lies in it."""
    claims = server.store.claims_with([c for e in events for c in e.claims][:MOST_CLAIMS])
    own = (m for c in claims for m in c.places if m.precision == EXACT and m.place and m.place.id == place_id)
    texts = Counter(" ".join(m.text.split()) for m in own if m.text)
    return [TextCount(text=t, count=n) for t, n in texts.most_common()]


def _history(control: PlaceControl) -> PlaceHistory:
    accounts = [Account(teller=t, history=h) for t, h in control.accounts.items()]
    return PlaceHistory(history=control.history, accounts=accounts)


def _last_day(snapshot: Snapshot) -> str | None:
    end = snapshot.events.end
    days = end[end > 0]
    return iso_of(int(days.max())) if days.size else None


def _on_day(control: PlaceControl, day: str, alignment: str) -> ControlPlace | None:
    history = control.accounts.get(alignment, []) if alignment else control.history
    stretch: Stretch | None = stretch_on(history, day)
    if stretch is None:
        return None
    seen = holder_on(PlaceControl(place=control.place, history=history), day)
    sides = [h.side for h in stretch.holders]
    names = [n for h in stretch.holders for n in h.names]
    return ControlPlace(
        place=control.place,
        state=seen.verdict,
        holder=names[0] if names else None,
        holders=stretch.holders,
        side=sides[0] if len(sides) == 1 else None,
        since=stretch.start,
        certain=seen.verdict == "held",
        last_told=seen.told,
        carried_days=seen.carried_days,
        claims=seen.claims,
        why=seen.why,
    )


def _point(near: str) -> tuple[float, float] | None:
    if not near.strip():
        return None
    try:
        lat, lon = (float(n) for n in near.split(","))
    except ValueError:
        raise BadRequest(f"{near!r} is no point", where="near", remedy="write lat,lon in degrees") from None
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise BadRequest(f"{near!r} is no point on earth", where="near", remedy="write lat,lon in degrees")
    return lat, lon


def _candidate(found: Candidate, near: tuple[float, float] | None) -> GazetteerPlace:
    at = found.place
    return GazetteerPlace(
        id=at.id,
        name=at.name,
        kind=at.kind,
        admin1=at.admin1,
        admin2=at.admin2,
        country=at.country,
        lat=at.lat,
        lon=at.lon,
        population=found.population,
        distance_km=_distance(at, near) if near else None,
    )


def _distance(at: Place, near: tuple[float, float]) -> float | None:
    """Great-circle distance in km."""
    if at.lat is None or at.lon is None:
        return None
    lat, lon, lat2, lon2 = map(math.radians, (*near, at.lat, at.lon))
    a = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return round(2 * EARTH_KM * math.asin(min(1.0, math.sqrt(a))), 1)
