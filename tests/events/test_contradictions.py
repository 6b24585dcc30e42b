"""What of an event's claims cannot all be right, and what can."""

from __future__ import annotations

from typing import Any

import pytest

from khabar.events import link
from khabar.records import Claim, Report
from tests.events.conftest import make_claim

BAKERY = "shells fell on the bakery of Northfield"


def fields(claims: list[Claim], reports: list[Report]) -> set[str]:
    (event,) = link(claims, reports)
    return {c.field for c in event.contradictions}


def source(name: str) -> list[dict[str, str]]:
    return [{"text": name}]


def taken(claim_id: str, report_id: str, words: str, share: tuple[float, float | None] | None, **more: Any) -> Claim:
    told = [{"kind": "share", "of": "Northfield", "text": "share", "min": share[0], "max": share[1]}] if share else []
    return make_claim(claim_id, report_id, words, event_type="territory_captured", quantities=told, **more)


def test_what_one_report_says_and_denies_on_nobodys_word_is_no_contradiction(reports: list[Report]) -> None:
    said = make_claim("a", "gov", BAKERY)
    denied = make_claim("b", "gov", f"{BAKERY}, not", modality="negated")
    assert "whether" not in fields([said, denied, make_claim("c", "gov", BAKERY)], reports)


def test_one_report_with_two_sources_may_contradict_itself(reports: list[Report]) -> None:
    said = make_claim("a", "wire", BAKERY, attribution=source("the rebels"))
    denied = make_claim("b", "wire", f"{BAKERY}, not", modality="negated", attribution=source("the ministry"))
    assert "whether" in fields([said, denied], reports)


@pytest.mark.parametrize(("names", "contradict"), [(("SOHR", "the army"), True), ((None, None), False)])
def test_two_tolls_of_one_report_contradict_on_two_words_only(
    reports: list[Report], names: tuple[str | None, str | None], contradict: bool
) -> None:
    claims = [
        make_claim(
            claim_id,
            "wire",
            BAKERY,
            quantities=[{"kind": "killed", "of": "civilians", "text": "dead", "min": dead, "max": dead}],
            attribution=source(name) if name else [],
        )
        for claim_id, dead, name in (("a", 8, names[0]), ("b", 20, names[1]))
    ]
    assert ("killed" in fields(claims, reports)) == contradict


@pytest.mark.parametrize(
    ("share", "day", "contradict"),
    [
        ((0.6, 0.65), "2020-05-05", True),
        ((0.75, None), None, True),
        ((0.6, 0.65), "2020-05-04", False),
        ((1.0, 1.0), "2020-05-05", False),
    ],
)
def test_all_of_it_and_a_part_of_it(
    reports: list[Report], share: tuple[float, float | None], day: str | None, contradict: bool
) -> None:
    whole = taken("a", "gov", "the army took full control of Northfield on Tuesday", None)
    part = taken("b", "opp", "the army took control of Northfield on Tuesday", share, day=day)
    assert ("share" in fields([whole, part], reports)) == contradict
