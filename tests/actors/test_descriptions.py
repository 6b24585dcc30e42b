"""Words that mean a party only by what stands around them."""

from __future__ import annotations

import pytest

from khabar.actors import Resolution
from tests.actors.conftest import Resolve

BEFORE = "The Syrian army and the Nusra Front fought near the town."


def sides(found: Resolution) -> set[str]:
    return {n.party.side for n in found.named}


@pytest.mark.parametrize("words", ["Both sides", "The two sides", "The warring parties"])
def test_both_sides_are_the_two_named_last(resolve: Resolve, words: str) -> None:
    assert sides(resolve(f"{BEFORE} {words} suffered losses.", words.split()[-1])) == {"government", "opposition"}


def test_two_countries_are_states(resolve: Resolve) -> None:
    text = "Eritrea and Ethiopia massed troops. The two countries exchanged fire."
    assert sides(resolve(text, "countries", country="ET")) == {"state:ER", "government"}


@pytest.mark.parametrize(
    ("text", "word", "side"),
    [
        ("ISIL seized the town. The group shelled a village.", "group", "isil"),
        ("The army's allies advanced.", "allies", "government"),
        ("The rebels' backers advanced.", "backers", "opposition"),
    ],
)
def test_groups_and_allies(resolve: Resolve, text: str, word: str, side: str) -> None:
    assert resolve(text, word).side == side


@pytest.mark.parametrize("word", ["enemy", "occupiers", "aggressor", "invaders"])
def test_the_enemy_in_a_war_between_states(resolve: Resolve, word: str) -> None:
    text = f"Our soldiers held the line. The {word} shelled the town."
    assert resolve(text, word, alignment="pro-government", country="UA").side == "state:RU"


def test_the_enemy_of_the_other_state(resolve: Resolve) -> None:
    text = "Our soldiers held the line. The enemy shelled the town."
    assert resolve(text, "enemy", alignment="pro-russian", country="UA").side == "government"


def test_our_troops_are_the_outlets_own(resolve: Resolve) -> None:
    assert resolve("Our troops took the hill.", "troops", alignment="pro-russian", country="UA").side == "state:RU"
    assert resolve("Our forces took the hill.", "forces", alignment="opposition").side == "opposition"


def test_a_people_of_two_words(resolve: Resolve) -> None:
    assert resolve("Bosnian Serb gunners shelled the town.", "gunners", country="BA").side == "opposition"
    assert resolve("Turkish Cypriot fighters attacked.", "fighters", country="CY").side == "opposition"


ABROAD = "IDF troops entered Jabaliya. Hamas fired rockets."


@pytest.mark.parametrize(
    ("text", "word", "side"),
    [
        (f"{ABROAD} The 7th Brigade raided a building.", "Brigade", "state:IL"),
        (f"{ABROAD} Fighters of Brigade 551 cleared it.", "Brigade", "state:IL"),
        (f"{ABROAD} The terrorists fled.", "terrorists", "opposition"),
    ],
)
def test_what_an_outlet_of_a_foreign_state_calls_its_army_is_that_states(
    resolve: Resolve, text: str, word: str, side: str
) -> None:
    assert resolve(text, word, alignment="pro-israel", country="PS").side == side


def test_the_army_in_an_outlet_of_the_governments_ally_is_the_governments(resolve: Resolve) -> None:
    text = "Russian aircraft struck the town. The army advanced."
    assert resolve(text, "army", alignment="pro-russian", country="SY").side == "government"


@pytest.mark.parametrize(
    ("text", "word", "side"),
    [
        ("Some 29,000 Cameroonians fled.", "Cameroonians", "civilians"),
        ("We civilians fled.", "We", "civilians"),
        ("The enemy lost more than 300.", "300", "government"),
        ("Clashes broke out between two factions of dissidents.", "factions", "opposition"),
        ("The Secretary-General called for calm.", "General", "un_ngo"),
        ("Air defence shot down a missile.", "defence", "government"),
    ],
)
def test_who_people_are_by_what_they_are_called_and_lose(resolve: Resolve, text: str, word: str, side: str) -> None:
    alignment = "opposition" if "enemy" in text else None
    assert resolve(text, word, alignment=alignment, country="CM").side == side


def test_suspected_militants_may_be_of_any_group(resolve: Resolve) -> None:
    text = "The Nusra Front held the town. {} militants attacked a post."
    assert resolve(text.format("The"), "militants").actor == "jabhat-al-nusra"
    found = resolve(text.format("Suspected"), "militants")
    assert (found.actor, found.side) == (None, "opposition")


def test_a_state_of_two_words_has_soldiers(resolve: Resolve) -> None:
    text = "Rebels took Douma. South Africa lost four of its soldiers."
    assert resolve(text, "soldiers").side == "state:ZA"


def test_both_sides_are_not_who_urges_them(resolve: Resolve) -> None:
    text = "The rebels fought the army in Douma. China has urged both sides to stop."
    found = resolve(text, "sides")
    assert {n.party.side for n in found.named} == {"opposition", "government"}


@pytest.mark.parametrize(
    ("text", "word", "side"),
    [
        ("Russian bombers hit the airfield.", "bombers", "state:RU"),
        ("Two bombers blew themselves up in the market.", "bombers", "opposition"),
        ("Soldiers fired at supporters of Evo Morales.", "supporters", "civilians"),
        ("A mine killed six security personnel in Homs.", "personnel", "government"),
        ("The soldiers of the caliphate attacked a checkpoint.", "soldiers", "isil"),
        ("NATO said that its planes struck the town.", "planes", "unknown"),
    ],
)
def test_whose_bombers_supporters_and_soldiers_they_are(resolve: Resolve, text: str, word: str, side: str) -> None:
    assert resolve(text, word).side == side


def test_armed_groups_fly_no_aircraft(resolve: Resolve) -> None:
    text = "ISIS fled. ISIS was beaten. The Turkish Armed Forces attacked. A warplane hit a convoy."
    assert resolve(text, "warplane", alignment="pro-sdf").side == "state:TR"


def test_a_garrison_is_of_its_place(resolve: Resolve) -> None:
    text = "The rebels stormed the post. Douma fell and its garrison surrendered."
    assert resolve(text, "garrison").side == "government"


def test_where_people_go_is_nobody(resolve: Resolve) -> None:
    text = "Thousands of civilians are walking to Adré in Chad. Snipers shoot at them."
    assert resolve(text, "them", country="SD").side == "civilians"


def test_a_tunnel_is_of_those_who_dug_it(resolve: Resolve) -> None:
    text = "The army destroyed a tunnel dug by terrorists near the hill."
    assert resolve(text, "tunnel", alignment="pro-government").side == "opposition"
