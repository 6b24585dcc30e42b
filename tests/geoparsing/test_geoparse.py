"""Every mention of a place, whatever the words are used for."""

from __future__ import annotations

import pytest

import khabar
from khabar.records import ToponymMention

TEXT = (
    "Syrian troops entered Saraqib, Idlib province, on Monday. Moscow said that it would not withdraw. "
    "The Aleppo Chamber of Commerce moved to Hama."
)


def told(text: str) -> dict[str, ToponymMention]:
    return {m.text: m for m in khabar.geoparse(text)}


def test_mentions_stand_where_they_say() -> None:
    mentions = khabar.geoparse(TEXT)
    assert mentions
    assert all(TEXT[m.start : m.end] == m.text for m in mentions)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)


def test_what_a_name_is_used_for_is_told() -> None:
    found = told(TEXT)
    assert found["Syrian"].use == "demonym"
    assert found["Saraqib"].use == "literal"
    assert found["Aleppo"].use == "embedded"


def test_the_area_that_follows_a_name_chooses_its_place() -> None:
    place = told("A man from Paris, Texas, was arrested.")["Paris"].place
    assert place is not None
    assert (place.country, place.admin1) == ("US", "Texas")


def test_the_same_name_means_the_same_place_in_one_text() -> None:
    mentions = [m for m in khabar.geoparse("Fire in Paris, Texas. The mayor of Paris said so.") if m.text == "Paris"]
    assert {m.place.admin1 for m in mentions if m.place} == {"Texas"}


@pytest.mark.parametrize(
    "text",
    [
        "Mary Hamilton said so on Monday.",
        "Instead, they waited.",
        "General Salim Idris spoke.",
        "They ate and went home.",
    ],
)
def test_persons_and_common_words_are_no_places(text: str) -> None:
    assert khabar.geoparse(text) == []


def test_a_province_is_meant_where_no_town_has_its_name() -> None:
    place = told("The governor of Nebraska resigned. Floods hit Nebraska.")["Nebraska"].place
    assert place is not None
    assert place.kind == "province"


def test_precision_follows_what_is_told() -> None:
    found = told("Clashes broke out near Hama in Syria and in Homs province.")
    assert found["Hama"].precision == 2
    assert found["Homs province"].precision == 4


def test_a_place_told_by_another_has_a_point_and_keeps_its_own() -> None:
    mention = told("A Syrian convoy was hit 40 km Northeast of Sweida on Monday.")["Sweida"]
    assert mention.place is not None
    assert mention.point is not None
    assert (mention.place.name, mention.point.name) == ("As-Suwayda", "40 km northeast of As-Suwayda")
    assert mention.precision == 2
