from __future__ import annotations

import pytest

from khabar.places import Gazetteer, Located, ReportContext, Resolver, recognise, recognise_heading
from khabar.places.geometry import kilometres
from khabar.syntax import load_parser
from tests.places.conftest import Resolve


@pytest.mark.parametrize("word", ["village", "fighters", "advanced", "yesterday", "killed", "shelling", "hospital"])
def test_ordinary_words_are_no_places(resolver: Resolver, word: str) -> None:
    mention = Located(recognise_heading("Homs")[0], 0, 0)
    mention.toponym.name = mention.toponym.text = word
    found = resolver.resolve_all([mention], ReportContext("The Syrian army advanced in Homs."))[0]
    assert found.place is None or found.place.lat is None


def test_the_country_of_the_report_chooses_among_homonyms(resolve: Resolve) -> None:
    text = "Fighting went on in Freetown and Makeni. Rebels entered Waterloo and Hastings."
    assert {r.place.country for r in resolve(text).values() if r.place} == {"SL"}


def test_the_heading_chooses_among_homonyms_of_one_country(resolve: Resolve, gazetteer: Gazetteer) -> None:
    syria = "The Syrian army shelled rebels."
    place = resolve(syria, "# Idlib", "Shells fell on Kafraya.")["Kafraya"].place
    assert place is not None
    assert (place.admin1, round(place.lat or 0)) == ("Idlib", 36)


def test_a_province_and_a_city_of_one_name_are_told_apart(resolve: Resolve) -> None:
    city = resolve("Syrian troops shelled the city of Homs.")["Homs"]
    province = resolve("Syrian troops shelled villages in Homs province.")["Homs province"]
    assert city.place is not None
    assert province.place is not None
    assert (city.place.kind, city.precision) == ("city", 1)
    assert (province.place.kind, province.precision) == ("province", 4)


def test_a_country_has_the_coarsest_precision(resolve: Resolve) -> None:
    found = resolve("Thousands of people were displaced inside Ukraine.")["Ukraine"]
    assert found.precision == 5
    assert found.place is not None
    assert found.place.country == "UA"


def test_a_side_of_a_large_city_lies_on_that_side(resolve: Resolve) -> None:
    text = "Iraqi troops fought in eastern Mosul. Later they left Mosul."
    side, city = resolve(text)["eastern Mosul"].place, resolve(text)["Mosul"].place
    assert side is not None
    assert city is not None
    assert (side.lon or 0) > (city.lon or 0)
    assert kilometres(side.lat or 0, side.lon or 0, city.lat or 0, city.lon or 0) < 5


def test_an_unknown_quarter_is_placed_in_its_town_and_says_so(resolve: Resolve) -> None:
    found = resolve("Iraqi forces took two districts of Mosul: Qwertan and Zulmatan.")["Qwertan"]
    assert found.place is not None
    assert (found.place.name, found.precision) == ("Mosul", 2)
    assert "part of Mosul" in found.reason


def test_an_unknown_village_has_no_point_but_its_province_and_a_reason(resolve: Resolve) -> None:
    found = resolve("Syrian jets bombed Homs and the village of Zulmatanabad.")["Zulmatanabad"]
    assert found.place is not None
    assert (found.place.admin1, found.place.lat) == ("Homs", None)
    assert "no gazetteer" in found.reason


def test_quarters_of_the_pack_are_known_by_any_romanisation(resolve: Resolve) -> None:
    text = "The Syrian army took Bustaan al-Qassr and Seif al-Dowleh districts of Aleppo."
    found = resolve(text)
    for words in ("Bustaan al-Qassr", "Seif al-Dowleh districts"):
        place = found[words].place
        assert place is not None
        assert place.admin1 == "Aleppo"
        assert kilometres(place.lat or 0, place.lon or 0, 36.2, 37.15) < 6


def test_the_city_is_the_one_named_before(resolve: Resolve) -> None:
    found = resolve("Syrian rebels held Palmyra. In December they entered the city.")["the city"]
    assert found.place is not None
    assert round(found.place.lat or 0, 1) == 34.6


def test_the_same_report_gives_the_same_resolutions(resolve: Resolve) -> None:
    text = "Clashes broke out in Douma, Harasta and Arbin, Syria. Shells fell near the town."
    assert resolve(text) == resolve(text)


def test_nothing_named_gives_no_country(resolver: Resolver) -> None:
    assert resolver.conflict_country([], ReportContext("They attacked at dawn.")) is None


@pytest.mark.parametrize(
    ("text", "name", "id"),
    [
        ("Iran fired missiles at ships in the Caspian.", "Caspian", "region:caspian-sea"),
        ("US jets crossed the Atlantic.", "Atlantic", "region:atlantic-ocean"),
        ("Houthi fighters attacked a tanker in the Gulf of Oman.", "Gulf of Oman", "region:gulf-of-oman"),
        ("Yemen's Houthis attacked a tanker in the Red Sea.", "Red Sea", "region:red-sea"),
        ("Syrian jets bombed hideouts in the Syrian Desert.", "Syrian Desert", "region:syrian-desert"),
        ("Fighting went on in the Zagros Mountains.", "Zagros Mountains", "region:zagros"),
    ],
)
def test_seas_deserts_and_ranges_are_no_towns_of_their_name(resolve: Resolve, text: str, name: str, id: str) -> None:
    found = resolve(text)[name]
    assert found.place is not None
    assert (found.place.id, found.precision) == (id, 5)


def test_a_town_that_is_named_as_a_sea_is_meant_without_article(resolve: Resolve) -> None:
    place = resolve("A fire broke out in Atlantic, Iowa.")["Atlantic"].place
    assert place is not None
    assert place.kind == "town"


@pytest.mark.parametrize(
    ("text", "site", "town"),
    [
        ("Syrian rebels shelled Aleppo. A bomb hit the market in Idlib.", "the market", "Idlib"),
        ("Fighters who came from Hama in Syria attacked the base near Salma.", "the base", "Salma"),
    ],
)
def test_a_site_lies_in_the_town_that_is_told_beside_it(resolve: Resolve, text: str, site: str, town: str) -> None:
    place = resolve(text)[site].place
    assert place is not None
    assert place.name == town


def test_an_unknown_name_beside_a_quarter_is_put_there(resolve: Resolve) -> None:
    found = resolve("Syrian troops shelled Aleppo. In Tariq al-Bab two died, in Zawrabad one.")["Zawrabad"]
    assert found.place is not None
    assert (found.place.name, found.place.id, found.precision) == ("Zawrabad", None, 2)
    assert found.place.lat == pytest.approx(36.2, abs=0.1)
    assert "a quarter named nearby" in found.reason


def test_the_town_is_where_those_live_who_tell_of_it(resolve: Resolve) -> None:
    text = "Ukrainian troops fought in Donetsk. Residents of Izium said that columns had left the town."
    town = resolve(text)["the town"].place
    assert town is not None
    assert town.name == "Izyum"


def test_a_site_lies_in_the_town_that_heads_its_passage(resolve: Resolve) -> None:
    text = "Kupyansk. Ukrainian troops are 6 km from the bridge."
    bridge = resolve("Kyiv was quiet. Kyiv was hit once.", text)["the bridge"].place
    assert bridge is not None
    assert bridge.name == "Kupyansk"


def test_a_name_that_is_told_to_lie_somewhere_is_put_there(resolve: Resolve) -> None:
    text = "Israeli troops fought in Khan Yunis and Rafah. Jets struck the village of Quzhamtiq in southern Lebanon."
    place = resolve(text)["Quzhamtiq"].place
    assert place is not None
    assert (place.country, place.lat) == ("LB", None)


def test_a_country_that_is_part_of_a_name_speaks_for_little(resolve: Resolve) -> None:
    place = resolve("Soldiers fought militants in general area Mali Khel and in the city of Bannu.")["Bannu"].place
    assert place is not None
    assert place.country == "PK"


def test_a_quarter_that_only_another_city_has_is_a_part_of_the_city_told(resolve: Resolve) -> None:
    found = resolve("Iraqi troops took Tamim in east Mosul on Friday.")["Tamim"]
    assert found.place is not None
    assert (found.place.name, found.precision) == ("Mosul", 2)


@pytest.mark.parametrize(
    "text",
    [
        # the city that the report speaks of most
        "Troops fought in Mosul. Mosul was shelled. Jets struck Tikrit in Iraq. Troops entered the Old City.",
        # the owner of a site is a place that the report speaks of
        "Fighters blew up Mosul's al-Nuri mosque in Iraq. Troops entered the Old City this week.",
    ],
)
def test_an_unknown_part_lies_in_the_city_that_the_report_speaks_of(resolve: Resolve, text: str) -> None:
    place = resolve(text)["Old City"].place
    assert place is not None
    assert place.name == "Mosul"


def test_who_is_called_after_a_city_is_no_city(resolve: Resolve) -> None:
    found = resolve("Troops fought in Mosul in Iraq. The order was signed in Baghdadi on Monday.")
    assert "Baghdadi" not in found or found["Baghdadi"].place is None or found["Baghdadi"].place.lat is None


def test_the_capital_is_that_of_the_country_where_it_is_near(resolve: Resolve) -> None:
    found = resolve("Rebels took Homs in Syria. Mortars fell on a market in the capital.")["the capital"].place
    far = resolve("Troops shelled Grozny and Shatoy in Russia. Fighters left the capital.").get("the capital")
    assert found is not None
    assert found.name == "Damascus"
    assert far is None or far.place is None or far.place.name != "Moscow"


def test_what_is_told_later_is_not_where_the_first_unknown_part_lies(resolve: Resolve) -> None:
    text = "Troops fought in Mosul in Iraq. Troops entered the Old City. The governor fled to Erbil."
    place = resolve(text)["Old City"].place
    assert place is not None
    assert place.name == "Mosul"


def test_the_outlets_country_counts_more_than_a_like_name_elsewhere(resolver: Resolver) -> None:
    doc = load_parser()("In Kailali, Maoists abducted 600 students from two schools.")
    located = [Located(t, 0, 0) for t in recognise(doc, known=resolver.known)]
    context = ReportContext(doc.text, outlet="Nepal police bulletin")
    assert resolver.conflict_country(located, context) == "NP"
