"""One thing that a person decided about a claim or an event: a line of a log from which nothing is ever deleted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, Literal, get_args

import msgspec

from khabar.errors import KhabarError
from khabar.records import Claim

DecisionKind = Literal["accept", "reject", "correct", "same", "not_same", "split", "merge", "skip", "undo"]
KINDS: tuple[str, ...] = get_args(DecisionKind)
OF_TWO = frozenset({"same", "not_same", "merge"})
LINKING = OF_TWO | {"split"}
ID_DIGITS = 16


class JudgementError(KhabarError):
    """A decision that cannot be made as asked."""

    code = "KH720"


class ConflictError(JudgementError):
    """A decision that contradicts decisions that stand; ``where`` is the chain of claims."""

    code = "KH721"


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that a decision is about, and what it is found by when its report is read again.

    ``start`` and ``end`` are the offsets of its evidence, ``words`` the evidence, ``event_type`` as the reader gave it.
    ``place`` names the one of its places that is meant, null where it has one place or all are meant.
    """

    claim_id: str
    report_id: str = ""
    start: int | None = None
    end: int | None = None
    event_type: str = ""
    words: str = ""
    place: str | None = None

    @classmethod
    def of(cls, claim: Claim, place: str | None = None) -> Member:
        """The member that a claim is, as it was read."""
        evidence = claim.evidence
        return cls(
            claim_id=claim.claim_id,
            report_id=claim.report_id,
            start=evidence.start,
            end=evidence.end,
            event_type=claim.event_type,
            words=evidence.text,
            place=place,
        )


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the log.

    Attributes:
        id: ``d-`` and a hash of all else, so that the same decision is the same in every store.
        made_at: UTC, ISO 8601 with microseconds.
        who: name of the person.
        kind: what was decided; ``undo`` takes back the decision ``undoes``, which may be an undo.
        record_id, other_id: the claim or event, and the second one of ``same``, ``not_same`` and ``merge``.
        field, before, after: of ``correct``, in the form of the record; ``after`` of ``split`` has the ``claims``
            that leave.
        why: the person's reason, if given.
        members, other_members: the claims that stood behind ``record_id`` and ``other_id``; of ``split`` those that
            stay and those that leave.
    """

    id: str = ""
    made_at: str = ""
    who: str
    kind: DecisionKind
    record_id: str
    other_id: str | None = None
    field: str | None = None
    before: Any = None
    after: Any = None
    why: str | None = None
    undoes: str | None = None
    members: list[Member] = []
    other_members: list[Member] = []

    @property
    def records(self) -> frozenset[str]:
        """Ids of all claims and events that it is about."""
        claims = (m.claim_id for m in (*self.members, *self.other_members))
        return frozenset({self.record_id, self.other_id or self.record_id, *claims})


def sealed(decision: Decision, made_at: str) -> Decision:
    """The decision with its time and id."""
    dated = msgspec.structs.replace(decision, made_at=made_at, id="")
    return msgspec.structs.replace(dated, id=decision_id(dated))


def decision_id(decision: Decision) -> str:
    """The id that follows from what a decision says."""
    content = msgspec.json.encode(msgspec.structs.replace(decision, id=""), order="deterministic")
    return "d-" + hashlib.sha256(content).hexdigest()[:ID_DIGITS]


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Each decision once, by time; so the state that follows does not depend on the order in which logs were joined."""
    return sorted({d.id: d for d in decisions}.values(), key=lambda d: (d.made_at, d.id))
