"""Actors and outlets: who is told of, and who tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from khabar.actors.items import actor_items
from khabar.errors import NotFoundError
from khabar.outlets import CAUTION
from khabar.records import Claim, Event
from khabar.web.answers import ActorCounts, ActorDetail, ActorInfo, OutletDetail, OutletInfo, TextCount
from khabar.web.reports import found_reports
from khabar.web.routing import Here, Routes
from khabar.web.summaries import report_item, summaries

SHOWN_EVENTS, SHOWN_REPORTS, MOST_CLAIMS, MOST_EVENTS = 200, 200, 2000, 5000
routes = Routes("actors and outlets")


@routes.get("/actors/{actor_id:path}", ActorDetail)
def actor(server: Here, actor_id: str) -> ActorDetail:
    """An actor: what it is said to have done and suffered, and how it is named."""
    snapshot = server.now()
    numbers = snapshot.events.actors.events.get(actor_id, [])
    if not numbers:
        raise NotFoundError(f"no event has the actor {actor_id!r}", remedy="ids stand in the events")
    found = server.store.events_with([snapshot.events.ids[n] for n in numbers[:MOST_EVENTS]])
    claims = server.store.claims_with([c for e in found for c in e.claims][:MOST_CLAIMS])
    return ActorDetail(
        actor=_info(found, actor_id),
        names=_names(claims, actor_id),
        counts=_counts(found, actor_id),
        events=summaries(server.store, snapshot, numbers[:SHOWN_EVENTS]),
        total=len(numbers),
    )


@routes.get("/outlets/{name:path}", OutletDetail)
def outlet(server: Here, name: str) -> OutletDetail:
    """An outlet: what became of what it told, with the caution that belongs to such figures."""
    snapshot = server.now()
    reports = found_reports(snapshot, [name], "")
    numbers = snapshot.events.outlets.events.get(name, [])
    if not reports and not numbers:
        raise NotFoundError(f"there is no outlet {name!r}", remedy="names stand in the reports")
    counts = snapshot.claims_of_reports
    shown = [r for r in map(snapshot.report, reports[:SHOWN_REPORTS]) if r]
    return OutletDetail(
        outlet=OutletInfo(name=name, alignment=snapshot.alignments.get(name)),
        record=snapshot.outlets.get(name),
        cautions=[CAUTION],
        reports=[report_item(r, counts.get(r.report_id, 0)) for r in shown],
        events=summaries(server.store, snapshot, numbers[:SHOWN_EVENTS]),
        total=len(numbers),
    )


def _info(events: Iterable[Event], actor_id: str) -> ActorInfo:
    party = next(p for e in events for p in (*e.initiators, *e.targets) if p.actor == actor_id)
    return ActorInfo(
        id=actor_id, name=party.actor_name or actor_id, side=party.side, wikidata=actor_items().get(actor_id)
    )


def _names(claims: Iterable[Claim], actor_id: str) -> list[TextCount]:
    parties = [p for c in claims for p in (*c.initiators, *c.targets) if p.actor == actor_id]
    texts = Counter(" ".join(p.text.split()) for p in parties if p.text)
    return [TextCount(text=t, count=n) for t, n in texts.most_common()]


def _counts(events: list[Event], actor_id: str) -> ActorCounts:
    by_type = Counter(e.event_type for e in events)
    return ActorCounts(
        as_initiator=sum(any(p.actor == actor_id for p in e.initiators) for e in events),
        as_target=sum(any(p.actor == actor_id for p in e.targets) for e in events),
        by_type=[{"id": kind, "count": n} for kind, n in by_type.most_common()],
    )
