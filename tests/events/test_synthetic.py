"""The made-up claims that linking is measured on, and how it is scored."""

from __future__ import annotations

import msgspec

from benchmarks.linking import growth, score
from benchmarks.synthetic import generate
from khabar.records import Event
from khabar.records.io import anchor_claims


def test_the_seed_decides_everything() -> None:
    first, second, other = (msgspec.json.encode(list(generate(300, seed))) for seed in (1, 1, 2))
    assert first == second != other


def test_claims_stand_in_their_reports_and_have_an_event_each() -> None:
    told = list(generate(500, seed=3))
    claims = [claim for report in told for claim in report.claims]
    assert len(claims) >= 500
    assert len({c.claim_id for c in claims}) == len(claims)
    assert anchor_claims(claims, [report.report for report in told]).repaired == 0
    assert all(set(report.events) == {c.claim_id for c in report.claims} for report in told)


def test_links_are_scored_between_reports_only() -> None:
    truth = {"a": ("r1", "x"), "b": ("r2", "x"), "c": ("r2", "x"), "d": ("r3", "y")}
    events = [Event(event_id="1", event_type="other", claims=["a", "b", "d"])]
    events.append(Event(event_id="2", event_type="other", claims=["c"]))
    scored = score(truth, events)
    assert (scored["precision"], scored["recall"]) == (round(1 / 3, 3), 0.5)


def test_growth_is_told_for_ten_times_the_claims() -> None:
    assert growth({"claims": 10, "cpu_seconds": 2.0}, {"claims": 1000, "cpu_seconds": 200.0}) == 10
