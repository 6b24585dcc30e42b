"""Search over reports and claims."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from fastapi import Query

from khabar.records import Claim, Report
from khabar.web.answers import Found, FoundClaim, FoundReport
from khabar.web.events import item_of
from khabar.web.routing import Here, Routes
from khabar.web.server import Server
from khabar.web.snapshot import Snapshot
from khabar.web.words import pattern

AROUND = 90
MOST_PARTS = 3
routes = Routes("search")


@routes.get("/search", Found)
def search(
    server: Here,
    q: Annotated[str, Query(min_length=1, max_length=500)],
    exact: Annotated[bool, Query(description="Only these spellings.")] = False,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Found:
    """Reports and claims that have all the words; names also where they are spelled otherwise."""
    snapshot = server.now()
    in_reports, of_reports = snapshot.report_texts.having(q, exact=exact)
    in_claims, of_claims = snapshot.claim_texts.having(q, exact=exact)
    reports = [snapshot.report_ids[n] for n in np.flatnonzero(in_reports)]
    claims = [snapshot.claim_ids[n] for n in np.flatnonzero(in_claims)]
    return Found(
        reports=[found_report(r, of_reports, exact=exact) for r in server.store.reports_with(reports[:limit])],
        claims=[found_claim(server, snapshot, c) for c in server.store.claims_with(claims[:limit])],
        reports_total=len(reports),
        claims_total=len(claims),
        spellings=list(dict.fromkeys([*of_reports, *of_claims])),
    )


def found_report(report: Report, words: list[str], *, exact: bool = False) -> FoundReport:
    return FoundReport(
        report_id=report.report_id,
        source=report.source,
        title=report.title,
        published=report.published,
        alignment=report.alignment,
        snippet=snippet(report.text, words, exact=exact),
    )


def snippet(text: str, words: list[str], *, exact: bool = False) -> list[tuple[str, bool]]:
    """Words around the first hits; each part with whether it is one."""
    hits = list(pattern(words, exact=exact).finditer(text))[:MOST_PARTS] if words else []
    parts: list[tuple[str, bool]] = []
    begin = 0
    for hit in hits:
        start = max(begin, hit.start() - AROUND)
        parts += [("… ", False)] if start > begin or (start and not parts) else []
        parts += [(text[start : hit.start()], False), (hit.group(), True)]
        begin = hit.end()
    rest = text[begin : begin + AROUND]
    return [*parts, (rest + (" …" if begin + AROUND < len(text) else ""), False)]


def found_claim(server: Server, snapshot: Snapshot, claim: Claim) -> FoundClaim:
    report = item_of(server.store, snapshot, claim.report_id)
    number = snapshot.claim_numbers.get(claim.claim_id)
    event = -1 if number is None else int(snapshot.event_of_claim[number])
    return FoundClaim(
        claim_id=claim.claim_id,
        report_id=claim.report_id,
        source=report.source,
        published=report.published,
        words=claim.evidence.text,
        event_type=claim.event_type,
        event_id=snapshot.events.ids[event] if event >= 0 else None,
    )
