"""Short ways to make claims and gold for these tests."""

from __future__ import annotations

from typing import Any

from benchmarks.scoring import GoldClaim
from khabar.records import Claim, Contradiction, Event
from khabar.records.io import claim_from

BLANK: dict[str, Any] = {"event_type": "shelling", "modality": "occurred"}


def claim(start: int, end: int, event_type: str = "shelling", report_id: str = "r", **fields: Any) -> Claim:
    evidence = {"start": start, "end": end, "text": "x" * (end - start)}
    made = {"claim_id": f"{report_id}-{start}-{end}-{event_type}", "report_id": report_id, "evidence": evidence}
    return claim_from({**BLANK, **made, "event_type": event_type, **fields})


def gold(told: Claim, *, sure: bool = True, event: str | None = None) -> GoldClaim:
    return GoldClaim(told, sure, event)


def at(text: str, start: int, lat: float | None = None, lon: float | None = None, **fields: Any) -> dict[str, Any]:
    """A place of a claim, with its words at an offset."""
    place = {"name": text, "lat": lat, "lon": lon}
    return {"text": text, "start": start, "end": start + len(text), "place": place, **fields}


def said(text: str, start: int, **fields: Any) -> dict[str, Any]:
    return {"text": text, "start": start, "end": start + len(text), **fields}


def event(event_id: str, *claims: Claim, contradicted: bool = False) -> Event:
    return Event(
        event_id=event_id,
        event_type="shelling",
        claims=[c.claim_id for c in claims],
        contradictions=[Contradiction("who", [])] if contradicted else [],
    )
