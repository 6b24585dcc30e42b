"""Files of places: what each format gives, and how a broken cell is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.errors import GazetteerError
from khabar.places.entries import KINDS, GazetteerEntry
from khabar.places.features import feature_kind, feature_kinds
from khabar.places.formats import read_entries, sniff_format

GEONAMES = {
    "geonameid": "7",
    "name": "Hamah",
    "asciiname": "Hama",
    "alternatenames": "Hamath,حماة",
    "latitude": "35.1",
    "longitude": "36.7",
    "feature class": "P",
    "feature code": "PPL",
    "country code": "SY",
    "cc2": "",
    "admin1 code": "10",
    "admin2 code": "",
    "admin3 code": "",
    "admin4 code": "",
    "population": "460000",
    "elevation": "",
    "dem": "",
    "timezone": "Asia/Damascus",
    "modification date": "2020-01-01",
}
WOF = {
    "wof_id": "5",
    "name": "Tall Sayf",
    "country_code": "SY",
    "latitude": "35.5",
    "longitude": "37.1",
    "placetype": "locality",
    "feature_code": "",
    "population": "120",
}
OWN = {
    "id": "my:1",
    "name": "Karm al-Loz",
    "spellings": "Karam al-Lawz",
    "kind": "quarter",
    "country": "SY",
    "admin1": "Homs",
    "admin2": "Hims",
    "lat": "34.7",
    "lon": "36.7",
    "population": "900",
    "basis": "a map",
}
PCODES = {
    "ADM0_EN": "Syria",
    "ADM0_PCODE": "SY",
    "ADM1_EN": "Homs",
    "ADM1_PCODE": "SY04",
    "ADM2_EN": "Tadmor",
    "ADM2_AR": "تدمر",
    "ADM2_PCODE": "SY0403",
    "lat": "34.5",
    "lon": "38.3",
}


def table(folder: Path, cells: dict[str, str], name: str, separator: str = ",", header: bool = True) -> Path:
    path = folder / name
    lines = [separator.join(cells)] if header else []
    path.write_text("\n".join([*lines, separator.join(cells.values())]) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> list[GazetteerEntry]:
    return list(read_entries(path, sniff_format(path)))


def fault(path: Path) -> str:
    with pytest.raises(GazetteerError) as raised:
        read(path)
    assert path.name in raised.value.where
    return raised.value.where.partition(", ")[2]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("geonameid", "seven"),
        ("name", ""),
        ("latitude", "95"),
        ("latitude", ""),
        ("longitude", "east"),
        ("population", "many"),
    ],
)
def test_a_broken_cell_of_geonames_is_told(tmp_path: Path, field: str, value: str) -> None:
    path = table(tmp_path, GEONAMES | {field: value}, "SY.txt", "\t", header=False)
    assert fault(path) == f"line 1, field {field}"


@pytest.mark.parametrize(
    ("field", "value"), [("wof_id", ""), ("latitude", "north"), ("longitude", "200"), ("population", "many")]
)
def test_a_broken_cell_of_whos_on_first_is_told(tmp_path: Path, field: str, value: str) -> None:
    assert fault(table(tmp_path, WOF | {field: value}, "wof.tsv", "\t")) == f"line 2, field {field}"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", ""),
        ("name", " "),
        ("kind", "castle"),
        ("kind", ""),
        ("country", "Syria"),
        ("country", ""),
        ("lat", "95"),
        ("lon", "east"),
        ("population", "-3"),
    ],
)
def test_a_broken_cell_of_an_own_table_is_told(tmp_path: Path, field: str, value: str) -> None:
    assert fault(table(tmp_path, OWN | {field: value}, "mine.csv")) == f"line 2, field {field}"


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("ADM2_EN", "", "adm2_ar"),
        ("ADM0_PCODE", "7", "adm0_pcode"),
        ("lat", "", "lat"),
        ("lon", "999", "lon"),
    ],
)
def test_a_broken_cell_of_a_list_of_pcodes_is_told(tmp_path: Path, field: str, value: str, told: str) -> None:
    cells = {k: v for k, v in PCODES.items() if field != "ADM2_EN" or k != "ADM2_AR"}
    expected = "adm2_en" if told == "adm2_ar" else told
    assert fault(table(tmp_path, cells | {field: value}, "cod.csv")) == f"line 2, field {expected}"


@pytest.mark.parametrize("column", ["name", "kind", "country", "lat", "lon", "id"])
def test_a_column_that_is_missing_is_told(tmp_path: Path, column: str) -> None:
    path = table(tmp_path, {k: v for k, v in OWN.items() if k != column}, "mine.csv")
    with pytest.raises(GazetteerError, match=column) as raised:
        list(read_entries(path, "csv"))
    assert raised.value.where.endswith("line 1")


@pytest.mark.parametrize("column", ["name", "country_code", "latitude", "longitude"])
def test_a_column_that_whos_on_first_always_has_is_missed(tmp_path: Path, column: str) -> None:
    path = table(tmp_path, {k: v for k, v in WOF.items() if k != column}, "wof.tsv", "\t")
    with pytest.raises(GazetteerError, match=column):
        read(path)


def test_a_list_of_pcodes_without_points_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="lat and lon"):
        read(table(tmp_path, {k: v for k, v in PCODES.items() if k != "lat"}, "cod.csv"))


def test_an_id_that_stands_twice_is_told(tmp_path: Path) -> None:
    path = table(tmp_path, OWN, "mine.csv")
    path.write_text(path.read_text(encoding="utf-8") + ",".join(OWN.values()) + "\n", encoding="utf-8")
    assert fault(path) == "line 3, field id"


def test_a_table_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    path = table(tmp_path, OWN | {"population": "900.0"}, "mine.csv")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    (entry,) = read(path)
    assert (entry.id, entry.population, entry.spellings) == ("my:1", 900, ("Karam al-Lawz",))


def test_pcodes_are_ids(tmp_path: Path) -> None:
    own = {("pcode" if k == "id" else k): v for k, v in OWN.items()} | {"pcode": "C1234"}
    assert [e.id for e in read(table(tmp_path, own, "mine.csv"))] == ["C1234"]
    both = OWN | {"pcode": "C1234"}
    assert [(e.id, e.same_as) for e in read(table(tmp_path, both, "both.csv"))] == [("my:1", ("C1234",))]


def test_a_row_of_pcodes_is_its_deepest_level(tmp_path: Path) -> None:
    (district,) = read(table(tmp_path, PCODES, "cod.csv"))
    assert district == GazetteerEntry("SY0403", "Tadmor", ("تدمر",), "district", "SY", 34.5, 38.3, admin1="Homs")
    deeper = PCODES | {"ADM3_EN": "Sokhneh", "ADM3_PCODE": "SY040301"}
    (subdistrict,) = read(table(tmp_path, deeper, "deeper.csv"))
    assert (subdistrict.kind, subdistrict.name, subdistrict.admin2) == ("subdistrict", "Sokhneh", "Tadmor")


def test_the_newer_columns_of_pcodes_are_read_too(tmp_path: Path) -> None:
    cells = {"adm1_name": "Homs", "adm1_pcode": "SY04", "center_lat": "34.5", "center_lon": "38.3"}
    assert [(e.id, e.name, e.kind) for e in read(table(tmp_path, cells, "cod.csv"))] == [("SY04", "Homs", "province")]


@pytest.mark.parametrize(
    ("feature_class", "code", "kind"),
    [
        ("P", "PPLX", "quarter"),
        ("P", "PPLA", "town"),
        ("A", "ADM1", "province"),
        ("A", "ADM2", "district"),
        ("A", "ADM1H", "region"),
        ("S", "AIRP", "airport"),
        ("S", "AIRB", "base"),
        ("S", "CMPRF", "camp"),
        ("S", "DAM", "dam"),
        ("S", "SCH", "site"),
        ("S", "PSTB", "crossing"),
        ("T", "HLL", "hill"),
        ("T", "MT", "mountain"),
        ("T", "ISL", "island"),
        ("T", "XYZ", "hill"),
        ("H", "STM", "river"),
        ("H", "WAD", "valley"),
        ("H", "GULF", "sea"),
        ("H", "RSV", "lake"),
        ("R", "RD", "road"),
        ("L", "OILF", "oilfield"),
        ("L", "MILB", "base"),
        ("L", "PRT", "port"),
        ("V", "FRST", "forest"),
        ("U", "TRGU", "sea"),
        ("", "", "town"),
    ],
)
def test_features_of_geonames_have_kinds(feature_class: str, code: str, kind: str) -> None:
    assert feature_kind(feature_class, code, 9_000) == kind


def test_all_feature_kinds_are_known() -> None:
    classes, codes = feature_kinds()
    assert set(classes) == set("AHLRSTUV")
    assert {*classes.values(), *codes.values()} <= KINDS
