"""Names of the wars in Iraq, Libya and Syria come out as the right party, side and place."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from khabar.actors.index import ActorIndex
from khabar.packs import find_pack, load_packs
from khabar.places import Gazetteer

WARS = {"iraq": "IQ", "libya": "LY", "syria": "SY"}
BOXES = {"IQ": (29.0, 37.5, 38.7, 48.8), "LY": (19.5, 33.4, 9.2, 25.3), "SY": (32.2, 37.4, 35.5, 42.5)}


def rows(war: str) -> list[dict[str, str]]:
    text = Path(find_pack(war) / "places.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize(
    ("name", "country", "day", "actor", "side"),
    [
        ("Golden Division", "IQ", "2016-11-01", "cts", "government"),
        ("Federal Police", "IQ", "2017-02-20", "iraqi-federal-police", "government"),
        ("Rapid Response Division", "IQ", "2017-02-20", "iraqi-emergency-response-division", "government"),
        ("al-Hashd al-Sha'bi", "IQ", "2015-03-02", "pmu", "government"),
        ("Asaib Ahl al-Haqq", "IQ", "2007-05-29", "asaib-ahl-al-haq", "opposition"),
        ("Asaib Ahl al-Haqq", "IQ", "2015-03-02", "asaib-ahl-al-haq", "government"),
        ("Kurdish forces", "IQ", "2014-08-10", "peshmerga", "government"),
        ("Asayish", "IQ", "2015-01-01", "asayish-kurdistan", "government"),
        ("YBS", "IQ", "2015-11-13", "sinjar-resistance-units", "government"),
        ("Mahdi Army", "IQ", "2006-10-16", "mahdi-army", "opposition"),
        ("Mahdi Army", "IQ", "2015-03-02", "saraya-al-salam", "government"),
        ("Tawhid and Jihad", "IQ", "2004-05-01", "jamaat-al-tawhid-wal-jihad", "isil"),
        ("al-Qaida in Iraq", "IQ", "2005-11-09", "al-qaeda-in-iraq", "isil"),
        ("Islamic State of Iraq", "IQ", "2010-10-31", "islamic-state-of-iraq", "isil"),
        ("ISIS", "IQ", "2014-06-10", "isil", "isil"),
        ("Jaysh Rijal al-Tariqa al-Naqshbandiya", "IQ", "2013-04-25", "naqshbandi-army", "opposition"),
        ("Multi-National Forces", "IQ", "2006-10-16", "mnf-iraq", "state:US"),
        ("Republican Guard", "IQ", "2003-04-01", "baath-forces", "government"),
        ("Haftar", "LY", "2019-04-04", "lna", "opposition"),
        ("Libyan Arab Armed Forces", "LY", "2020-01-06", "lna", "opposition"),
        ("Tariq Ben Zeyad Brigade", "LY", "2019-12-01", "lna-tariq-ibn-ziyad", "opposition"),
        ("Tripoli Revolutionaries' Brigade", "LY", "2018-08-27", "tripoli-revolutionaries-brigade", "government"),
        ("SDF", "LY", "2023-08-15", "special-deterrence-force", "government"),
        ("SDF", "SY", "2016-08-12", "sdf", "sdf"),
        ("Government of National Accord", "LY", "2019-06-27", "gna", "government"),
        ("Fajr Libya", "LY", "2014-08-23", "libya-dawn", "government"),
        ("Al-Bonyan al-Marsous", "LY", "2016-08-10", "bunyan-al-marsus", "government"),
        ("al-Bunyan al-Marsous", "SY", "2017-02-12", "bunyan-al-marsous-daraa", "opposition"),
        ("Derna Mujahideen Shura Council", "LY", "2016-05-01", "derna-mujahideen-shura-council", "opposition"),
        ("Gaddafi's forces", "LY", "2011-04-01", "gaddafi-forces", "government"),
        ("National Transitional Council", "LY", "2011-08-22", "ntc", "opposition"),
        ("Misratan fighters", "LY", "2011-07-01", "misrata-brigades", "opposition"),
        ("Misratan fighters", "LY", "2016-08-10", "misrata-brigades", "government"),
        ("Petroleum Facilities Guard", "LY", "2014-03-01", "pfg", "opposition"),
        ("Tiger Forces", "SY", "2016-08-12", "tiger-forces", "government"),
        ("Nusra Front", "SY", "2015-05-01", "jabhat-al-nusra", "opposition"),
        ("Nusra Front", "SY", "2016-09-01", "jabhat-fatah-al-sham", "opposition"),
        ("Liwa al-Islam", "SY", "2014-01-01", "jaysh-al-islam", "opposition"),
        ("Faylaq al-Rahman", "SY", "2016-05-01", "faylaq-al-rahman", "opposition"),
        ("Hamza Division", "SY", "2019-10-12", "hamza-division", "opposition"),
        ("YPG", "SY", "2015-01-26", "ypg", "sdf"),
        ("YPG", "TR", "2018-02-01", "ypg", "opposition"),
        ("Syriac Military Council", "SY", "2016-08-12", "syriac-military-council", "sdf"),
        ("Syrian army", "SY", "2016-08-12", "syrian-army", "government"),
        ("Syrian army", "SY", "2025-03-07", "syrian-transitional-government", "government"),
        ("Assad loyalists", "SY", "2025-03-07", "assad-remnants", "opposition"),
    ],
)
def test_names_mean_a_party_and_its_side(
    index: ActorIndex, name: str, country: str, day: str, actor: str, side: str
) -> None:
    found = index.named(name, country, day)
    assert found is not None
    assert (found.id, found.side_in(country)) == (actor, side)


@pytest.mark.parametrize("name", ["SDF", "Federal Police", "pro-government forces", "Third Force", "Coalition forces"])
def test_general_names_of_a_war_mean_nobody_of_it_elsewhere(index: ActorIndex, name: str) -> None:
    found = index.named(name, "MM")
    assert found is None or found.country not in ("IQ", "LY")


@pytest.mark.parametrize(
    ("name", "country", "id"),
    [
        ("Gogjali", "IQ", "iraq:gogjali"),
        ("Nouri mosque", "IQ", "iraq:al-nuri-mosque"),
        ("Zinjili", "IQ", "iraq:al-zanjili"),
        ("Speicher", "IQ", "iraq:camp-speicher"),
        ("Jurf al-Nasr", "IQ", "iraq:jurf-al-sakhar"),
        ("Bayji refinery", "IQ", "iraq:baiji-refinery"),
        ("Shingal Mountain", "IQ", "iraq:mount-sinjar"),
        ("Metina", "IQ", "iraq:metina"),
        ("Ayn Zara", "LY", "libya:ain-zara"),
        ("Gasr bin Ghashir", "LY", "libya:qasr-bin-ghashir"),
        ("Maitiga", "LY", "libya:mitiga-airport"),
        ("Wattiyah", "LY", "libya:al-watiya-airbase"),
        ("Es Sider", "LY", "libya:sidra"),
        ("Guarsha", "LY", "libya:gwarsha"),
        ("Ouagadougou Center", "LY", "libya:ouagadougou-conference-centre"),
        ("Tamanhint", "LY", "libya:tamanhint-airbase"),
        ("Jinderes", "SY", "syria:jandairis"),
        ("Tal al-Eis", "SY", "syria:al-eis"),
        ("Khneifis", "SY", "syria:khunayfis"),
        ("Harabesh", "SY", "syria:harabish"),
        ("Deir al-Asafir", "SY", "syria:deir-al-asafir"),
        ("Uqayribat", "SY", "syria:uqayribat"),
    ],
)
def test_places_are_found(gazetteer: Gazetteer, name: str, country: str, id: str) -> None:
    assert gazetteer.find(name, country=country)[0].place.id == id


def test_towns_come_before_their_districts(gazetteer: Gazetteer) -> None:
    for name, country in (("Sinjar", "IQ"), ("Hawija", "IQ"), ("Fallujah", "IQ"), ("Manbij", "SY")):
        assert gazetteer.find(name, country=country)[0].place.kind in ("town", "city"), name


@pytest.mark.parametrize(("war", "country"), WARS.items())
def test_points_lie_in_the_country_and_say_what_they_rest_on(war: str, country: str) -> None:
    south, north, west, east = BOXES[country]
    for row in rows(war):
        assert row["country"] == country
        assert row["basis"]
        assert south <= float(row["lat"]) <= north, row["id"]
        assert west <= float(row["lon"]) <= east, row["id"]


@pytest.mark.parametrize("war", WARS)
def test_ids_and_names_of_places_are_told_once(war: str) -> None:
    ids = Counter(row["id"] for row in rows(war))
    spots = Counter((row["name"], row["kind"], row["lat"], row["lon"]) for row in rows(war))
    assert [i for i, n in (ids + spots).items() if n > 1] == []


@pytest.mark.parametrize("war", WARS)
def test_ids_of_actors_are_told_once(war: str) -> None:
    table = load_packs(["general"], extra=[find_pack(war)]).table("actors")
    assert [id for id, n in Counter(row["id"] for row in table).items() if n > 1] == []
