"""``khabar judge``, ``khabar why``, ``khabar update``, and what ``khabar show`` says after decisions."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from khabar import pipeline
from khabar.records import Claim, ClaimTime, Place, PlaceMention, Report, Span
from khabar.records.claim import Quantity
from khabar.store import open_store
from tests.cli.conftest import Khabar

PLACE = Place(id="x:1", name="Northfield", lat=40.0, lon=30.0)
TEXT = "Shells fell on the bakery of Northfield on Monday, killing 17."


def a_claim(report_id: str, killed: int) -> Claim:
    text = TEXT.replace("17", str(killed))
    return Claim(
        claim_id=f"c-{report_id}",
        report_id=report_id,
        evidence=Span(text, 0, len(text)),
        event_type="shelling",
        places=[PlaceMention(text="Northfield", start=29, end=39, place=PLACE)],
        time=ClaimTime(text="on Monday", start="2020-05-04", end="2020-05-04", precision="day"),
        quantities=[Quantity(kind="killed", text=str(killed), min=killed, max=killed)],
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_store(tmp_path) as store:
        for name, source, killed in (("gov", "State Daily", 3), ("opp", "Hill Radio", 17), ("wire", "Blue Wire", 17)):
            claim = a_claim(name, killed)
            report = Report(report_id=name, source=source, published="2020-05-05", text=claim.evidence.text)
            store.put_report(report, [claim], extractor="x")
        pipeline.link_claims(store)
        pipeline.write_views(store, tmp_path)
    return tmp_path


def events(folder: Path) -> dict[str, list[str]]:
    lines = (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()
    return {e["event_id"]: e["claims"] for e in map(json.loads, lines)}


def last_id(result_err: str) -> str:
    return result_err.split(":")[0]


def test_split_and_merge_change_events_files_and_ids_and_back(khabar: Khabar, folder: Path) -> None:
    before = events(folder)
    (event_id,) = before
    assert khabar("judge", "split", event_id, "c-wire", "--who", "Amal", "--dir", folder).code == 0
    parted = events(folder)
    assert sorted(parted.values()) == [["c-gov", "c-opp"], ["c-wire"]]
    assert event_id in parted
    (left,) = set(parted) - {event_id}
    assert khabar("judge", "merge", left, event_id, "--who", "Amal", "--dir", folder).code == 0
    assert events(folder) == before
    shown = khabar("show", left, "--dir", folder).out
    assert f"the claims of {left} are in {event_id} now" in shown
    assert "split" in shown


def test_undo_of_a_split_joins_again(khabar: Khabar, folder: Path) -> None:
    before = events(folder)
    made = khabar("judge", "split", next(iter(before)), "c-wire", "--who", "Amal", "--dir", folder)
    assert khabar("judge", "undo", last_id(made.err), "--who", "Basma", "--dir", folder).code == 0
    assert events(folder) == before
    assert "taken back" in khabar("judge", "log", "--dir", folder).out


def test_a_rejected_claim_is_shown_but_tells_no_event(khabar: Khabar, folder: Path) -> None:
    made = khabar("judge", "reject", "c-opp", "--who", "Amal", "--why", "a film", "--dir", folder)
    assert made.code == 0
    assert list(events(folder).values()) == [["c-gov", "c-wire"]]
    shown = khabar("show", "c-opp", "--dir", folder).out
    assert "rejected by Amal" in shown
    assert "a film" in shown
    claims = [json.loads(line) for line in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [c.get("review", {}).get("state") for c in claims] == [None, "rejected", None]
    assert khabar("why", "c-opp", "c-gov", "--dir", folder).code == 1


def test_an_event_whose_claims_are_all_rejected_says_so(khabar: Khabar, folder: Path) -> None:
    (event_id,) = events(folder)
    khabar("judge", "reject", event_id, "--who", "Amal", "--dir", folder)
    assert events(folder) == {}
    assert f"{event_id} is not there any more" in khabar("show", event_id, "--dir", folder).out


@pytest.mark.parametrize(
    ("field", "value", "shows"),
    [
        ("event_type", "air_strike", "as read        event_type: shelling"),
        ("time", "2020-05-03..2020-05-04", "as read        time: 2020-05-04"),
        ("places", '[{"name": "Southford", "lat": 43, "lon": 33}]', "as read        places: at Northfield"),
        ("targets", '[{"text": "a bakery", "side": "civilians"}]', "as read        targets: none"),
        ("quantities", "[]", "as read        quantities: killed 3 to 3"),
    ],
)
def test_a_corrected_field_is_used_and_what_was_read_is_shown(
    khabar: Khabar, folder: Path, field: str, value: str, shows: str
) -> None:
    assert khabar("judge", "correct", "c-gov", field, value, "--who", "Amal", "--dir", folder).code == 0
    shown = khabar("show", "c-gov", "--dir", folder).out
    assert shows in shown
    assert "corrected by Amal" in shown
    lines = (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    assert field in next(c for c in map(json.loads, lines) if c["claim_id"] == "c-gov")["review"]["original"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("judge", "accept", "c-none", "--who", "A"), "KH600", "no claim or event 'c-none'"),
        (("judge", "undo", "d-none", "--who", "A"), "KH600", "no decision 'd-none'"),
        (("judge", "same", "c-gov", "c-gov", "--who", "A"), "KH720", "the same record"),
        (("judge", "accept", "c-gov", "--who", " "), "KH720", "nobody is named"),
        (("judge", "correct", "c-gov", "event_type", "picnic", "--who", "A"), "KH720", "event_type cannot be that"),
        (("judge", "correct", "c-gov", "places", "Northfield", "--who", "A"), "KH100", "no JSON"),
        (("judge", "correct", "c-gov", "time", "monday", "--who", "A"), "KH700", "'monday' is no date"),
        (("judge", "import", "/nowhere/log.csv"), "KH200", "cannot be read"),
        (("why", "c-gov", "c-gov"), "KH100", "the same record"),
        (("why", "c-gov", "c-none"), "KH600", "no claim 'c-none'"),
        (("update", "--headline", "most"), "KH100", "no rule for headline numbers"),
    ],
)
def test_bad_input_is_told_with_its_code(
    khabar: Khabar, folder: Path, arguments: tuple[str, ...], code: str, says: str
) -> None:
    result = khabar(*arguments, "--dir", folder)
    assert result.code == 1
    assert result.err.startswith(code)
    assert says in result.err


def test_a_contradiction_names_both_decisions(khabar: Khabar, folder: Path) -> None:
    khabar("judge", "same", "c-gov", "c-opp", "--who", "Amal", "--dir", folder)
    khabar("judge", "same", "c-opp", "c-wire", "--who", "Basma", "--dir", folder)
    result = khabar("judge", "not-same", "c-gov", "c-wire", "--who", "Chadi", "--dir", folder)
    assert (result.code, result.err[:5]) == (1, "KH721")
    assert "c-gov = c-opp = c-wire" in result.err


def test_who_may_stand_in_the_environment(khabar: Khabar, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert khabar("judge", "accept", "c-gov", "--dir", folder).code == 2
    monkeypatch.setenv("KHABAR_WHO", "Amal")
    assert "by Amal" in khabar("judge", "accept", "c-gov", "--dir", folder).err


def test_nothing_is_updated_where_that_is_asked(khabar: Khabar, folder: Path) -> None:
    before = events(folder)
    khabar("judge", "not-same", "c-gov", "c-wire", "--who", "A", "--no-update", "--quiet", "--dir", folder)
    assert events(folder) == before
    assert khabar("update", "--dir", folder).err.startswith("2 events from 3 claims")
    assert len(events(folder)) == 2


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_log_is_exported_and_imported_once(khabar: Khabar, folder: Path, tmp_path: Path, form: str) -> None:
    khabar("judge", "accept", "c-gov", "--who", "=Amal", "--why", "read, “twice”\nby two", "--dir", folder)
    khabar("judge", "correct", "c-gov", "time", "2020-05-03", "--who", "Basma", "--dir", folder)
    made = khabar("judge", "not-same", "c-gov", "c-wire", "--who", "Amal", "--dir", folder)
    khabar("judge", "undo", last_id(made.err), "--who", "Basma", "--dir", folder)
    file, other = tmp_path / f"log.{form}", tmp_path / "other"
    khabar("judge", "log", "--format", form, "--out", file, "--dir", folder)
    if form == "csv":
        with file.open(encoding="utf-8", newline="") as stream:
            assert next(iter(csv.DictReader(stream)))["who"] == "'=Amal"
    other.mkdir()
    with open_store(folder, readonly=True) as here, open_store(other) as there:
        for report in here.iter_reports():
            there.put_report(report, [here.original_claim(f"c-{report.report_id}")], extractor="x")
    assert "4 of 4 decisions are new" in khabar("judge", "import", file, "--dir", other).err
    assert "0 of 4 decisions are new" in khabar("judge", "import", file, "--dir", other).err
    with open_store(folder, readonly=True) as here, open_store(other, readonly=True) as there:
        assert there.log.all() == here.log.all()
        assert list(there.iter_events()) == list(here.iter_events())


def test_a_changed_log_is_refused_with_its_line(khabar: Khabar, folder: Path, tmp_path: Path) -> None:
    khabar("judge", "accept", "c-gov", "--who", "Amal", "--dir", folder)
    file = tmp_path / "log.jsonl"
    khabar("judge", "log", "--format", "jsonl", "--out", file, "--dir", folder)
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("Amal", "Basma"), encoding="utf-8")
    assert khabar("judge", "import", file, "--dir", folder).err.startswith("KH720")
    file.write_text(good + "{}\n", encoding="utf-8")
    result = khabar("judge", "import", file, "--dir", folder)
    assert result.err.startswith("KH200")
    assert f"{file}:2" in result.err


def test_why_tells_reasons_weights_threshold_and_decisions(khabar: Khabar, folder: Path) -> None:
    told = khabar("why", "c-gov", "c-opp", "--dir", folder).out
    for words in ("one event, e-", "-5.10", "the same day", "in all", "two groups are joined above -0.80 on average"):
        assert words in told
    khabar("judge", "not-same", "c-gov", "c-opp", "--who", "Amal", "--why", "two bakeries", "--dir", folder)
    told = khabar("why", "c-gov", "c-opp", "--dir", folder).out
    assert "not one event" in told
    assert "not same c-gov and c-opp, decided by Amal" in told
    assert "two bakeries" in told


def test_the_sum_of_the_reasons_is_the_score(khabar: Khabar, folder: Path) -> None:
    found = json.loads(khabar("why", "c-gov", "c-wire", "--format", "json", "--dir", folder).out)
    (pair,) = found["pairs"]
    assert sum(r["weight"] for r in pair["reasons"]) == pytest.approx(pair["score"], abs=0.1)
    assert (found["a"], found["b"], len(found["events"]), found["decisions"]) == ("c-gov", "c-wire", 1, [])


def test_why_of_events_tells_the_average_between_them(khabar: Khabar, folder: Path) -> None:
    (event_id,) = events(folder)
    khabar("judge", "split", event_id, "c-wire", "--who", "Amal", "--dir", folder)
    left, right = events(folder)
    told = khabar("why", left, right, "--dir", folder).out
    assert "on average over 2 pairs of claims" in told
    assert "decided by Amal" in told


def test_the_headline_rule_is_kept_and_stated(khabar: Khabar, folder: Path) -> None:
    def figure() -> tuple[object, object]:
        (event,) = map(json.loads, (folder / "events.jsonl").read_text(encoding="utf-8").splitlines())
        return event["quantities"][0]["best"], event["quantities"][0]["rule"]

    assert figure()[1] == "majority"
    khabar("update", "--headline", "sources:Hill Radio", "--dir", folder)
    assert figure() == (17, "sources:Hill Radio")
    assert "17 (3 to 17 told)" in (folder / "brief.md").read_text(encoding="utf-8")
    khabar("update", "--dir", folder)
    assert figure() == (17, "sources:Hill Radio")
    khabar("update", "--headline", "open", "--dir", folder)
    assert figure() == (None, "open")
    assert "best open (open)" in khabar("show", next(iter(events(folder))), "--dir", folder).out


@pytest.mark.parametrize("command", ["accept", "correct", "split", "undo", "log", "import"])
def test_every_help_has_an_example(khabar: Khabar, command: str) -> None:
    assert f"khabar judge {command}" in khabar("judge", command, "--help").out.partition("Example")[2]
