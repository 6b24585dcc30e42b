from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from khabar.errors import GazetteerError, PackError
from khabar.places import Gazetteer
from khabar.places.knowledge import common_words, english_words

HEADER = "id,name,spellings,kind,country,admin1,lat,lon,basis\n"
QUARTERS = HEADER + "my:1,Karm al-Loz,Karam al-Lawz,quarter,SY,Homs,34.74,36.70,a map\n"
WOF_HEADER = (
    "wof_id\tgeonameid\twikidata\tname\tasciiname\tname_en\twof_name\talternatenames\tnames_ar\tlatitude\tlongitude\t"
    "feature_class\tfeature_code\tplacetype\tcountry_code\tgn_admin1_code\tregion\tregion_id\tcounty\tcounty_id\t"
    "population\televation_dem\tmodification_date\tgeom_source\tdeprecated\tsuperseded_by\n"
)


def geonames_line(ident: int, name: str, lat: float, lon: float, alternates: str = "", population: int = 0) -> str:
    cells = [
        str(ident),
        name,
        name,
        alternates,
        str(lat),
        str(lon),
        "P",
        "PPL",
        "SY",
        "",
        "10",
        "",
        "",
        "",
        str(population),
    ]
    return "\t".join([*cells, "", "", "Asia/Damascus", "2020-01-01"]) + "\n"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_other_spellings_and_alternate_names_are_found(home: Path) -> None:
    gazetteer = Gazetteer.open(home)
    assert [c.place.name for c in gazetteer.find("Hamah", limit=1)] == ["Hama"]
    assert gazetteer.find("Hims", limit=1)[0].matched_name == "Hims"
    assert gazetteer.find("Xqwzt") == []


def test_transliterations_in_small_letters_are_no_names(home: Path) -> None:
    assert all(c.place.name != "Austin" for c in Gazetteer.open(home).find("Su Te"))


def test_country_and_nearness_choose_among_homonyms(home: Path) -> None:
    gazetteer = Gazetteer.open(home)
    assert gazetteer.find("Waterloo", near=(8.4, -13.2))[0].place.country == "SL"
    assert {c.place.country for c in gazetteer.find("Waterloo", country="SL")} == {"SL"}


def test_an_added_file_is_there_in_later_runs(home: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "quarters.csv", QUARTERS)
    Gazetteer.open(home).add_file(file)
    file.unlink()
    assert Gazetteer.open(home).find("Karm al-Lawz")[0].place.id == "my:1"
    assert [(f.name, f.format, f.places) for f in Gazetteer.open(home).list()] == [("quarters.csv", "csv", 1)]


def test_adding_a_file_twice_does_not_double_it(home: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "quarters.csv", QUARTERS)
    gazetteer = Gazetteer.open(home)
    gazetteer.add_file(file)
    places = len(gazetteer)
    gazetteer.add_file(file)
    assert (len(gazetteer.list()), len(gazetteer)) == (1, places)


def test_the_same_place_of_two_gazetteers_is_one(home: Path, tmp_path: Path) -> None:
    gazetteer = Gazetteer.open(home)
    before = len(gazetteer)
    gazetteer.add_file(written(tmp_path, "SY.txt", geonames_line(77, "Ḩamāh", 35.135, 36.752, "Hamath")))
    assert len(gazetteer) == before
    merged = gazetteer.find("Hamath", limit=1)[0]
    assert (merged.place.name, set(merged.ids)) == ("Hama", {"geonames:1", "geonames:77"})


def test_a_place_of_that_name_elsewhere_stays_another(home: Path, tmp_path: Path) -> None:
    gazetteer = Gazetteer.open(home)
    before = len(gazetteer)
    gazetteer.add_file(written(tmp_path, "SY.txt", geonames_line(78, "Hamah", 36.5, 38.0)))
    assert len(gazetteer) == before + 1


def test_entries_of_one_id_are_one_place_wherever_they_lie(home: Path, tmp_path: Path) -> None:
    gazetteer = Gazetteer.open(home)
    before = len(gazetteer)
    gazetteer.add_file(written(tmp_path, "SY.txt", geonames_line(1, "Epiphaneia", 35.3, 36.9, population=500_000)))
    assert len(gazetteer) == before
    (found,) = gazetteer.find("Epiphaneia")
    assert (found.place.name, found.place.lat, found.population) == ("Hama", 35.13, 500_000)


def test_a_place_of_another_kind_stays_another(home: Path, tmp_path: Path) -> None:
    gazetteer = Gazetteer.open(home)
    before = len(gazetteer)
    airport = geonames_line(79, "Hamah", 35.13, 36.75).replace("P\tPPL", "S\tAIRP")
    gazetteer.add_file(written(tmp_path, "SY.txt", airport))
    assert len(gazetteer) == before + 1


def test_places_are_found_by_each_of_their_ids(home: Path, tmp_path: Path) -> None:
    gazetteer = Gazetteer.open(home)
    gazetteer.add_file(written(tmp_path, "SY.txt", geonames_line(77, "Ḩamāh", 35.135, 36.752)))
    names = [place.name for id in ("geonames:1", "geonames:77") if (place := gazetteer.by_id(id))]
    assert names == ["Hama", "Hama"]
    assert gazetteer.by_id("geonames:78") is None


def test_names_in_small_letters_are_found_where_spelled_exactly(home: Path) -> None:
    gazetteer = Gazetteer.open(home)
    assert [c.place.name for c in gazetteer.find("homs", limit=1)] == ["Homs"]
    assert gazetteer.find("homms") == []
    assert {c.place.country for c in gazetteer.find("waterloo", country="SL")} == {"SL"}


def test_english_words_are_no_places(gazetteer: Gazetteer) -> None:
    words = sorted(english_words() | common_words())
    assert len(words) > 2_500
    assert [w for w in words if gazetteer.find(w)] == []


@pytest.mark.parametrize("word", ["Shelling", "Yesterday", "Fighters", "Wounded", "Overnight", "Meanwhile", "However"])
def test_english_words_with_a_capital_are_no_towns(gazetteer: Gazetteer, word: str) -> None:
    sure = [c for c in gazetteer.find(word) if c.likeness >= 0.98 and c.population >= 50_000]
    assert sure == []


def test_a_long_build_tells_how_far_it_is(home: Path) -> None:
    told: list[tuple[str, int]] = []
    Gazetteer.open(home, on_progress=lambda doing, places: told.append((doing, places)))
    assert [doing for doing, _ in told] == ["reading"] * (len(told) - 2) + ["merging", "writing"]
    assert told[-1][1] >= len(Gazetteer.open(home))


def test_rows_of_whos_on_first_are_read_and_replaced_ones_left_out(home: Path, tmp_path: Path) -> None:
    cells = ["", "", "Tall Sayf", "Tall Sayf", "Tell Seif", "Tall Sayf", "تل سيف|Tel Saif", "", "35.5", "37.1"]
    rest = ["", "", "locality", "SY", "", "Hamah", "1", "", "", "120", "", "", ""]
    rows = ["\t".join([str(n), *cells, *rest, "0", replaced]) for n, replaced in ((5, ""), (6, "5"))]
    added = Gazetteer.open(home).add_file(written(tmp_path, "wof.tsv", WOF_HEADER + "\n".join(rows) + "\n"))
    assert (added.format, added.places) == ("wof", 1)
    found = Gazetteer.open(home).find("Tall Saif", limit=1)[0]
    assert (found.place.id, found.place.admin1) == ("wof:5", "Hama")


def test_nothing_of_a_broken_file_is_added(home: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "mine.csv", QUARTERS + "my:2,Karm,,castle,SY,Homs,34.7,36.7,x\n")
    with pytest.raises(GazetteerError, match="castle"):
        Gazetteer.open(home).add_file(file)
    assert Gazetteer.open(home).list() == []


@pytest.mark.parametrize("text", ["no gazetteer at all\n", HEADER, ""])
def test_a_file_without_places_is_refused(home: Path, tmp_path: Path, text: str) -> None:
    with pytest.raises(GazetteerError):
        Gazetteer.open(home).add_file(written(tmp_path, "f.csv", text))


def test_a_file_that_is_not_utf8_is_refused(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_bytes(HEADER.encode() + "my:1,Güejar".encode("latin-1"))
    with pytest.raises(GazetteerError, match="UTF-8"):
        Gazetteer.open(home).add_file(file)


def test_a_pack_that_does_not_exist_is_told(home: Path) -> None:
    with pytest.raises(PackError):
        Gazetteer.open(home, packs=("atlantis",))


def test_the_same_input_gives_the_same_index(home: Path, tmp_path: Path) -> None:
    built = [
        next((folder / "gazetteers").glob("index-*")) for folder in (home, tmp_path / "other") if Gazetteer.open(folder)
    ]
    assert built[0].name == built[1].name
    assert built[0].read_bytes() == built[1].read_bytes()


def test_a_damaged_index_is_told(home: Path) -> None:
    Gazetteer.open(home)
    next((home / "gazetteers").glob("index-*")).write_bytes(b"rubbish" * 1000)
    with pytest.raises(GazetteerError, match="damaged"):
        Gazetteer.open(home)


def _build(home: Path) -> int:
    return len(Gazetteer.open(home))


def test_two_processes_may_build_at_once(home: Path) -> None:
    with multiprocessing.get_context("fork").Pool(2) as pool:
        sizes = pool.map(_build, [home, home])
    assert sizes[0] == sizes[1]
    assert len(list((home / "gazetteers").glob("*.sqlite"))) == 1


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(GazetteerError, match="KHABAR_HOME"):
        Gazetteer.open(tmp_path / "file")


def test_indexes_that_are_out_of_use_do_not_pile_up(home: Path, tmp_path: Path) -> None:
    gazetteer = Gazetteer.open(home)
    for number in range(6):
        row = f"my:{number},Karm al-Loz {number},,quarter,SY,Homs,34.7,36.7,x\n"
        gazetteer.add_file(written(tmp_path, f"{number}.csv", HEADER + row))
    assert len(list((home / "gazetteers").glob("*.sqlite"))) == 4
    assert gazetteer.find("Karm al-Loz 5", limit=1)[0].place.id == "my:5"
