"""Finding the claims of old decisions again, after their reports were read anew and some ids changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from khabar.records import Claim
from khabar.review.decision import Decision, Member

LEAST_OVERLAP = 0.5


def members_of(decisions: Iterable[Decision]) -> dict[str, Member]:
    """All claims that decisions are about, as the last decision on each has them."""
    return {m.claim_id: m for d in decisions for m in (*d.members, *d.other_members)}


def reattached(missing: Iterable[Member], claims: Iterable[Claim]) -> dict[str, str | None]:
    """For members whose ids are gone, the present claim of each, or null.

    A claim is the same when its report has one of the same type whose evidence overlaps by half or has the same words;
    failing that, one of another type with the very same evidence. Among several the one that overlaps most.

    Args:
        claims: the present ones, at least of the members' reports.
    """
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        by_report.setdefault(claim.report_id, []).append(claim)
    return {m.claim_id: _present(m, by_report) for m in missing}


def _present(member: Member, by_report: Mapping[str, list[Claim]]) -> str | None:
    candidates = by_report.get(member.report_id, [])
    best = min(candidates, key=lambda c: _rank(member, c), default=None)
    if best is None:
        return None
    overlap = _overlap(member, best)
    same_type = best.event_type == member.event_type
    return best.claim_id if overlap == 1 or (same_type and overlap >= LEAST_OVERLAP) else None


def _rank(member: Member, claim: Claim) -> tuple[bool, float, int, str]:
    overlap = _overlap(member, claim)
    fits = claim.event_type == member.event_type and overlap >= LEAST_OVERLAP
    return (not fits, -overlap, abs((claim.evidence.start or 0) - (member.start or 0)), claim.claim_id)


def _overlap(member: Member, claim: Claim) -> float:
    """Shared part of the two stretches of evidence together, 0 to 1; 0 where they do not have the same words there."""
    if member.words and member.words == claim.evidence.text:
        return 1.0
    evidence = claim.evidence
    if member.start is None or member.end is None or evidence.start is None or evidence.end is None:
        return 0.0
    first, last = max(member.start, evidence.start), min(member.end, evidence.end)
    ours = member.words[max(0, first - member.start) : max(0, last - member.start)]
    if first >= last or ours != evidence.text[first - evidence.start : last - evidence.start]:
        return 0.0
    return (last - first) / (max(member.end, evidence.end) - min(member.start, evidence.start))
