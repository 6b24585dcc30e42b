"""What a report holds of an event's reality."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.records import Claim

Read = Callable[..., list[Claim]]

SAID = [
    ("The army captured the town.", "occurred"),
    ("The army has captured the town.", "occurred"),
    ("Clashes are underway in the town.", "ongoing"),
    ("The army continued to shell the town.", "ongoing"),
    ("The army is still shelling the town.", "ongoing"),
    ("The army plans to capture the town.", "planned"),
    ("The rebels will withdraw from the town tomorrow.", "planned"),
    ("The town is expected to fall within hours.", "expected"),
    ("The town is likely to be captured by the army.", "expected"),
    ("If the army captures the town, the road will be cut.", "hypothetical"),
    ("The army did not capture the town.", "negated"),
    ("The army denied shelling the town.", "negated"),
    ("The rebels failed to capture the town.", "negated"),
    ("No town was captured by the rebels.", "negated"),
]


@pytest.mark.parametrize(("text", "modality"), SAID)
def test_modality_of_the_first_claim(read: Read, text: str, modality: str) -> None:
    assert read(text)[0].modality == modality


def test_a_denial_is_a_claim(read: Read) -> None:
    claims = read("The army captured the town on Monday, state media said. The rebels denied it.")
    assert [(c.event_type, c.modality) for c in claims] == [
        ("territory_captured", "occurred"),
        ("territory_captured", "negated"),
    ]
    assert [a.text for a in claims[1].attribution] == ["The rebels"]


@pytest.mark.parametrize(
    "text",
    [
        "The army claimed control of Douma, which is baseless.",
        "Rebels attacked Douma, the army charged. The rebels called that nonsense.",
        "Rebels attacked Douma, the army said. This is a lie.",
    ],
)
def test_what_is_called_untrue_is_denied(read: Read, text: str) -> None:
    first, *_, last = read(text)
    assert (first.modality, last.modality, last.event_type) == ("occurred", "negated", first.event_type)


def test_the_word_that_decides_is_kept(read: Read) -> None:
    claim = read("The town is expected to fall within hours.")[0]
    assert claim.modality_cue is not None
    assert claim.modality_cue.text == "expected"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Talks are to resume in Geneva next week.", "planned"),
        ("A general strike will be observed in Homs on Friday.", "planned"),
        ("No group has said that it bombed the market.", "negated"),
        ("Both sides agreed to no ceasefire.", "negated"),
    ],
)
def test_what_is_to_come_and_what_nobody_says(read: Read, text: str, modality: str) -> None:
    assert [c.modality for c in read(text)] == [modality]
