"""Events: list, map, timeline, and one event with all that its claims say."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from fastapi import Depends, Query

from khabar.errors import NotFoundError
from khabar.events.explaining import told_reason
from khabar.events.knowledge import load_settings
from khabar.records import Claim, Event, Link
from khabar.review import undone_ids
from khabar.store import Store
from khabar.web.answers import (
    EventClaim,
    EventDetail,
    LoggedDecision,
    MapColumns,
    ReportItem,
    SummaryPage,
    Timeline,
    WeighedLink,
    logged,
)
from khabar.web.columns import NO_DAY, Ints, iso_of
from khabar.web.filters import Filters, filters, matching
from khabar.web.paging import Part
from khabar.web.routing import Here, Routes
from khabar.web.snapshot import Snapshot
from khabar.web.summaries import report_item, summaries, summary

Asked = Annotated[Filters, Depends(filters)]
Sort = Literal["newest", "oldest", "sources", "claims"]
STEPS: tuple[tuple[Literal["day", "week", "month", "year"], str, int], ...] = (
    ("day", "D", 400),
    ("week", "W", 2800),
    ("month", "M", 14_000),
)
routes = Routes("events")


@routes.get("/events", SummaryPage)
def events(server: Here, asked: Asked, part: Part, sort: Annotated[Sort, Query()] = "newest") -> SummaryPage:
    """The events that match, the newest first."""
    snapshot = server.now()
    found = ordered(snapshot, matching(snapshot, asked, server.store.log.judgements()), sort)
    shown = summaries(server.store, snapshot, found[part.start : part.end].tolist())
    return SummaryPage(items=shown, next=part.next(len(found)), total=len(found))


@routes.get("/events/map", MapColumns)
def events_map(server: Here, asked: Asked) -> MapColumns:
    """All events that match and have a point, as columns."""
    snapshot = server.now()
    columns, found = snapshot.events, matching(snapshot, asked, server.store.log.judgements())
    placed = found[~np.isnan(columns.lon[found])]
    days = columns.start[placed]
    return MapColumns(
        ids=[columns.ids[n] for n in placed.tolist()],
        lon=columns.lon[placed].tolist(),
        lat=columns.lat[placed].tolist(),
        precision=columns.precision[placed].tolist(),
        type=columns.types.values[placed].tolist(),
        status=columns.statuses.values[placed].tolist(),
        day=[None if d == NO_DAY else d for d in days.tolist()],
        types=columns.types.names,
        statuses=columns.statuses.names,
        unplaced=len(found) - len(placed),
        total=len(found),
    )


@routes.get("/events/timeline", Timeline)
def events_timeline(server: Here, asked: Asked) -> Timeline:
    """How many events that match begin in each step of time, by status."""
    snapshot = server.now()
    found = matching(snapshot, asked, server.store.log.judgements())
    return timeline(snapshot, found)


@routes.get("/events/{event_id:path}", EventDetail)
def event(server: Here, event_id: str) -> EventDetail:
    """An event, its claims side by side, and what people decided on them; a former id leads to what became of it."""
    store, snapshot = server.store, server.now()
    found, former = present_event(store, event_id)
    claims = store.claims_with(found.claims)
    return EventDetail(
        record=found,
        summary=summary(found, snapshot.narrator, store.log.judgements()),
        claims=[event_claim(store, snapshot, c) for c in claims],
        links=[weighed(link) for link in found.links],
        threshold=load_settings().threshold,
        contradictions=found.contradictions,
        history=history(store, {found.event_id, event_id, *found.claims}),
        forwarded_from=former,
    )


def ordered(snapshot: Snapshot, found: Ints, sort: Sort) -> Ints:
    """The events in the order that is asked for; those without a day stand last."""
    columns = snapshot.events
    days = columns.start[found].astype(np.int64)
    keys = {
        "newest": -days,
        "oldest": np.where(days == NO_DAY, np.iinfo(np.int64).max, days),
        "sources": -columns.sources[found],
        "claims": -columns.claims[found],
    }
    return found[np.argsort(keys[sort], kind="stable")]


def timeline(snapshot: Snapshot, found: Ints) -> Timeline:
    columns = snapshot.events
    days, statuses = columns.start[found], columns.statuses.values[found]
    dated = days != NO_DAY
    names = columns.statuses.names
    undated = int((~dated).sum())
    if not dated.any():
        return Timeline(start=None, step="day", statuses=names, counts=[], undated=undated)
    first, last = int(days[dated].min()), int(days[dated].max())
    step, unit = next(((s, u) for s, u, most in STEPS if last - first <= most), ("year", "Y"))
    steps, begin = _steps(days[dated], first, unit)
    counts = np.zeros((int(steps.max()) + 1, len(names)), np.int64)
    np.add.at(counts, (steps, statuses[dated]), 1)
    return Timeline(start=begin, step=step, statuses=names, counts=counts.tolist(), undated=undated)


def _steps(days: Ints, first: int, unit: str) -> tuple[Ints, str]:
    """The step of each day, and the first day of step 0; weeks begin on Monday."""
    if unit in ("D", "W"):
        size = 1 if unit == "D" else 7
        begin = first - (first + 3) % 7 if unit == "W" else first
        return ((days - begin) // size).astype(np.int32), iso_of(begin)
    numbered = days.astype("datetime64[D]").astype(f"datetime64[{unit}]")
    begin_step = np.datetime64(first, "D").astype(f"datetime64[{unit}]")
    return (numbered - begin_step).astype(np.int32), str(begin_step.astype("datetime64[D]"))


def present_event(store: Store, event_id: str) -> tuple[Event, str | None]:
    """The event of an id and, where that is a former one, the id. Raises NotFoundError."""
    try:
        return store.event(event_id), None
    except NotFoundError:
        successors = store.successors(event_id)
        if not successors:
            raise
        return store.event(successors[0]), event_id


def weighed(link: Link) -> WeighedLink:
    """A link with the weight of each reason; it begins where linking does now."""
    reasons = [told_reason(line) for line in link.reasons]
    return WeighedLink(a=link.a, b=link.b, begin=load_settings().bias, reasons=reasons, score=link.score)


def event_claim(store: Store, snapshot: Snapshot, claim: Claim) -> EventClaim:
    item = item_of(store, snapshot, claim.report_id)
    return EventClaim(
        record=claim,
        report=item,
        outlet=item.source,
        alignment=item.alignment,
        side=item.alignment,
        lineage=[item.source, *dict.fromkeys(" ".join(a.text.split()) for a in claim.attribution)],
        words=claim.evidence.text,
        review=store.log.judgements().of_claim(claim.claim_id).state,
    )


def item_of(store: Store, snapshot: Snapshot, report_id: str) -> ReportItem:
    """A report as lists show it. Raises NotFoundError."""
    report = snapshot.report(report_id) or store.report(report_id)
    return report_item(report, snapshot.claims_of_reports.get(report_id, 0))


def history(store: Store, record_ids: set[str]) -> list[LoggedDecision]:
    """The decisions about some records, the oldest first."""
    decisions = store.log.all()
    undone = undone_ids(decisions)
    return [logged(d, undone) for d in decisions if d.records & record_ids]
