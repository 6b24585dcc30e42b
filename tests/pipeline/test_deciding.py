"""Decisions in a store, from the log to the events: they hold, survive what comes later, and lose nothing."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar import pipeline
from khabar.records import Claim, ClaimTime, Event, Place, PlaceMention, Report, Span
from khabar.review import Decision, JudgementError, replay, undone_ids, unmet
from khabar.store import Store, judge, open_store, undo

PLACES = [Place(id=f"x:{n}", name=name, lat=40 + n, lon=30.0) for n, name in enumerate(("Northfield", "Southford"))]
WORDS = ("shells fell on the bakery", "troops took the hill")


def a_report(number: int, claims: int = 2) -> tuple[Report, list[Claim]]:
    """Reports of odd numbers tell much the same, so do those of even ones."""
    words = WORDS[number % 2]
    report = Report(report_id=f"r{number}", source=f"Outlet {number}", text=words, published=f"2020-05-{9 - number:02}")
    return report, [
        Claim(
            claim_id=f"c{number}.{n}",
            report_id=report.report_id,
            evidence=Span(words, 0, len(words)),
            event_type="shelling" if number % 2 == 0 else "territory_captured",
            places=[PlaceMention(text=p.name or "", place=p) for p in (PLACES if n else PLACES[:1])],
            time=ClaimTime(text="on Monday", start="2020-05-04", end="2020-05-04", precision="day"),
        )
        for n in range(claims)
    ]


def linked(store: Store) -> list[Event]:
    pipeline.link_claims(store)
    return list(store.iter_events())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(tmp_path)
    opened.put_reports([a_report(n) for n in range(3)], extractor="x")
    linked(opened)
    return opened


def members(events: list[Event]) -> dict[str, list[str]]:
    return {e.event_id: e.claims for e in events}


def test_a_new_report_opens_an_accepted_event_again_and_leaves_its_id(store: Store) -> None:
    first = next(e for e in store.iter_events() if "c0.0" in e.claims)
    judge(store, "accept", first.event_id, who="Amal")
    assert store.log.judgements().of_event(first.claims) == "accepted"
    store.put_report(*a_report(4), extractor="x")
    (grown,) = (e for e in linked(store) if e.event_id == first.event_id)
    assert "c4.0" in grown.claims
    assert store.log.judgements().of_event(grown.claims) == "open"


def test_decisions_hold_when_reports_are_read_again(store: Store) -> None:
    event = next(e for e in store.iter_events() if {"c0.0", "c2.0"} <= set(e.claims))
    judge(store, "not_same", "c0.0", who="Amal", other_id="c2.0")
    judge(store, "correct", "c2.0", who="Amal", field="event_type", after="air_strike")
    store.put_report(*a_report(2), extractor="another")
    events = linked(store)
    assert not any({"c0.0", "c2.0"} <= set(e.claims) for e in events)
    assert event.event_id in members(events)
    assert store.claim("c2.0").event_type == "air_strike"


def test_a_merge_forwards_the_younger_id_and_a_split_gives_it_back(store: Store) -> None:
    before = members(linked(store))
    one, other = (next(e for e, claims in before.items() if c in claims) for c in ("c0.0", "c1.0"))
    judge(store, "merge", other, who="Amal", other_id=one)
    merged = members(linked(store))
    assert one in merged
    assert other not in merged
    assert store.successors(other)[0] == one
    judge(store, "split", one, who="Basma", after=before[other])
    assert members(linked(store)) == before
    assert store.successors(other) == []


def test_a_former_event_leads_to_where_its_place_went(store: Store) -> None:
    before = linked(store)
    south = next(e for e in before if e.claim_places and set(e.claim_places.values()) == {"Southford"})
    north = next(e for e in before if "c1.0" in e.claims and e is not south)
    judge(store, "merge", south.event_id, who="Amal", other_id=north.event_id)
    gone = {e.event_id for e in before} - set(members(linked(store)))
    for event_id in gone:
        merged = store.event(store.successors(event_id)[0])
        assert {*south.claims, *north.claims} <= set(merged.claims)


KINDS = st.sampled_from(["accept", "reject", "correct", "same", "not_same", "merge", "split", "undo", "report"])


def act(store: Store, kind: str, data: st.DataObject) -> Decision | None:
    """Some decision of this kind on some records, or a further report."""
    events = list(store.iter_events())
    claims = sorted(c for e in events for c in e.claims)
    if kind == "report":
        store.put_report(*a_report(len(list(store.iter_reports()))), extractor="x")
        return None
    if kind == "undo":
        log = store.log.all()
        return undo(store, data.draw(st.sampled_from([d.id for d in log])), who="Basma") if log else None
    if not events:
        return None
    record, other = (data.draw(st.sampled_from([*claims, *(e.event_id for e in events)])) for _ in range(2))
    if kind == "correct":
        return judge(store, kind, data.draw(st.sampled_from(claims)), who="A", field="modality", after="negated")
    if kind == "split":
        event = data.draw(st.sampled_from(events))
        return judge(store, kind, event.event_id, who="A", after=[data.draw(st.sampled_from(event.claims))])
    return judge(store, kind, record, who="A", other_id=other)


@settings(max_examples=25, deadline=None)
@given(st.lists(KINDS, min_size=1, max_size=7), st.data())
def test_whatever_people_decide_holds_and_loses_nothing(kinds: list[str], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(folder) as store:
        store.put_reports([a_report(n) for n in range(3)], extractor="x")
        linked(store)
        made = 0
        for kind in kinds:
            with suppress(JudgementError):
                made += act(store, kind, data) is not None
            events = linked(store)
            judgements = store.log.judgements()
            assert unmet(judgements.constraints, [e.claims for e in events]) == []
            standing = {c.claim_id for c in store.iter_claims() if not c.rejected}
            assert {c for e in events for c in e.claims} == standing
            assert linked(store) == events
        log = store.log.all()
        assert len(log) == made
        assert replay(log) == store.log.judgements()
        for decision in reversed(log):
            if decision.id not in undone_ids(store.log.all()):
                undo(store, decision.id, who="Chadi")
        assert not store.log.judgements().constraints
        assert all(not c.review for c in store.iter_claims())
