"""Where claims happened whose own sentence names no place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.claims import extract
from khabar.claims.context_places import PREFERRED, SURELY_NOWHERE
from khabar.claims.resources import Resources, load_resources
from khabar.learned import load_judge
from khabar.learned.roles import load_role_judge
from khabar.records import Claim, Report
from tests.claims.judges import ToldJudge

TEXT = "Rebels shelled Aleppo on Friday. Troops stormed Raqqa on Saturday. Three civilians were abducted."


@pytest.fixture(scope="module")
def learned() -> Resources:
    return replace(load_resources(reader="rules"), judge=load_judge(), roles=load_role_judge())


def read(resources: Resources, text: str = TEXT, judge: ToldJudge | None = None) -> Claim:
    """The last claim of a text."""
    report = Report(report_id="r", source="s", published="2016-12-07", text=text)
    return extract(report, replace(resources, grounds=judge))[-1]


def places(claim: Claim) -> list[str]:
    return [p.text for p in claim.places]


def test_without_a_judge_it_goes_on_where_the_sentence_before_was(learned: Resources) -> None:
    assert places(read(learned)) == ["Raqqa"]


def test_the_judge_may_go_back_to_a_place_named_before(learned: Resources) -> None:
    assert places(read(learned, judge=ToldJudge(0.1, 0.8, 0.1))) == ["Aleppo"]


def test_what_the_rules_take_stays_where_the_judge_is_not_sure_of_another(learned: Resources) -> None:
    barely = ToldJudge(0.4, 0.4 * PREFERRED - 0.01, 0.0)
    assert places(read(learned, judge=barely)) == ["Raqqa"]


def test_a_claim_that_the_judge_puts_nowhere_has_no_place(learned: Resources) -> None:
    assert places(read(learned, judge=ToldJudge(0.1, 0.1, SURELY_NOWHERE + 0.1))) == []


def test_the_judge_is_asked_with_what_the_report_has_said_of_each_place(learned: Resources) -> None:
    judge = ToldJudge(0.8, 0.1, 0.1)
    read(learned, judge=judge)
    ((raqqa, aleppo, nowhere),) = judge.asked
    assert {"ago=1", "rule=running", "kind=city", "claimed=1", "first=False"} <= raqqa
    assert {"ago=2", "rule=no", "claimed_as=shelling", "first=True"} <= aleppo
    assert {"none", "none|candidates=2", "none|rule=running"} <= nowhere


def test_a_claim_with_a_place_of_its_own_is_not_asked_about(learned: Resources) -> None:
    judge = ToldJudge(1.0, 0.0, 0.0)
    assert places(read(learned, "Rebels shelled Aleppo on Friday. Troops stormed Raqqa on Saturday.", judge)) == [
        "Raqqa"
    ]
    assert judge.asked == []


def test_a_text_without_places_gives_none(learned: Resources) -> None:
    assert places(read(learned, "Three civilians were abducted by rebels on Friday.", ToldJudge(1.0))) == []
