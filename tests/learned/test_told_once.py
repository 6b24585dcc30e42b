"""Two words of one sentence that tell one event make one claim."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.claims import extract
from khabar.claims.resources import Resources, load_resources
from khabar.records import Report
from tests.learned.judges import JudgeOfWords


@pytest.fixture(scope="module")
def rules() -> Resources:
    return load_resources(reader="rules")


@pytest.mark.parametrize(
    ("text", "types", "expected"),
    [
        (
            "Ten civilians were killed when missiles struck a block in Kyiv.",
            {"killed": "armed_clash", "struck": "shelling"},
            [("killed", "shelling")],
        ),
        (
            "Mines killed five people and injured nine others.",
            {"killed": "explosive_device", "injured": "explosive_device"},
            [("killed", "explosive_device")],
        ),
        (
            "At least 51 people were killed and dozens hurt in the raid.",
            {"killed": "armed_clash", "hurt": "air_strike"},
            [("killed", "air_strike")],
        ),
        (
            "Six districts held by rebels have been retaken by the army.",
            {"held": "territory_captured", "retaken": "territory_captured"},
            [("retaken", "territory_captured")],
        ),
        (
            "Shelling by the army killed four civilians in Homs.",
            {"Shelling": "shelling", "killed": "shelling"},
            [("killed", "shelling")],
        ),
        (
            "The rebels took the hill and the army shelled the town.",
            {"took": "territory_captured", "shelled": "shelling"},
            [("took", "territory_captured"), ("shelled", "shelling")],
        ),
        (
            "Shells killed two in Homs and wounded three in Hama.",
            {"killed": "shelling", "wounded": "shelling"},
            [("killed", "shelling"), ("wounded", "shelling")],
        ),
    ],
)
def test_one_event_is_told_once(
    rules: Resources, text: str, types: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    report = Report(report_id="r", source="s", published="2016-12-07", text=text)
    found = extract(report, replace(rules, judge=JudgeOfWords(types)))
    assert [(c.trigger.text if c.trigger else "", c.event_type) for c in found] == expected


def test_what_is_counted_of_a_harm_stays_with_the_claim_that_tells_it(rules: Resources) -> None:
    judge = JudgeOfWords({"killed": "explosive_device", "injured": "explosive_device"})
    text = "Mines killed five people and injured nine others."
    (claim,) = extract(
        Report(report_id="r", source="s", published="2016-12-07", text=text), replace(rules, judge=judge)
    )
    assert [(q.kind, q.min) for q in claim.quantities] == [("killed", 5), ("wounded", 9)]
