"""Who acts and who is acted on, by their words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.claims.party_records import as_people, is_part_of
from khabar.records import Claim, Party

Read = Callable[..., list[Claim]]


def acting(claim: Claim) -> list[str]:
    return [p.text for p in claim.initiators]


def acted_on(claim: Claim) -> list[str]:
    return [p.text for p in claim.targets]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Rebels led by Ahrar al-Sham attacked the base.", ["Rebels", "Ahrar al-Sham"]),
        ("The army, backed by Russian warplanes, captured the town.", ["The army", "Russian warplanes"]),
        ("The brigade with Hezbollah took the hill from rebels.", ["The brigade", "Hezbollah"]),
        ("The Syrian army and its allies captured the town.", ["The Syrian army and its allies"]),
        ("Russian and Syrian warplanes bombed the rebels.", ["Russian", "Syrian warplanes"]),
    ],
)
def test_the_main_force_comes_before_those_who_support_it(read: Read, text: str, parties: list[str]) -> None:
    (claim,) = read(text)
    assert acting(claim) == parties


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Warplanes fired missiles at two radar sites of the rebels.", ["two radar sites of the rebels"]),
        ("Army helicopters struck a convoy near the bridge.", ["a convoy"]),
        ("A suicide bomber drove a lorry into a barracks.", ["a barracks"]),
        ("A woman blew herself up among soldiers at a checkpoint.", ["soldiers"]),
        ("Two men and a woman were killed in shelling.", ["Two men and a woman"]),
        ("The army captured the main base of the rebels.", ["the main base of the rebels"]),
        ("Engineers of the army were clearing mines left by militants.", ["militants"]),
        ("The militants laid down their arms and surrendered to the army.", ["the army"]),
        ("Three teachers have been missing since Monday.", ["Three teachers"]),
        ("The army sent two battalions to the border.", []),
    ],
)
def test_targets(read: Read, text: str, parties: list[str]) -> None:
    assert acted_on(read(text)[0]) == parties


def test_a_pronoun_gives_the_words_that_it_stands_for(read: Read) -> None:
    text = "Army soldiers and militiamen entered Tadmur. They took the hospital."
    first, second = read(text)
    assert acting(first) == acting(second) == ["Army soldiers", "militiamen"]
    for party in second.initiators:
        assert party.start is not None
        assert text[party.start : party.end] == party.text


def test_a_passive_takes_who_acts_from_the_sentence_before_only(read: Read) -> None:
    near = read("The army attacked at dawn. Two villages were captured.")
    far = read("The army attacked at dawn. It rained for hours. The bridge is old. Two villages were captured.")
    assert acting(near[-1]) == ["The army"]
    assert acting(far[-1]) == []


def test_who_planted_a_mine_acts(read: Read) -> None:
    (claim,) = read("A landmine planted by ISIL militants exploded in the village, killing three civilians.")
    assert [p.side for p in claim.initiators] == ["isil"]
    assert acted_on(claim) == ["three civilians"]


def test_weekdays_and_nobody_do_not_act(read: Read) -> None:
    assert acting(read("Monday's air raid on the market killed six people.")[0]) == []
    assert acting(read("Nobody bombed the market on Monday, the army said.")[0]) == []


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The army took the hill after fierce clashes with Jaysh al-Islam.", ["Jaysh al-Islam"]),
        ("An aid convoy of the UN was turned back at a checkpoint.", ["An aid convoy"]),
        ("Five soldiers died when a mine exploded near the town.", ["Five soldiers"]),
        ("Soldiers broke into the suburb, pushing rebels back.", ["rebels"]),
        ("The army cut the Castello road, the last rebel supply line.", ["the last rebel supply line"]),
        ("The army shelled residential areas.", ["residential areas"]),
        ("Rebels captured the government complex.", []),
    ],
)
def test_targets_that_are_no_objects_of_the_verb(read: Read, text: str, parties: list[str]) -> None:
    told = [acted_on(claim) for claim in read(text)]
    assert parties in told


def test_a_force_that_announces_a_gain_made_it(read: Read) -> None:
    assert acting(read("The Syrian army announced the recapture of the village.")[0]) == ["The Syrian army"]


def test_a_unit_that_is_struck_is_not_the_strikers(read: Read) -> None:
    (claim,) = read("The army hit a column of vehicles; rebels denied it.")[:1]
    assert {p.side for p in claim.initiators} == {"government"}
    assert {p.side for p in claim.targets} == {"opposition"}


def test_what_lays_a_mine_acts_and_what_meets_one_is_hit(read: Read) -> None:
    (laying,) = read("On 29 April, boats of the regime laid sea mines off the port.")
    assert acting(laying) == ["boats of the regime"]
    (meeting,) = read("A truck struck a mine near the town.")
    assert acted_on(meeting) == ["A truck"]


def test_who_takes_ground_beside_an_armed_party_is_no_civilian(read: Read) -> None:
    assert acting(read("Government troops and residents captured Tadmur.")[0]) == ["Government troops"]


def test_a_bare_number_that_left_is_people_whoever_counts_it(read: Read) -> None:
    claim = next(c for c in read("The army's spokesman counts more than 8,000 who left Aleppo.") if c.initiators)
    assert [(p.text, p.side) for p in claim.initiators] == [("more than 8,000", "civilians")]


def test_men_who_take_somebody_away_are_of_no_side_that_is_told(read: Read) -> None:
    (claim,) = read("Masked men abducted a doctor in Idlib on Friday.")
    assert [(p.text, p.side) for p in claim.initiators] == [("Masked men", "unknown")]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("DAMASCUS (Tasnim): Foreign-backed terrorists shelled two towns in Idlib.", "Foreign-backed terrorists"),
        ("The minister said the opposite: loyal forces had stormed Douma.", "loyal forces"),
    ],
)
def test_a_party_begins_behind_a_colon(read: Read, text: str, who: str) -> None:
    assert [p.text for p in read(text)[-1].initiators] == [who]


def test_what_is_launched_is_no_target(read: Read) -> None:
    claim = read("The army launched 33 drones at Kursk.")[0]
    assert (claim.event_type, claim.targets) == ("air_strike", [])


@pytest.mark.parametrize(
    ("whole", "part", "same"),
    [
        ("The army and Popular Committees", "army and Popular Committees", True),
        ("President Bashar al-Assad", "Bashar al-Assad", True),
        ("the army and its allies", "its allies", False),
        ("the UN envoy, Ghassan Salame", "Ghassan Salame", False),
    ],
)
def test_the_words_of_one_name_are_one_party(whole: str, part: str, *, same: bool) -> None:
    parties = [
        Party(text=t, start=len(whole) - len(t), end=len(whole), actor="one", side="government") for t in (whole, part)
    ]
    assert is_part_of(parties[1], parties[0]) is same
    assert not is_part_of(parties[0], parties[1])


def test_no_time_is_a_party(read: Read) -> None:
    claims = read("Soldiers 18 Sept attacked a village near Bamako.")
    assert [p.text for c in claims for p in c.initiators] in ([], ["Soldiers"])


def test_people_are_counted_by_their_side_and_things_by_their_name(read: Read) -> None:
    counted = [
        (q.of, q.text)
        for text in (
            "The army seized two pick-ups and 14 motorcycles.",
            "In Aleppo, Syria, two Turkish soldiers were killed.",
        )
        for c in read(text)
        for q in c.quantities
    ]
    assert counted == [
        ("pick-up", "two pick-ups"), ("motorcycle", "14 motorcycles"), ("state:TR", "two Turkish soldiers"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "party", "side"),
    [
        ("The army repulsed the rebels at Douma, killing 20 of its fighters.", "the rebels", "opposition"),
        ("Warplanes supporting the rebels bombed Douma.", "Warplanes", "opposition"),
        ("The army killed a teacher supporting the rebels in Douma.", "a teacher", "civilians"),
        ("Hezbollah fighters hit an Israeli patrol near Tyre.", "an Israeli patrol", "state:IL"),
    ],
)
def test_whose_a_party_is(read: Read, text: str, party: str, side: str) -> None:
    (claim, *_) = read(text)
    assert {p.text: p.side for p in (*claim.initiators, *claim.targets)}.get(party) == side


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (
            "The losses of the army in Douma were four killed and 19 wounded.",
            [("killed", "government"), ("wounded", "government")],
        ),
        ("Rebels killed 12 soldiers in Douma and wounded 20.", [("killed", "government"), ("wounded", "government")]),
        (
            "The army captured 13 vehicles near Douma and destroyed 17 others.",
            [("captured", "vehicle"), ("destroyed", "vehicle")],
        ),
        ("The army repulsed the rebels at Douma, killing 20 of its fighters.", [("killed", "opposition")]),
        (
            "The army killed 8 and captured 3 fighters of the rebels in Douma.",
            [("killed", "opposition"), ("captured", "opposition")],
        ),
        (
            "The shelling of Douma wounded at least 70, mostly civilians.",
            [("wounded", "civilians")],
        ),
    ],
)
def test_who_is_counted(read: Read, text: str, counts: list[tuple[str, str]]) -> None:
    assert [(q.kind, q.of) for c in read(text) for q in c.quantities] == counts


def test_talks_name_whom_they_are_with(read: Read) -> None:
    (claim,) = read("The envoy held a sixth round of talks with the rebels in Doha.")
    assert acted_on(claim) == ["the rebels"]


def test_the_hour_of_an_entry_is_no_part_of_who_acts(read: Read) -> None:
    (claim,) = read("15:30 Turkey has moved soldiers to the border.")
    assert [p.text for p in claim.initiators] == ["Turkey"]


@pytest.mark.parametrize(("text", "side"), [("the Turkish authorities", "state:TR"), ("1,700 Turks", "civilians")])
def test_authorities_of_a_state_are_no_people_of_it(text: str, side: str) -> None:
    assert as_people(Party(text=text, side="state:TR")).side == side


def test_people_who_go_act_on_nobody(read: Read) -> None:
    claim = read("The army took Homs. Some 90,000 people left Homs with the defeated rebels on Monday.")[-1]
    assert ([p.side for p in claim.initiators], claim.targets) == (["civilians"], [])


def test_the_place_before_a_number_is_no_part_of_who_is_hit(read: Read) -> None:
    claim = read("In Homs 17 IS members were killed and a 57-mm gun captured by the army.")[0]
    assert acted_on(claim) == ["17 IS members"]


def test_sick_and_wounded_are_carried(read: Read) -> None:
    (claim,) = read("Fishing boats yesterday ferried 240 sick and wounded out to a Red Cross ship in Tartus.")
    assert claim.event_type == "displacement"


def test_who_burns_something_is_not_burned(read: Read) -> None:
    (claim,) = read("An elite unit burned a jeep in Douma.")
    assert [(q.kind, q.of) for q in claim.quantities] == [("destroyed", "jeep")]


def test_a_name_inside_the_name_of_a_place_is_no_party(read: Read) -> None:
    claim = read("Clashes broke out near Dahiyat al-Assad in Aleppo.")[0]
    assert (claim.initiators, claim.targets) == ([], [])
    assert claim.places[0].text == "Dahiyat al-Assad"


def test_who_pulls_out_behind_a_place_acts_alone(read: Read) -> None:
    stormed, pulled = read("Hezbollah stormed the village in East Ghouta and Jaysh al-Islam pulled out.")
    assert (acting(stormed), acting(pulled)) == (["Hezbollah"], ["Jaysh al-Islam"])


def test_who_a_town_is_lost_to_is_not_the_losers(read: Read) -> None:
    claim = read("The Free Syrian Army fought in Aleppo. Rebels lost the town on Monday to an advancing army.")[-1]
    assert [p.side for p in claim.initiators] == ["government"]
