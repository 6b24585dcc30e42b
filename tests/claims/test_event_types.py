"""One sentence, one claim: the event type that its words assert."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.records import Claim

Read = Callable[..., list[Claim]]

ASSERTED = [
    ("Government troops captured the village of Kafr Halab.", "territory_captured"),
    ("Rebels took control of the airport on Monday.", "territory_captured"),
    ("The town fell to the insurgents.", "territory_captured"),
    ("The army announced the recapture of the town.", "territory_captured"),
    ("The rebels lost two villages.", "territory_captured"),
    ("Soldiers took 20 militants prisoner.", "arrest"),
    ("Police arrested four men in the market.", "arrest"),
    ("Gunmen kidnapped two aid workers.", "abduction"),
    ("Fierce clashes erupted between the army and rebels near the bridge.", "armed_clash"),
    ("The army repelled an attack by militants.", "armed_clash"),
    ("The base came under attack.", "armed_clash"),
    ("Militants ambushed a patrol, killing three soldiers.", "armed_clash"),
    ("Warplanes bombed the town.", "air_strike"),
    ("Fighter jets launched airstrikes against the positions of the rebels.", "air_strike"),
    ("An air strike killed six civilians.", "air_strike"),
    ("Twenty people were killed in an air raid.", "air_strike"),
    ("Rebels shelled residential areas.", "shelling"),
    ("The militants fired rockets at the city.", "shelling"),
    ("Mortar shells hit a school.", "shelling"),
    ("A roadside bomb exploded near a convoy.", "explosive_device"),
    ("A suicide bomber blew himself up at a checkpoint.", "suicide_bombing"),
    ("Troops used chlorine gas in an attack on the town.", "chemical_attack"),
    ("Militiamen executed ten villagers.", "attack_on_civilians"),
    ("Soldiers raped women in the camp.", "sexual_violence"),
    ("The rebels withdrew from the city.", "withdrawal"),
    ("Hundreds of fighters surrendered to the army.", "surrender"),
    ("Fifty militants laid down their arms.", "surrender"),
    ("Thousands of civilians fled the fighting.", "displacement"),
    ("Some 300 families were displaced.", "displacement"),
    ("The army besieged the town.", "siege"),
    ("The army cut the road to the town.", "siege"),
    ("The two sides agreed on a ceasefire.", "agreement"),
    ("Rebels called for a five-day truce.", "negotiation"),
    ("The army sent reinforcements to the front.", "deployment"),
    ("Soldiers found a cache of weapons.", "weapons_seized"),
    ("Engineers defused three mines.", "weapons_seized"),
    ("Militiamen looted shops and burned houses.", "property_destruction"),
    ("A convoy delivered food to the besieged town.", "aid_delivery"),
    ("Residents protested against the siege.", "protest"),
    ("The ministry condemned the attack.", "statement"),
]
NOTHING = [
    "The team won its third match of the season.",
    "The talks are the subject of a new book.",
    "Prices took a turn for the worse.",
    "The conference takes place in spring.",
    "Nobody knows the town better than its mayor.",
]


@pytest.mark.parametrize(("text", "event_type"), ASSERTED)
def test_a_sentence_asserts_its_event(read: Read, text: str, event_type: str) -> None:
    assert event_type in [c.event_type for c in read(text)]


@pytest.mark.parametrize("text", NOTHING)
def test_ordinary_prose_asserts_nothing(read: Read, text: str) -> None:
    assert read(text) == []


def test_an_attack_whose_means_is_not_told_is_a_clash(read: Read) -> None:
    assert [c.event_type for c in read("The army pounded the positions of the rebels.")] == ["armed_clash"]
    assert [c.event_type for c in read("Artillery pounded the positions of the rebels.")] == ["shelling"]


def test_results_are_no_claims_of_their_own(read: Read) -> None:
    claims = read("The army attacked a rebel base, killing ten fighters and destroying two tanks.")
    assert [c.event_type for c in claims] == ["armed_clash"]
    assert sorted(q.kind for q in claims[0].quantities) == ["destroyed", "killed"]


def test_a_sentence_that_only_adds_the_toll_adds_to_the_attack(read: Read) -> None:
    claims = read("Jets bombed a market in Idlib. Twelve people were killed.")
    assert [c.event_type for c in claims] == ["air_strike"]
    assert [(q.kind, q.min) for q in claims[0].quantities] == [("killed", 12)]


def test_coordinated_verbs_are_claims_of_their_own(read: Read) -> None:
    claims = read("The rebels stormed the base and captured two villages.")
    assert [c.event_type for c in claims] == ["armed_clash", "territory_captured"]
