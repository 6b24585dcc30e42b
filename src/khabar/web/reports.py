"""Reports: list, and one with its claims."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
import numpy as np
from fastapi import Query

from khabar.records import Claim
from khabar.web.answers import ReportDetail, ReportPage
from khabar.web.paging import Part
from khabar.web.routing import Here, Routes
from khabar.web.snapshot import Snapshot
from khabar.web.summaries import direction, report_item

Names = Annotated[list[str], Query(default_factory=list, max_length=200)]
routes = Routes("reports")


@routes.get("/reports", ReportPage)
def reports(
    *,
    server: Here,
    part: Part,
    outlet: Names,
    q: Annotated[str, Query(max_length=500, description="Words of title or text.")] = "",
) -> ReportPage:
    """The reports that match, the newest first."""
    snapshot = server.now()
    found = found_reports(snapshot, outlet, q.strip())
    counts = snapshot.claims_of_reports
    shown = [r for r in map(snapshot.report, found[part.start : part.end]) if r]
    items = [report_item(r, counts.get(r.report_id, 0)) for r in shown]
    return ReportPage(items=items, next=part.next(len(found)), total=len(found))


@routes.get("/reports/{report_id:path}", ReportDetail)
def report(server: Here, report_id: str) -> ReportDetail:
    """A report with its claims, and how its text runs."""
    snapshot, record = server.now(), server.store.report(report_id)
    claims = [with_events(snapshot, c) for c in server.store.iter_claims(report_id)]
    return ReportDetail(record=record, claims=claims, direction=direction(record.text))


def found_reports(snapshot: Snapshot, outlets: list[str], words: str) -> list[str]:
    """Ids of the reports of some outlets that have all words, the newest first."""
    ids = snapshot.report_ids
    if words:
        mask, _ = snapshot.report_texts.having(words)
        ids = [ids[n] for n in np.flatnonzero(mask)]
    found = [r for r in map(snapshot.report, ids) if r and (not outlets or r.source in outlets)]
    return [r.report_id for r in sorted(found, key=lambda r: r.published or "", reverse=True)]


def with_events(snapshot: Snapshot, claim: Claim) -> dict[str, Any]:
    """The claim's record with the ids of its events."""
    number = snapshot.claim_numbers.get(claim.claim_id)
    owners = [] if number is None else snapshot.events.owner[snapshot.events.members == number].tolist()
    record: dict[str, Any] = msgspec.to_builtins(claim)
    return {**record, "event_ids": [snapshot.events.ids[n] for n in owners]}
