"""Events and reports as they stand in lists."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from khabar.briefs import Narrator
from khabar.records import Event, FigureRange, Report
from khabar.review import Judgements
from khabar.store import Store
from khabar.web.answers import Direction, ReportItem, Summary, SummaryPlace
from khabar.web.snapshot import Snapshot

FIGURES = ("killed", "wounded", "casualties", "displaced")
RIGHT_TO_LEFT = frozenset(("R", "AL"))
LOOKED_AT = 2000


def summaries(store: Store, snapshot: Snapshot, numbers: Iterable[int]) -> list[Summary]:
    """Summaries of the events with these numbers."""
    judgements = store.log.judgements()
    ids = [snapshot.events.ids[n] for n in numbers]
    return [summary(e, snapshot.narrator, judgements) for e in store.events_with(ids)]


def summary(event: Event, narrator: Narrator, judgements: Judgements) -> Summary:
    parties = [*event.initiators, *event.targets]
    return Summary(
        event_id=event.event_id,
        title=title(event, narrator),
        event_type=event.event_type,
        status=event.status,
        start=event.start,
        end=event.end,
        granularity=event.time_precision,
        place=_place(event),
        parties=list(dict.fromkeys(p.actor_name or p.actor or f"unidentified ({p.side})" for p in parties)),
        sides=list(dict.fromkeys(p.side for p in parties)),
        outlets=event.sources,
        claims=len(event.claims),
        sources=len(event.independent_sources),
        modality=event.modality,
        casualties=_casualties(event.quantities),
        review=judgements.of_event(event.claims),
    )


def title(event: Event, narrator: Narrator) -> str:
    """One neutral line on what is claimed."""
    words = narrator.sentence(event)
    return words[:1].upper() + words[1:]


def _place(event: Event) -> SummaryPlace | None:
    place = event.place
    if place is None:
        return None
    return SummaryPlace(
        id=place.id,
        name=place.name,
        kind=place.kind,
        admin1=place.admin1,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        precision=event.precision,
    )


def _casualties(figures: Sequence[FigureRange]) -> dict[str, float | int | None]:
    found: dict[str, float | int | None] = {}
    for kind in FIGURES:
        parts = [f for f in figures if f.kind == kind]
        counted = [f for f in parts if f.of in (None, "people")] or parts
        if counted:
            found[f"{kind}_low"] = _summed([f.low for f in counted])
            found[f"{kind}_high"] = _summed([f.high for f in counted])
    return found


def _summed(values: Sequence[float | int | None]) -> float | int | None:
    known = [v for v in values if v is not None]
    return sum(known) if len(known) == len(values) else None


def report_item(report: Report, claims: int) -> ReportItem:
    return ReportItem(
        report_id=report.report_id,
        source=report.source,
        title=report.title,
        published=report.published,
        url=report.url,
        alignment=report.alignment,
        lang=report.lang,
        claims=claims,
    )


def direction(text: str) -> Direction:
    """In which direction most letters of a text run."""
    kinds = [unicodedata.bidirectional(c) for c in text[:LOOKED_AT]]
    backwards = sum(k in RIGHT_TO_LEFT for k in kinds)
    return "rtl" if backwards > kinds.count("L") else "ltr"
