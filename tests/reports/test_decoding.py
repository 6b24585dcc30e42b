"""Encodings are told by the bytes; legal UTF-8 is always UTF-8."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.reports.decoding import NoTextError, decode

ENGLISH = "The army’s “Tigers” took Café street – killing four people, medics said.\n" * 3
ARABIC = "قالت مصادر محلية إن قوات الحكومة سيطرت على المدينة في ريف حلب من الجهة الشمالية\n" * 3
RUSSIAN = "Войска взяли город и продвинулись на север, сообщили в министерстве обороны\n" * 3


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "cp1252"]
)
def test_english_in_all_encodings(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding))[0] == ENGLISH


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1256"])
def test_arabic_in_all_encodings(encoding: str) -> None:
    assert decode(ARABIC.encode(encoding))[0] == ARABIC


def test_russian_in_windows_1251() -> None:
    assert decode(RUSSIAN.encode("cp1251"))[0] == RUSSIAN


def test_english_with_arabic_words_in_windows_1256() -> None:
    text = ENGLISH + ARABIC[:80]
    assert decode(text.encode("cp1256"))[0] == text


def test_a_text_cut_off_inside_a_character_is_still_utf8() -> None:
    text, encoding = decode(ENGLISH.encode()[:8] + b" and\xe2\x80")
    assert encoding == "utf-8"
    assert text.endswith("and\ufffd")


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.4", b"PK\x03\x04abc", bytes(range(256)), b"\x01\x02\x03" * 50]
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(NoTextError, match=r"no text|encoding"):
        decode(data)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=60))
def test_legal_utf8_is_read_as_it_is(text: str) -> None:
    if not text.startswith(("\ufeff", "%PDF", "GIF8", "Rar!", "RIFF", "OggS", "ID3", "BZh", "SQLite")):
        assert decode(text.encode()) == (text, "utf-8")


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    with suppress(NoTextError):
        decode(data)[0].encode()
