"""Inputs as users have them: kinds of files, ids, dates, and what is skipped with which code."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from khabar.errors import InputError
from khabar.records import Report
from khabar.reports import SKIP_CODES, Skip, read, skip
from khabar.reports.inputs import LONGEST_FILE, LONGEST_TEXT
from tests.reports.conftest import one, skipped

TEXT = "The army shelled Douma on Monday, killing four people, medics said."
OTHER = "Warplanes struck the town of Saraqib overnight, residents said."
PAGE = f"""<html><head><title>Army shells Douma</title>
<meta property="og:site_name" content="Ghouta Post">
<meta property="article:published_time" content="2016-11-04T10:00:00Z">
<link rel="canonical" href="https://ghouta.example/1"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Army shells Douma</h1>
<p>{TEXT}</p><p>{OTHER} {OTHER} {OTHER}</p></article>
<footer>Contact</footer></body></html>"""


def lines(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows) + "\n", encoding="utf-8")
    return path


def text_file(path: Path, text: str = TEXT) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


# --- what files hold ---


def test_a_text_file_is_a_report_named_after_it(tmp_path: Path) -> None:
    report = one(text_file(tmp_path / "ghouta-1.txt"))
    assert (report.report_id, report.source, report.text) == ("ghouta-1", "unknown", TEXT)
    assert report.published is None
    assert "no date" in (report.published_origin or "")


def test_options_fill_only_what_an_input_lacks(tmp_path: Path) -> None:
    bare, given = {"text": TEXT}, {"text": OTHER, "source": "Ghouta Post", "published": "2016-11-03"}
    found = list(read([lines(tmp_path / "a.jsonl", bare, given)], published="2016-11-04", source="Mine"))
    assert [(r.source, r.published, r.published_origin) for r in found if isinstance(r, Report)] == [
        ("Mine", "2016-11-04", "option"),
        ("Ghouta Post", "2016-11-03", "given"),
    ]


def test_front_matter_gives_the_fields_of_a_markdown_file(tmp_path: Path) -> None:
    front = "source: Ghouta Post\nalignment: opposition\npublished: 2016-11-04\ntitle: 'Douma: shelled'\nurl: null"
    report = one(text_file(tmp_path / "a.md", f"---\n{front}\n---\n{TEXT}\n"))
    assert (report.source, report.alignment, report.title) == ("Ghouta Post", "opposition", "Douma: shelled")
    assert (report.published, report.published_origin) == ("2016-11-04", "front matter")
    assert (report.url, report.text) == (None, f"{TEXT}\n")


def test_markdown_without_front_matter_is_text(tmp_path: Path) -> None:
    assert one(text_file(tmp_path / "a.md")).text == TEXT


@pytest.mark.parametrize("front", ["- a\n- b", "source: [", "just words"])
def test_front_matter_that_is_no_mapping_is_skipped(tmp_path: Path, front: str) -> None:
    assert skipped(text_file(tmp_path / "a.md", f"---\n{front}\n---\n{TEXT}\n")).code == skip.FRONT_MATTER


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.txt"])
def test_a_page_gives_main_text_title_date_and_outlet(tmp_path: Path, name: str) -> None:
    report = one(text_file(tmp_path / name, PAGE))
    assert TEXT in report.text
    assert "Contact" not in report.text
    assert (report.title, report.source, report.url) == ("Army shells Douma", "Ghouta Post", "https://ghouta.example/1")
    assert (report.published, report.published_origin) == ("2016-11-04", "page metadata")


def test_a_page_of_nothing_but_script_is_skipped(tmp_path: Path) -> None:
    page = f"<html><body><script>{'var a = 1;' * 500}</script></body></html>"
    assert skipped(text_file(tmp_path / "a.html", page)).code == skip.NO_MAIN_TEXT


def test_json_lines_give_all_fields(tmp_path: Path) -> None:
    row = {
        "report_id": "x",
        "source": "P",
        "alignment": "a",
        "published": "2016-11-04",
        "url": "u",
        "title": "t",
        "lang": "en",
    }
    report = one(lines(tmp_path / "a.jsonl", {**row, "text": TEXT}))
    assert {f: getattr(report, f) for f in row} == row


def test_lines_that_give_no_report_are_skipped_with_their_number(tmp_path: Path) -> None:
    rows = ['{"text": "cut', "[1, 2]", {"title": "no text"}, "", {"text": 5}, {"text": "  "}, {"text": TEXT}]
    found = list(read([lines(tmp_path / "a.jsonl", *rows)]))
    skips = [(s.line, s.code) for s in found if isinstance(s, Skip)]
    assert skips == [(1, skip.BROKEN_JSON), (2, skip.NO_OBJECT), (3, skip.NO_TEXT), (5, skip.NO_TEXT), (6, skip.EMPTY)]
    assert isinstance(found[-1], Report)
    assert found[0].where == f"{tmp_path / 'a.jsonl'}:1"  # type: ignore[union-attr]


def test_what_khabar_wrote_is_read_back_with_the_origin_of_its_date(tmp_path: Path) -> None:
    row = {"report_id": "x", "text": TEXT, "published": "2016-11-04", "published_origin": "front matter"}
    assert one(lines(tmp_path / "a.jsonl", row)).published_origin == "front matter"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_json_lines_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes((json.dumps({"text": f"{TEXT} Café “{OTHER}”"}, ensure_ascii=False) + "\n").encode(encoding))
    assert one(path).text == f"{TEXT} Café “{OTHER}”"


# --- ids ---


def test_a_line_without_an_id_gets_one_from_source_and_text(tmp_path: Path) -> None:
    rows = [{"text": TEXT}, {"text": TEXT, "source": "P"}, {"text": OTHER}]
    ids = [r.report_id for r in read([lines(tmp_path / "a.jsonl", *rows)]) if isinstance(r, Report)]
    assert len(set(ids)) == 3
    assert ids == [r.report_id for r in read([tmp_path / "a.jsonl"]) if isinstance(r, Report)]


def test_a_doubled_id_is_skipped_and_told_from_a_duplicate(tmp_path: Path) -> None:
    rows = [{"report_id": "x", "text": TEXT}, {"report_id": "x", "text": OTHER}, {"report_id": "x", "text": TEXT}]
    found = list(read([lines(tmp_path / "a.jsonl", *rows)]))
    assert [s.code for s in found if isinstance(s, Skip)] == [skip.DOUBLED_ID, skip.DUPLICATE]


def test_files_of_one_name_in_two_folders_are_both_read(tmp_path: Path) -> None:
    for folder, text in (("a", TEXT), ("b", OTHER), ("c", TEXT)):
        (tmp_path / folder).mkdir()
        text_file(tmp_path / folder / "today.txt", text)
    found = list(read([tmp_path]))
    ids = [r.report_id for r in found if isinstance(r, Report)]
    assert ids[0] == "today"
    assert ids[1].startswith("today-")
    assert [s.code for s in found if isinstance(s, Skip)] == [skip.DUPLICATE]


# --- folders and standard input ---


def test_folders_are_read_by_name_with_all_below_them(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", "NOTICE"):
        text_file(tmp_path / name, f"{TEXT} {name}")
    assert [r.report_id for r in read([tmp_path]) if isinstance(r, Report)] == ["a", "b", "c"]


def test_a_text_that_lies_beside_its_line_has_the_outlet_and_date_of_the_line(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    text_file(tmp_path / "pages" / "today.txt")
    line = {"report_id": "today", "text": TEXT, "source": "Wire", "published": "2016-12-08"}
    (tmp_path / "reports.jsonl").write_text(json.dumps(line))
    told = list(read([tmp_path]))
    assert [(r.source, r.published) for r in told if isinstance(r, Report)] == [("Wire", "2016-12-08")]
    assert [s.code for s in told if isinstance(s, Skip)] == [skip.DUPLICATE]


def test_a_missing_input_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no-such\.txt"):
        read([text_file(tmp_path / "a.txt"), tmp_path / "no-such.txt"])


class Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT, [(TEXT, "unknown")]),
        (f"---\nsource: P\n---\n{TEXT}", [(TEXT, "P")]),
        (f'\ufeff{{"text": "{TEXT}"}}\n{{"text": "{OTHER}"}}', [(TEXT, "unknown"), (OTHER, "unknown")]),
    ],
)
def test_standard_input_is_text_or_json_lines(
    monkeypatch: pytest.MonkeyPatch, data: str, expected: list[tuple[str, str]]
) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(data.encode()))
    assert [(r.text, r.source) for r in read(["-"]) if isinstance(r, Report)] == expected


def test_json_lines_of_any_length_come_through_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{TEXT} " * 2000
    rows = (json.dumps({"report_id": str(n), "text": text}) for n in range(LONGEST_FILE // len(text) + 9))
    data = "\n".join(rows).encode()
    assert len(data) > LONGEST_FILE
    monkeypatch.setattr(sys, "stdin", Stdin(data))
    found = list(read(["-"]))
    assert all(isinstance(f, Report) for f in found)
    assert len(found) == data.count(b"\n") + 1


# --- what is no report ---


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", skip.EMPTY),
        ("a.txt", b" \n\t\n", skip.EMPTY),
        ("a.html", b"", skip.EMPTY),
        ("a.jsonl", b"", skip.EMPTY),
        ("a.jsonl", b"\n \n", skip.EMPTY),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), skip.BINARY),
        ("a.txt", b"%PDF-1.7\n1 0 obj", skip.BINARY),
        ("a.txt", bytes(range(256)) * 9, skip.BINARY),
        ("a.pdf", b"%PDF-1.7", skip.KIND),
        ("a.csv", b"a,b", skip.KIND),
        ("a.txt", "قوات الحكومة تسيطر على المدينة بعد معارك عنيفة".encode(), skip.LANGUAGE),
        ("a.txt", "قوات الحكومة تسيطر على المدينة بعد معارك عنيفة".encode("cp1256"), skip.LANGUAGE),
        ("a.txt", "Войска взяли город и продвинулись на север".encode(), skip.LANGUAGE),
        ("a.txt", b"x" * (LONGEST_TEXT + 1), skip.TOO_LONG),
        ("a.txt", b"x" * (LONGEST_FILE + 1), skip.TOO_LONG),
        ("a.jsonl", b'{"text": "' + b"x" * LONGEST_FILE + b'"}\n', skip.TOO_LONG),
    ],
)
def test_what_is_no_report_is_skipped_with_a_code(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = skipped(path)
    assert found.code == code
    assert found.code in SKIP_CODES
    assert found.reason


def test_a_pdf_is_said_to_come_later(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    assert "not supported yet" in skipped(tmp_path / "a.pdf").reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_skipped(tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.txt")
    path.chmod(0)
    assert skipped(path).code == skip.UNREADABLE


def test_halves_of_characters_and_nul_are_replaced_one_for_one(tmp_path: Path) -> None:
    report = one(lines(tmp_path / "a.jsonl", '{"text": "' + TEXT + r' \ud800 \u0000", "source": "\udfff"}'))
    assert report.text == f"{TEXT} \ufffd \ufffd"
    report.text.encode()
    report.source.encode()


# --- languages ---


@pytest.mark.parametrize(
    "text",
    [
        "Les forces gouvernementales ont repris la ville de Douma et ses environs, selon une source militaire",
        "Hükümet güçleri kenti ele geçirdi ve kuzeye doğru ilerledi, yerel kaynaklara göre çatışmalar sürüyor",
        "Jeshi la serikali limeuteka mji wa Goma na kuwafukuza waasi kutoka maeneo ya karibu",
    ],
)
def test_a_foreign_report_is_skipped_whatever_it_says_of_itself(tmp_path: Path, text: str) -> None:
    assert skipped(lines(tmp_path / "a.jsonl", {"text": text, "lang": "en"})).code == skip.LANGUAGE


@pytest.mark.parametrize(
    "text",
    [
        "Jabhat al-Nusra, Jund al-Aqsa, Ahrar al-Sham, Jaish al-Fatah: Khan Tuman, al-Hader, Kafr Zita, al-Latamina",
        "Shelling: Kafr Batna, Saqba, Hamouria, Jisrin, Ayn Tarma. Air raids: Douma, Harasta, Arbin, Zamalka, Mesraba.",
        "Rebels seized Douma",
        "The army (الجيش العربي السوري) took Douma (دوما) and Harasta (حرستا) after clashes with the rebels there.",
    ],
)
def test_english_full_of_foreign_names_is_read(tmp_path: Path, text: str) -> None:
    assert one(lines(tmp_path / "a.jsonl", {"text": text})).text == text
