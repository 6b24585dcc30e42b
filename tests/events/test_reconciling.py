"""What an event says of its claims: ranges, sides, status, contradictions."""

from __future__ import annotations

import msgspec
import pytest

from khabar.errors import PackError
from khabar.events import link
from khabar.events.knowledge import settings_from
from khabar.records import Claim, Event, Place, Report
from tests.events.conftest import make_claim, make_report

BAKERY = "shells fell on the bakery of Northfield"
RETOLD = "the bakery in Northfield was shelled"


def killed(low: int, high: int | None) -> list[dict[str, object]]:
    return [{"kind": "killed", "of": "civilians", "text": "dead", "min": low, "max": high}]


def one_event(claims: list[Claim], reports: list[Report]) -> Event:
    (event,) = link(claims, reports)
    return event


def test_figures_give_low_best_and_high_with_their_claims(reports: list[Report]) -> None:
    event = one_event(
        [
            make_claim("a", "gov", BAKERY, quantities=killed(17, 17)),
            make_claim("b", "opp", f"{BAKERY} again", quantities=killed(17, 17)),
            make_claim("c", "wire", f"{BAKERY} at noon", quantities=killed(20, 99)),
        ],
        reports,
    )
    (figure,) = event.quantities
    assert (figure.low, figure.best, figure.high) == (17, 17, 99)
    assert figure.claims == {"17": ["a", "b"], "20-99": ["c"]}


def test_opposed_sides_that_agree_are_cross_side(reports: list[Report]) -> None:
    event = one_event([make_claim("a", "gov", BAKERY), make_claim("b", "opp", RETOLD)], reports)
    assert event.status == "cross_side"
    assert event.sides == ["opposition", "pro-government"]
    assert event.independent_sources == ["State Daily", "Hill Radio"]


def test_one_side_and_a_wire_only_corroborate(reports: list[Report]) -> None:
    event = one_event([make_claim("a", "gov", BAKERY), make_claim("b", "wire", RETOLD)], reports)
    assert event.status == "corroborated"


def test_one_outlet_twice_is_a_single_source(reports: list[Report]) -> None:
    event = one_event([make_claim("a", "gov", BAKERY), make_claim("b", "gov", RETOLD)], reports)
    assert event.status == "single_source"


def test_a_denial_makes_it_contested_and_not_undone(reports: list[Report]) -> None:
    denial = make_claim("b", "gov", "no shells fell on the bakery of Northfield", modality="negated")
    event = one_event([make_claim("a", "opp", BAKERY), denial], reports)
    assert (event.status, event.modality) == ("contested", "occurred")
    (contradiction,) = event.contradictions
    assert contradiction.field == "whether"
    assert {v.value: v.claims for v in contradiction.values} == {"happened": ["a"], "denied": ["b"]}


@pytest.mark.parametrize(("other", "contested"), [("opposition", True), ("government", False), ("unknown", False)])
def test_each_side_blaming_another_is_a_contradiction(reports: list[Report], other: str, contested: bool) -> None:
    def blamed(side: str) -> list[dict[str, str]]:
        return [{"text": side, "side": side}]

    claims = [
        make_claim("a", "opp", BAKERY, initiators=blamed("government")),
        make_claim("b", "gov", RETOLD, initiators=blamed(other)),
    ]
    event = one_event(claims, reports)
    assert ("who" in {c.field for c in event.contradictions}) == contested


def test_a_toll_that_a_later_report_puts_higher_has_risen() -> None:
    reports = [make_report("r1", "A", published="2020-05-06"), make_report("r2", "B", published="2020-05-08")]
    rising = [
        make_claim("a", "r1", BAKERY, quantities=killed(5, 5)),
        make_claim("b", "r2", f"{BAKERY} at noon", quantities=killed(40, 40)),
    ]
    assert one_event(rising, reports).contradictions == []
    falling = [
        make_claim("a", "r1", BAKERY, quantities=killed(40, 40)),
        make_claim("b", "r2", f"{BAKERY} at noon", quantities=killed(5, 5)),
    ]
    assert [c.field for c in one_event(falling, reports).contradictions] == ["killed"]


def test_a_broken_table_names_the_entry() -> None:
    with pytest.raises(PackError, match=r"linking\.yaml"):
        settings_from({"bias": 1})


def test_what_lies_between_two_places_is_one_event_at_the_point(reports: list[Report]) -> None:
    claim = make_claim(
        "a", "gov", "a patrol was ambushed between A and B", places=[("A", 40.0, 30.0), ("B", 40.0, 30.2)]
    )
    point = Place(id="a|b", name="between A and B", kind="spot", lat=40.0, lon=30.1)
    places = [msgspec.structs.replace(m, point=point, role="near", precision=2) for m in claim.places]
    event = one_event([msgspec.structs.replace(claim, places=places)], reports)
    assert (event.place, event.precision) == (point, 2)
