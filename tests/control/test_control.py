"""Who is said to have held a place, from when to when, according to whom."""

from __future__ import annotations

import random

import msgspec
import pytest
from rich.console import Console, Group

from khabar.cli.control_cards import card
from khabar.control import PlaceControl, control_of, days_of_place, holder_on
from khabar.records import Claim, Event, Quantity, Report
from tests.control.making import CITY, PROVINCE, QUARTER, TOWN, claim_of, report_of

REPORTS = [
    report_of("gov", "pro-government"),
    report_of("reb", "opposition"),
    report_of("wire", "international-wire"),
    report_of("paper", "regional"),
]


def told(*claims: Claim, reports: list[Report] = REPORTS, events: list[Event] | None = None) -> PlaceControl:
    found = control_of(claims, reports, events or [])
    return next(c for c in found if c.place == TOWN)


def short(control: PlaceControl) -> list[tuple[object, ...]]:
    return [(s.verdict, [h.side for h in s.holders], s.start, s.start_by, s.end) for s in control.history]


def took(day: str, by: str, report: str, **fields: object) -> Claim:
    return claim_of(f"the {by} captured Marsana", "captured", day, by=by, report=report, **fields)  # type: ignore[arg-type]


def holds(day: str, by: str, report: str, **fields: object) -> Claim:
    return claim_of(f"the {by} hold Marsana", "hold", day, by=by, report=report, **fields)  # type: ignore[arg-type]


def left(day: str, by: str, report: str, text: str = "the {} withdrew from Marsana") -> Claim:
    return claim_of(text.format(by), "withdrew", day, by=by, report=report, kind="withdrawal", role="from")


def test_a_capture_tells_who_held_it_before_and_after() -> None:
    control = told(took("2020-03-05", "army", "wire", on="rebels"))
    assert short(control) == [
        ("held", ["opposition"], None, None, "2020-03-05"),
        ("held", ["government"], "2020-03-05", "2020-03-05", None),
    ]
    assert control.history[1].holders[0].outlets == ["Outlet wire"]


def test_between_a_loss_and_a_capture_it_is_uncertain() -> None:
    control = told(left("2020-03-01", "rebels", "reb"), took("2020-03-05", "army", "gov"))
    assert short(control) == [
        ("held", ["opposition"], None, None, "2020-03-01"),
        ("uncertain", ["opposition"], "2020-03-01", "2020-03-01", "2020-03-05"),
        ("held", ["government"], "2020-03-05", "2020-03-05", None),
    ]
    assert control.history[0].holders[0].against_interest == [control.history[0].holders[0].claims[0]]


def test_a_capture_within_some_days_is_uncertain_in_these_days() -> None:
    control = told(took("2020-03-01", "army", "wire", last="2020-03-08"))
    assert (control.history[0].start, control.history[0].start_by) == ("2020-03-01", "2020-03-08")
    assert holder_on(control, "2020-03-04").verdict == "uncertain"
    assert holder_on(control, "2020-03-08").verdict == "held"
    assert holder_on(control, "2020-02-01").verdict == "not_told"


def test_a_denial_by_the_other_side_makes_it_contested_until_it_gives_in() -> None:
    denial = claim_of(
        "the army did not capture Marsana", "capture", "2020-03-06", by="army", report="reb", modality="negated"
    )
    claims = [took("2020-03-05", "army", "gov"), denial]
    control = told(*claims)
    assert short(control)[-1] == ("contested", ["government", None], "2020-03-06", "2020-03-06", None)
    later = told(*claims, holds("2020-03-09", "army", "reb"))
    assert short(later)[-1] == ("held", ["government"], "2020-03-09", "2020-03-09", None)
    by_another = told(*claims, holds("2020-03-09", "army", "paper"))
    assert by_another.history[-1].verdict == "contested"


def test_a_denial_of_nobody_named_long_after_denies_nothing() -> None:
    denial = claim_of("Marsana has not been lost", "lost", "2020-03-29", report="reb", modality="negated")
    control = told(took("2020-03-05", "army", "gov"), denial)
    assert [s.verdict for s in control.history] == ["held"]
    assert control.unused[0].why.startswith("denies")


def test_one_outlet_that_cites_both_sides_tells_a_dispute() -> None:
    said = took("2020-03-05", "army", "wire", attribution=["the defence minister"])
    denied = claim_of(
        "rebels deny the capture of Marsana", "capture", "2020-03-05", by="army", report="wire", modality="negated",
        attribution=["rebels"],
    )  # fmt: skip
    control = told(said, denied)
    assert control.history[-1].verdict == "contested"
    assert [h.on_word_of for h in control.history[-1].holders] == [["the defence minister"], ["rebels"]]


def test_sides_that_say_they_hold_it_in_the_same_days_contest_it() -> None:
    control = told(holds("2020-03-05", "army", "gov"), holds("2020-03-06", "rebels", "reb"))
    assert control.history[-1].verdict == "contested"
    assert set(control.accounts) == {"government", "opposition"}
    assert [s.holders[0].side for s in control.accounts["opposition"]] == ["opposition"]
    unseen = told(holds("2020-03-05", "army", "gov"), holds("2020-06-06", "rebels", "reb"))
    assert [s.verdict for s in unseen.history] == ["held", "uncertain", "held"]


def test_both_captured_on_one_day_is_contested_and_a_later_capture_is_a_change() -> None:
    same = told(took("2020-03-05", "army", "gov"), took("2020-03-05", "rebels", "reb"))
    assert same.history[-1].verdict == "contested"
    after = told(took("2020-03-05", "army", "gov"), took("2020-03-07", "rebels", "reb"))
    assert [s.verdict for s in after.history] == ["held", "held"]


def test_different_days_for_one_capture_are_no_two_changes() -> None:
    control = told(took("2020-03-08", "army", "gov"), took("2020-03-12", "army", "wire"))
    assert short(control) == [("held", ["government"], "2020-03-08", "2020-03-12", None)]
    assert control.history[0].why == "told for different days"


@pytest.mark.parametrize(
    "claim",
    [
        claim_of("the army captured most of Marsana", "captured", by="army"),
        claim_of("the army is capturing Marsana", "capturing", by="army", modality="ongoing"),
        claim_of("some fighters left Marsana", "left", by="some fighters", kind="withdrawal", role="from"),
        claim_of("the army captured Marsana", "captured", None, by="army", report="none"),
        claim_of("Marsana was captured", "captured"),
        claim_of("the army swept into Marsana", "swept", by="army"),
    ],
)
def test_what_does_not_change_the_whole_place_is_listed_apart(claim: Claim) -> None:
    control = told(claim)
    assert control.history == []
    assert [u.claim for u in control.unused] == [claim.claim_id]
    assert control.unused[0].why


def test_fighters_who_leave_in_numbers_do_not_give_the_place_up() -> None:
    bussed = Quantity(kind="evacuated", text="500 rebels", min=500, max=500)
    control = told(
        claim_of("rebels left Marsana", "left", by="rebels", kind="withdrawal", role="from", quantities=[bussed])
    )
    assert control.history == []


def test_plans_say_nothing_and_a_denied_withdrawal_is_a_hold() -> None:
    plan = took("2020-03-05", "army", "gov", modality="planned")
    stayed = claim_of(
        "the army did not withdraw from Marsana", "withdraw", by="army", kind="withdrawal", role="from",
        modality="negated", report="gov",
    )  # fmt: skip
    assert control_of([plan], REPORTS) == []
    assert short(told(stayed)) == [("held", ["government"], None, "2020-03-05", None)]


def test_who_hands_it_over_gives_it_away() -> None:
    given = claim_of(
        "the rebels handed Marsana to the army", "handed", by="rebels", on="army", kind="territory_transferred"
    )
    assert [s.holders[0].side for s in told(given).history] == ["opposition", "government"]


def test_a_siege_is_told_beside_the_history() -> None:
    siege = claim_of("the army besieges Marsana", "besieges", by="army", kind="siege", report="gov")
    control = told(siege, holds("2020-03-05", "rebels", "reb"))
    assert [(s.by, s.start) for s in control.sieges] == [("government", "2020-03-05")]
    assert [s.holders[0].side for s in control.history] == ["opposition"]


def test_the_side_of_an_unnamed_capture_comes_from_its_event() -> None:
    named, unnamed = took("2020-03-05", "army", "gov"), claim_of("Marsana was captured", "captured", report="wire")
    event = Event(event_id="e-1", event_type="territory_captured", claims=[named.claim_id, unnamed.claim_id])
    assert told(unnamed, claim_of("the army took a school in Marsana", "took", by="army")).history == []
    control = told(named, unnamed, events=[event])
    assert control.history[-1].holders[0].outlets == ["Outlet gov", "Outlet wire"]


def test_a_quarter_inherits_what_is_told_of_its_whole_city() -> None:
    in_quarter = claim_of("the rebels hold Sumaria", "hold", "2020-02-01", by="rebels", place=QUARTER, report="reb")
    city = claim_of("the army captured Deir Qalam", "captured", "2020-03-05", by="army", place=CITY, report="gov")
    found = {c.place.name: c for c in control_of([in_quarter, city], REPORTS)}
    quarter = found["Sumaria"].history
    assert [(s.holders[0].side, s.inherited_from) for s in quarter] == [
        ("opposition", []),
        ("government", ["Deir Qalam"]),
    ]
    assert [(p.place, p.sides) for p in found["Deir Qalam"].parts] == [("Sumaria", ["government"])]
    part = claim_of("the army captured most of Deir Qalam", "captured", by="army", place=CITY, report="gov")
    alone = {c.place.name: c for c in control_of([in_quarter, part], REPORTS)}
    assert len(alone["Sumaria"].history) == 1


def test_a_province_passes_on_captures_but_holding_it_says_little_of_its_towns() -> None:
    captured = claim_of("the army captured Nahran", "captured", by="army", place=PROVINCE, report="gov")
    held = claim_of("the army hold Nahran", "hold", by="army", place=PROVINCE, report="gov")
    own = holds("2020-02-01", "rebels", "reb")
    assert len(told(own, captured).history) == 2
    assert len(told(own, held).history) == 1


def test_the_order_of_claims_does_not_matter() -> None:
    days = ("2020-03-01", "2020-03-05", "2020-03-05", "2020-03-09", "2020-04-20")
    sides, outlets = ("army", "rebels", "army", "Daesh", "army"), ("gov", "reb", "wire", "paper", "gov")
    claims = [took(d, by, r) for d, by, r in zip(days, sides, outlets, strict=True)]
    claims += [left("2020-03-08", "rebels", "wire"), holds("2020-03-10", "army", "gov")]
    first = msgspec.json.encode(control_of(claims, REPORTS))
    for seed in range(5):
        random.Random(seed).shuffle(claims)
        assert msgspec.json.encode(control_of(claims, REPORTS[::-1])) == first


def test_every_usable_claim_stands_in_a_stretch_or_among_the_unused() -> None:
    claims = [took("2020-03-01", "army", "gov"), took("2020-03-05", "rebels", "reb"), left("2020-03-05", "army", "gov")]
    control = told(*claims)
    seen = {c for s in control.history for h in s.holders for c in h.claims} | {u.claim for u in control.unused}
    assert seen == {c.claim_id for c in claims}


def test_days_are_carried_on_and_say_since_when() -> None:
    control = told(took("2020-03-05", "army", "gov"))
    days = list(days_of_place(control, "2020-03-04", "2020-03-10", every=3))
    assert [(d.date, d.verdict, d.carried_days) for d in days] == [
        ("2020-03-04", "not_told", None),
        ("2020-03-07", "held", 2),
        ("2020-03-10", "held", 5),
    ]
    assert [d.date for d in days_of_place(control)] == ["2020-03-05"]


def test_reprints_are_one_independent_source() -> None:
    text = " ".join(f"word{n}" for n in range(80))
    reports = [
        Report(report_id=i, source=f"Outlet {i}", text=f"{text} {i}", published=f"2020-03-0{n + 5}")
        for n, i in enumerate(("a", "b"))
    ]
    control = told(took("2020-03-05", "army", "a"), took("2020-03-05", "army", "b"), reports=reports)
    holder = control.history[0].holders[0]
    assert (len(holder.outlets), len(holder.independent_sources)) == (2, 1)


def test_a_party_of_no_known_side_goes_by_its_name() -> None:
    control = told(took("2020-03-05", "Marsana Shield", "wire"))
    assert [d.sides for d in days_of_place(control)] == [["Marsana Shield"]]
    assert "unknown:" not in shown(card(control))
    assert "Marsana Shield" in shown(card(control))


def shown(card: Group) -> str:
    console = Console(width=120)
    with console.capture() as capture:
        console.print(card)
    return capture.get()
