"""Which of the times of a sentence date a claim."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.records import Claim

Read = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Engineers cleared eight mines from the road, which the group had seized in May.", None),
        ("Rebels recaptured Mishtanour hill, which commands the supply roads from Aleppo, a week ago.", "a week ago"),
        ("On Friday rebels stormed the village of Kafr Hamra.", "On Friday"),
        ("The ceasefire which the rebels declared on Monday was broken in Douma.", "on Monday"),
    ],
)
def test_a_time_in_a_relative_clause_dates_what_the_clause_tells(read: Read, text: str, told: str | None) -> None:
    assert read(text)[0].time.text == told


def test_a_time_before_a_party_is_no_part_of_its_name(read: Read) -> None:
    (claim,) = read("On Friday rebels stormed the village of Kafr Hamra.")
    assert [p.text for p in claim.initiators] == ["rebels"]
