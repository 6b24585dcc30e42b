"""From drafts to claims: ids, confidence, and the last tidying."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from khabar.claims.confidence import confidence_of
from khabar.claims.drafts import Draft
from khabar.records import Claim, Report, Span


def claim_id(report: Report, evidence: Span, event_type: str, trigger: Span | None, seen: set[str]) -> str:
    """Stable for the same report text; unique within the report."""
    at = trigger.start if trigger is not None else ""
    key = f"{report.report_id}\0{evidence.start}\0{evidence.end}\0{event_type}\0{at}"
    number = 0
    while True:
        found = "c-" + hashlib.sha256(f"{key}\0{number}".encode()).hexdigest()[:14]
        if found not in seen:
            seen.add(found)
            return found
        number += 1


def finish(report: Report, drafts: Sequence[Draft]) -> list[Claim]:
    """The claims of a report in reading order."""
    seen: set[str] = set()
    claims = []
    for draft in drafts:
        if draft.evidence is None:
            continue
        claims.append(
            Claim(
                claim_id=claim_id(report, draft.evidence, draft.event_type, draft.trigger_words, seen),
                report_id=report.report_id,
                evidence=draft.evidence,
                event_type=draft.event_type,  # type: ignore[arg-type]
                modality=draft.modality.code,  # type: ignore[arg-type]
                initiators=draft.initiators,
                targets=draft.targets,
                places=draft.places,
                time=draft.time,
                quantities=draft.quantities,
                attribution=draft.attribution,
                confidence=confidence_of(draft) if draft.confidence is None else draft.confidence,
                trigger=draft.trigger_words,
                modality_cue=draft.modality_words,
            )
        )
    return claims
