from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from khabar.places import Toponym, recognise, recognise_heading
from khabar.places.headings import heading_names
from khabar.places.persons import Persons
from khabar.syntax import load_parser

Found = Callable[[str], list[Toponym]]


def names(toponyms: list[Toponym]) -> list[str]:
    return [t.name for t in toponyms if not t.generic]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell on the village of Tall Madaq on Monday.", ["Tall Madaq"]),
        ("The army entered al-Qusayfah district.", ["al-Qusayfah"]),
        (
            "Clashes broke out in Um Sharqan, Karm al-Deeb and Bab al-Naser districts.",
            ["Um Sharqan", "Karm al-Deeb", "Bab al-Naser"],
        ),
        ("Fighters withdrew from Gekhi-Yurt towards La Vega del Río.", ["Gekhi-Yurt", "La Vega del Río"]),
        ("Two people were killed near Mu'adhda.", ["Mu'adhda"]),
        ("Rockets hit Zawra camp.", ["Zawra"]),
        ("Rebels held Mazar-i-Zawra.", ["Mazar-i-Zawra"]),
        ("The Ministry of Interior sent troops.", []),
        ("The army destroyed a depot in Zawra today.", ["Zawra"]),
        ("Two fishermen were killed in Madaq East.", ["Madaq"]),
        ("Shells fell on Croix-des-Zawra.", ["Croix-des-Zawra"]),
        ("Police stormed al-Zawra and Tall al-Madaq neighbourhoods.", ["al-Zawra", "Tall al-Madaq"]),
        ("Clashes between the Madaqi and the Zawri left two dead.", []),
    ],
)
def test_names_are_taken_by_their_shape_and_neighbours(found: Found, text: str, expected: list[str]) -> None:
    assert names(found(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "General Salim Idara said the attack had failed.",
        "The Zawra Brigade attacked on Monday.",
        "Zawra-linked gunmen and al-Mudira-based militias attacked on Monday.",
        "According to Zawra Today, the army lost.",
        "Moscow said that it would not withdraw.",
        "The attack was carried out by Israel.",
        "On Wednesday the Syrian army shelled the rebels.",
        "Advancing troops fired.",
        "Forty of Taylor's own soldiers gave up.",
    ],
)
def test_persons_groups_outlets_governments_and_days_are_no_places(found: Found, text: str) -> None:
    assert names(found(text)) == []


def test_tokens_that_name_actors_are_left_alone() -> None:
    doc = load_parser()("The army shelled Ahrar in Zawra.")
    assert names(recognise(doc, blocked=[(3, 4)])) == ["Zawra"]


@pytest.mark.parametrize(
    ("text", "role", "precision"),
    [
        ("Troops attacked in Zawra.", "at", None),
        ("Troops attacked near Zawra.", "near", 2),
        ("Fighters withdrew from Zawra.", "from", None),
        ("Families fled to Zawra.", "to", None),
        ("Troops fought north of Zawra.", "near", 2),
        ("They clashed in Zawra province.", "at", 4),
    ],
)
def test_prepositions_tell_role_and_precision(found: Found, text: str, role: str, precision: int | None) -> None:
    toponym = next(t for t in found(text) if t.name == "Zawra")
    assert (toponym.role, toponym.precision_hint) == (role, precision)


def test_a_distance_told_is_kept(found: Found) -> None:
    toponym = next(t for t in found("A convoy was hit 40 km northeast of Zawra city.") if not t.generic)
    assert (toponym.offset_km, toponym.direction) == (40, "northeast")


def test_a_part_of_a_named_place_is_one_mention(found: Found) -> None:
    toponyms = found("Troops entered Zawra's Old City.")
    assert [(t.text, t.name, t.within) for t in toponyms] == [("Zawra's Old City", "Old City", "Zawra")]


def test_what_is_listed_behind_a_colon_has_its_kind(found: Found) -> None:
    toponyms = found("The army took three districts of Zawra: Samra, Qadisa and Karada.")
    assert [(t.name, t.kind_hint) for t in toponyms if t.name in ("Samra", "Karada")] == [
        ("Samra", "quarter"),
        ("Karada", "quarter"),
    ]


def test_the_city_stands_for_a_place_named_before(found: Found) -> None:
    assert [(t.text, t.role) for t in found("Rebels fled from the city.") if t.generic] == [("the city", "from")]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Homs", [("Homs", None, None)]),
        ("Sweida, Dara'a", [("Sweida", None, None), ("Dara'a", None, None)]),
        ("Northern Hama", [("Hama", None, "northern")]),
        ("Tikrit city", [("Tikrit", "city", None)]),
        ("PUTHUVALAI", [("Puthuvalai", None, None)]),
        ("Latakia: After the storm", [("Latakia", None, None)]),
        ("What comes next", []),
        ("Leave a Reply", []),
        ("Army captures 12 villages", []),
    ],
)
def test_headings_that_are_only_names_of_places(
    heading: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert [(t.name, t.kind_hint, t.direction) for t in recognise_heading(heading)] == expected


@pytest.mark.parametrize(
    "heading", ["Nairobi/Addis", "Homs and Hama", "Homs - Hama, Aleppo", "Homs & Hama:", "Homs;Hama"]
)
def test_each_name_of_a_heading_stands_where_its_words_stand(heading: str) -> None:
    assert [heading[start:end] for _, start, end in heading_names(heading)] == re.findall(r"[A-Z]\w+", heading)


@pytest.mark.parametrize("text", ["Hama. Two rockets fell at noon.", "Hama: two rockets fell.", "– Hama | two dead"])
def test_a_name_that_stands_alone_heads_what_follows(text: str) -> None:
    (hama,) = recognise(load_parser()(text), known=lambda name: name == "Hama")
    assert (hama.name, hama.runs_in) == ("Hama", True)


@pytest.mark.parametrize(
    "text", ["In Hama. Two rockets fell.", "Rockets fell in Hama: two died.", "Hama, Homs: two died."]
)
def test_a_name_after_others_heads_nothing(text: str) -> None:
    assert not any(t.runs_in for t in recognise(load_parser()(text), known=lambda name: name in ("Hama", "Homs"))[1:])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Many fled to White Nile on Monday.", ["White Nile"]),
        ("Shells fell at Bandar-e Imam Sahib on Monday.", ["Bandar-e Imam Sahib"]),
        ("Shells fell in Mon State on Monday.", ["Mon"]),
        ("The office of an INGO was looted.", []),
        ("The Armed Forces (MAF) attacked.", []),
        ("Goods were loaded on Ural trucks.", []),
        ("Arty and MRL fire went on.", []),
    ],
)
def test_names_are_whole_and_no_abbreviations(text: str, expected: list[str]) -> None:
    known = {"White Nile", "Nile", "INGO", "MAF", "Ural", "Arty", "MRL"}
    assert names(recognise(load_parser()(text), known=lambda name: name in known)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mortars on al-Zawrah reportedly killed 14 civilians.", ["al-Zawrah"]),
        ("In Damascus mortar shells wounded two civilians.", ["Damascus"]),
        ("In Aleppo province rebels attacked a post.", ["Aleppo"]),
        ("General Talib Shaghati said Tall Madaq is cleared.", ["Tall Madaq"]),
        ("The commander said Zawrah was taken.", ["Zawrah"]),
        ("Russia and Damascus opened the assault.", []),
        (
            "The army said it took two towns in Hama, state media said: Zawrah and Qusayfah.",
            ["Hama", "Zawrah", "Qusayfah"],
        ),
    ],
)
def test_names_that_the_parser_cuts_off_or_that_act(text: str, expected: list[str]) -> None:
    found = recognise(load_parser()(text), known=lambda name: name in ("Damascus", "Aleppo", "Hama"), persons=Persons())
    assert names(found) == expected


@pytest.mark.parametrize(
    "text", ['The spokesman revealed the operation "Victory from God" on Monday.', "Protesters burned two CAIs."]
)
def test_operations_and_abbreviations_in_the_plural_are_no_places(text: str) -> None:
    assert names(recognise(load_parser()(text), known=lambda name: True)) == []
