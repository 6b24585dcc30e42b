"""Import what was exported: the same events."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.errors import ExportError, RecordError
from khabar.exports import IMPORTS, TABLES, export, read_events, told_of
from khabar.exports.cells import plain_cell, safe_cell
from khabar.records import Event, EventParty, Place
from tests.exports.making import CIVILIANS, CLASH, EVIDENCE, event_of, lines_of, rows_of, without_links

ENDINGS = {"geojson": "geojson", "jsonl": "jsonl", "parquet": "parquet", "geoparquet": "parquet"}
EVENTS = [
    CLASH,
    event_of(event_id="e-2", event_type="shelling", targets=[CIVILIANS], time_precision="unknown", end="2016-12-08"),
    event_of(event_id="e-3", sources=["=cmd()", "a; b", "'@x"], place=Place(name="+1", country="SY", lat=1.0, lon=2.0)),
    event_of(event_id="e-4", place=Place(name="Nahran", kind="province", admin1="Nahran", country="SY"), precision=4),
]  # fmt: skip


def written(tmp_path: Path, form: str, events: list[Event] = EVENTS, **options: Any) -> Path:
    if form in ("parquet", "geoparquet"):
        pytest.importorskip("pyarrow")
    path = tmp_path / f"x.{ENDINGS.get(form, 'csv')}"
    export(path, form, told_of(events, EVIDENCE, note=lambda e: "a note"), **options)
    return path


@pytest.mark.parametrize("form", IMPORTS)
def test_the_same_events_come_back(tmp_path: Path, form: str) -> None:
    assert list(read_events(written(tmp_path, form))) == [without_links(e) for e in EVENTS]


@pytest.mark.parametrize("form", TABLES)
def test_a_row_of_hxl_hashtags_is_no_event(tmp_path: Path, form: str) -> None:
    assert len(list(read_events(written(tmp_path, form, hxl=True)))) == len(EVENTS)


@pytest.mark.parametrize("form", ["parquet", "geoparquet"])
def test_columns_are_typed_and_points_are_wkb(tmp_path: Path, form: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(written(tmp_path, form))
    assert table.column("lat").to_pylist()[0] == 35.5
    assert table.column("killed_best").to_pylist()[0] == 9.0
    if form == "geoparquet":
        about = json.loads(table.schema.metadata[b"geo"])
        assert about["primary_column"] == "geometry"
        points = table.column("geometry").to_pylist()
        assert len(points[0]) == 21
        assert points[3] is None


def edited(path: Path, **cells: str) -> Path:
    """The table with cells of its first row changed."""
    rows = lines_of(path)
    for column, value in cells.items():
        rows[1][rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def test_a_cell_that_a_person_changed_wins(tmp_path: Path) -> None:
    path = edited(
        written(tmp_path, "acled"), fatalities="3", sub_event_type="Grenade", location="Other", event_date="2016-12-09"
    )
    found, *others = read_events(path)
    assert (found.event_type, found.start, found.end) == ("explosive_device", "2016-12-09", "2016-12-09")
    assert found.place == msgspec.structs.replace(CLASH.place, id=None, kind=None, name="Other")  # type: ignore[type-var]
    assert [f.best for f in found.quantities if f.kind == "killed"] == [3]
    assert (found.claims, found.contradictions) == (CLASH.claims, CLASH.contradictions)
    assert others == [without_links(e) for e in EVENTS[1:]]


def test_a_changed_row_of_ucdp(tmp_path: Path) -> None:
    path = edited(written(tmp_path, "ucdp"), best="12", high="20", side_b="Another group")
    found = next(read_events(path))
    total = next(f for f in found.quantities if f.kind == "killed" and f.of is None)
    assert (total.low, total.best, total.high) == (8, 12, 20)
    assert found.initiators == CLASH.initiators
    assert found.targets == [EventParty(actor_name="Another group", side="opposition")]


def test_a_moved_point_of_a_map(tmp_path: Path) -> None:
    path = written(tmp_path, "geojson")
    collection = json.loads(path.read_text(encoding="utf-8"))
    collection["features"][0]["geometry"]["coordinates"] = [38.5, 35.75]
    path.write_text(json.dumps(collection), encoding="utf-8")
    place = next(read_events(path)).place
    assert place is not None
    assert (place.name, place.lat, place.lon) == ("Marsana", 35.75, 38.5)


def stripped(path: Path) -> Path:
    """The table without khabar's own columns, as the data sets themselves have it."""
    rows = rows_of(path)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, [c for c in rows[0] if not c.startswith("khabar_")], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.parametrize("form", ["acled", "ucdp"])
def test_rows_of_others_give_what_they_tell(tmp_path: Path, form: str) -> None:
    found = next(read_events(stripped(written(tmp_path, form)), form))
    assert (found.event_id, found.event_type, found.start) == ("e-1", "armed_clash", "2016-12-07")
    assert [p.actor_name for p in (*found.initiators, *found.targets)] == [
        "Syrian Arab Army",
        "unidentified opposition fighters",
    ]
    assert found.place is not None
    assert (found.place.name, found.place.country, found.place.lat, found.precision) == ("Marsana", "SY", 35.5, 1)
    assert found.sources == CLASH.sources


@pytest.mark.parametrize("form", ["acled", "ucdp"])
def test_rows_of_others_come_back_as_they_were(tmp_path: Path, form: str) -> None:
    first = list(read_events(stripped(written(tmp_path, form)), form))
    again = list(read_events(written(tmp_path, form, first)))
    assert again == first


def test_a_foreign_id_names_its_data_set(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "event_id_cnty,event_date,sub_event_type,actor1,inter1,actor2,inter2,country,location,fatalities\n"
        "SYR77,7 December 2016,Air/drone strike,A,State forces,B,External/Other forces,Syria,Marsana,4.0\n"
    )
    (found,) = read_events(tmp_path / "a.csv")
    assert (found.event_id, found.event_type, found.start) == ("acled:SYR77", "air_strike", "2016-12-07")
    assert [p.side for p in (*found.initiators, *found.targets)] == ["government", "unknown"]
    assert [f.best for f in found.quantities] == [4]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.csv", "a,b\n1,2\n", "cannot be told"),
        ("a.csv", "event_id_cnty,event_date,sub_event_type\nX,2016-12-07,Nonsense\n", "row 2"),
        ("a.csv", "event_id_cnty,event_date,sub_event_type\nX,tomorrow,Other\n", "row 2"),
        ("a.csv", "event_id_cnty,event_date,sub_event_type\nX,2016-12-07,Other\nX,2016-12-07,Other\n", "twice"),
        ("a.csv", "event_id,event_type,khabar_event\ne-1,other,\n", "no khabar_event"),
        ("a.geojson", "[]", "no FeatureCollection"),
        ("a.geojson", '{"features":[{"properties":{}}]}', "feature 1"),
        ("a.jsonl", "{}\n", "a.jsonl:1"),
    ],
)
def test_what_cannot_be_read_says_where(tmp_path: Path, name: str, text: str, says: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises((RecordError, ExportError), match=says):
        list(read_events(tmp_path / name))


def test_a_file_that_is_missing_or_no_parquet(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "a.parquet").write_text("no")
    for name in ("a.parquet", "none.csv", "none.geojson", "none.jsonl", "none.parquet"):
        with pytest.raises(RecordError, match="cannot be read"):
            list(read_events(tmp_path / name))


def test_unknown_formats_and_hashtags_where_there_are_none(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no format"):
        export(tmp_path / "x", "xls", [])
    with pytest.raises(ExportError, match="no HXL"):
        export(tmp_path / "x", "plover", [], hxl=True)
    with pytest.raises(ExportError, match="no format"):
        list(read_events(tmp_path / "x", "plover"))


@given(st.text(alphabet="'=+-@a\t ", max_size=8))
def test_a_guarded_cell_gives_its_text_back(text: str) -> None:
    guarded = safe_cell(text)
    assert isinstance(guarded, str)
    assert plain_cell(guarded) == text
    assert not guarded.startswith(("=", "+", "-", "@", "\t"))
