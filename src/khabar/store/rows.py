"""From records to table rows, and the digest that tells whether a report has changed."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from khabar.records import Claim, Event, Place, Report

Row = dict[str, Any]


def encode(record: msgspec.Struct | dict[str, Any]) -> str:
    """The record as one line of JSON."""
    return msgspec.json.encode(record).decode()


def report_digest(report: Report) -> str:
    """SHA-256 of everything in a report that its claims may depend on."""
    return hashlib.sha256(msgspec.json.encode(report)).hexdigest()


def report_row(report: Report, position: int, extractor: str | None, alignment: str | None = None) -> Row:
    """``alignment`` is what is known of the outlet where the report says nothing; the digest is of the report alone."""
    known = msgspec.structs.replace(report, alignment=report.alignment or alignment)
    return {
        "report_id": report.report_id,
        "position": position,
        "digest": report_digest(report),
        "extractor": extractor,
        "source": report.source,
        "published": report.published,
        "record": encode(known),
    }


def claim_row(claim: Claim, position: int) -> Row:
    place = next((p.where for p in claim.places if p.where is not None), None) or Place()
    return {
        "claim_id": claim.claim_id,
        "report_id": claim.report_id,
        "position": position,
        "event_type": claim.event_type,
        "modality": claim.modality,
        "start_date": claim.time.start,
        "end_date": claim.time.end,
        "country": place.country,
        "admin1": place.admin1,
        "confidence": claim.confidence,
        "record": encode(claim),
    }


def place_rows(claim: Claim) -> list[Row]:
    return [_place_row(claim.claim_id, n, m.role, m.precision, m.where or Place()) for n, m in enumerate(claim.places)]


def _place_row(claim_id: str, position: int, role: str, precision: int, place: Place) -> Row:
    return {
        "claim_id": claim_id,
        "position": position,
        "role": role,
        "place_id": place.id,
        "name": place.name,
        "admin1": place.admin1,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "precision": precision,
    }


def event_row(event: Event, position: int) -> Row:
    place = event.place or Place()
    return {
        "event_id": event.event_id,
        "position": position,
        "event_type": event.event_type,
        "modality": event.modality,
        "status": event.status,
        "start_date": event.start,
        "end_date": event.end,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "precision": event.precision,
        "record": encode(event),
    }
