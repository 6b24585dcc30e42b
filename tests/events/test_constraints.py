"""What people decided holds in linking, whatever the claims say; ids stay, follow a merge, and come back."""

from __future__ import annotations

from itertools import combinations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.events import link
from khabar.events.linking import TIED
from khabar.records import Claim, ClaimReview, Event, Report
from khabar.review import Constraints, Decision, Member, Pair, conflicts, replay, sealed, unmet
from tests.events.conftest import make_claim, make_report
from tests.events.test_linking import REPORTS, claims_drawn, drawn, together

NORTH, SOUTH = ("Northfield", 40.0, 30.0), ("Southford", 43.0, 33.0)
BAKERY = "shells fell on the bakery of Northfield, killing 17"


def pair(a: str, b: str, at: tuple[str | None, str | None] = (None, None)) -> Pair:
    return (a, at[0]), (b, at[1])


def rejected(claim: Claim) -> Claim:
    return msgspec.structs.replace(claim, review=ClaimReview(state="rejected", by="Amal", at="2026-01-01"))


def test_what_is_not_the_same_is_kept_apart_though_all_speaks_for_it(reports: list[Report]) -> None:
    claims = [make_claim("a", "gov", BAKERY), make_claim("b", "opp", BAKERY)]
    assert together(link(claims, reports), "a", "b")
    assert not together(link(claims, reports, constraints=Constraints(apart=(pair("b", "a"),))), "a", "b")


def test_what_is_the_same_is_joined_and_says_why(reports: list[Report]) -> None:
    claims = [
        make_claim("a", "gov", BAKERY),
        make_claim("b", "opp", "elders met", event_type="negotiation", place=SOUTH),
    ]
    (event,) = link(claims, reports, constraints=Constraints((pair("a", "b"),)))
    assert event.claims == ["a", "b"]
    assert event.links[0].reasons[0] == TIED


def test_a_new_claim_joins_one_of_two_that_are_held_apart_and_not_both(reports: list[Report]) -> None:
    claims = [make_claim(name, report, BAKERY) for name, report in (("a", "gov"), ("b", "opp"), ("c", "wire"))]
    events = link(claims, reports, constraints=Constraints(apart=(pair("a", "b"),)))
    assert not together(events, "a", "b")
    assert together(events, "a", "c") != together(events, "b", "c")


def test_a_rejected_claim_tells_no_event(reports: list[Report]) -> None:
    claims = [make_claim("a", "gov", BAKERY), rejected(make_claim("b", "opp", BAKERY))]
    assert [e.claims for e in link(claims, reports)] == [["a"]]


def test_the_place_that_is_meant_is_the_one_that_is_joined(reports: list[Report]) -> None:
    both = make_claim("both", "gov", "troops took Northfield and Southford", places=[NORTH, SOUTH])
    other = make_claim("other", "opp", "elders met", event_type="negotiation", place=("Westby", 10.0, 10.0))
    for name in ("Northfield", "Southford"):
        events = link([both, other], reports, constraints=Constraints((pair("both", "other", (name, None)),)))
        alone = next(e for e in events if e.claims == ["both"])
        assert alone.place
        assert alone.place.name != name


def test_one_claim_may_stand_in_one_event_twice_where_people_say_so(reports: list[Report]) -> None:
    both = make_claim("both", "gov", "troops took Northfield and Southford", places=[NORTH, SOUTH])
    third = make_claim("x", "opp", "elders met", event_type="negotiation", place=("Westby", 10.0, 10.0))
    tied = Constraints((pair("both", "x", ("Northfield", None)), pair("both", "x", ("Southford", None))))
    (event,) = link([both, third], reports, constraints=tied)
    assert event.claims == ["both", "x"]


claim_ids = st.sampled_from([f"c{n}" for n in range(9)])
drawn_pairs = st.lists(st.tuples(claim_ids, claim_ids).filter(lambda p: p[0] != p[1]), max_size=5)


def consistent(tied: list[tuple[str, str]], apart: list[tuple[str, str]]) -> Constraints:
    """Those of the pairs that can all be met."""
    kept = Constraints(tuple(pair(a, b) for a, b in tied))
    for a, b in apart:
        more = Constraints(kept.together, (*kept.apart, pair(a, b)))
        kept = kept if conflicts(more) else more
    return kept


@settings(max_examples=60, deadline=None)
@given(claims_drawn, drawn_pairs, drawn_pairs, st.randoms(use_true_random=False))
def test_constraints_always_hold_and_lose_no_claim(rows, tied, apart, random) -> None:  # type: ignore[no-untyped-def]
    claims, asked = drawn(rows), consistent(tied, apart)
    events = link(claims, REPORTS, constraints=asked)
    assert unmet(asked, [e.claims for e in events]) == []
    assert {c for e in events for c in e.claims} == {c.claim_id for c in claims}
    assert len({e.event_id for e in events}) == len(events)
    random.shuffle(claims)
    assert link(claims, REPORTS, constraints=asked) == events


def by_id(events: list[Event]) -> dict[str, list[str]]:
    return {e.event_id: e.claims for e in events}


def members(event: Event) -> list[Member]:
    return [Member(claim_id=c, place=event.claim_places.get(c)) for c in event.claims]


@settings(max_examples=60, deadline=None)
@given(claims_drawn, st.data())
def test_split_undoes_merge_with_its_ids(rows, data) -> None:  # type: ignore[no-untyped-def]
    claims = drawn(rows)
    events = link(claims, REPORTS)
    disjoint = [p for p in combinations(events, 2) if set(p[0].claims).isdisjoint(p[1].claims)]
    if not disjoint:
        return
    one, other = data.draw(st.sampled_from(disjoint))
    drafts = (
        Decision(who="Amal", kind=kind, record_id="e", members=members(one), other_members=members(other))
        for kind in ("merge", "split")
    )
    merge, split = (sealed(d, f"2026-01-0{n}") for n, d in enumerate(drafts, 1))
    joined = link(claims, REPORTS, constraints=replay([merge]).constraints)
    older = [e for e in joined if {*one.claims, *other.claims} <= set(e.claims)]
    assert {e.event_id for e in older} & {one.event_id, other.event_id}
    assert by_id(link(claims, REPORTS, constraints=replay([merge, split]).constraints)) == by_id(events)


def test_an_event_keeps_the_id_of_its_first_claim_whenever_the_others_were_published() -> None:
    first = make_claim("b", "r1", BAKERY)
    early = make_claim("a", "r2", BAKERY)
    reports = [make_report("r1", "One", published="2020-05-06"), make_report("r2", "Two", published="2020-05-05")]
    (alone,) = link([first], reports[:1], first_read={"r1": 0})
    (grown,) = link([first, early], reports, first_read={"r1": 0, "r2": 1})
    assert grown.claims == ["a", "b"]
    assert grown.event_id == alone.event_id


def test_a_corrected_place_keeps_the_id(reports: list[Report]) -> None:
    read, corrected = (make_claim("a", "gov", BAKERY, place=place) for place in (NORTH, SOUTH))
    (before,), (after,) = link([read], reports), link([corrected], reports)
    assert before.event_id == after.event_id
    assert before.place != after.place
