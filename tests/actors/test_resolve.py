from __future__ import annotations

import pytest

from khabar.actors import coarse_alignment
from tests.actors.conftest import Resolve


@pytest.mark.parametrize(
    ("text", "word", "side"),
    [
        ("Troops shelled the town.", "Troops", "government"),
        ("Rebels shelled the town.", "Rebels", "opposition"),
        ("Shells killed six villagers.", "villagers", "civilians"),
        ("Aid workers reached the town.", "workers", "un_ngo"),
        ("Masked men abducted a doctor.", "men", "unknown"),
        ("Russian warplanes bombed the town.", "warplanes", "state:RU"),
        ("Syrian warplanes bombed the town.", "warplanes", "government"),
        ("Syrian journalists fled.", "journalists", "civilians"),
        ("Turkish-backed rebels advanced.", "rebels", "opposition"),
        ("Iranian-backed militias advanced.", "militias", "government"),
        ("Kurdish fighters advanced.", "fighters", "sdf"),
        ("Moscow denied the raid.", "Moscow", "state:RU"),
        ("Pro-Assad fighters advanced.", "fighters", "government"),
        ("The Suqour Battalion attacked.", "Battalion", "opposition"),
        ("The 58th Division advanced.", "Division", "government"),
        ("Shells hit a hospital.", "hospital", "civilians"),
        ("Gunmen attacked a police post.", "post", "government"),
        ("The men of the Republican Guard advanced.", "men", "government"),
        ("A column of refugees was shelled.", "column", "civilians"),
        ("The army and allied militias advanced.", "militias", "government"),
        ("Colonel Nasser said so.", "Nasser", "government"),
        ("Journalist Hala Nasser was abducted.", "Nasser", "civilians"),
        ("Fighters loyal to the government attacked.", "Fighters", "government"),
        ("Guards of a non-governmental organisation were killed.", "organisation", "un_ngo"),
        ("Two Sukhois bombed the town.", "Sukhois", "government"),
        ("Addis Ababa denied the raid.", "Ababa", "state:ET"),
        ("The Head of State ordered the raid.", "Head", "government"),
        ("The chief of the general staff resigned.", "chief", "government"),
    ],
)
def test_words_names_and_nations(resolve: Resolve, text: str, word: str, side: str) -> None:
    assert resolve(text, word).side == side


def test_the_countrys_own_troops_are_the_government(resolve: Resolve) -> None:
    text = "Russian troops shelled the town."
    assert resolve(text, "troops", country="RU").side == "government"
    assert resolve(text, "troops", country="GE").side == "state:RU"


@pytest.mark.parametrize("loaded", ["terrorists", "militants", "fighters", "extremists", "thugs"])
def test_loaded_words_mean_the_group_named_before(resolve: Resolve, loaded: str) -> None:
    text = f"ISIL seized two villages. The army attacked the {loaded} at dawn."
    found = resolve(text, loaded)
    assert (found.side, found.actor) == ("isil", "isil")


@pytest.mark.parametrize("loaded", ["terrorists", "militants", "fighters", "extremists", "thugs"])
def test_loaded_words_stay_general_where_nothing_is_named(resolve: Resolve, loaded: str) -> None:
    found = resolve(f"The army attacked the {loaded} at dawn.", loaded)
    assert (found.side, found.actor) == ("opposition", None)


@pytest.mark.parametrize(
    ("alignment", "own", "enemy"),
    [
        ("pro-government", "government", "opposition"),
        ("opposition", "opposition", "government"),
        ("isil", "isil", "government"),
    ],
)
def test_heroes_and_enemies_depend_on_who_writes(resolve: Resolve, alignment: str, own: str, enemy: str) -> None:
    assert resolve("Our fighters entered the town.", "fighters", alignment=alignment).side == own
    assert resolve("The heroes entered the town.", "heroes", alignment=alignment).side == own
    assert resolve("The enemy entered the town.", "enemy", alignment=alignment).side == enemy


def test_a_side_named_in_the_alignment_counts(resolve: Resolve) -> None:
    text = "The army took the hill from the gangs. Libyan National Army units hold it. Our men celebrated."
    assert resolve(text, "men", alignment="pro-lna", country="LY").side == "opposition"
    assert (
        resolve("The army entered the town of the LNA.", "army", alignment="pro-lna", country="LY").side == "opposition"
    )
    assert (
        resolve("The army entered the town of the LNA.", "army", alignment="regional", country="LY").side
        == "government"
    )


def test_pronouns_take_the_party_before(resolve: Resolve) -> None:
    assert resolve("Rebels entered the town. They burned two houses.", "They").side == "opposition"
    assert resolve("Rebels attacked villagers. The army says its men came late.", "men").side == "government"


def test_an_object_pronoun_is_not_the_one_who_acts(resolve: Resolve) -> None:
    assert resolve("Students marched on Monday. Soldiers dispersed them with tear gas.", "them").side == "civilians"


def test_things_belong_to_the_side_opposed_to_the_attacker(resolve: Resolve) -> None:
    assert resolve("Rebels attacked a checkpoint.", "checkpoint").side == "government"
    assert resolve("The army attacked a checkpoint.", "checkpoint").side == "opposition"


def test_a_new_name_is_remembered_by_its_kind(resolve: Resolve) -> None:
    text = "The Nusra Front attacked at dawn. The Front withdrew."
    assert resolve(text, "Front").actor == "jabhat-al-nusra"


def test_what_a_relief_organisation_calls_its_own(resolve: Resolve) -> None:
    assert resolve("Partners delivered blankets.", "Partners", alignment="un").side == "un_ngo"


@pytest.mark.parametrize(
    ("alignment", "coarse"),
    [
        ("pro-government", "government"),
        ("government", "government"),
        ("opposition", "opposition"),
        ("isil", "isil"),
        ("kurdish/SDF", "sdf"),
        ("pro-ypg", "sdf"),
        ("un/ngo", "un_ngo"),
        ("local-monitor", "un_ngo"),
        ("international-wire", "independent"),
        ("military blog", "independent"),
        (None, "unknown"),
    ],
)
def test_alignments_are_told_coarsely(alignment: str | None, coarse: str) -> None:
    assert coarse_alignment(alignment) == coarse


def test_a_part_of_a_longer_name_is_no_group_of_another_war(resolve: Resolve) -> None:
    found = resolve("The Zandar National Liberation Army fell back.", "Army", country="MX")
    assert found.actor is None


def test_the_men_of_a_person_whom_nobody_knows(resolve: Resolve) -> None:
    found = resolve("The army left. Karim Zandar said his men had withdrawn.", "men")
    assert found.side == "unknown"


def test_whom_the_outlet_calls_so_called_is_the_other_side(resolve: Resolve) -> None:
    assert resolve("The so-called coalition fled.", "coalition", alignment="pro-government").side != "government"


def test_those_fought_with_are_of_another_side(resolve: Resolve) -> None:
    assert resolve("Soldiers fought with men of Zandar.", "men").side != "civilians"


@pytest.mark.parametrize(
    ("text", "word", "alignment", "side"),
    [
        ("A detachment surprised the guards.", "detachment", "pro-opposition", "opposition"),
        ("A detachment surprised the guards.", "detachment", None, "government"),
        ("A regime detachment attacked the village.", "detachment", "pro-opposition", "government"),
        ("The army hit a detachment.", "detachment", "pro-government", "opposition"),
        ("The factions have agreed on a new head.", "factions", "pro-opposition", "opposition"),
        ("Clashes broke out between non-state armed groups and the army.", "groups", None, "opposition"),
        ("Non-governmental groups handed out food.", "groups", None, "un_ngo"),
        ("Two men with pistols robbed a shop.", "men", None, "unknown"),
        ("Two men with bags robbed a shop.", "men", None, "civilians"),
        ('"The airport is in our hands," rebel commander Ibrahim said.', "hands", None, "opposition"),
        ("15:30 Turkey moved soldiers to the border.", "Turkey", None, "state:TR"),
    ],
)
def test_whose_side_a_general_word_is_on(
    resolve: Resolve, text: str, word: str, alignment: str | None, side: str
) -> None:
    assert resolve(text, word, alignment=alignment).side == side
