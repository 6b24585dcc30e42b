"""Claims as people corrected them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from khabar.errors import RecordError
from khabar.records import Claim, ClaimReview, Span
from khabar.records.io import claim_from
from khabar.review.decision import Decision, JudgementError, decision_id
from khabar.review.replay import Judged, Judgements

FIELDS = ("event_type", "modality", "places", "time", "initiators", "targets", "quantities", "attribution")
BY_HAND = "corrected by hand"
AS_EXPORTED = "import the file as it was exported"
MADE_AT = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_ANY_CLAIM = Claim(claim_id="", report_id="", evidence=Span(""), event_type="other")


def reviewed(claim: Claim, judgements: Judgements) -> Claim:
    """The claim with all corrections that stand, and with what was read beside them in ``review``."""
    judged = judgements.of_claim(claim.claim_id)
    corrections = judgements.corrections.get(claim.claim_id, {})
    if judged.by is None and not corrections:
        return claim
    return msgspec.structs.replace(_corrected(claim, corrections), review=_review(claim, judged, corrections))


def corrected(claim: Claim, field: str, value: Any) -> Claim:
    """The claim with one field replaced.

    Args:
        value: in the form of the record, or in the looser forms that `khabar.records.io.claim_from` takes. Parties,
            places and times that differ from the claim's own get the reason "corrected by hand".

    Raises:
        JudgementError: the field cannot be corrected, or the value does not fit it.
    """
    if field not in FIELDS:
        remedy = f"correct one of {', '.join(FIELDS)}"
        raise JudgementError(f"the field {field!r} of a claim cannot be corrected", where=claim.claim_id, remedy=remedy)
    raw = {**msgspec.to_builtins(claim), field: _filled(field, value)}
    raw.pop("review", None)
    try:
        made = claim_from(raw, where=claim.claim_id)
    except RecordError as reason:
        raise JudgementError(
            f"{field} cannot be that: {reason.what}", where=claim.claim_id, remedy=reason.remedy
        ) from reason
    return msgspec.structs.replace(made, **{field: _marked(getattr(made, field), getattr(claim, field))})


def checked(decision: Decision) -> Decision:
    """The decision, of which something else said that it was made. Raises JudgementError where it makes no sense."""
    if not decision.who.strip():
        raise JudgementError("nobody is named who decides", where=decision.id, remedy="tell who, by name")
    if not _is_time(decision.made_at):
        raise JudgementError(f"{decision.made_at!r} is no time of a decision", where=decision.id, remedy=AS_EXPORTED)
    if decision.id != decision_id(decision):
        what = "a decision does not have the id that its content gives"
        raise JudgementError(what, where=decision.id, remedy=AS_EXPORTED)
    if decision.kind == "correct":
        corrected(_ANY_CLAIM, decision.field or "", decision.after)
    return decision


def _is_time(text: str) -> bool:
    try:
        return bool(MADE_AT.fullmatch(text)) and datetime.fromisoformat(text) is not None
    except ValueError:
        return False


def _filled(field: str, value: Any) -> Any:
    """Words for a place that was named without any: the place's name."""
    if field != "places" or not isinstance(value, list):
        return value
    return [_with_words(item) if isinstance(item, dict) and not item.get("text") else item for item in value]


def _with_words(mention: dict[str, Any]) -> dict[str, Any]:
    place = mention.get("place") if isinstance(mention.get("place"), dict) else mention
    return {**mention, "text": (place or {}).get("name") or ""}


def _marked(made: Any, before: Any) -> Any:
    if isinstance(made, list):
        return [item if item in before else _by_hand(item) for item in made]
    return made if made == before else _by_hand(made)


def _by_hand(item: Any) -> Any:
    has_reason = isinstance(item, msgspec.Struct) and hasattr(item, "reason")
    return msgspec.structs.replace(item, reason=BY_HAND) if has_reason else item


def _corrected(claim: Claim, corrections: Mapping[str, Decision]) -> Claim:
    for field, decision in corrections.items():
        claim = corrected(claim, field, decision.after)
    return claim


def _review(claim: Claim, judged: Judged, corrections: Mapping[str, Decision]) -> ClaimReview:
    by = judged.by or next(iter(corrections.values()))
    state = "corrected" if judged.state == "open" else judged.state
    original = {field: msgspec.to_builtins(getattr(claim, field)) for field in corrections}
    return ClaimReview(state=state, by=by.who, at=by.made_at, original=original)
