"""What the judge decides and what stays with the rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.claims import extract
from khabar.claims.resources import Resources, load_resources
from khabar.records import Claim, Report
from tests.learned.judges import JudgeOfWords

TEXT = "The army shelled Douma on Friday. Rebels torched the depot, and a spokesman described the weather."


@pytest.fixture(scope="module")
def rules() -> Resources:
    return load_resources(reader="rules")


def read(judge: JudgeOfWords, rules: Resources) -> list[Claim]:
    report = Report(report_id="r", source="s", published="2016-12-07", text=TEXT)
    return extract(report, replace(rules, judge=judge))


def test_the_judge_decides_which_words_assert_an_event_and_of_what_type(rules: Resources) -> None:
    found = read(JudgeOfWords({"torched": "property_destruction", "described": "statement"}, "expected"), rules)
    assert [(c.trigger.text if c.trigger else "", c.event_type) for c in found] == [
        ("torched", "property_destruction"),
        ("described", "statement"),
    ]
    assert [c.modality for c in found] == ["occurred", "expected"], "of what the rules claim too, theirs stands"
    assert {c.confidence for c in found} == {0.77}


def test_parties_places_and_times_come_from_the_rules(rules: Resources) -> None:
    (claim,) = read(JudgeOfWords({"shelled": "shelling"}), rules)
    assert [p.text for p in claim.initiators] == ["The army"]
    assert [p.text for p in claim.places] == ["Douma"]
    assert claim.time.start == "2016-12-02"


def test_the_judge_is_told_what_the_rules_found(rules: Resources) -> None:
    judge = JudgeOfWords({})
    assert read(judge, rules) == []
    features = {p.words[c.word]: c.features for p in judge.asked for c in p.candidates}
    assert features.keys() >= {"shelled", "torched", "described"}
    assert "claimed=shelling" in features["shelled"]
    assert "claimed=none" in features["described"]
    assert "agent:force" in features["shelled"]


def test_the_shipped_judge_gives_the_same_claims_twice(rules: Resources) -> None:
    report = Report(report_id="r", source="s", published="2016-12-07", text=TEXT)
    learned = load_resources(reader="learned")
    first = extract(report, learned)
    assert first == extract(report, learned)
    assert "shelling" in {c.event_type for c in first}
