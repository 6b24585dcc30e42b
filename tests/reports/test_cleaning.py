"""Cleaned characters, and the way back from each to the report."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.records import Report
from khabar.reports import layout
from khabar.reports.cleaning import APOSTROPHES, QUOTES, clean

PLAIN = {**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(QUOTES, '"'), "‐": "-", "‑": "-"}
WEB_TEXT = st.text(
    st.one_of(
        st.sampled_from("abcXYZ .,;:!?\n\n  -()[]|'\"#*_/«»\t\r\u00a0\u200b\u00ad" + APOSTROPHES + QUOTES + "é١ع😀"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=120,
)
PARTS = st.sampled_from(
    [
        "Homs",
        "Lattakia: After the",
        "img_1.jpg ",
        "Photo: AFP ",
        "The army took Ma‘arra .",
        "liberation.The",
        "Share this | Print",
        "\n\n",
        "\n",
        "  ",
        "of the",
        "village.",
        "[Fars](#)",
        "BAGHDAD, Nov 4 (AP) - ",
        "(Photo: x)",
        "* ",
        "1. ",
        "with-\ndrew",
        "Leave a Reply",
        "## ",
        "**",
        "Read more",
        "http://x.org/a.Bc ",
        ", ,",
        "...",
        "\u200e",
    ]
)


def cleaned(text: str) -> str:
    return clean(text, [(0, len(text))]).text


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        (
            "Ma‘arrat al-Nu’man, Qal`at, Da´el, Ra’s al-ʿAyn, Sanʿaʾ",
            "Ma'arrat al-Nu'man, Qal'at, Da'el, Ra's al-'Ayn, San'a'",
        ),
        ("“Hit”, he  said.\u00a0\u2009Then", '"Hit", he said. Then'),
        ("its liberation.The Forces", "its liberation. The Forces"),
        ("the occupied part has , and 5 quarters .", "the occupied part has, and 5 quarters."),
        ("24 people .in shelling Aleppo .", "24 people. in shelling Aleppo."),
        ("so to speak, , and", "so to speak, and"),
        ("Homs,Hama;Idlib", "Homs, Hama; Idlib"),
        ("at 3.30pm the U.S. Army fired 1,500 .50 rounds...", "at 3.30pm the U.S. Army fired 1,500 .50 rounds..."),
        ("see https://a.example/b,c.Dx and www.b.org/a;b", "see https://a.example/b,c.Dx and www.b.org/a;b"),
        ("told [FarsNews](#) and [SANA](http://sana.sy/a_b).", "told FarsNews and SANA."),
        ("mili\u00adtants\u200b in al-\nBab and with-\ndrew", "militants in al-Bab and withdrew"),
        ("the town.photo_1.jpg", "the town."),
    ],
)
def test_cleaning(raw: str, plain: str) -> None:
    assert cleaned(raw) == plain


@pytest.mark.parametrize("mark", list(APOSTROPHES))
def test_each_kind_of_apostrophe_is_replaced_one_for_one(mark: str) -> None:
    assert clean(f"Dara{mark}a", [(0, 6)]).offsets == (0, 1, 2, 3, 4, 5, 6)


def test_a_space_put_in_has_the_place_of_the_next_character() -> None:
    passage = clean("end.The", [(0, 7)])
    assert (passage.text, passage.offsets) == ("end. The", (0, 1, 2, 3, 4, 4, 5, 6, 7))


def test_words_are_found_again_in_the_report_across_a_fold() -> None:
    text = "in Um  Sharshouh\n\nvillage ."
    passage = clean(text, [(0, 16), (18, 27)])
    assert passage.text == "in Um Sharshouh village."
    at = passage.text.index("Um")
    assert passage.span(text, at, at + len("Um Sharshouh village")).text == "Um  Sharshouh\n\nvillage"


def check(text: str) -> None:
    for section in layout(Report(report_id="r", source="s", text=text)):
        for passage in (section.heading, *section.passages):
            if passage is None:
                continue
            assert len(passage.offsets) == len(passage.text) + 1
            assert passage.text == passage.text.strip()
            assert "  " not in passage.text
            assert list(passage.offsets) == sorted(passage.offsets)
            assert 0 <= passage.offsets[0] <= passage.offsets[-1] <= len(text)
            for letter, at in zip(passage.text, passage.offsets, strict=False):
                if letter != " ":
                    assert letter == PLAIN.get(text[at], text[at])


@given(WEB_TEXT)
@settings(max_examples=150, deadline=None)
def test_every_character_of_any_text_maps_to_its_own(text: str) -> None:
    check(text)


@given(st.lists(PARTS, max_size=20))
@settings(max_examples=150, deadline=None)
def test_every_character_of_a_page_maps_to_its_own(parts: list[str]) -> None:
    check(" ".join(parts))
