"""Gold as it lies in files: claims with what only gold knows, and what is disputed between reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from khabar.records import Claim
from khabar.records.io import claim_from


class GoldClaim(msgspec.Struct, frozen=True):
    """A claim as a careful reader codes it.

    ``sure`` is false where two readers could differ: missing it costs nothing. ``event`` names the real-world event,
    the same wherever a report of the set tells it.
    """

    claim: Claim
    sure: bool = True
    event: str | None = None


class Disputed(msgspec.Struct, frozen=True):
    """An event on which reports contradict each other, and on what."""

    event: str
    field: str


class _Relations(msgspec.Struct):
    contradictions: list[Disputed] = []


def load_gold(path: Path) -> dict[str, list[GoldClaim]]:
    """Gold claims of a JSON lines file by report, in the file's order. Raises RecordError where a line is broken."""
    found: dict[str, list[GoldClaim]] = defaultdict(list)
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            raw = msgspec.json.decode(line)
            claim = claim_from(raw, where=f"{path.name}:{number}")
            found[claim.report_id].append(GoldClaim(claim, raw.get("sure", True), raw.get("event")))
    return dict(found)


def load_claims(path: Path) -> dict[str, list[Claim]]:
    """The same without what only gold knows; also reads claims that khabar wrote."""
    return plain(load_gold(path))


def plain(gold: Mapping[str, Iterable[GoldClaim]]) -> dict[str, list[Claim]]:
    return {report_id: [g.claim for g in told] for report_id, told in gold.items()}


def by_report(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims by report, in their order."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.report_id].append(claim)
    return dict(found)


def load_disputed(path: Path) -> list[Disputed]:
    """The contradictions of a relations file."""
    return msgspec.json.decode(path.read_bytes(), type=_Relations).contradictions
