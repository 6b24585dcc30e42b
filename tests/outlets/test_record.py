"""What became of what outlets told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.outlets import CAUTION, OutletRecord, outlet_records, wilson
from khabar.records import Claim, Contradiction, ContradictionValue, Event, Report, Span


def report_of(name: str, published: str | None, alignment: str | None = None, text: str | None = None) -> Report:
    words = text or " ".join(f"{name}{n}" for n in range(60))
    return Report(report_id=f"r-{name}", source=name, text=words, published=published, alignment=alignment)


def claim_of(claim_id: str, name: str, modality: str = "occurred", attribution: str | None = None) -> Claim:
    return Claim(
        claim_id=claim_id,
        report_id=f"r-{name}",
        evidence=Span(f"{claim_id} {name}"),
        event_type="shelling",
        modality=modality,  # type: ignore[arg-type]
        attribution=[Span(attribution)] if attribution else [],
    )


REPORTS = [
    report_of("Alpha", "2020-03-01", "pro-government"),
    report_of("Beta", "2020-03-02", "opposition"),
    report_of("Gamma", "2020-03-02"),
]


def records(events: list[Event], claims: list[Claim], reports: list[Report] | None = None) -> dict[str, OutletRecord]:
    return {r.outlet: r for r in outlet_records(events, claims, reports or REPORTS)}


def event_of(*claims: str, differs: dict[str, list[str]] | None = None, field: str = "whether") -> Event:
    values = [ContradictionValue(v, ids) for v, ids in (differs or {}).items()]
    return Event(
        event_id="e-" + "-".join(claims),
        event_type="shelling",
        claims=list(claims),
        contradictions=[Contradiction(field, values)] if values else [],
    )


def test_who_is_confirmed_who_was_first_and_who_tells_alone() -> None:
    claims = [claim_of("a1", "Alpha"), claim_of("b1", "Beta"), claim_of("a2", "Alpha")]
    found = records([event_of("a1", "b1"), event_of("a2")], claims)
    alpha, beta = found["Alpha"], found["Beta"]
    assert (alpha.tellings, alpha.confirmed.count, alpha.alone.count) == (2, 1, 1)
    assert (alpha.confirmed_by_opposed.count, alpha.confirmed_later.count) == (1, 1)
    assert (alpha.first.count, alpha.first.of) == (1, 1)
    assert (beta.first.count, beta.first.of, beta.confirmed_later.count) == (0, 1, 0)
    assert found["Gamma"].tellings == 0
    assert found["Gamma"].confirmed.share is None


def test_an_outlet_that_takes_no_side_is_not_opposed() -> None:
    found = records([event_of("a1", "g1")], [claim_of("a1", "Alpha"), claim_of("g1", "Gamma")])
    assert (found["Alpha"].confirmed.count, found["Alpha"].confirmed_by_opposed.count) == (1, 0)


def test_who_contradicts_does_not_confirm() -> None:
    claims = [claim_of("a1", "Alpha"), claim_of("b1", "Beta", "negated")]
    event = event_of("a1", "b1", differs={"happened": ["a1"], "denied": ["b1"]})
    alpha = records([event], claims)["Alpha"]
    assert (alpha.confirmed.count, alpha.contradicted.count, alpha.contradicted_on) == (0, 1, {"whether": 1})
    figures = event_of("a1", "g1", differs={"3": ["a1"], "30": ["g1"]}, field="killed")
    told = records([figures], [claim_of("a1", "Alpha"), claim_of("g1", "Gamma")])["Alpha"]
    assert (told.confirmed.count, told.contradicted_on) == (1, {"killed": 1})


def test_a_reprint_is_relayed_and_confirms_nobody() -> None:
    text = " ".join(f"word{n}" for n in range(80))
    reports = [report_of("Alpha", "2020-03-01", text=text), report_of("Beta", "2020-03-02", text=text + " more")]
    found = records([event_of("a1", "b1")], [claim_of("a1", "Alpha"), claim_of("b1", "Beta")], reports)
    assert (found["Alpha"].tellings, found["Alpha"].confirmed.count) == (1, 0)
    assert (found["Beta"].tellings, found["Beta"].relayed) == (0, 1)


def test_a_claim_of_many_places_is_one_telling() -> None:
    events = [event_of("a1"), Event(event_id="e-2", event_type="shelling", claims=["a1", "b1"])]
    alpha = records(events, [claim_of("a1", "Alpha"), claim_of("b1", "Beta")])["Alpha"]
    assert (alpha.tellings, alpha.confirmed.count, alpha.alone.count) == (1, 1, 0)


def test_plans_and_outlets_that_are_not_known_do_not_count() -> None:
    reports = [*REPORTS, report_of("unknown", "2020-03-01")]
    claims = [claim_of("a1", "Alpha", "planned"), claim_of("u1", "unknown")]
    found = records([event_of("a1", "u1")], claims, reports)
    assert found["Alpha"].tellings == 0
    assert "unknown" not in found


def test_the_caution_says_what_silence_means() -> None:
    assert "proves nothing" in CAUTION


def test_wilson_at_known_values() -> None:
    share = wilson(8, 10)
    assert (share.share, share.low, share.high) == (0.8, 0.4902, 0.9433)
    assert wilson(0, 0).low is None
    with pytest.raises(ValueError, match="no share"):
        wilson(3, 2)


@given(st.integers(0, 200), st.integers(0, 200))
def test_the_interval_holds_the_share(count: int, more: int) -> None:
    found = wilson(count, count + more)
    if found.share is not None and found.low is not None and found.high is not None:
        assert 0 <= found.low <= found.share <= found.high <= 1
