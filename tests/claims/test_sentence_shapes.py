"""Sentences that the parser or a page breaks: dates before the subject, semicolons, bullets, no verb at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.claims.reader import is_list_item
from khabar.records import Claim

Read = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("On 27 January shells struck the hospital, killing several patients.", "shelling"),
        ("Shells on the airport's fuel farm.", "shelling"),
        ("Barrel bombs on Douma, three houses hit.", "air_strike"),
        ("🔺 Rebels shelled the airport.", "shelling"),
        ("A corporal was killed when he trod on a mine.", "explosive_device"),
        ("The army held all of the Old City.", "territory_captured"),
        ("Nine hostages were freed on Monday.", "other"),
        ("Soldiers went on shelling two towns.", "shelling"),
        ("An accountant was taken from his car by armed men.", "abduction"),
        ("Ten policemen switched sides.", "surrender"),
    ],
)
def test_the_event_is_read(read: Read, text: str, event_type: str) -> None:
    assert event_type in [c.event_type for c in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The army shelled Douma. Nobody was hurt.",
        "Rebels fired rockets at the airport, which hurt nobody.",
    ],
)
def test_harm_to_nobody_is_no_claim(read: Read, text: str) -> None:
    (claim,) = read(text)
    assert claim.event_type == "shelling"


def test_the_displaced_are_people(read: Read) -> None:
    (claim,) = read("The displaced arrived in Idlib on Monday.")
    assert [p.side for p in claim.initiators] == ["civilians"]


def test_two_sentences_joined_by_a_semicolon_have_sources_of_their_own(read: Read) -> None:
    first, second = read("Rebels shelled Douma, the army said; jets bombed Idlib on Monday, residents told reporters.")
    assert [a.text for a in first.attribution] == ["the army"]
    assert [a.text for a in second.attribution] == ["residents"]


def test_a_bullet_makes_a_line_stand_by_itself() -> None:
    text = "News\n- Rebels shelled Douma.\nJets bombed Idlib."
    assert is_list_item(text, text.index("Rebels"))
    assert not is_list_item(text, text.index("Jets"))


def test_since_when_a_place_was_held_does_not_date_its_fall(read: Read) -> None:
    claim = read("The stronghold of the rebel brigades since 1991 fell on Tuesday.")[-1]
    assert (claim.time.start, claim.time.end) == ("2016-12-06", "2016-12-06")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Rebels captured Douma and drove out 800 soldiers, the Defence Council said on Monday.",
            "Defence Council",
        ),
        ("Rebels fought the army in Homs and Douma, residents and rebel sources said.", "residents and rebel sources"),
        ("Troops have taken control of most of Homs, Georgia's Minister, Temur Jakobi, said.", "Georgia's Minister"),
    ],
)
def test_who_says_it_at_the_end_is_no_more_of_what_is_told(read: Read, text: str, source: str) -> None:
    for claim in read(text):
        assert any(source in a.text or a.text in source for a in claim.attribution)
        assert source.split()[0] not in claim.evidence.text


def test_those_hurt_before_after_are_one_event_with_its_cause(read: Read) -> None:
    claims = read("Nine people were killed and ten others injured after suspected rebels attacked Douma on Monday.")
    assert [q.min for q in claims[0].quantities] == [9, 10]


def test_what_an_attack_answers_tells_not_where_or_when(read: Read) -> None:
    claim = read("Rebels shelled Homs on Monday in retaliation for the massacre in Douma in May 2015.")[0]
    assert [p.text for p in claim.places] == ["Homs"]
    assert claim.time.start == "2016-12-05"


def test_they_go_on_meaning_the_same(read: Read) -> None:
    claims = read("Rebels attacked Homs. They shot two soldiers. They burned a depot in Douma.")
    assert [p.side for p in claims[-1].initiators] == ["opposition"]


def test_armed_men_whom_nobody_knows_act_on(read: Read) -> None:
    claims = read("Armed men came to Douma in trucks. They abducted 20 women.")
    assert [(p.text, p.side) for p in claims[-1].initiators] == [("Armed men", "unknown")]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("The villages of Douma and Harasta are in flames.", "property_destruction"),
        ("Some 20,000 residents have taken the road south.", "displacement"),
        ("Police reported the seizure of 22 tonnes of cocaine in Homs.", "weapons_seized"),
        ("Ten hostages died when special forces stormed the gas plant.", "armed_clash"),
        ("The regime used chemical weapons in Homs.", "chemical_attack"),
    ],
)
def test_what_words_together_tell(read: Read, text: str, event_type: str) -> None:
    assert event_type in [c.event_type for c in read(text)]


def test_what_falls_on_open_ground_takes_none(read: Read) -> None:
    claims = read("Most rockets were intercepted and the rest fell in open areas.")
    assert "territory_captured" not in [c.event_type for c in claims]


def test_the_area_behind_a_name_is_no_second_place(read: Read) -> None:
    (claim,) = read("Thousands of civilians fled Maaloula, Rif Dimashq province, on Monday.")
    assert [p.text for p in claim.places] == ["Maaloula"]


def test_a_place_before_the_subject_is_no_part_of_it(read: Read) -> None:
    (claim,) = read("In Homs rebels killed nine soldiers on Monday.")
    assert [p.text for p in claim.places] == ["Homs"]
    assert [p.text for p in claim.initiators] == ["rebels"]


def test_whose_dead_are_admitted(read: Read) -> None:
    claims = read("Rebels attacked Homs. The army admits 14 dead.")
    assert [q.of for c in claims for q in c.quantities if q.min == 14] == ["government"]


def test_a_place_that_is_left_is_told_once(read: Read) -> None:
    claim = read("The claims on Homs are false: our forces left the city on Monday.")[-1]
    assert [(p.text, p.role) for p in claim.places] == [("Homs", "from")]


def test_where_a_press_conference_is_held_is_no_place_of_what_it_tells(read: Read) -> None:
    claim = read("General Zandar told a press conference in Damascus that the army had withdrawn from Homs.")[0]
    assert [(p.text, p.role) for p in claim.places] == [("Homs", "from")]


def test_those_who_tried_to_flee_are_people(read: Read) -> None:
    claims = read("Government troops advanced in Homs. Shells killed 45 who tried to flee.")
    assert [q.of for c in claims for q in c.quantities] == ["civilians"]


def test_places_behind_a_colon_belong_to_what_took_them(read: Read) -> None:
    text = "Iraqi troops took three districts of eastern Mosul, a statement says: Malayeen, Samah and Khadra."
    (claim,) = read(text)
    assert [p.text for p in claim.places] == ["Malayeen", "Samah", "Khadra"]


def test_what_is_told_of_is_no_plan(read: Read) -> None:
    assert [c.modality for c in read("Residents told of mortar fire on the village of Zawrah.")] == ["occurred"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Protesters blocked the road to Douma for the fourth day.", ["protest"]),
        ("The police fired tear gas and live rounds at a vigil in Homs on Monday.", ["attack_on_civilians"]),
        ("Turkey, grossly violating the ceasefire, shelled the village of Zawrah.", ["shelling"]),
        (
            "Nine people were killed on Monday when armed fighters of the Front attacked the village of Zawrah.",
            ["armed_clash"],
        ),
    ],
)
def test_what_crowds_police_and_truces_make_of_an_event(learned: Read, text: str, types: list[str]) -> None:
    assert [c.event_type for c in learned(text)] == types


def test_an_hour_with_points_ends_a_sentence(read: Read) -> None:
    shelled, moved = read("The army shelled Douma at 6 p.m. Some 3,000 villagers have fled to Lamitan.")
    assert ([p.text for p in shelled.places], moved.places[-1].text) == (["Douma"], "Lamitan")


def test_who_is_told_something_does_not_tell_it(learned: Read) -> None:
    text = "Russian forces have taken Douma, Defence Minister Sergei Shoigu reported to President Vladimir Putin."
    assert [[s.text for s in c.attribution] for c in learned(text)] == [["Defence Minister Sergei Shoigu"]]


def test_a_toll_counts_those_whom_the_sentence_counts(read: Read) -> None:
    text = "Turkey confirmed the deaths of four more of its soldiers in Idlib, bringing the toll to 13."
    assert {q.of for c in read(text) for q in c.quantities} == {"state:TR"}


def test_what_is_denied_is_told_by_its_own_verb(learned: Read) -> None:
    told = learned("Turkey denied that its ships had blockaded the port of Tartus.")
    assert [(c.event_type, c.modality) for c in told] == [("siege", "negated")]


def test_aircraft_are_no_suicide_bombers(learned: Read) -> None:
    text = "Russian bombers hit the military airfield at Marneuli, Georgia, killing four."
    assert [c.event_type for c in learned(text)] == ["air_strike"]


def test_the_village_of_a_district_is_where_it_was(learned: Read) -> None:
    (claim,) = learned("Maoists killed 75 policemen in an ambush near Tadmetla village of Dantewada district in India.")
    assert claim.places[0].text == "Tadmetla village"


def test_the_number_of_a_unit_counts_nothing(read: Read) -> None:
    assert not [q for c in read("Troops of Task Force 1 entered the town of Zawrah.") for q in c.quantities]


def test_a_capture_after_clashes_is_one_event(learned: Read) -> None:
    text = "The army established control over the village of Zawrah after fierce clashes with the rebels."
    assert [c.event_type for c in learned(text)] == ["territory_captured"]


def test_killing_some_of_them_is_what_the_fight_led_to(learned: Read) -> None:
    (claim,) = learned("In Douma our fighters confronted the mercenaries of the regime, killing 27 of them.")
    assert [(q.kind, q.min) for q in claim.quantities] == [("killed", 27)]


def test_somebody_is_shot_dead(read: Read) -> None:
    (claim,) = read("Gunmen on a motorbike shot dead a policeman in Douma.")
    assert ([p.text for p in claim.initiators], [p.text for p in claim.targets]) == (["Gunmen"], ["a policeman"])


def test_a_dash_behind_the_day_is_no_part_of_who_acts(read: Read) -> None:
    (claim,) = read("9 Aug - Gunmen kill five soldiers in an ambush near Douma.")
    assert [p.text for p in claim.initiators] == ["Gunmen"]


@pytest.mark.parametrize(
    "text",
    [
        "The minister says the situation in Douma is under full control.",
        "UNITA officials could neither confirm nor deny the report.",
    ],
)
def test_what_takes_no_ground_and_denies_nothing(learned: Read, text: str) -> None:
    assert learned(f"The army shelled Douma on Monday. {text}")[1:] == []


def test_a_figure_that_is_withdrawn_moves_nobody(learned: Read) -> None:
    text = "The coordinator first put the death toll in Douma at 110, then withdrew the figure."
    assert "withdrawal" not in {c.event_type for c in learned(text)}


def test_what_strikes_from_the_ground_is_no_air_strike(learned: Read) -> None:
    text = "Helicopter gunships bombed the base at Douma. An RPG hit an armoured vehicle, killing a soldier."
    assert [c.event_type for c in learned(text)][-1] == "shelling"


def test_a_nationality_belongs_to_who_was_killed(read: Read) -> None:
    claim = read("Angolan rebel leader Jonas Savimbi was killed on Friday in a clash with government troops.")[0]
    assert claim.targets[0].text == "Angolan rebel leader Jonas Savimbi"


def test_the_number_of_a_communique_denies_nothing(learned: Read) -> None:
    text = "Communiqué No. 8 of the General Command: the air force targeted and destroyed 46 hideouts in Zawrah."
    assert {c.modality for c in learned(text)} == {"occurred"}


def test_people_who_are_captured_are_no_ground(learned: Read) -> None:
    text = "The army took Douma on Monday. Two Cuban advisers were captured, the radio adds."
    assert learned(text)[-1].event_type in ("arrest", "surrender", "abduction")


@pytest.mark.parametrize(("label", "side"), [("Enemy losses", "opposition"), ("Ours", "government")])
def test_labels_say_whose_losses_are_counted(read: Read, label: str, side: str) -> None:
    told = read(f"Our forces took Douma on Monday. {label}: 17 dead, 40 wounded.", alignment="pro-government")
    assert {q.of for c in told for q in c.quantities} == {side}
