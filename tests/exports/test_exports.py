from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import msgspec
import pytest

from khabar.errors import StoreError
from khabar.exports import EVENT_COLUMNS, whole_file, write_events_csv, write_events_geojson, write_jsonl
from khabar.exports.table import total
from khabar.records import Contradiction, ContradictionValue, Event, EventParty, FigureRange, Place, Report

EVENT = Event(
    event_id="e-1",
    event_type="shelling",
    start="2016-12-08",
    end="2016-12-08",
    time_precision="day",
    place=Place(name="Al-Waer", admin1="Homs", country="SY", lat=34.74, lon=36.67),
    precision=1,
    initiators=[EventParty(actor="syrian_army", actor_name="Syrian Army", side="government")],
    targets=[EventParty(side="civilians"), EventParty(side="civilians")],
    quantities=[
        FigureRange(kind="killed", of="civilians", low=3, best=4, high=6),
        FigureRange(kind="killed", of="opposition", low=2, best=2, high=None),
        FigureRange(kind="wounded", low=10, best=10, high=10),
    ],
    claims=["c-1", "c-2"],
    sources=["Outlet, A", "=cmd()"],
    independent_sources=["Outlet, A"],
    contradictions=[Contradiction("who", [ContradictionValue("x", ["c-1"]), ContradictionValue("y", ["c-2"])])],
)
NOWHERE = Event(event_id="e-2", event_type="statement")
AREA_ONLY = Event(event_id="e-3", event_type="armed_clash", place=Place(admin1="Idlib", country="SY"), precision=4)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_row_tells_the_event(tmp_path: Path) -> None:
    assert write_events_csv(tmp_path / "events.csv", [EVENT, NOWHERE], note=lambda e: f"note of {e.event_id}") == 2
    first, second = rows_of(tmp_path / "events.csv")
    assert tuple(first) == EVENT_COLUMNS
    told = {
        "event_id": "e-1",
        "place": "Al-Waer",
        "lat": "34.74",
        "initiators": "Syrian Army",
        "targets": "unidentified (civilians)",
        "killed_low": "5",
        "killed_best": "6",
        "killed_high": "",
        "wounded_high": "10",
        "figures": "killed civilians: 3..6; killed opposition: 2..?; wounded: 10",
        "sources_count": "2",
        "sources": "Outlet, A; =cmd()",
        "independent_count": "1",
        "claims": "c-1; c-2",
        "contradictions": "who: x (c-1) | y (c-2)",
        "note": "note of e-1",
        "date_precision": "day",
    }
    assert {k: first[k] for k in told} == told
    assert second["place"] == second["killed_low"] == second["start"] == ""


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(tmp_path: Path, start: str) -> None:
    event = msgspec.structs.replace(EVENT, place=Place(name=start, lat=-34.5, lon=-3.0), sources=[start])
    write_events_csv(tmp_path / "events.csv", [event])
    row = rows_of(tmp_path / "events.csv")[0]
    assert row["place"] == row["sources"] == "'" + start
    assert (row["lat"], row["lon"]) == ("-34.5", "-3.0")


def test_a_told_total_is_not_added_to_its_parts() -> None:
    parts = [FigureRange(kind="killed", of="civilians", low=3, best=3, high=3)]
    assert total([*parts, FigureRange(kind="killed", low=10, best=11, high=12)], "killed") == (10, 11, 12)


def test_features_follow_rfc_7946(tmp_path: Path) -> None:
    assert write_events_geojson(tmp_path / "events.geojson", [EVENT, NOWHERE, AREA_ONLY]) == 3
    collection = json.loads((tmp_path / "events.geojson").read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    point, nowhere, area = collection["features"]
    assert point["geometry"] == {"type": "Point", "coordinates": [36.67, 34.74]}
    assert point["id"] == point["properties"]["event_id"] == "e-1"
    assert nowhere["geometry"] is None
    assert "place" in nowhere["properties"]["geometry_reason"]
    assert area["properties"]["geometry_reason"] == "only the area is known: Idlib"


def test_no_events_make_a_valid_file(tmp_path: Path) -> None:
    write_events_geojson(tmp_path / "events.geojson", [])
    assert json.loads((tmp_path / "events.geojson").read_text())["features"] == []


def test_json_lines_keep_records_and_order(tmp_path: Path) -> None:
    reports = [Report(report_id=n, source="S", text="line\nline\u2028 “quoted”") for n in "ba"]
    assert write_jsonl(tmp_path / "r.jsonl", iter(reports)) == 2
    lines = (tmp_path / "r.jsonl").read_bytes().split(b"\n")
    assert [msgspec.json.decode(line, type=Report) for line in lines if line] == reports


def test_a_failure_leaves_the_old_file_and_no_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(TypeError), whole_file(tmp_path / "a.txt") as stream:
        stream.writelines(["new", None])  # type: ignore[list-item]
    assert (tmp_path / "a.txt").read_text() == "old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_missing_folder_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        write_jsonl(tmp_path / "none" / "a.jsonl", [])


def test_the_documentation_names_every_column() -> None:
    text = (Path(__file__).parents[2] / "docs" / "outputs.md").read_text(encoding="utf-8")
    figures = ("_low", "_best", "_high")
    missing = [c for c in EVENT_COLUMNS if f"`{c}`" not in text and not c.endswith(figures)]
    assert missing == []
