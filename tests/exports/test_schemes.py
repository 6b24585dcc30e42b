"""Rows in the manner of ACLED, UCDP GED and CAMEO, and PLOVER events."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from khabar.exports import TABLES, Protection, Records, export, told_of
from khabar.exports.acled import COLUMNS as ACLED_COLUMNS
from khabar.exports.acled import acled_row
from khabar.exports.knowledge import hxl_tags, load_countries, load_table
from khabar.exports.plover import cameo_row, meaning, plover_event
from khabar.exports.rows import OWN_COLUMNS, own_cells
from khabar.exports.told import Told
from khabar.exports.ucdp import priogrid, ucdp_row
from khabar.records import EVENT_TYPES, Claim, Event, EventParty, FigureRange, Place, PlaceMention, Quantity, Span
from tests.exports.making import ARMY, CIVILIANS, CLASH, EVIDENCE, REBELS, TOWN, event_of, lines_of, rows_of


def told(event: Event, **options: Any) -> Told:
    return next(told_of([event], EVIDENCE, note=lambda e: f"note of {e.event_id}", **options))


def acled(event: Event) -> dict[str, Any]:
    row = acled_row(told(event))
    assert isinstance(row, dict), row
    return row


def ucdp(event: Event) -> dict[str, Any]:
    row = ucdp_row(told(event))
    assert isinstance(row, dict), row
    return row


def test_a_row_in_the_manner_of_acled() -> None:
    expected = {
        "event_id_cnty": "e-1",
        "event_date": "2016-12-07",
        "year": 2016,
        "time_precision": 1,
        "disorder_type": "Political violence",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": "Syrian Arab Army",
        "inter1": 1,
        "actor2": "unidentified opposition fighters",
        "inter2": 2,
        "interaction": 12,
        "iso": 760,
        "region": "Middle East",
        "country": "Syria",
        "admin1": "Nahran",
        "location": "Marsana",
        "latitude": 35.5,
        "geo_precision": 1,
        "source": "Outlet One; Outlet Two",
        "notes": "note of e-1",
        "fatalities": 8,
        "tags": "khabar status: contested",
    }
    row = acled(CLASH)
    assert {k: row[k] for k in expected} == expected
    assert set(row) <= set(ACLED_COLUMNS)


@pytest.mark.parametrize(
    ("fields", "sub"),
    [
        ({"targets": [CIVILIANS]}, "Attack"),
        ({"event_type": "territory_captured"}, "Government regains territory"),
        ({"event_type": "territory_captured", "initiators": [REBELS]}, "Non-state actor overtakes territory"),
        (
            {"event_type": "territory_captured", "initiators": [EventParty(side="state:RU")]},
            "Non-state actor overtakes territory",
        ),
        ({"event_type": "withdrawal"}, "Non-violent transfer of territory"),
        ({"event_type": "chemical_attack"}, "Chemical weapon"),
    ],
)
def test_sub_event_types(fields: dict[str, Any], sub: str) -> None:
    assert acled(event_of(**fields))["sub_event_type"] == sub


@pytest.mark.parametrize(
    ("party", "inter"),
    [
        (EventParty(side="state:RU"), 8),
        (EventParty(side="state:SY"), 1),
        (EventParty(side="unknown"), 3),
        (EventParty(side="civilians"), 7),
        (EventParty(actor="ndf", actor_name="NDF", side="government"), 3),
    ],
)
def test_inter_codes(party: EventParty, inter: int) -> None:
    assert acled(event_of(initiators=[party]))["inter1"] == inter


def test_demonstrators_and_nobody_named() -> None:
    assert acled(event_of(event_type="protest", initiators=[CIVILIANS], targets=[]))["inter1"] == 6
    nobody = acled(event_of(event_type="shelling", initiators=[], targets=[CIVILIANS]))
    assert (nobody["actor1"], nobody["inter1"], nobody["interaction"]) == ("Unidentified Armed Group (Syria)", 3, 37)
    assert (nobody["actor2"], nobody["civilian_targeting"]) == ("Civilians (Syria)", "Civilian targeting")
    assert acled(event_of(event_type="agreement", initiators=[], targets=[]))["actor1"] is None


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, 1),
        ({"time_precision": "unknown"}, 2),
        ({"end": "2016-12-08"}, 2),
        ({"end": "2016-12-31"}, 3),
    ],
)
def test_time_precision(fields: dict[str, Any], code: int) -> None:
    assert acled(event_of(**fields))["time_precision"] == code


@pytest.mark.parametrize(
    "fields",
    [
        {"modality": "planned"},
        {"modality": "negated"},
        {"event_type": "statement"},
        {"event_type": "negotiation"},
        {"start": None, "end": None},
        {"end": "2017-12-31"},
        {"place": None, "precision": None},
        {"place": Place(kind="country", country="SY"), "precision": 5},
    ],
)
def test_what_acled_has_no_row_for_is_told(fields: dict[str, Any]) -> None:
    assert isinstance(acled_row(told(event_of(**fields))), str)


def test_a_row_in_the_manner_of_ucdp() -> None:
    expected = {
        "id": "e-1",
        "type_of_violence": 1,
        "dyad_name": "Syrian Arab Army - unidentified opposition fighters",
        "number_of_sources": 2,
        "source_article": '"Outlet One,2016-12-08,Fighting in Marsana"; "Outlet Two,2016-12-09,News"',
        "source_office": "Outlet One; Outlet Two",
        "source_date": "2016-12-08",
        "source_original": "SANA ← a military source",
        "where_prec": 1,
        "where_coordinates": "Marsana",
        "adm_1": "Nahran",
        "geom_wkt": "POINT (38.25 35.5)",
        "country": "Syria",
        "region": "Middle East",
        "event_clarity": 1,
        "date_prec": 1,
        "deaths_a": 3,
        "deaths_b": 5,
        "deaths_civilians": 1,
        "deaths_unknown": 0,
        "low": 8,
        "best": 9,
        "high": 14,
    }
    row = ucdp(CLASH)
    assert {k: row[k] for k in expected} == expected


def test_the_state_is_side_a_whoever_attacks() -> None:
    row = ucdp(event_of(initiators=[REBELS], targets=[ARMY]))
    assert (row["side_a"], row["deaths_a"]) == ("Syrian Arab Army", 3)


def test_types_of_violence() -> None:
    isil = EventParty(actor_name="Islamic State", side="isil")
    assert ucdp(event_of(initiators=[isil]))["type_of_violence"] == 2
    one_sided = ucdp(event_of(event_type="shelling", targets=[CIVILIANS]))
    assert (one_sided["type_of_violence"], one_sided["side_b"]) == (3, "Civilians")
    both_hit = ucdp(event_of(event_type="shelling", initiators=[], targets=[ARMY, EventParty(side="state:RU")]))
    assert both_hit["side_b"] == "Unknown"


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"end": "2016-12-09"}, 2), ({"end": "2016-12-13"}, 3), ({"end": "2016-12-31"}, 4), ({"end": "2017-03-31"}, 5)],
)
def test_date_prec(fields: dict[str, Any], code: int) -> None:
    assert ucdp(event_of(**fields))["date_prec"] == code


def test_ucdp_needs_a_death_a_date_and_a_place() -> None:
    lacking: list[dict[str, Any]] = [{"quantities": []}, {"start": None, "end": None}, {"place": None}]
    for fields in [*lacking, {"modality": "expected"}]:
        assert isinstance(ucdp_row(told(event_of(**fields))), str)


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [(34.802462, 36.707602, 179714), (-90.0, -180.0, 1), (90.0, 180.0, 259200), (None, None, None)],
)
def test_priogrid_cells(lat: float | None, lon: float | None, cell: int | None) -> None:
    assert priogrid(lat, lon) == cell


def test_plover_events() -> None:
    found = plover_event(told(CLASH))
    assert isinstance(found, dict)
    assert (found["event"], found["quad_code"], found["dead"], found["injured"]) == (["ASSAULT"], 4, 9, 10)
    assert found["actor"] == [{"code": "SYR", "sector": "MIL", "entity_text": "Syrian Arab Army"}]
    assert found["event_loc"]["resolution"] == 4
    assert "contested" in found["comment"]
    planned = plover_event(told(event_of(modality="planned")))
    assert isinstance(planned, dict)
    assert planned["mode"] == ["future"]


def test_cameo_codes() -> None:
    row = cameo_row(told(CLASH))
    assert isinstance(row, dict)
    assert (row["cameo_code"], row["quad_class"], row["source_code"], row["target_code"]) == (
        "190",
        4,
        "SYRMIL",
        "SYRREB",
    )
    aid = cameo_row(told(event_of(event_type="aid_delivery", initiators=[EventParty(side="un_ngo")])))
    assert isinstance(aid, dict)
    assert aid["source_code"] == "IGO"


def test_every_event_type_has_a_meaning_or_a_reason() -> None:
    table = load_table("acled")
    told_types = {r["type"] for r in table["rules"]} | set(table["left_out"])
    assert told_types == set(EVENT_TYPES) == set(load_table("plover"))
    assert {r["sub"] for r in table["rules"]} <= set(table["sub_events"])
    assert {s["means"] for s in table["sub_events"].values()} <= set(EVENT_TYPES)
    quads = load_table("plover_codes")["plover_quads"]
    assert {meaning(event_of(event_type=t))["type"] for t in EVENT_TYPES} - {""} <= set(quads)


def test_the_codebook_has_25_sub_event_types_of_six_types() -> None:
    subs = load_table("acled")["sub_events"]
    assert (len(subs), len({s["event"] for s in subs.values()})) == (25, 6)


def test_countries_have_their_codes() -> None:
    countries = load_countries()
    assert len(countries) > 240
    assert all(c.acled_region for c in countries.values())
    assert countries["UA"].iso3 == "UKR"


def test_hxl_tags_stand_under_the_header(tmp_path: Path) -> None:
    for form in TABLES:
        path = tmp_path / f"{form}.csv"
        export(path, form, told_of([CLASH], EVIDENCE), hxl=True)
        header, tags, row = lines_of(path)
        assert len(header) == len(tags) == len(row)
        assert tags[: len(hxl_tags(form))] != []
        assert all(not t or t.startswith("#") for t in tags)
        assert set(hxl_tags(form)) <= set(header)
        assert tuple(header[-len(OWN_COLUMNS) :]) == OWN_COLUMNS


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    place = Place(name="=1+1", admin1="@x", country="SY", lat=-3.0, lon=-4.0)
    export(tmp_path / "a.csv", "acled", told_of([event_of(place=place, sources=["+cmd"])], EVIDENCE))
    (row,) = rows_of(tmp_path / "a.csv")
    assert (row["location"], row["admin1"], row["source"], row["latitude"]) == ("'=1+1", "'@x", "'+cmd", "-3.0")


def test_deaths_told_of_several_places_are_marked() -> None:
    places = [PlaceMention(text=n, place=Place(name=n, country="SY")) for n in ("A", "B")]
    dead = Quantity(kind="killed", of="civilians", text="seven dead", min=7, max=7)
    claim = Claim(
        claim_id="c-1", report_id="r-1", evidence=Span("seven dead in A and B"), event_type="shelling", places=places,
        quantities=[dead],
    )  # fmt: skip
    one = next(told_of([CLASH], Records({"c-1": claim})))
    assert one.shared == 2
    assert own_cells(one)[2] == 2
    row = ucdp_row(one)
    assert isinstance(row, dict)
    assert row["event_clarity"] == 2


def test_deaths_by_side_with_their_claims(tmp_path: Path) -> None:
    written = export(tmp_path / "c.csv", "casualties", told_of([CLASH, event_of(quantities=[])], EVIDENCE))
    (row,) = rows_of(tmp_path / "c.csv")
    told_cells = [row[f"deaths_a_{part}"] for part in ("low", "best", "high", "claims")]
    assert told_cells == ["2", "3", "4", "c-1"]
    assert (row["deaths_b_claims"], row["deaths_unknown_best"], row["deaths_total_claims"]) == ("c-2", "", "c-1; c-2")
    assert dict(written.left_out) == {"no deaths told": 1}


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    events = [CLASH, event_of(event_id="e-2", modality="planned"), event_of(event_id="e-3", quantities=[])]
    written = export(tmp_path / "u.csv", "ucdp", told_of(events, EVIDENCE))
    assert (written.count, sum(written.left_out.values())) == (1, 2)


def test_plover_is_one_object_a_line(tmp_path: Path) -> None:
    export(tmp_path / "p.jsonl", "plover", told_of([CLASH, event_of(event_type="displacement")], EVIDENCE))
    (line,) = (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["id"] == "e-1"


def test_protection_leaves_no_place_or_headline() -> None:
    row = ucdp_row(told(CLASH, protection=Protection(places="admin1")))
    assert isinstance(row, dict)
    assert "Marsana" not in repr(row)
    assert row["source_original"] is None


def test_deaths_of_unknown_side_stay_in_the_total() -> None:
    figures = [FigureRange(kind="killed", low=20, best=20, high=30), *CLASH.quantities[:1]]
    row = ucdp(event_of(quantities=figures))
    assert (row["deaths_a"], row["deaths_unknown"], row["best"]) == (3, 17, 20)


def test_a_place_of_the_middle_of_nowhere() -> None:
    area = Place(name="Nahran", kind="province", admin1="Nahran", country="SY")
    row = acled(event_of(place=area, precision=4))
    assert (row["geo_precision"], row["latitude"], row["location"]) == (3, None, "Nahran")
    assert TOWN.lat is not None
