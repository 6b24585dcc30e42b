"""Who did what a claim tells whose own words name nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.claims import extract
from khabar.claims.context_parties import LIKELY
from khabar.claims.resources import Resources, load_resources
from khabar.learned import load_judge
from khabar.learned.roles import load_role_judge
from khabar.records import Claim, Report
from tests.claims.judges import ToldJudge

TEXT = "Rebels attacked Raqqa on Friday. The army shelled Aleppo on Saturday. Two men were arrested in Idlib."


@pytest.fixture(scope="module")
def learned() -> Resources:
    return replace(load_resources(reader="rules"), judge=load_judge(), roles=load_role_judge())


def read(resources: Resources, judge: ToldJudge | None, text: str = TEXT) -> Claim:
    """The last claim of a text."""
    report = Report(report_id="r", source="s", published="2016-12-07", text=text)
    return extract(report, replace(resources, initiators=judge))[-1]


def initiators(claim: Claim) -> list[tuple[str, str | None]]:
    return [(p.text, p.side) for p in claim.initiators]


def test_the_judge_says_who_of_those_named_before_did_it(learned: Resources) -> None:
    assert initiators(read(learned, ToldJudge(0.9, 0.05, 0.05))) == [("The army", "government")]
    claim = read(learned, ToldJudge(0.05, 0.9, 0.05))
    assert initiators(claim) == [("Rebels", "opposition")]
    assert "who did it is not told" in (claim.initiators[0].reason or "")


def test_nobody_did_it_where_the_judge_is_not_sure(learned: Resources) -> None:
    unsure = LIKELY - 0.01
    assert initiators(read(learned, ToldJudge(unsure, 0.1, 0.1))) == []


def test_whoever_has_done_nothing_before_did_not_do_it_either(learned: Resources) -> None:
    text = "The army praised the rebels on Friday. Two men were arrested in Idlib."
    assert initiators(read(learned, ToldJudge(0.9, 0.05, 0.05), text)) == []


def test_the_judge_is_asked_with_what_the_report_has_said_of_each_party(learned: Resources) -> None:
    judge = ToldJudge(0.9, 0.05, 0.05)
    read(learned, judge)
    ((army, rebels, nobody),) = judge.asked
    assert {"ago=1", "kind=force", "acted=1", "acted_as=shelling|arrest", "subject=True"} <= army
    assert {"ago=2", "kind=force", "acted_ago=2", "struck_ago=never"} <= rebels
    assert {"nobody", "nobody|type=arrest", "nobody|candidates=2"} <= nobody


def test_no_side_has_a_feature_of_its_own(learned: Resources) -> None:
    judge, swapped = ToldJudge(0.9, 0.05, 0.05), ToldJudge(0.9, 0.05, 0.05)
    text = "{} attacked Raqqa on Friday. {} shelled Aleppo on Saturday. Two men were arrested in Idlib."
    read(learned, judge, text.format("Rebels", "Soldiers"))
    read(learned, swapped, text.format("Soldiers", "Rebels"))
    assert judge.asked[0][:2] == swapped.asked[0][:2]


def test_a_claim_that_says_who_did_it_is_not_asked_about(learned: Resources) -> None:
    judge = ToldJudge(1.0, 0.0)
    assert initiators(read(learned, judge, "Rebels attacked Raqqa on Friday.")) == [("Rebels", "opposition")]
    assert judge.asked == []
