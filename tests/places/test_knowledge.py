from __future__ import annotations

import pytest

from khabar.places import Gazetteer
from khabar.places.context import count_countries
from khabar.places.knowledge import (
    countries,
    country_words,
    district_entries,
    names_with_countries,
    province_at,
    province_name,
    provinces,
    region_entries,
)
from tests.places.conftest import Resolve


def test_every_country_has_a_name_and_a_point() -> None:
    assert len(countries()) == 250
    assert [c.code for c in countries().values() if c.point is None or not c.name or c.name != c.name.strip()] == []


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("America", "US"),
        ("Britain", "GB"),
        ("Britons", "GB"),
        ("Turk", "TR"),
        ("Danes", "DK"),
        ("Burma", "MM"),
        ("D.R. Congo", "CD"),
        ("Holland", "NL"),
        ("Czech Republic", "CZ"),
        ("Dominican", "DO"),
        ("Kosovo", "XK"),
    ],
)
def test_countries_go_by_the_words_of_newswires(word: str, code: str) -> None:
    assert country_words()[word] == code


def test_no_word_names_two_countries() -> None:
    words = [w for c in countries().values() for w in {c.name, *c.spellings, *c.adjectives}]
    assert sorted(w for w in set(words) if words.count(w) > 1) == []


def test_provinces_and_districts_lie_on_the_globe_under_ids_of_their_own() -> None:
    areas = [(p.id, p.lat, p.lon) for p in provinces()]
    areas += [(e.id, e.lat, e.lon) for e in (*district_entries(), *region_entries())]
    assert len({id for id, _, _ in areas}) == len(areas)
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for _, lat, lon in areas)


@pytest.mark.parametrize(
    ("spelling", "country", "name"),
    [
        ("Vaestra Goetaland", "SE", "Västra Götaland"),
        ("Shandong Sheng", "CN", "Shandong"),
        ("Ad Daqahliyah", "EG", "Dakahlia"),
        ("Gyeongsangbuk", "KR", "North Gyeongsang"),
        ("Kärnten", "AT", "Carinthia"),
        ("S.C.", "US", "South Carolina"),
        ("N.S.W.", "AU", "New South Wales"),
        ("Latium", "IT", "Lazio"),
    ],
)
def test_a_province_has_one_name_whatever_its_spelling(spelling: str, country: str, name: str) -> None:
    assert province_name(spelling, country) == name


def test_a_former_province_is_known_but_holds_no_place() -> None:
    assert province_name("Lorraine", "FR") == "Lorraine"
    assert province_at("FR", 48.69, 6.18) == "Grand Est"


def test_a_longer_name_is_not_the_country_at_its_end() -> None:
    assert {"New Mexico", "South America", "Northern Ireland"} <= names_with_countries()
    assert "North Korea" not in names_with_countries()
    assert count_countries("New Mexico and South America, but Mexico itself too.") == {"MX": 1.0}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Homs", ("Homs", "city", "SY")),
        ("Mendoza", ("Mendoza", "province", "AR")),
        ("Scotland", ("Scotland", "province", "GB")),
        ("Ky.", ("Kentucky", "province", "US")),
        ("Laurel County", ("Laurel County", "district", "US")),
        ("Laurel", ("Laurel", "town", "US")),
        ("Gironde", ("Gironde", "district", "FR")),
        ("Malmö", ("Malmö", "city", "SE")),
        ("America", ("United States", "country", "US")),
        ("Donbass", ("Donbas", "region", "UA")),
        ("Horn of Africa", ("Horn of Africa", "region", None)),
        ("Mideast", ("Middle East", "region", None)),
    ],
)
def test_areas_of_the_world_are_found(gazetteer: Gazetteer, name: str, found: tuple[str, str, str | None]) -> None:
    place = gazetteer.find(name, limit=1)[0].place
    assert (place.name, place.kind, place.country) == found


def test_a_region_of_many_countries_has_neither_country_nor_province(resolve: Resolve) -> None:
    found = resolve("Fighting raged in Darfur on Monday. Refugees later arrived in Europe.")
    darfur, europe = found["Darfur"].place, found["Europe"].place
    assert darfur is not None
    assert (darfur.country, darfur.admin1) == ("SD", None)
    assert europe is not None
    assert (europe.country, europe.admin1, found["Europe"].precision) == (None, None, 5)
