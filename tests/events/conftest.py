from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from khabar.records import Claim, Report
from khabar.records.io import claim_from

Make = Callable[..., Claim]


def make_claim(claim_id: str, report_id: str, words: str, **fields: Any) -> Claim:
    """A claim of the fields that matter to a test; ``place`` is (name, lat, lon), ``day`` an ISO date."""
    place, day = fields.pop("place", ("Northfield", 40.0, 30.0)), fields.pop("day", "2020-05-05")
    places = fields.pop("places", [place] if place else [])
    raw = {
        "claim_id": claim_id,
        "report_id": report_id,
        "evidence": words,
        "event_type": fields.pop("event_type", "shelling"),
        "places": [{"text": name, "name": name, "lat": lat, "lon": lon} for name, lat, lon in places],
        "time": {"text": day, "start": day, "end": day, "precision": "day"} if day else {},
        **fields,
    }
    return claim_from(raw)


def make_report(report_id: str, source: str, text: str = "", **fields: Any) -> Report:
    return Report(report_id=report_id, source=source, text=text or f"{source} reports.", **fields)


@pytest.fixture
def reports() -> list[Report]:
    return [
        make_report("gov", "State Daily", alignment="pro-government", published="2020-05-06"),
        make_report("opp", "Hill Radio", alignment="opposition", published="2020-05-06"),
        make_report("wire", "Blue Wire", alignment="international-wire", published="2020-05-06"),
    ]
