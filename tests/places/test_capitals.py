"""Capitals told by their country, and places that only tell where somebody speaks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.places import Toponym, recognise
from khabar.syntax import load_parser

Found = Callable[[str], list[Toponym]]


@pytest.mark.parametrize(
    ("text", "words", "name", "role"),
    [
        ("The army shelled the eastern suburbs of Liberia's capital.", "Liberia's capital", "Monrovia", "at"),
        ("Fighters withdrew from the capital of Chad on Monday.", "capital of Chad", "N'Djamena", "from"),
    ],
)
def test_the_capital_of_a_country_is_meant(found: Found, text: str, words: str, name: str, role: str) -> None:
    (named,) = (t for t in found(text) if not t.generic)
    assert words in named.text
    assert (named.name, named.kind_hint, named.role) == (name, "city", role)


@pytest.mark.parametrize(
    ("text", "of_speaker"),
    [
        ("Shells hit Gharyan, Tripoli officials said.", {"Gharyan": False, "Tripoli": True}),
        ("The town fell to rebels, the minister said in Zagreb.", {"Zagreb": True}),
        ("According to a doctor in Benghazi, shells hit Sirte.", {"Benghazi": True, "Sirte": False}),
        ("Clashes were reported in Aleppo on Monday.", {"Aleppo": False}),
    ],
)
def test_places_of_speakers(text: str, of_speaker: dict[str, bool]) -> None:
    found = {t.name: t.of_speaker for t in recognise(load_parser()(text), known=lambda _: True)}
    assert found == of_speaker
