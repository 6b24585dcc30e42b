"""What follows from the log of decisions: a pure function of the set of decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from msgspec.structs import replace

from khabar.review.constraints import Constraints, Pair
from khabar.review.decision import Decision, Member, in_order
from khabar.review.linking import Ties

ReviewState = Literal["open", "accepted", "rejected", "corrected"]
_STATE_OF: Mapping[str, ReviewState] = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
Renamed = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Judged:
    """How a claim stands: the state, and the decision (null while open) that made it so."""

    state: ReviewState = "open"
    by: Decision | None = None


@dataclass(frozen=True, slots=True)
class Judgements:
    """The effective state of a log.

    Attributes:
        states: of each claim that was judged; others are open.
        corrections: by claim and field the decision that holds, whose ``after`` is the value.
        constraints: what linking must keep together or apart.
        joined_by, parted_by: the decision that each pair of ``constraints`` follows from.
        lost: members of decisions whose claims are no longer there, by the decision's id.
    """

    states: Mapping[str, Judged] = field(default_factory=dict)
    corrections: Mapping[str, Mapping[str, Decision]] = field(default_factory=dict)
    constraints: Constraints = field(default_factory=Constraints)
    joined_by: Mapping[Pair, Decision] = field(default_factory=dict)
    parted_by: Mapping[Pair, Decision] = field(default_factory=dict)
    lost: Mapping[str, tuple[Member, ...]] = field(default_factory=dict)

    def of_claim(self, claim_id: str) -> Judged:
        return self.states.get(claim_id, Judged())

    def of_event(self, claims: Iterable[str]) -> ReviewState:
        """An event is open while one of its claims is: so a new report opens it again."""
        states = {self.of_claim(c).state for c in claims} - {"rejected"}
        if not states or "open" in states:
            return "open"
        return "corrected" if "corrected" in states else "accepted"


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that hold, by time: those that nobody took back, without the undos themselves."""
    ordered = in_order(decisions)
    undone = undone_ids(ordered)
    return [d for d in ordered if d.kind != "undo" and d.id not in undone]


def undone_ids(decisions: Iterable[Decision]) -> frozenset[str]:
    """Ids of the decisions that were taken back, undos included."""
    undone: set[str] = set()
    for decision in reversed(in_order(decisions)):
        if decision.kind == "undo" and decision.undoes and decision.id not in undone:
            undone.add(decision.undoes)
    return frozenset(undone)


def replay(decisions: Iterable[Decision], renamed: Renamed | None = None) -> Judgements:
    """What holds after all decisions.

    Args:
        renamed: for claims whose ids changed since, the present id, or null where there is none (see ``reattached``).
    """
    held = [_present(d, renamed or {}) for d in standing(decisions)]
    ties = Ties()
    for decision, _ in held:
        ties.add(decision)
    return Judgements(
        states={m.claim_id: Judged(_STATE_OF[d.kind], d) for d, _ in held if d.kind in _STATE_OF for m in d.members},
        corrections=_corrections(d for d, _ in held),
        constraints=ties.constraints,
        joined_by=ties.joined_by,
        parted_by=ties.parted_by,
        lost={d.id: gone for d, gone in held if gone},
    )


def _corrections(decisions: Iterable[Decision]) -> dict[str, dict[str, Decision]]:
    found: dict[str, dict[str, Decision]] = {}
    for d in decisions:
        if d.kind == "correct" and d.field:
            for m in d.members:
                found.setdefault(m.claim_id, {})[d.field] = d
    return found


def _present(decision: Decision, renamed: Renamed) -> tuple[Decision, tuple[Member, ...]]:
    """The decision on the claims that are there now, and the members that are gone."""
    if not renamed:
        return decision, ()
    ours, theirs = _renamed(decision.members, renamed), _renamed(decision.other_members, renamed)
    gone = tuple(m for m in (*decision.members, *decision.other_members) if renamed.get(m.claim_id, "") is None)
    return replace(decision, members=ours, other_members=theirs), gone


def _renamed(members: Iterable[Member], renamed: Renamed) -> list[Member]:
    now = [(m, renamed.get(m.claim_id, m.claim_id)) for m in members]
    return [replace(m, claim_id=claim_id) for m, claim_id in now if claim_id is not None]
