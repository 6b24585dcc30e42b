from __future__ import annotations

from pathlib import Path

import pytest

from khabar.actors import ActorIndex, country_from_text
from khabar.errors import PackError
from khabar.packs import load_packs
from tests.actors.conftest import parse
from tests.packs.test_loader import make_pack


def names(index: ActorIndex, text: str) -> list[str]:
    return [m.actor.id for m in index.find_actors(parse(text))]


@pytest.mark.parametrize(
    "spelling",
    ["Jaysh al-Fatah", "Jaish al-Fath", "Jeish al-Fatah", "Jaysh Al Fateh", "Army of Conquest", "JAYSH AL-FATAH"],
)
def test_one_group_many_romanisations(index: ActorIndex, spelling: str) -> None:
    assert names(index, f"Fighters of {spelling} attacked the village.") == ["jaysh-al-fatah"]


def test_longest_name_wins(index: ActorIndex) -> None:
    text = "The Nusra Front and the Islamic State of Iraq and the Levant clashed."
    found = index.find_actors(parse(text))
    assert [m.actor.id for m in found] == ["jabhat-al-nusra", "isil"]
    assert found[1].end - found[1].start == 7


def test_an_article_belongs_to_the_name(index: ActorIndex) -> None:
    doc = parse("On Monday al-Nusra attacked.")
    mention = index.find_actors(doc)[0]
    assert doc[mention.start : mention.end].text == "al-Nusra"


def test_short_names_are_matched_as_written(index: ActorIndex) -> None:
    assert names(index, "The model is that they are in the is of it.") == []
    assert names(index, "IS and MODEL fighters fled.") == ["isil", "model"]


def test_those_who_stand_behind_somebody_do_not_act(index: ActorIndex) -> None:
    assert names(index, "Hezbollah-backed fighters and YPG-held areas.") == []


def test_the_same_letters_mean_another_group_in_another_war(index: ActorIndex) -> None:
    mention = index.find_actors(parse("The SLA advanced."))[0]
    in_sri_lanka, in_sudan = mention.actor_in("LK"), mention.actor_in("SD")
    assert in_sri_lanka is not None
    assert in_sri_lanka.id == "sri-lanka-army"
    assert in_sudan is not None
    assert in_sudan.id == "sla"


def test_general_names_mean_their_actor_only_at_home(index: ActorIndex) -> None:
    mention = index.find_actors(parse("The federal forces shelled the town."))[0]
    assert mention.actor_in("RU") is not None
    assert mention.actor_in("BR") is None


def test_leaders_mean_their_group_and_are_persons(index: ActorIndex) -> None:
    mention = index.find_actors(parse("Prigozhin spoke."))[0]
    assert (mention.actor.id, mention.is_person) == ("wagner", True)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The LTTE said Sri Lankan troops shelled the strip, an Indian paper reported.", "LK"),
        ("Russian officials met UNITA in Luanda.", "AO"),
        ("The weather will be fine.", None),
    ],
)
def test_the_country_is_told_by_actors_and_nations(index: ActorIndex, text: str, country: str | None) -> None:
    assert country_from_text([parse(text)], index) == country


def test_a_country_that_fights_abroad_is_not_the_one_fought_over(index: ActorIndex) -> None:
    docs = [
        parse("Israeli troops entered Bint Jbeil in Lebanon. Lebanese villages were hit. Two Israelis died in Haifa.")
    ]
    assert country_from_text(docs, index, located_in="IL") == "LB"
    assert country_from_text([parse("Israel said that two Israelis died in Haifa.")], index, located_in="IL") == "IL"


def test_places_weigh_more_than_one_nationality(index: ActorIndex) -> None:
    docs = [parse("Ugandan soldiers attacked.")]
    assert country_from_text(docs, index, located_in="CD") == "CD"


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("{id: x, name: X, side: government}", "actors.yaml:1: kind"),
        ("{id: x, name: X, side: goverment, kind: state}", "actors.yaml:1: side"),
        ("{id: x, name: X, side: unknown, kind: army}", "actors.yaml:1: kind"),
        ("{id: x, name: X, side: unknown, kind: armed, alias: [Y]}", "actors.yaml:1: alias"),
        ("{id: x, name: X, side: unknown, kind: armed, aliases: Y}", "actors.yaml:1: aliases"),
    ],
)
def test_a_broken_actor_is_told_with_file_line_and_field(tmp_path: Path, row: str, complaint: str) -> None:
    pack = make_pack(tmp_path, "mine", actors=f"- {row}\n")
    with pytest.raises(PackError) as caught:
        ActorIndex(load_packs(["general"], extra=[pack]))
    assert caught.value.where.endswith(complaint)


def test_a_users_own_alias_wins(tmp_path: Path) -> None:
    row = "- {id: my-group, name: My Group, side: opposition, kind: armed, aliases: [Hezbollah]}\n"
    pack = make_pack(tmp_path, "mine", actors=row)
    assert names(ActorIndex(load_packs(extra=[pack])), "Hezbollah withdrew.") == ["my-group"]


def test_an_acronym_is_no_name_with_the_same_consonants(index: ActorIndex) -> None:
    assert names(index, "The army killed 250 ISIL fighters.") == ["isil"]
