"""Whom a report names as its source, and under which names."""

from __future__ import annotations

import re

import pytest

from khabar.records import Citation, Span
from khabar.sources.collection import dateline_names, mentioned, short_names, told_by_known
from khabar.sources.naming import Namer
from khabar.sources.outlets import load_outlets
from khabar.sources.people import full_names, name_beside

TEXT = "Brigadier Omar al-Haddad said so on Friday. Haddad added more. General Lena Marsh of the UN disagreed."


def named(
    words: str,
    *,
    cue: str = "said",
    heard_by: str | None = None,
    text: str = TEXT,
    country: str = "SY",
    tells_event: bool = True,
    stands_alone: bool = False,
    people: dict[str, str] | None = None,
    carriers: tuple[str, ...] = (),
) -> str:
    start = text.find(words)
    end = start + len(words) if start >= 0 else None
    cited = Citation(
        report_id="r",
        source=Span(words, start if start >= 0 else None, end),
        cue=cue,
        heard_by=heard_by,
        stands_alone=stands_alone,
        tells_event=tells_event,
        side="government",
        country=country,
    )
    collection = {"bay pages": "Bay Pages", "bp": "Bay Pages", "hnp": "Horn & Nile Press"}
    namer = Namer(text, "Hill Wire", load_outlets(), collection, people=people, carriers=carriers)
    found = namer.source(cited)
    return found.shown() if found else ""


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("the army", "army (Syrian army; army of Syria)"),
        (
            "Russia's Defence Ministry",
            "Russia's Defence Ministry (Russian Defence Ministry; Defence Ministry of Russia)",
        ),
        ("Bay Pages", "Bay Pages"),
        ("BP", "Bay Pages (BP)"),
        ("SOHR", "SOHR (Syrian Observatory for Human Rights)"),
        ("Brigadier Omar al", "Omar al-Haddad (Brigadier Omar al-Haddad)"),
        ("General Lena Marsh", "Lena Marsh (General Lena Marsh; United Nations)"),
    ],
)
def test_names_are_whole_and_institutions_have_their_country(words: str, shown: str) -> None:
    assert named(words) == shown


@pytest.mark.parametrize(
    "words", ["residents", "a commander", "Moscow", "Syria", "Alpha jets", "the airfield", "Hill Wire", "HW", "Amna"]
)
def test_nobody_in_particular_is_no_source(words: str) -> None:
    assert named(words) == ""


def test_a_last_name_alone_is_the_person_named_before() -> None:
    text = "Omar Haddad spoke first. Haddad added more."
    cited = Citation(report_id="r", source=Span("Haddad", 25, 31), cue="added")
    found = Namer(text, "Hill Wire", load_outlets(), {}).source(cited)
    assert found is not None
    assert found.forms[0] == "Omar Haddad"


def test_what_somebody_told_another_outlet_rests_on_that_outlet() -> None:
    assert named("Omar Haddad", cue="told", heard_by="Reuters") == ""
    assert named("Omar Haddad", cue="told", heard_by="Hill Wire") != ""


def test_a_vow_is_no_report() -> None:
    assert named("Omar Haddad", cue="vowed") == ""


def test_outlets_are_found_by_name_and_by_abbreviation_only_in_a_credit() -> None:
    collection = {"bay pages": "Bay Pages", "hnp": "Horn & Nile Press"}
    assert mentioned("So the Bay Pages write.", collection) == [("Bay Pages", "the Bay Pages")]
    assert mentioned("KHARTOUM (HNP) - Troops left.", collection) == [("Horn & Nile Press", "HNP")]
    assert mentioned("The HNP of the country fell by two per cent.", collection) == []


@pytest.mark.parametrize(
    ("words", "among"),
    [
        ("a military statement", "Syrian military statement"),
        ("Government figures", "Syrian Government"),
        ("the military-led government", "government of Syria"),
        ("a Bay Health Ministry spokesman", "Bay Health Ministry"),
        ("the spokesman of the Interior Ministry", "Interior Ministry spokesman"),
        ("the Bay Operations Command", "Bay Operations Command"),
        ("the Red Crescent's Bay branch", "Red Crescent"),
        ("the army's information desk", "Syria army information desk"),
        ("Haddad's page", "Haddad's page"),
        ("the Syrian health department", "Syrian health department"),
        ("the Merhaba charity", "Merhaba"),
        ("the state-run HNP", "Horn & Nile Press"),
        ("Lt-Col Haddad", "Omar al-Haddad"),
        ("UN envoy Lena Marsh", "Lena Marsh"),
    ],
)
def test_all_names_of_a_source_are_given(words: str, among: str) -> None:
    text = "Brigadier Omar al-Haddad left. Omar al-Haddad spoke."
    shown = named(words, text=f"{text} {words} said so.", people={"haddad": "Omar al-Haddad"})
    assert among in re.split(r" \(|; |\)", shown)


@pytest.mark.parametrize(
    "words", ["a rebel spokesman", "a Syrian spokesman", "the Wire's own staff", "the village council"]
)
def test_who_speaks_for_nobody_named_is_no_source(words: str) -> None:
    assert named(words, text=f"{words} said so.") == ""


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("The governor, Omar Haddad, said so.", "The governor", "Omar Haddad (governor; governor Omar Haddad)"),
        ("The chief spokesman on the war, Omar Haddad, said so.", "The chief spokesman", "Omar Haddad"),
        ("The mayor, a man of peace, said so.", "The mayor", ""),
        ("The governor, Haddad and others said so.", "The governor", ""),
        ("The mayor of Bay Town said so.", "The mayor of Bay Town", "mayor of Bay Town (The mayor of Bay Town)"),
        ("A doctor at the Bay clinic said so.", "A doctor", "doctor at the Bay clinic (A doctor at the Bay clinic)"),
        ("A doctor at the clinic said so.", "A doctor", ""),
        ("A driver from Bay Town said so.", "A driver from Bay Town", ""),
    ],
)
def test_a_name_beside_a_role_and_a_post_at_a_place_are_sources(text: str, words: str, shown: str) -> None:
    found = named(words, text=text)
    assert found.startswith(shown) if shown else found == ""


def test_a_last_name_is_completed_from_other_reports_where_one_full_name_is_known() -> None:
    assert named("Commander Marsh", text="Commander Marsh said so.", people={"marsh": "Lena Marsh"}).startswith(
        "Lena Marsh"
    )
    cited = [
        Citation(report_id=i, source=Span(n), cue="said", country="SY")
        for i, n in (("a", "Lena Marsh"), ("b", "Marsh"))
    ]
    assert full_names(cited, load_outlets()) == {"SY": {"marsh": "Lena Marsh"}}
    other = Citation(report_id="c", source=Span("Omar Marsh"), cue="said", country="SY")
    assert full_names([*cited, other], load_outlets()) == {}


def test_an_institution_is_a_source_of_what_is_told_or_counted_on_its_word() -> None:
    assert named("the army", tells_event=False) == ""
    assert named("the army", tells_event=False, cue="counted", stands_alone=True) != ""


def test_a_head_of_state_is_a_source_of_events_alone() -> None:
    assert named("President Omar Haddad", tells_event=False) == ""
    assert named("President Omar Haddad").startswith("Omar Haddad")


def test_what_was_told_to_the_agency_of_the_text_was_told_to_it() -> None:
    assert named("Omar Haddad", cue="told", heard_by="Reuters", carriers=("Reuters",)) != ""
    assert named("Omar Haddad", cue="told", heard_by="state television") != ""


def test_a_long_name_stands_for_the_short_one() -> None:
    text = "The Southern Bloc of the Front left on Friday. The Southern Bloc said so."
    assert "Southern Bloc of the Front" in named("The Southern Bloc", text=text)


def test_an_outlet_is_known_by_its_dateline_but_no_agency_is() -> None:
    known = load_outlets()
    assert dateline_names("NORTHFIELD (HSN) - Troops left.", "Hill-State News", known) == {"hsn"}
    assert dateline_names("NORTHFIELD (AP) - Troops left.", "Al-Bay Press", known) == set()


def test_short_names_of_outlets_mean_one_of_them() -> None:
    known = load_outlets()
    assert short_names({"a": "Harbour News", "b": "Syria Press"}, known) == {"harbour": "Harbour News"}
    assert short_names({"a": "Harbour News", "b": "Harbour Press"}, known) == {}


def test_a_name_beside_needs_a_role_and_two_words() -> None:
    known = load_outlets()
    text = "the spokesman, Lt. Col. Omar Haddad, told"
    assert name_beside(text, len("the spokesman"), "spokesman", known) == "Lt. Col. Omar Haddad"
    assert name_beside(text, len("the spokesman"), "bridge", known) is None
    assert name_beside("the spokesman, Haddad, told", len("the spokesman"), "spokesman", known) is None
    assert name_beside(text, None, "spokesman", known) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SOHR on Tuesday lists five villages as lost.", ["SOHR"]),
        ("Rebels left; Syrian state television claims the town.", ["Syrian state television"]),
        ("Troops took the town, the page reports after SANA.", ["SANA"]),
        ("Troops took the town, the page relays from Al-Masdar News of June 24.", ["Al-Masdar News"]),
        ("The town of Al-Alam was taken, and Reuters was not there.", []),
        ("The sana of the town claims nothing.", []),
    ],
)
def test_known_outlets_are_found_beside_words_of_telling(text: str, found: list[str]) -> None:
    assert [outlet for outlet, _ in told_by_known(text, load_outlets())] == found
