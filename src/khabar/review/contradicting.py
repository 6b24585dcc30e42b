"""Telling why a decision contradicts decisions that stand."""

from __future__ import annotations

from itertools import pairwise

from khabar.review.constraints import Conflict, conflicts
from khabar.review.decision import ConflictError, Decision
from khabar.review.replay import Judgements


def new_conflicts(before: Judgements, after: Judgements) -> ConflictError | None:
    """The error that tells the first conflict that there was not before, if there is one."""
    known = {c.apart for c in conflicts(before.constraints)}
    fresh = [c for c in conflicts(after.constraints) if c.apart not in known]
    return conflict_error(fresh[0], after) if fresh else None


def conflict_error(conflict: Conflict, judgements: Judgements) -> ConflictError:
    """The error with both sides of the conflict, and the decisions that each rests on."""
    joined = judgements.joined_by
    links = [joined.get((a, b)) or joined.get((b, a)) for a, b in pairwise(conflict.chain)]
    held = {d.id: d for d in links if d is not None}
    apart = judgements.parted_by[conflict.apart]
    ends = f"{conflict.apart[0][0]} and {conflict.apart[1][0]}"
    chain = " = ".join(claim_id for claim_id, _ in conflict.chain)
    return ConflictError(
        f"{ends} cannot be the same event and not the same: {_told(apart)} holds them apart, "
        f"{' and '.join(_told(d) for d in held.values())} together",
        where=chain,
        remedy="take one of these back first: khabar judge undo ID",
    )


def _told(decision: Decision) -> str:
    return f"{decision.kind.replace('_', ' ')} by {decision.who} ({decision.id})"
