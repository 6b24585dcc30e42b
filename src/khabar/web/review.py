"""Review: the queue of claims to decide on, decisions and undos, progress and agreement, export of the log."""

from __future__ import annotations

import io
from typing import Annotated, Any, Literal

import numpy as np
from fastapi import Depends, Query, Response
from pydantic import BaseModel, Field

from khabar.exports.decisions import write_decisions_csv, write_decisions_jsonl
from khabar.records import Claim
from khabar.review import Judgements, standing, undone_ids
from khabar.store import judge, undo
from khabar.team import check_undo
from khabar.web.agreement import done_by, kappa_of
from khabar.web.answers import LoggedDecision, logged
from khabar.web.columns import Ints, Mask
from khabar.web.filters import Filters, filters, matching
from khabar.web.paging import Part
from khabar.web.review_answers import Decisions, Progress, Queue, QueueClaim, QueueEvent, QueueItem, QueueReport
from khabar.web.routing import Here, Routes
from khabar.web.server import Server
from khabar.web.snapshot import Snapshot
from khabar.web.summaries import direction, report_item, title

Order = Literal["least_certain", "most_contested", "newest"]
Asked = Annotated[Filters, Depends(filters)]
Text = Annotated[str, Field(max_length=4000)]
RELINKING = frozenset({"same", "not_same", "split", "merge", "correct", "reject"})
routes = Routes("review")


class DecisionDraft(BaseModel):
    """What a reviewer decides; which parts a kind needs is told in docs/outputs.md."""

    kind: Literal["accept", "reject", "correct", "same", "not_same", "split", "merge", "skip"]
    record_id: Text
    other_id: Text | None = None
    field: Text | None = None
    after: Any = None
    why: Text | None = None


class UndoDraft(BaseModel):
    why: Text | None = None


@routes.get("/review/queue", Queue)
def review_queue(
    server: Here,
    asked: Asked,
    part: Part,
    order: Annotated[Order, Query()] = "least_certain",
    event: Annotated[str, Query(max_length=200, description="Only the claims of this event.")] = "",
    second: Annotated[bool, Query(description="Claims that others decided on and you did not.")] = False,
) -> Queue:
    """Claims that wait for a decision; those that you skipped are left out."""
    snapshot, judgements = server.now(), server.store.log.judgements()
    found = waiting(server, snapshot, judgements, asked, event, second)
    ordered = found[_order(snapshot, found, order)]
    ids = [snapshot.claim_ids[n] for n in ordered[part.start : part.end].tolist()]
    items = [_item(server, snapshot, judgements, c) for c in server.store.claims_with(ids)]
    return Queue(items=items, next=part.next(len(found)), total=len(found))


@routes.get("/review/progress", Progress)
def review_progress(server: Here) -> Progress:
    """How many claims are decided on, by whom, and how far two reviewers agree."""
    judged = set(server.store.log.judgements().states)
    total = server.store.counts()["claims"]
    decisions = server.store.log.all()
    done = len(judged & server.now().claim_numbers.keys())
    return Progress(done=done, open=total - done, total=total, by=done_by(decisions), agreement=kappa_of(decisions))


@routes.post("/decisions", LoggedDecision)
def decide(server: Here, draft: DecisionDraft) -> LoggedDecision:
    """Append a decision; it is on the disk when this answers. Events follow when they are linked anew."""
    made = judge(
        server.store,
        draft.kind,
        draft.record_id,
        who=server.who,
        other_id=draft.other_id,
        field=draft.field,
        after=draft.after,
        why=draft.why,
    )
    server.note(f"{made.id}: {made.kind} {made.record_id}")
    if made.kind in RELINKING:
        server.link_soon()
    return logged(made, frozenset())


@routes.post("/decisions/{decision_id}/undo", LoggedDecision)
def take_back(server: Here, decision_id: str, draft: UndoDraft | None = None) -> LoggedDecision:
    """Append that a decision is taken back: one's own, or as editor anybody's."""
    check_undo(server.store.log.one(decision_id).who, server.who, server.role)
    made = undo(server.store, decision_id, who=server.who, why=draft.why if draft else None)
    server.note(f"{made.id}: undo {decision_id}")
    server.link_soon()
    return logged(made, frozenset())


@routes.get("/decisions", Decisions)
def decisions(
    server: Here,
    part: Part,
    form: Annotated[Literal["json", "jsonl", "csv"], Query(alias="format")] = "json",
    record_id: Annotated[str | None, Query(max_length=200)] = None,
    who: Annotated[str | None, Query(max_length=200)] = None,
) -> Decisions | Response:
    """The log, the oldest first: a part as JSON, or all of it as JSON lines or a table."""
    if form != "json":
        return _export(server, form)
    found = server.store.log.page(record_id=record_id, who=who, cursor=part.start or None, limit=part.size)
    undone = undone_ids(server.store.log.all())
    items = [logged(d, undone) for d in found.items]
    return Decisions(items=items, next=None if found.next is None else str(found.next))


def waiting(
    server: Server, snapshot: Snapshot, judgements: Judgements, asked: Filters, event: str, second: bool
) -> Ints:
    """Numbers of the claims that wait for the reviewer who asks."""
    mask = _of_states(snapshot, judgements, asked.lists.get("review", ["open"]))
    mine = _decided_by(server, snapshot)
    if second:
        mask = _of_states(snapshot, judgements, ["accepted", "rejected", "corrected"])
    if second or "review" not in asked.lists:
        mask &= ~mine
    lists = {name: values for name, values in asked.lists.items() if name != "review"}
    bare = Filters(asked.first, asked.last, asked.box, asked.words, lists)
    if event:
        number = snapshot.events.number(event)
        mask &= np.isin(snapshot.event_of_claim, [-2 if number is None else number])
    elif bare != Filters(None, None, None, "", {}):
        mask &= np.isin(snapshot.event_of_claim, matching(snapshot, bare, judgements))
    return np.flatnonzero(mask).astype(np.int32)


def _of_states(snapshot: Snapshot, judgements: Judgements, states: list[str]) -> Mask:
    mask = np.full(len(snapshot.claim_ids), "open" in states, np.bool_)
    for claim_id, judged in judgements.states.items():
        number = snapshot.claim_numbers.get(claim_id)
        if number is not None:
            mask[number] = judged.state in states
    return mask


def _decided_by(server: Server, snapshot: Snapshot) -> Mask:
    """The claims on which the reviewer who asks decided something, be it to skip them."""
    mask = np.zeros(len(snapshot.claim_ids), np.bool_)
    own = (d for d in standing(server.store.log.all()) if d.who == server.who)
    kinds = ("accept", "reject", "correct", "skip")
    ids = {m.claim_id for d in own if d.kind in kinds for m in d.members}
    mask[[snapshot.claim_numbers[c] for c in ids if c in snapshot.claim_numbers]] = True
    return mask


def _order(snapshot: Snapshot, claims: Ints, order: Order) -> Ints:
    events = snapshot.event_of_claim[claims]
    certain = snapshot.confidence[claims]
    if order == "least_certain":
        return np.argsort(certain, kind="stable").astype(np.int32)
    known = events >= 0
    if order == "newest":
        days = np.where(known, snapshot.events.start[events], np.iinfo(np.int32).min)
        return np.argsort(-days.astype(np.int64), kind="stable").astype(np.int32)
    contested = known & snapshot.events.statuses.among(["contested"])[events]
    size = np.where(known, snapshot.events.claims[events], 0)
    return np.lexsort((certain, -size, ~contested)).astype(np.int32)


def _item(server: Server, snapshot: Snapshot, judgements: Judgements, claim: Claim) -> QueueItem:
    report = server.store.report(claim.report_id)
    item = report_item(report, snapshot.claims_of_reports.get(report.report_id, 0))
    kept = {name: getattr(item, name) for name in item.__struct_fields__}
    ids = server.store.events_of_claim(claim.claim_id)
    events = server.store.events_with(ids[:1])
    told = [
        QueueEvent(event_id=e.event_id, title=title(e, snapshot.narrator), status=e.status, claims=len(e.claims))
        for e in events
    ]
    return QueueItem(
        claim=QueueClaim(record=claim),
        report=QueueReport(**kept, text=report.text, direction=direction(report.text)),
        event=told[0] if told else None,
        reasons=_reasons(claim, [e.status for e in events]),
        review=judgements.of_claim(claim.claim_id).state,
    )


def _reasons(claim: Claim, statuses: list[str]) -> list[str]:
    """Why a claim deserves a look."""
    told = [f"{claim.confidence:.0%} likely to be right"]
    if "contested" in statuses:
        told.append("sources contradict each other on its event")
    if any(m.where is None or m.where.lat is None for m in claim.places) or not claim.places:
        told.append("no point on the map is known")
    if claim.time.precision == "unknown":
        told.append("no words tell the day")
    return told


def _export(server: Server, form: str) -> Response:
    stream = io.StringIO(newline="")
    log = server.store.log.all()
    if form == "csv":
        write_decisions_csv(stream, log)
    else:
        write_decisions_jsonl(stream, log)
    kind = "text/csv" if form == "csv" else "application/x-ndjson"
    server.note(f"{len(log)} decisions as {form}")
    headers = {"Content-Disposition": f'attachment; filename="decisions.{form}"'}
    return Response(stream.getvalue(), media_type=f"{kind}; charset=utf-8", headers=headers)
