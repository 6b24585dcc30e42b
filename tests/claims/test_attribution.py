"""On whose word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.records import Claim

Read = Callable[..., list[Claim]]

CHAINS = [
    ("The army captured the town.", []),
    ("The army captured the town, SANA said.", ["SANA"]),
    ("According to the Observatory, jets bombed the town.", ["the Observatory"]),
    ("SANA quoted a military source as saying that the army captured the town.", ["SANA", "a military source"]),
    ("A commander told Reuters that rebels had withdrawn from the town.", ["Reuters", "A commander"]),
    ("The spokesman announced that 20 militants had surrendered.", ["The spokesman"]),
    ("The army declared full control of the town.", ["The army"]),
]


@pytest.mark.parametrize(("text", "chain"), CHAINS)
def test_the_chain_of_sources_outermost_first(read: Read, text: str, chain: list[str]) -> None:
    assert [a.text for a in read(text)[0].attribution] == chain


def test_who_is_told_behind_the_words_is_their_source(read: Read) -> None:
    claim, *_ = read("Thousands of people fled to Douma, warns the mayor.")
    assert (claim.event_type, [s.text for s in claim.attribution]) == ("displacement", ["the mayor"])


def test_a_pronoun_stands_for_the_source_of_the_sentence_before(read: Read) -> None:
    claims = read(
        "A commander said that rebels had attacked the base. He added that two tanks were destroyed by missiles."
    )
    assert [[a.text for a in c.attribution] for c in claims] == [["A commander"], ["A commander"]]


def test_a_distance_before_the_source_is_no_source(read: Read) -> None:
    text = "Shells hit the village in the Gao region, some 60 kilometers from the town of Gao, the National Front said."
    assert [a.text for a in read(text)[0].attribution] == ["the National Front"]
