"""The shipped tables are whole: what one names another knows, and no word stands in two classes."""

from __future__ import annotations

from collections import Counter

import pytest

from khabar.actors.actor import is_side, read_actor
from khabar.actors.index import ActorIndex
from khabar.actors.words import Words
from khabar.packs import Packs, load_packs


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs()


def test_every_actor_row_is_read_and_indexed(packs: Packs) -> None:
    actors = [read_actor(row, packs) for row in packs.table("actors")]
    assert len(actors) > 150
    ActorIndex(packs)


def test_parents_are_actors(packs: Packs) -> None:
    ids = {row["id"] for row in packs.table("actors")}
    assert {row["parent"] for row in packs.table("actors") if "parent" in row} <= ids


def test_no_word_has_two_sides(packs: Packs) -> None:
    counts = Counter(word for words in packs.table("descriptors").values() for word in words)
    assert [word for word, n in counts.items() if n > 1] == []


def test_sides_of_conflicts_are_sides(packs: Packs) -> None:
    for conflict in Words(packs).conflicts.values():
        for side in (*conflict.peoples.values(), *conflict.foreign.values(), *conflict.words.values()):
            assert is_side(side)


def test_a_regional_pack_overrides_the_general_conflict(packs: Packs) -> None:
    assert Words(packs).conflict("SY").peoples["Kurdish"] == "sdf"
    assert Words(packs).conflict("TR").peoples["Kurdish"] == "opposition"


def test_loaded_words_have_another_word_as_neutral_counterpart(packs: Packs) -> None:
    rows = packs.table("loaded_words")
    loaded = {row["word"] for row in rows}
    assert all(row["neutral"] and row["neutral"] not in loaded for row in rows)
