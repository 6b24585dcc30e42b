"""What closings hide: reports, claims and their words, events; and what events are without hidden claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from khabar.events import link
from khabar.records import Claim, Event
from khabar.review import Member
from khabar.store import Store
from khabar.team.closings import Closing

Span = tuple[int, int]


@dataclass(frozen=True)
class Hidden:
    """Ids of what is not seen.

    Attributes:
        events: those that have a hidden claim; ``rebuilt`` are told in their place, from the claims that are left.
        spans: of each report that is seen, the words of its hidden claims: code points, ``end`` exclusive.
    """

    reports: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    rebuilt: dict[str, Event] = field(default_factory=dict)
    spans: dict[str, list[Span]] = field(default_factory=dict)


def hidden_of(store: Store, closings: Sequence[Closing]) -> Hidden:
    """What some closings hide.

    Claims of closed reports are hidden. So is each claim whose words are among those of a closed claim or event, as the
    words themselves are, and each claim that an event shares with a closed one: what is told anew of it stays closed.
    Other events are told without the hidden claims.
    """
    if not closings:
        return Hidden()
    reports = frozenset(c.record_id for c in closings if c.kind == "report")
    hidden = {c.claim_id: c for report in sorted(reports) for c in store.iter_claims(report)}
    closed = [m for c in closings if c.kind == "claim" for m in c.members]
    hidden |= {c.claim_id: c for c in _told_by(store, closed)}
    for closing in closings:
        if closing.kind == "event":
            hidden |= {c.claim_id: c for c in _of_event(store, closing)}
    spans: dict[str, list[Span]] = {}
    for claim in hidden.values():
        start, end = claim.evidence.start, claim.evidence.end
        if claim.report_id not in reports and start is not None and end is not None:
            spans.setdefault(claim.report_id, []).append((start, end))
    for member in (*closed, *(m for c in closings if c.kind == "event" for m in c.members)):
        if member.report_id not in reports and member.start is not None and member.end is not None:
            spans.setdefault(member.report_id, []).append((member.start, member.end))
    hidden |= {c.claim_id: c for c in _within(store, spans)}
    touched = list(dict.fromkeys(e for c in hidden for e in store.events_of_claim(c)))
    rebuilt = _rebuilt(store, store.events_with(touched), frozenset(hidden))
    return Hidden(reports, frozenset(hidden), frozenset(touched), rebuilt, spans)


def _told_by(store: Store, members: Iterable[Member]) -> list[Claim]:
    """The present claims of members: of the same id, or with words among theirs."""
    spans: dict[str, list[Span]] = {}
    for member in members:
        if member.start is not None and member.end is not None:
            spans.setdefault(member.report_id, []).append((member.start, member.end))
    return [*store.claims_with([m.claim_id for m in members]), *_within(store, spans)]


def _within(store: Store, spans: dict[str, list[Span]]) -> list[Claim]:
    """The claims whose evidence shares words with some spans of their report."""
    return [c for report_id, of in spans.items() for c in store.iter_claims(report_id) if _meets(c, of)]


def _meets(claim: Claim, spans: Iterable[Span]) -> bool:
    start, end = claim.evidence.start, claim.evidence.end
    return start is not None and end is not None and any(a < end and start < b for a, b in spans)


def _of_event(store: Store, closing: Closing) -> list[Claim]:
    """All claims of the events that now tell what a closed event told; of claims of several places only of its own."""
    told = _told_by(store, closing.members)
    places = {m.claim_id: m.place for m in closing.members}
    ids = dict.fromkeys(e for c in told for e in store.events_of_claim(c.claim_id))
    events = [
        e for e in store.events_with(list(ids))
        if e.event_id == closing.record_id or any(_same_place(e, c, places) for c in told)
    ]  # fmt: skip
    return [*told, *store.claims_with([c for e in events for c in e.claims])]


def _same_place(event: Event, claim: Claim, places: dict[str, str | None]) -> bool:
    if claim.claim_id not in event.claims:
        return False
    place = places.get(claim.claim_id)
    return place is None or event.claim_places.get(claim.claim_id, place) == place


def _rebuilt(store: Store, events: Sequence[Event], hidden: frozenset[str]) -> dict[str, Event]:
    """The events that the claims tell which are left, linked anew as though the others had never been told."""
    left = {c: e.claim_places.get(c) for e in events for c in e.claims if c not in hidden}
    wanted = {(c, e.claim_places.get(c)) for e in events for c in e.claims if c not in hidden}
    if not left:
        return {}
    claims = store.claims_with(list(left))
    reports = store.reports_with(list(dict.fromkeys(c.report_id for c in claims)))
    constraints = store.log.judgements().constraints
    made = link(claims, reports, constraints=constraints, first_read=store.first_read())
    return {e.event_id: e for e in made if all((c, e.claim_places.get(c)) in wanted for c in e.claims)}
