"""Which claims become one event, and which do not."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.events import link
from khabar.records import Claim, Event, PlaceMention, Report
from tests.events.conftest import make_claim, make_report


def together(events: list[Event], *claims: str) -> bool:
    return any(set(claims) <= set(e.claims) for e in events)


def test_two_reports_of_the_same_shelling_are_one_event(reports: list[Report]) -> None:
    claims = [
        make_claim("a", "gov", "shells fell on the bakery of Northfield, killing 17"),
        make_claim("b", "opp", "the bakery in Northfield was shelled and 17 people died"),
    ]
    events = link(claims, reports)
    assert [e.claims for e in events] == [["a", "b"]]
    (kept,) = events[0].links
    assert {kept.a, kept.b} == {"a", "b"}
    assert any("same place" in reason for reason in kept.reasons)


def test_another_day_or_town_or_kind_is_another_event(reports: list[Report]) -> None:
    claims = [
        make_claim("a", "gov", "shells fell on the bakery"),
        make_claim("later", "opp", "shells fell on the market", day="2020-06-20"),
        make_claim("elsewhere", "opp", "shells fell on the school", place=("Southford", 43.0, 33.0)),
        make_claim("talks", "opp", "elders met officers for talks", event_type="negotiation"),
    ]
    assert sorted(e.claims for e in link(claims, reports)) == [["a"], ["elsewhere"], ["later"], ["talks"]]


def test_a_claim_with_several_places_is_told_of_each(reports: list[Report]) -> None:
    both = [("Northfield", 40.0, 30.0), ("Southford", 43.0, 33.0)]
    claims = [
        make_claim("both", "gov", "troops took Northfield and Southford", event_type="territory_captured", places=both),
        make_claim("one", "opp", "Southford was taken", event_type="territory_captured", place=both[1]),
    ]
    events = link(claims, reports)
    assert sorted(e.claims for e in events) == [["both"], ["both", "one"]]
    assert {e.place.name for e in events if e.place} == {"Northfield", "Southford"}


def test_a_plan_never_joins_what_happened(reports: list[Report]) -> None:
    claims = [
        make_claim("done", "gov", "the army took Northfield", event_type="territory_captured"),
        make_claim("plan", "opp", "the army will take it", event_type="territory_captured", modality="planned"),
        make_claim("hope", "wire", "the army will take it", event_type="territory_captured", modality="expected"),
    ]
    by_claim = {c: e for e in link(claims, reports) for c in e.claims}
    assert by_claim["done"].modality == "occurred"
    assert "done" not in by_claim["plan"].claims
    assert by_claim["plan"].modality in ("planned", "expected")


def test_places_without_coordinates_link_by_name(reports: list[Report]) -> None:
    claims = [
        make_claim("a", "gov", "an ambush near the sawmill killed 14", place=("Tel el-Khair", None, None)),
        make_claim("b", "opp", "14 died in an ambush near the sawmill", place=("Tall al Khayr", None, None)),
    ]
    assert together(link(claims, reports), "a", "b")


def test_claims_without_any_date_still_link(reports: list[Report]) -> None:
    claims = [
        make_claim("a", "gov", "planes bombed the cement works", event_type="air_strike", day=None),
        make_claim("b", "opp", "planes bombed the cement works again", event_type="air_strike", day=None),
    ]
    (event,) = link(claims, reports)
    assert (event.start, event.end, event.time_precision) == (None, None, "unknown")


def test_likeness_does_not_chain_over_days(reports: list[Report]) -> None:
    days = [f"2020-05-{day:02}" for day in range(1, 29, 3)]
    claims = [make_claim(f"c{day}", "wire", "shells fell on the town", day=day) for day in days]
    assert not together(link(claims, reports), f"c{days[0]}", f"c{days[-1]}")


WORDS = ("shells fell on the bakery", "troops took the hill", "a mine killed 12 herders", "the bakery was hit")
claims_drawn = st.lists(
    st.tuples(
        st.sampled_from(["gov", "opp", "wire"]),
        st.sampled_from(WORDS),
        st.sampled_from(["shelling", "armed_clash", "territory_captured"]),
        st.sampled_from([None, "2020-05-05", "2020-05-06", "2020-05-20"]),
        st.lists(
            st.sampled_from([("Northfield", 40.0, 30.0), ("Eastmere", 40.02, 30.03), ("Hollow", None, None)]),
            max_size=2,
            unique=True,
        ),
        st.sampled_from(["occurred", "negated", "planned"]),
    ),
    max_size=9,
)


def drawn(rows: list[tuple[str, str, str, str | None, list[tuple[str, float, float]], str]]) -> list[Claim]:
    return [
        make_claim(f"c{n}", report, words, event_type=kind, day=day, places=places, modality=modality)
        for n, (report, words, kind, day, places, modality) in enumerate(rows)
    ]


REPORTS = [make_report(name, name, alignment=name, published="2020-05-07") for name in ("gov", "opp", "wire")]


@settings(max_examples=40, deadline=None)
@given(claims_drawn, st.randoms(use_true_random=False))
def test_order_of_input_does_not_matter(rows, random) -> None:  # type: ignore[no-untyped-def]
    claims, reports = drawn(rows), list(REPORTS)
    first = msgspec.json.encode(link(claims, reports))
    random.shuffle(claims)
    random.shuffle(reports)
    assert msgspec.json.encode(link(claims, reports)) == first


@settings(max_examples=40, deadline=None)
@given(claims_drawn)
def test_no_claim_is_lost_and_ids_are_unique(rows) -> None:  # type: ignore[no-untyped-def]
    claims = drawn(rows)
    for size in range(len(claims) + 1):
        events = link(claims[:size], REPORTS)
        assert {c for e in events for c in e.claims} == {c.claim_id for c in claims[:size]}
        assert len({e.event_id for e in events}) == len(events)


@settings(max_examples=25, deadline=None)
@given(claims_drawn)
def test_only_a_claim_of_something_real_makes_an_event_real(rows) -> None:  # type: ignore[no-untyped-def]
    claims = {c.claim_id: c for c in drawn(rows)}
    for event in link(claims.values(), REPORTS):
        real = any(claims[c].modality in ("occurred", "ongoing") for c in event.claims)
        assert (event.modality in ("occurred", "ongoing")) == real


def test_ids_stay_when_a_later_report_joins(reports: list[Report]) -> None:
    first = make_claim("a", "gov", "shells fell on the bakery of Northfield, killing 17")
    (alone,) = link([first], reports)
    late = make_report("late", "Red Wire", published="2020-05-09")
    second = make_claim("0", "late", "17 died when shells fell on the bakery of Northfield")
    (grown,) = link([first, second], [*reports, late])
    assert grown.event_id == alone.event_id
    assert grown.claims == ["0", "a"]


def test_outlets_that_the_packs_know_stand_on_their_side() -> None:
    told = {"place": ("Douma", 33.57, 36.4)}
    claims = [
        make_claim("a", "sana", "shells fell on Douma, killing 17", **told),
        make_claim("b", "enab", "Douma was shelled and 17 people died", **told),
    ]
    placed = [msgspec.structs.replace(c, places=[_in_syria(p) for p in c.places]) for c in claims]
    known = [make_report("sana", "SANA"), make_report("enab", "Enab Baladi")]
    (event,) = link(placed, known)
    assert (event.status, event.sides) == ("cross_side", ["opposition", "pro-government"])


def _in_syria(mention: PlaceMention) -> PlaceMention:
    assert mention.place is not None
    return msgspec.structs.replace(mention, place=msgspec.structs.replace(mention.place, country="SY"))
