"""Names of private persons and fine places are withheld on request, and the file says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from khabar.exports import Protection, export, told_of
from khabar.exports.protection import MASK, cell_of, province_of, public_names, without_persons
from khabar.places.geometry import kilometres
from khabar.records import Contradiction, EventParty, Place
from tests.exports.making import CLASH, EVIDENCE, TOWN, event_of, rows_of

PUBLIC = public_names()


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("activist Mohammed al-Khalid said so", f"activist {MASK} said so"),
        ("Dr Karim Nasser, 34, and Nasser's son", f"Dr {MASK}, 34, and {MASK}'s son"),
        ("the army shelled Marsana", "the army shelled Marsana"),
        ("Bashar al-Assad said so", "Bashar al-Assad said so"),
        ("Syrian Arab Army", "Syrian Arab Army"),
        ("Colonel Suheil al-Hassan", "Colonel Suheil al-Hassan"),
    ],
)
def test_names_of_private_persons(text: str, masked: str) -> None:
    assert without_persons(text, PUBLIC) == masked


def test_outlets_and_places_of_the_event_stay() -> None:
    text = "According to Ali Hassan's blog, Omar Khalil was killed"
    assert without_persons(text, PUBLIC, ["Ali Hassan's blog"]) == f"According to Ali Hassan's blog, {MASK} was killed"


def test_parties_that_are_persons_are_masked_and_actors_are_not() -> None:
    person = EventParty(actor_name="Omar Khalil", side="civilians")
    shown = Protection(persons=True).event(event_of(targets=[person]))
    assert shown.targets[0].actor_name == MASK
    assert shown.initiators == CLASH.initiators


def test_places_by_province() -> None:
    place = Place(
        id="g:1", name="Azaz", kind="town", admin1="Aleppo", admin2="Azaz", country="SY", lat=36.58, lon=37.04
    )
    coarse = province_of(place)
    assert (coarse.id, coarse.name, coarse.kind, coarse.admin2) == (None, "Aleppo", "province", None)
    assert coarse.lat is not None
    assert abs(coarse.lat - 36.58) < 2
    assert province_of(Place(name="X", country="SY")) == Place(kind="country", country="SY")


@pytest.mark.parametrize(("lat", "lon"), [(35.5, 38.25), (-33.0, 18.4), (68.97, 33.09), (0.01, 0.01)])
def test_places_by_cells_of_ten_kilometres(lat: float, lon: float) -> None:
    cell = cell_of(Place(name="X", admin1="N", country="SY", lat=lat, lon=lon))
    assert cell.name is None
    assert cell.lat is not None
    assert cell.lon is not None
    assert kilometres(lat, lon, cell.lat, cell.lon) < 7.2
    assert cell_of(cell) == cell
    assert cell_of(Place(admin1="N")).lat is None


def test_the_cell_is_that_of_its_neighbours() -> None:
    near = [cell_of(Place(lat=35.5 + d, lon=38.25 + d)) for d in (0.0, 0.002)]
    assert near[0] == near[1]


def test_a_coarse_event_tells_no_finer_place_anywhere(tmp_path: Path) -> None:
    party = EventParty(actor_name="residents of Marsana", side="civilians")
    generic = EventParty(actor_name="government forces", side="government")
    event = event_of(targets=[party], initiators=[generic], contradictions=[Contradiction("where", [])])
    for coarse in ("admin1", "10km"):
        guard = Protection(places=coarse)
        for form in ("acled", "ucdp", "csv", "geojson", "plover"):
            path = tmp_path / f"{coarse}.{form}"
            export(
                path,
                form,
                told_of([event], EVIDENCE, note=lambda e: f"in {e.place and e.place.name}", protection=guard),
            )
            text = path.read_text(encoding="utf-8")
            assert "Marsana" not in text
            assert "38.25" not in text
            assert "coarsened" in text
    shown = guard.event(event)
    assert shown.contradictions == []
    assert shown.initiators[0].actor_name == "government forces"


def test_the_file_states_what_was_withheld(tmp_path: Path) -> None:
    guard = Protection(persons=True)
    export(tmp_path / "a.csv", "acled", told_of([CLASH], EVIDENCE, protection=guard))
    (row,) = rows_of(tmp_path / "a.csv")
    assert row["khabar_withheld"] == "names of private persons withheld"
    assert "withheld" in row["tags"]
    export(tmp_path / "a.geojson", "geojson", told_of([CLASH], EVIDENCE, protection=guard))
    assert json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))["withheld"] == guard.statement


def test_nothing_is_withheld_by_default() -> None:
    assert Protection().event(CLASH) is CLASH
    assert Protection().statement == ""
    assert TOWN.name == "Marsana"
