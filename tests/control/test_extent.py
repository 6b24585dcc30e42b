"""Whether a claim speaks of the whole place."""

from __future__ import annotations

import pytest

from khabar.control.extent import extents_of
from khabar.control.knowledge import load_tables, tables_from
from khabar.errors import PackError
from khabar.records import PlaceMention, Quantity
from tests.control.making import CITY, QUARTER, TOWN, claim_of

WHOLE = [
    ("the army captured Marsana on Friday", "captured"),
    ("the army captured the town of Marsana", "captured"),
    ("troops took full control of Marsana", "took"),
    ("Marsana was retaken by the army", "retaken"),
    ("all of Marsana was liberated", "liberated"),
    ("the rebels lost the last part of the town of Marsana", "lost"),
    ("Marsana has been under army control since Friday", "control"),
    ("in the morning the army captured Marsana", "captured"),
    ("on Friday the town of Marsana fell", "fell"),
    ("they had gained full control of Marsana", "gained"),
]
PART = [
    ("the army captured most of Marsana", "captured"),
    ("the army captured most of the town of Marsana", "captured"),
    ("the army captured a school in Marsana", "captured"),
    ("the army captured hills near Marsana", "captured"),
    ("the army captured the eastern part of Marsana", "captured"),
    ("three villages north of Marsana were captured", "captured"),
    ("most of Marsana was captured", "captured"),
    ("the army took six streets of Marsana", "took"),
    ("the army captured Marsana's western outskirts", "captured"),
    ("the army captured Marsana airport", "captured"),
    ("rebels in the besieged coastal city of Marsana seized its airport", "seized"),
    ("rebels seized half of Marsana", "seized"),
    ("the army took 40 % of Marsana", "took"),
]


@pytest.mark.parametrize(("text", "trigger"), WHOLE)
def test_the_whole_place(text: str, trigger: str) -> None:
    claim = claim_of(text, trigger, by="army")
    assert extents_of(claim, claim.places, load_tables()) == ["whole"]


@pytest.mark.parametrize(("text", "trigger"), PART)
def test_a_part_of_the_place(text: str, trigger: str) -> None:
    claim = claim_of(text, trigger, by="army")
    assert extents_of(claim, claim.places, load_tables()) == ["part"]


@pytest.mark.parametrize(
    ("text", "trigger", "extent"),
    [
        ("the army then took the town", "took", "whole"),
        ("the army took it on Friday", "took", "whole"),
        ("the town fell on Friday", "fell", "whole"),
        ("which the army had captured", "captured", "whole"),
        ("the army took the airport", "took", "unclear"),
        ("the army took three tanks", "took", "unclear"),
        ("the army took the quarter", "took", "unclear"),
        ("most of the town was taken", "taken", "unclear"),
        ("soldiers raised the flag above it", "raised", "unclear"),
    ],
)
def test_a_place_that_the_clause_does_not_name(text: str, trigger: str, extent: str) -> None:
    claim = claim_of(text, trigger, by="army")
    assert extents_of(claim, claim.places, load_tables()) == [extent]


def test_words_for_a_part_in_the_name_of_a_town_that_was_found() -> None:
    tables = load_tables()
    eastern = claim_of("the army took eastern Deir Qalam", "took", place=CITY, mention="eastern Deir Qalam")
    school = claim_of("the army took the school", "took", place=CITY, mention="the school")
    quarter = claim_of("the army took Sumaria district", "took", place=QUARTER, mention="Sumaria district")
    airport = claim_of("the army took Marsana airport", "took", mention="Marsana airport")
    estate = claim_of(
        "they took the Sumaria industrial estate", "took", place=QUARTER, mention="Sumaria industrial estate"
    )
    found = [extents_of(c, c.places, tables)[0] for c in (eastern, school, quarter, airport, estate)]
    assert found == ["part", "part", "whole", "part", "part"]


def test_members_of_a_list_share_the_extent_of_the_first() -> None:
    text = "the army took the two towns of Marsana and Deir Qalam"
    claim = claim_of(text, "took", places=[])
    places = [
        PlaceMention(text="Marsana", start=31, end=38, place=TOWN),
        PlaceMention(text="Deir Qalam", start=43, end=53, place=CITY),
    ]
    assert extents_of(claim, places, load_tables()) == ["whole", "whole"]
    most = claim_of("the army took most of Marsana and Deir Qalam", "took", places=[])
    moved = [
        PlaceMention(text="Marsana", start=22, end=29, place=TOWN),
        PlaceMention(text="Deir Qalam", start=34, end=44, place=CITY),
    ]
    assert extents_of(most, moved, load_tables()) == ["part", "part"]


def test_a_share_that_is_told_makes_it_a_part() -> None:
    share = Quantity(kind="share", text="85 %", min=0.85, max=0.85)
    claim = claim_of("the army holds Marsana", "holds", quantities=[share])
    assert extents_of(claim, claim.places, load_tables()) == ["part"]


def test_a_broken_table_is_a_clear_error() -> None:
    with pytest.raises(PackError, match=r"control\.yaml"):
        tables_from({"effects": {"siege": {"initiators": "win"}}})
