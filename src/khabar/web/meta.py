"""What the pages need first: counts, the extent, the values to filter by, who asks."""

from __future__ import annotations

from importlib.metadata import version

import numpy as np

from khabar.briefs.phrases import country_name
from khabar.briefs.wording import load_wording
from khabar.web.answers import Admin1Count, Extent, Listed, Me, Meta, NamedCount, OutletCount
from khabar.web.columns import NO_DAY, iso_of
from khabar.web.routing import Here, Routes
from khabar.web.snapshot import Snapshot

MOST_PARTIES = 2000
routes = Routes("meta")


@routes.get("/meta", Meta)
def meta(server: Here) -> Meta:
    """Version, counts, values to filter by, and the token that writing requests carry."""
    snapshot = server.now()
    events = snapshot.events
    labels = {name: wording.label for name, wording in load_wording().types.items()}
    return Meta(
        version=version("khabar"),
        counts=server.store.counts(),
        extent=_extent(snapshot),
        types=_listed(events.types.counts(), labels),
        sides=_listed(events.sides.counts()),
        parties=_parties(snapshot),
        outlets=[OutletCount(name=n, alignment=snapshot.alignments.get(n), count=c) for n, c in _outlets(snapshot)],
        alignments=_listed(events.alignments.counts()),
        statuses=_listed(events.statuses.counts()),
        countries=[NamedCount(id=c, name=country_name(c), count=n) for c, n in events.countries.counts().items()],
        admin1=[
            Admin1Count(name=a, country=events.admin1_countries.get(a), count=n)
            for a, n in events.admin1s.counts().items()
        ],
        me=Me(name=server.who, role=server.role, team=server.people is not None),
        csrf=server.csrf,
    )


def _parties(snapshot: Snapshot) -> list[NamedCount]:
    names = snapshot.events.actor_names
    counted = list(snapshot.events.actors.counts().items())[:MOST_PARTIES]
    return [NamedCount(id=a, name=names.get(a, a), count=n) for a, n in counted]


def _outlets(snapshot: Snapshot) -> list[tuple[str, int]]:
    return list(snapshot.events.outlets.counts().items())


def _listed(counts: dict[str, int], labels: dict[str, str] | None = None) -> list[Listed]:
    named = labels or {}
    return [Listed(id=k, label=named.get(k) or _words(k), count=n) for k, n in counts.items()]


def _words(code: str) -> str:
    """A code as words; ``state:XX`` is the state of a country."""
    kind, colon, country = code.partition(":")
    return f"{country_name(country)} (state)" if colon and kind == "state" else code.replace("_", " ")


def _extent(snapshot: Snapshot) -> Extent:
    events = snapshot.events
    days = events.start[events.start != NO_DAY], events.end[events.end != NO_DAY]
    lon, lat = events.lon[~np.isnan(events.lon)], events.lat[~np.isnan(events.lat)]
    box = (float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())) if lon.size else None
    first, last = (iso_of(int(days[0].min())), iso_of(int(days[1].max()))) if days[0].size else (None, None)
    return Extent(first=first, last=last, bbox=box)
