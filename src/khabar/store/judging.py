"""Making decisions on the records of a store, as the command line and the web app do."""

from __future__ import annotations

import warnings
from typing import Any, cast

import msgspec

from khabar.errors import NotFoundError
from khabar.events import nearest_places
from khabar.records import Claim, Event
from khabar.records.io import anchor_claims
from khabar.review import KINDS, OF_TWO, Decision, DecisionKind, JudgementError, Member, corrected
from khabar.store.store import Store

LEAST = "khabar judge --help shows what each needs"


def judge(
    store: Store,
    kind: str,
    record_id: str,
    *,
    who: str,
    other_id: str | None = None,
    field: str | None = None,
    after: Any = None,
    why: str | None = None,
) -> Decision:
    """Decide something about a claim or an event; returns the decision once it is on the disk.

    Args:
        kind: one of ``khabar.review.KINDS`` but ``undo``, see `undo`.
        record_id: a claim or an event; the id of a former event stands for the one that its claims went to.
        who: name of the person who decides.
        other_id: the second claim or event of ``same``, ``not_same`` and ``merge``.
        field, after: of ``correct``, in the form of the record; of ``split`` ``after`` has the claims that leave the
            event: their ids, or ``{"claims": [ids]}``.
        why: the person's reason.

    Raises:
        NotFoundError: a claim or event is not in the store.
        JudgementError: the decision does not make sense: something is missing, a value does not fit.
        ConflictError: it contradicts decisions that stand.
    """
    if kind not in KINDS or kind == "undo":
        raise JudgementError(
            f"{kind!r} is no kind of decision", remedy=f"one of {', '.join(k for k in KINDS if k != 'undo')}"
        )
    draft = Decision(
        who=_name(who),
        kind=cast(DecisionKind, kind),
        record_id=_known(store, record_id),
        other_id=other_id,
        field=field,
        after=after,
        why=why or None,
    )
    return store.log.append(_filled(store, draft))[0]


def undo(store: Store, decision_id: str, *, who: str, why: str | None = None) -> Decision:
    """Take a decision back; an undo can be taken back too.

    Raises:
        NotFoundError: there is no such decision.
        JudgementError: it was taken back before.
        ConflictError: what would then hold again contradicts decisions that stand.
    """
    of = store.log.one(decision_id)
    draft = Decision(
        who=_name(who), kind="undo", record_id=of.record_id, other_id=of.other_id, why=why or None, undoes=of.id
    )  # fmt: skip
    return store.log.append(draft)[0]


def _name(who: str) -> str:
    if not who.strip():
        raise JudgementError("nobody is named who decides", where="--who", remedy="tell who, by name")
    return who.strip()


def _filled(store: Store, draft: Decision) -> Decision:
    if draft.kind in OF_TWO:
        return _of_two(store, draft)
    if draft.kind == "split":
        return _split(store, draft)
    if draft.kind == "correct":
        return _correction(store, draft)
    return msgspec.structs.replace(draft, members=_members(store, draft.record_id), other_id=None, field=None)


def _of_two(store: Store, draft: Decision) -> Decision:
    if not draft.other_id:
        raise JudgementError(f"{draft.kind} needs two records", where=draft.record_id, remedy=LEAST)
    other_id = _known(store, draft.other_id)
    ours, theirs = _members(store, draft.record_id), _members(store, other_id)
    if draft.kind == "not_same":
        shared = {m.claim_id for m in ours} & {m.claim_id for m in theirs}
        ours, theirs = ([m for m in side if m.claim_id not in shared] for side in (ours, theirs))
    elif len(ours) == len(theirs) == 1 and ours != theirs:
        ours, theirs = _nearest(store, ours[0], theirs[0])
    if draft.record_id == other_id or not ours or not theirs:
        raise JudgementError("both are the same record", where=other_id, remedy="name two claims or events")
    return msgspec.structs.replace(draft, other_id=other_id, members=ours, other_members=theirs)


def _nearest(store: Store, a: Member, b: Member) -> tuple[list[Member], list[Member]]:
    """Of two claims, the places that are meant where an event did not tell it already."""
    x, y = nearest_places(store.claim(a.claim_id), store.claim(b.claim_id))
    return [msgspec.structs.replace(a, place=a.place or x)], [msgspec.structs.replace(b, place=b.place or y)]


def _split(store: Store, draft: Decision) -> Decision:
    event = _event(store, draft.record_id)
    if event is None:
        raise JudgementError("only an event can be split", where=draft.record_id, remedy="name an event")
    asked = draft.after.get("claims") if isinstance(draft.after, dict) else draft.after
    given = asked if isinstance(asked, list) else []
    leaving = list(dict.fromkeys(c for c in given if isinstance(c, str)))
    if not leaving or not all(isinstance(c, str) for c in given):
        raise JudgementError("no claims are named that leave the event", where=event.event_id, remedy=LEAST)
    if strangers := [c for c in leaving if c not in event.claims]:
        remedy = f"its claims are {', '.join(event.claims)}"
        raise JudgementError(f"the event does not have the claim {strangers[0]}", where=event.event_id, remedy=remedy)
    staying = [m for m in _members(store, event.event_id) if m.claim_id not in leaving]
    if not staying:
        raise JudgementError(
            "all claims would leave the event", where=event.event_id, remedy="leave at least one in it"
        )
    return msgspec.structs.replace(
        draft, after={"claims": leaving}, members=staying, other_members=[_member(store, c) for c in leaving]
    )


def _correction(store: Store, draft: Decision) -> Decision:
    event = _event(store, draft.record_id)
    if event is not None:
        remedy = f"correct its claims: {', '.join(event.claims)}"
        raise JudgementError("an event is computed from its claims", where=event.event_id, remedy=remedy)
    claim = store.claim(draft.record_id)
    field = draft.field or ""
    made = _anchored(store, corrected(claim, field, draft.after))
    before, after = (msgspec.to_builtins(getattr(c, field)) for c in (claim, made))
    if before == after:
        raise JudgementError(
            f"{field} is that already", where=claim.claim_id, remedy="give another value, or accept it"
        )
    return msgspec.structs.replace(draft, before=before, after=after, members=[_member(store, claim.claim_id)])


def _anchored(store: Store, claim: Claim) -> Claim:
    """The claim without the offsets that a person gave wrongly."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return anchor_claims([claim], [store.report(claim.report_id)]).claims[0]


def _members(store: Store, record_id: str) -> list[Member]:
    event = _event(store, record_id)
    if event is None:
        return [_member(store, record_id)]
    return [_member(store, c, event) for c in event.claims]


def _member(store: Store, claim_id: str, event: Event | None = None) -> Member:
    place = event.claim_places.get(claim_id) if event is not None else None
    return Member.of(store.original_claim(claim_id), place)


def _event(store: Store, record_id: str) -> Event | None:
    try:
        return store.event(record_id)
    except NotFoundError:
        return None


def _known(store: Store, record_id: str) -> str:
    """The id of a claim or event that is there, following former events. Raises NotFoundError."""
    if _event(store, record_id) is not None:
        return record_id
    if now := store.successors(record_id):
        return now[0]
    try:
        return store.original_claim(record_id).claim_id
    except NotFoundError as reason:
        remedy = "ids stand in claims.jsonl and events.jsonl"
        raise NotFoundError(f"there is no claim or event {record_id!r}", where=store.where, remedy=remedy) from reason
