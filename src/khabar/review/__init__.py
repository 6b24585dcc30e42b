"""What people decide about claims and events: a log that only grows, and the state that follows from it."""

from khabar.review.constraints import Conflict, Constraints, Pair, Side, conflicts, unmet
from khabar.review.contradicting import conflict_error, new_conflicts
from khabar.review.correcting import FIELDS, checked, corrected, reviewed
from khabar.review.decision import (
    KINDS,
    LINKING,
    OF_TWO,
    ConflictError,
    Decision,
    DecisionKind,
    JudgementError,
    Member,
    decision_id,
    in_order,
    sealed,
)
from khabar.review.reattaching import members_of, reattached
from khabar.review.replay import Judged, Judgements, ReviewState, replay, standing, undone_ids

__all__ = [
    "FIELDS",
    "KINDS",
    "LINKING",
    "OF_TWO",
    "Conflict",
    "ConflictError",
    "Constraints",
    "Decision",
    "DecisionKind",
    "Judged",
    "JudgementError",
    "Judgements",
    "Member",
    "Pair",
    "ReviewState",
    "Side",
    "checked",
    "conflict_error",
    "conflicts",
    "corrected",
    "decision_id",
    "in_order",
    "members_of",
    "new_conflicts",
    "reattached",
    "replay",
    "reviewed",
    "sealed",
    "standing",
    "undone_ids",
    "unmet",
]
