"""Reads claims that people corrected or other programs made: what is missing gets a default, what is wrong is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from khabar.cli.lines import objects_in
from khabar.records import Claim, Place, Report
from khabar.store import Skip

PLACE_FIELDS = frozenset(Place.__struct_fields__)
CODE = "KH200"


def read_claims(path: Path) -> tuple[list[Claim], list[Skip]]:
    """Claims of a file, and the lines that are none. Raises InputError."""
    claims: list[Claim] = []
    skips: list[Skip] = []
    seen: dict[str, int] = {}
    for number, found in objects_in(path):
        made = found if isinstance(found, str) else claim_from(found, number)
        if isinstance(made, Claim) and made.claim_id in seen:
            made = f"claim_id {made.claim_id!r} stands in line {seen[made.claim_id]} already"
        if isinstance(made, str):
            skips.append(Skip(input=str(path), line=number, code=CODE, reason=made))
            continue
        seen[made.claim_id] = number
        claims.append(made)
    return claims, skips


def read_reports(path: Path) -> tuple[list[Report], list[Skip]]:
    """Reports of a file, as ``khabar claims --reports-out`` wrote them or as other programs have them."""
    from khabar import reports

    found = list(reports.read([path]))
    return [r for r in found if isinstance(r, Report)], [s for s in found if isinstance(s, Skip)]


def claim_from(found: dict[str, Any], number: int) -> Claim | str:
    """The claim of one JSON object, or why it is none.

    A missing ``claim_id`` is made from the report's id and the line; the fields of a place may stand in its mention.
    """
    raw = dict(found)
    raw.setdefault("claim_id", f"{raw.get('report_id')}#{raw.get('n', number)}")
    places = raw.get("places")
    if isinstance(places, list):
        raw["places"] = [_nested(p) if isinstance(p, dict) else p for p in places]
    try:
        return msgspec.convert(raw, Claim)
    except msgspec.ValidationError as reason:
        return str(reason)


def _nested(mention: dict[str, Any]) -> dict[str, Any]:
    if "place" in mention:
        return mention
    place = {k: v for k, v in mention.items() if k in PLACE_FIELDS}
    rest = {k: v for k, v in mention.items() if k not in PLACE_FIELDS}
    return {**rest, "place": place if any(v is not None for v in place.values()) else None}
