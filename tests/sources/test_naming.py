"""Whom a report names as its source, and under which names."""

from __future__ import annotations

import pytest

from khabar.records import Citation, Span
from khabar.sources.naming import Namer, mentioned
from khabar.sources.outlets import load_outlets

TEXT = "Brigadier Omar al-Haddad said so on Friday. Haddad added more. General Lena Marsh of the UN disagreed."


def named(words: str, *, cue: str = "said", heard_by: str | None = None, text: str = TEXT, country: str = "SY") -> str:
    start = text.find(words)
    end = start + len(words) if start >= 0 else None
    cited = Citation(
        report_id="r",
        source=Span(words, start if start >= 0 else None, end),
        cue=cue,
        heard_by=heard_by,
        tells_event=True,
        side="government",
        country=country,
    )
    collection = {"bay pages": "Bay Pages", "bp": "Bay Pages"}
    found = Namer(text, "Hill Wire", load_outlets(), collection).source(cited)
    return found.shown() if found else ""


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("the army", "army (Syrian army)"),
        ("Russia's Defence Ministry", "Russia's Defence Ministry (Russian Defence Ministry)"),
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
