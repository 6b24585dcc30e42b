"""Claims and reports of other makers: what is missing is filled, what is wrong is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from khabar.errors import RecordError
from khabar.records import Place, Report
from khabar.records.io import anchor_claims, claim_from, read_claims, read_reports, write_jsonl

TEXT = "Shells fell on Northfield. Two died."
RAW: dict[str, Any] = {
    "report_id": "r",
    "n": 0,
    "evidence": {"start": 0, "end": 25, "text": "Shells fell on Northfield"},
    "event_type": "shelling",
    "places": [{"text": "Northfield", "role": "at", "name": "Northfield", "admin1": "North", "lat": 1.5, "lon": 2.5}],
    "initiators": [{"text": "guns", "actor": "First Army", "side": "government"}],
    "targets": None,
    "quantities": [{"kind": "killed", "of": "civilians", "text": "Two", "min": 2, "max": 2}],
    "time": {"text": None, "start": "2020-01-01", "end": None, "precision": None},
    "sure": False,
}


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_flat_places_names_and_nulls_are_filled() -> None:
    claim = claim_from(RAW)
    place = claim.places[0].place
    assert place is not None
    assert (place.name, place.admin1, place.lat, claim.places[0].text) == ("Northfield", "North", 1.5, "Northfield")
    assert claim.initiators[0].actor_name == "First Army"
    assert (claim.targets, claim.time.precision, claim.quantities[0].start) == ([], "unknown", None)


def test_a_derived_id_is_the_same_each_time_and_differs_between_claims() -> None:
    other = {**RAW, "n": 1}
    assert claim_from(RAW).claim_id == claim_from(dict(RAW)).claim_id
    assert claim_from(RAW).claim_id != claim_from(other).claim_id
    assert claim_from({**RAW, "claim_id": "mine"}).claim_id == "mine"


def test_what_is_written_reads_back_the_same(tmp_path: Path) -> None:
    claims = [claim_from(RAW), claim_from({**RAW, "n": 1})]
    assert write_jsonl(tmp_path / "c.jsonl", claims) == 2
    assert read_claims(tmp_path / "c.jsonl") == claims
    before = (tmp_path / "c.jsonl").read_bytes()
    write_jsonl(tmp_path / "c.jsonl", claims)
    assert (tmp_path / "c.jsonl").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["c.jsonl"]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "c.jsonl"
    write_jsonl(target, [claim_from(RAW)])
    before = target.read_bytes()

    def broken() -> Any:
        yield claim_from(RAW)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_jsonl(target, broken())
    assert target.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["c.jsonl"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"event_type": "picnic"}, "event_type"),
        ({"evidence": {"text": 5}}, "evidence.text"),
        ({"time": {"start": "2020-13-01"}}, "time.start"),
        ({"time": {"start": "2020-02-02", "end": "2020-02-01"}}, "time.start"),
        ({"quantities": [{"kind": "killed", "text": "2", "min": "two"}]}, "quantities"),
        ({"report_id": None}, "report_id"),
    ],
)
def test_an_error_names_file_line_and_field(tmp_path: Path, change: dict[str, Any], field: str) -> None:
    path = lines(tmp_path / "c.jsonl", RAW, {**RAW, "n": 1, **change})
    with pytest.raises(RecordError) as caught:
        read_claims(path)
    assert f"{path}:2" in str(caught.value)
    assert field in str(caught.value)
    assert caught.value.remedy


def test_doubled_ids_and_broken_lines_are_said(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="stands in"):
        read_claims(lines(tmp_path / "c.jsonl", RAW, RAW))
    (tmp_path / "r.jsonl").write_text('{"report_id": "r", "text": "x"}\n{"report_id"\n', encoding="utf-8")
    with pytest.raises(RecordError, match=r"r\.jsonl:2"):
        read_reports(tmp_path / "r.jsonl")
    with pytest.raises(RecordError, match="cannot be read"):
        read_reports(tmp_path / "none.jsonl")


def test_wrong_offsets_are_repaired_with_a_warning() -> None:
    raw = {**RAW, "evidence": {"start": 3, "end": 28, "text": "Shells fell on Northfield"}}
    raw["quantities"] = [{**RAW["quantities"][0], "start": 1, "end": 4}]
    with pytest.warns(UserWarning, match="2 offsets"):
        found = anchor_claims([claim_from(raw)], [Report(report_id="r", source="s", text=TEXT)])
    (claim,) = found.claims
    assert (claim.evidence.start, claim.evidence.end, claim.quantities[0].start) == (0, 25, None)
    assert found.repaired == 2


def test_evidence_that_stands_nowhere_is_an_error() -> None:
    report = Report(report_id="r", source="s", text="Nothing of the kind.")
    with pytest.raises(RecordError, match="Shells fell on Northfield"):
        anchor_claims([claim_from(RAW)], [report])
    with pytest.raises(RecordError, match="no report 'r'"):
        anchor_claims([claim_from(RAW)], [])


def test_points_are_read_again(tmp_path: Path) -> None:
    point = Place(id="x/5km-north", name="5 km north of Northfield", kind="spot", lat=1.545, lon=2.5)
    claim = claim_from(RAW)
    claim = msgspec.structs.replace(claim, places=[msgspec.structs.replace(claim.places[0], point=point)])
    write_jsonl(tmp_path / "c.jsonl", [claim])
    assert read_claims(tmp_path / "c.jsonl")[0].places[0].point == point
