"""``khabar control``, ``outlets``, ``export`` and ``import`` as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from khabar.exports import write_jsonl
from khabar.records import Claim, Event, EventParty
from khabar.store import open_store
from tests.cli.conftest import Khabar
from tests.control.making import TOWN, claim_of, report_of

CLAIMS = [
    claim_of(
        "the rebels withdrew from Marsana", "withdrew", "2020-03-01", by="rebels", report="reb", kind="withdrawal"
    ),
    claim_of("the army captured Marsana", "captured", "2020-03-05", by="army", report="gov"),
    claim_of("the army captured most of Marsana", "captured", "2020-03-04", by="army", report="gov"),
]
REPORTS = [report_of("gov", "pro-government"), report_of("reb", "opposition")]


def event_of(claim: Claim) -> Event:
    return Event(
        event_id=f"e-{claim.claim_id}",
        event_type=claim.event_type,
        start=claim.time.start,
        end=claim.time.end,
        time_precision="day",
        place=TOWN,
        precision=1,
        initiators=[EventParty(actor_name="a side", side="government")],
        claims=[claim.claim_id],
        sources=[f"Outlet {claim.report_id}"],
        independent_sources=[f"Outlet {claim.report_id}"],
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_store(tmp_path) as store:
        for report in REPORTS:
            own = [c for c in CLAIMS if c.report_id == report.report_id]
            store.put_report(report, own, extractor="x")
        store.replace_events([event_of(c) for c in CLAIMS])
    write_jsonl(tmp_path / "claims.jsonl", CLAIMS)
    write_jsonl(tmp_path / "reports.jsonl", REPORTS)
    write_jsonl(tmp_path / "events.jsonl", [event_of(c) for c in CLAIMS])
    return tmp_path


def test_a_place_is_shown_with_its_history_and_evidence(khabar: Khabar, folder: Path) -> None:
    shown = khabar("control", "marsana", "--dir", folder).out
    for words in (
        "until 2020-03-01",
        "uncertain: last opposition",
        "some against their own interest",
        CLAIMS[1].claim_id,
        "According to each side",
        "a part of the place",
    ):
        assert words in shown


def test_all_places_in_short_and_as_records(khabar: Khabar, folder: Path) -> None:
    assert "Marsana, Nahran, XX" in khabar("control", "--dir", folder).out
    (line,) = khabar("control", "--dir", folder, "--format", "json").out.splitlines()
    assert [s["verdict"] for s in json.loads(line)["history"]] == ["held", "uncertain", "held"]


def test_control_from_files_is_that_of_the_store(khabar: Khabar, folder: Path) -> None:
    files = ("--claims", folder / "claims.jsonl", "--reports", folder / "reports.jsonl")
    by_store = khabar("control", "--dir", folder, "--format", "json").out
    assert khabar("control", *files, "--format", "json").out == by_store


@pytest.mark.parametrize("name", ["days.csv", "days.jsonl"])
def test_the_table_of_places_and_dates(khabar: Khabar, folder: Path, name: str) -> None:
    options = ("--table", folder / name, "--dates", "2020-02-28..2020-03-06")
    assert khabar("control", "--dir", folder, *options).code == 0
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 8 + (name == "days.csv")
    assert "uncertain" in lines[-3]


def test_the_record_of_outlets(khabar: Khabar, folder: Path) -> None:
    shown = khabar("outlets", "--dir", folder).out
    assert "proves nothing" in shown
    assert "Outlet gov" in shown
    told = khabar("outlets", "--dir", folder, "--format", "json").out.splitlines()
    assert {json.loads(line)["outlet"]: json.loads(line)["tellings"] for line in told} == {
        "Outlet gov": 2,
        "Outlet reb": 1,
    }
    khabar("outlets", "--dir", folder, "--out", folder / "outlets.txt")
    assert "proves nothing" in (folder / "outlets.txt").read_text(encoding="utf-8")


def test_export_and_import(khabar: Khabar, folder: Path) -> None:
    said = khabar("export", folder, "--format", "acled", "--out", folder / "a.csv", "--hxl")
    assert "3 records (acled)" in said.err
    assert khabar("import", folder / "a.csv", "--out", folder / "back.jsonl").code == 0
    assert (folder / "back.jsonl").read_bytes() == (folder / "events.jsonl").read_bytes()
    none = khabar("export", folder, "--format", "ucdp", "--out", folder / "u.csv")
    assert "3 events left out: no deaths told" in none.err


@pytest.mark.parametrize("source", ["", "khabar.sqlite", "events.jsonl"])
def test_export_from_a_folder_a_store_and_a_file(khabar: Khabar, folder: Path, source: str) -> None:
    out = folder / "out.csv"
    options = ("--format", "csv", "--coarsen", "admin1", "--mask-persons", "-q", "--out", out)
    assert khabar("export", folder / source, *options).err == ""
    assert "Nahran" in out.read_text(encoding="utf-8")
    assert "Marsana" not in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("control", "Nowhere", "--dir", "."), "KH600"),
        (("control", "--claims", "claims.jsonl"), "KH100"),
        (("control", "--reports", "reports.jsonl"), "KH100"),
        (("control", "--dir", ".", "--table", "x.xls"), "KH100"),
        (("control", "--dir", ".", "--table", "x.csv", "--dates", "then"), "KH700"),
        (("export", "none", "--format", "acled", "--out", "x"), "KH"),
        (("export", ".", "--format", "plover", "--hxl", "--out", "x"), "KH710"),
        (("export", ".", "--format", "acled", "--out", "none/x"), "KH500"),
        (("import", "run.txt"), "KH200"),
        (("import", "claims.jsonl"), "KH200"),
    ],
)
def test_what_cannot_be_done_says_why(
    khabar: Khabar, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: str
) -> None:
    monkeypatch.chdir(folder)
    failed = khabar(*arguments)
    assert failed.code == 1
    assert code in failed.err
    assert "remedy" in failed.err
