"""Names of three wars come out with the right party, side and place, and stay out of other wars."""

from __future__ import annotations

import pytest

from khabar.actors import ActorIndex, Outlets
from khabar.actors.actor import Actor
from khabar.claims import Resources, extract, load_resources
from khabar.packs import load_packs
from khabar.places import Gazetteer
from khabar.records import Claim, Report

WARS = ("UA", "SD", "YE")


@pytest.fixture(scope="module")
def resources() -> Resources:
    return load_resources(reader="rules")


def read(resources: Resources, text: str, published: str, alignment: str | None = None) -> list[Claim]:
    report = Report(report_id="r", source="Outlet", text=text, published=published, alignment=alignment)
    return extract(report, resources)


def side(index: ActorIndex, name: str, country: str, day: str | None = None) -> tuple[str, str]:
    actor: Actor | None = index.named(name, country, day)
    assert actor is not None, f"{name} is not known in the war of {country}"
    return actor.id, actor.side_in(country)


@pytest.mark.parametrize(
    ("name", "actor", "expected"),
    [
        ("Armed Forces of Ukraine", "afu", "government"),
        ("93rd Mechanized Brigade", "afu-ground-forces", "government"),
        ("Azov Regiment", "azov", "government"),
        ("Territorial Defense Forces", "territorial-defence-ukraine", "government"),
        ("HUR", "ukraine-intelligence", "government"),
        ("International Legion", "international-legion", "government"),
        ("Russian Volunteer Corps", "rdk", "government"),
        ("Russian Defense Ministry", "russia-forces-ukraine", "state:RU"),
        ("Battlegroup Center", "russia-forces-ukraine", "state:RU"),
        ("VDV", "russian-airborne-ukraine", "state:RU"),
        ("Akhmat", "kadyrovtsy", "state:RU"),
        ("Wagner", "wagner", "state:RU"),
        ("LNR", "lpr-militia", "opposition"),
        ("DPR people's militia", "dpr-militia", "opposition"),
    ],
)
def test_parties_of_ukraine(index: ActorIndex, name: str, actor: str, expected: str) -> None:
    assert side(index, name, "UA") == (actor, expected)


@pytest.mark.parametrize(
    ("name", "day", "actor", "expected"),
    [
        ("Rapid Support Forces", None, "rsf-sudan", "opposition"),
        ("Sudanese Armed Forces", "2023-05-01", "saf-sudan", "government"),
        ("Rapid Support Forces", "2023-05-01", "rsf-sudan", "opposition"),
        ("Rapid Support Forces", "2019-05-01", "rsf-sudan", "government"),
        ("Hemedti", "2024-05-01", "rsf-sudan", "opposition"),
        ("Janjaweed", "2004-05-01", "janjaweed", "government"),
        ("al-Baraa bin Malik Brigade", "2024-05-01", "al-bara-brigade", "government"),
        ("Sudan Shield Forces", "2024-02-01", "sudan-shield", "opposition"),
        ("Sudan Shield Forces", "2025-02-01", "sudan-shield", "government"),
        ("Justice and Equality Movement", "2008-05-10", "jem", "opposition"),
        ("Justice and Equality Movement", "2024-05-10", "jem", "government"),
        ("SLM-AW", "2018-01-01", "sla-aw", "opposition"),
        ("SPLM-North", "2012-01-01", "splm-n-hilu", "opposition"),
        ("UNAMID", "2010-01-01", "unamid", "un_ngo"),
        ("Resistance Committees", "2021-11-01", "sudan-resistance-committees", "civilians"),
    ],
)
def test_parties_of_sudan(index: ActorIndex, name: str, day: str | None, actor: str, expected: str) -> None:
    assert side(index, name, "SD", day) == (actor, expected)


@pytest.mark.parametrize(
    ("name", "day", "actor", "expected"),
    [
        ("Huthis", "2010-01-01", "houthis", "opposition"),
        ("Ansarullah", "2018-01-01", "houthis", "opposition"),
        ("army and popular committees", "2018-01-01", "houthis", "opposition"),
        ("Republican Guard", "2011-06-01", "saleh-forces", "government"),
        ("Republican Guard", "2016-06-01", "saleh-forces", "opposition"),
        ("Tariq Saleh", "2019-01-01", "national-resistance-yemen", "government"),
        ("Amaliqa Brigades", "2018-07-01", "giants-brigades", "government"),
        ("Southern Transitional Council", "2019-08-10", "stc", "opposition"),
        ("Southern Transitional Council", "2023-08-10", "stc", "government"),
        ("coalition warplanes", "2016-01-01", "saudi-coalition", "state:SA"),
        ("AQAP", "2015-04-02", "aqap", "opposition"),
        ("Islamic State in Yemen", "2016-08-29", "isis-yemen", "isil"),
    ],
)
def test_parties_of_yemen(index: ActorIndex, name: str, day: str, actor: str, expected: str) -> None:
    assert side(index, name, "YE", day) == (actor, expected)


@pytest.mark.parametrize(
    ("name", "wars"),
    [("Joint Forces", "UA SD YE"), ("National Guard", "UA"), ("Popular Resistance", "SD YE"), ("Saudi forces", "YE")],
)
def test_general_words_of_a_war_mean_nobody_in_another(index: ActorIndex, name: str, wars: str) -> None:
    assert " ".join(war for war in WARS if index.named(name, war)) == wars
    assert index.named(name, "CO") is None


def test_a_name_of_one_war_hides_no_shorter_name_of_another(index: ActorIndex) -> None:
    text = "SLA forces took the town."
    assert [actor.id for actor in index.count_named(text, "SD")] == ["sla"]
    assert [actor.id for actor in index.count_named(text, "LK")] == ["sri-lanka-army"]


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Bakhmut district", "UA", 48.59, 38.00),
        ("Rabotino", "UA", 47.45, 35.84),
        ("Kleshcheevka", "UA", 48.53, 37.96),
        ("Zaporozhye NPP", "UA", 47.51, 34.59),
        ("Zmeiny Island", "UA", 45.25, 30.20),
        ("Tawila locality", "SD", 13.50, 24.88),
        ("Zamzam", "SD", 13.49, 25.31),
        ("Kereneik", "SD", 13.37, 22.89),
        ("Jabal Awliya dam", "SD", 15.24, 32.46),
        ("al-Duraihimi", "YE", 14.64, 43.06),
        ("Ma'ashiq Palace", "YE", 12.77, 45.05),
        ("Mayun Island", "YE", 12.66, 43.41),
        ("Fajj Attan", "YE", 15.33, 44.18),
    ],
)
def test_places(gazetteer: Gazetteer, name: str, country: str, lat: float, lon: float) -> None:
    place = gazetteer.find(name, country=country)[0].place
    assert place.lat == pytest.approx(lat, abs=0.03)
    assert place.lon == pytest.approx(lon, abs=0.03)


@pytest.mark.parametrize(
    ("source", "country", "expected"),
    [
        ("Ukrinform", "UA", "pro-government"),
        ("TASS", "UA", "pro-russian"),
        ("Donetsk News Agency", "UA", "opposition"),
        ("SUNA", "SD", "pro-government"),
        ("sabanew.net", "YE", "pro-government"),
        ("saba.ye", "YE", "opposition"),
        ("Al-Masirah", "YE", "opposition"),
    ],
)
def test_outlets(source: str, country: str, expected: str) -> None:
    outlet = Outlets(load_packs()).find(source)
    assert outlet is not None
    assert outlet.alignment_in(country) == expected


def test_a_district_is_not_the_town_in_it(resources: Resources) -> None:
    text = "Russian troops shelled the Novoazovsk district of Ukraine on Monday, the Ukrainian army said."
    claim = read(resources, text, "2022-03-09")[0]
    district = claim.places[0]
    assert (district.precision, district.place and district.place.kind) == (3, "district")


def test_the_enemy_of_ukraine_is_a_state(resources: Resources) -> None:
    text = "The enemy shelled Velyka Novosilka, the General Staff said on Monday."
    claim = read(resources, text, "2023-08-17", "pro-government")[0]
    assert [p.side for p in claim.initiators] == ["state:RU"]


def test_both_tellers_of_a_battle_name_the_same_parties(resources: Resources) -> None:
    hostile = "The Dagalo terrorist militia shelled Abu Shouk camp in El Fasher on Monday."
    neutral = "The Rapid Support Forces shelled Abu Shouk camp in El Fasher on Monday."
    told = [read(resources, text, "2025-03-27")[0] for text in (hostile, neutral)]
    assert [[p.actor for p in claim.initiators] for claim in told] == [["rsf-sudan"], ["rsf-sudan"]]
    assert [claim.places[0].place and claim.places[0].place.id for claim in told] == ["sudan:abu-shouk-camp"] * 2


def test_a_report_from_syria_knows_none_of_the_other_wars(resources: Resources) -> None:
    text = (
        "The Syrian army and the popular committees repelled an attack near Palmyra on Monday. "
        "Russian warplanes bombed Idlib, the Russian Defence Ministry said. The Republican Guard entered Daraya."
    )
    claims = read(resources, text, "2016-12-08")
    actors = {p.actor for c in claims for p in (*c.initiators, *c.targets)}
    assert {"syrian-army", "republican-guard"} <= actors
    assert not {a for a in actors if a and a.endswith(("ukraine", "yemen", "sudan"))} | (
        actors & {"houthis", "saleh-forces"}
    )
