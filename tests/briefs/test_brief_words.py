from __future__ import annotations

from itertools import product

import msgspec
import pytest

from khabar.briefs import Narrator, load_loaded_words, loaded_words_outside_quotes
from khabar.briefs.loaded import quoted, without_loaded
from khabar.briefs.narrator import shortened
from khabar.briefs.numbers import counted, number_range, told_value
from khabar.briefs.phrases import day_range, figures_phrase, listed, place_phrase, with_article
from khabar.briefs.wording import load_wording
from khabar.records import (
    EVENT_TYPES,
    MODALITIES,
    QUANTITY_KINDS,
    Claim,
    ClaimTime,
    Contradiction,
    ContradictionValue,
    Event,
    EventParty,
    FigureRange,
    Place,
    PlaceMention,
    Report,
    Span,
)

LEXICON = {"terrorists": "fighters", "rebels": "fighters", "liberated": "captured", "regime": "government"}
ARMY = EventParty(actor="syrian_army", actor_name="Syrian Army", side="government")
FIGHTERS = EventParty(side="opposition")
CIVILIANS = EventParty(side="civilians")
DOUMA = Place(id="1", name="Douma", admin1="Rif Dimashq", country="SY", lat=33.57, lon=36.4)
NARRATOR = Narrator(lexicon=LEXICON)
SHELLING = Event(
    event_id="e-1",
    event_type="shelling",
    start="2016-12-07",
    end="2016-12-07",
    time_precision="day",
    place=DOUMA,
    precision=1,
    initiators=[ARMY],
    targets=[CIVILIANS],
    quantities=[FigureRange(kind="killed", of="civilians", low=24, best=24, high=30)],
    claims=["c-1", "c-2", "c-3"],
    sources=["SANA", "Wire", "Page"],
)


def a_claim(name: str, report: str, **fields: object) -> Claim:
    base = Claim(
        claim_id=name, report_id=report, evidence=Span("they shelled the rebels", 0, 23), event_type="shelling"
    )
    return msgspec.structs.replace(base, **fields)


def reports_of(*outlets: str) -> dict[str, Report]:
    return {f"r{n}": Report(report_id=f"r{n}", source=o, text="") for n, o in enumerate(outlets, 1)}


def test_the_templates_cover_all_codes() -> None:
    wording = load_wording()
    assert set(wording.types) == set(EVENT_TYPES)
    assert set(wording.frames) == set(MODALITIES)
    assert set(wording.figures) == {kind.split()[0] for kind in wording.of_default} == set(QUANTITY_KINDS)
    assert {kind.split()[1] for kind in wording.of_default if " " in kind} <= set(wording.families)
    assert {t.family for t in wording.types.values()} == set(wording.families)


@pytest.mark.parametrize(("event_type", "of"), [("territory_captured", "the area"), ("displacement", "those counted")])
def test_a_share_of_ground_is_of_the_area_any_other_of_those_counted(event_type: str, of: str) -> None:
    share = FigureRange(kind="share", low=0.75)
    event = msgspec.structs.replace(SHELLING, event_type=event_type, quantities=[share])
    assert figures_phrase(event, load_wording(), ()) == f"at least 75 per cent of {of}"


@pytest.mark.parametrize(
    ("of", "told"),
    [("civilians", "1 civilian"), ("state:TR", "1 member of forces of Turkey"), (None, "1 person"), ("tank", "1 tank")],
)
def test_one_is_told_in_the_singular(of: str | None, told: str) -> None:
    event = msgspec.structs.replace(SHELLING, quantities=[FigureRange(kind="killed", of=of, low=1, high=1)])
    assert figures_phrase(event, load_wording(), ()) == f"{told} reported killed"


@pytest.mark.parametrize("event_type", EVENT_TYPES)
def test_every_type_and_modality_reads_as_a_sentence(event_type: str) -> None:
    parties: tuple[list[EventParty], ...] = ([], [ARMY], [CIVILIANS], [ARMY, FIGHTERS])
    for modality, initiators, targets, place in product(MODALITIES, parties, parties, (None, DOUMA)):
        fields = {"event_type": event_type, "modality": modality, "place": place}
        event = msgspec.structs.replace(SHELLING, initiators=initiators, targets=targets, **fields)
        sentence = NARRATOR.sentence(event)
        assert sentence
        assert not set("{}") & set(sentence)
        assert "  " not in sentence
        assert "()" not in sentence
        assert ("Douma" in sentence) == (place is not None)


def test_the_templates_hold_no_loaded_word() -> None:
    narrator = Narrator(lexicon=())
    for event_type, modality in product(EVENT_TYPES, MODALITIES):
        for initiators, targets in (([], []), ([ARMY], [FIGHTERS]), ([], [CIVILIANS])):
            fields = {"event_type": event_type, "modality": modality, "initiators": initiators, "targets": targets}
            sentence = narrator.sentence(msgspec.structs.replace(SHELLING, **fields))
            assert loaded_words_outside_quotes(sentence, load_loaded_words()) == []


def test_a_sentence_tells_who_whom_where_when_and_how_many() -> None:
    told = "the Syrian Army shelled civilians in Douma on 7 December 2016; 24 to 30 civilians reported killed"
    assert NARRATOR.sentence(SHELLING) == told


@pytest.mark.parametrize(
    ("modality", "said"),
    [
        ("ongoing", "the Syrian Army is shelling civilians"),
        ("planned", "the Syrian Army plans to shell civilians"),
        ("expected", "the Syrian Army is expected to shell civilians"),
        ("hypothetical", "the Syrian Army could shell civilians in Douma"),
        ("negated", "the Syrian Army did not shell civilians"),
    ],
)
def test_modality_is_told(modality: str, said: str) -> None:
    assert NARRATOR.sentence(msgspec.structs.replace(SHELLING, modality=modality)).startswith(said)


def test_a_captured_place_is_the_object() -> None:
    event = msgspec.structs.replace(SHELLING, event_type="territory_captured", targets=[FIGHTERS], quantities=[])
    assert NARRATOR.sentence(event) == "the Syrian Army captured Douma from opposition fighters on 7 December 2016"
    unattributed = msgspec.structs.replace(event, initiators=[], targets=[])
    assert NARRATOR.sentence(unattributed) == "Douma was captured on 7 December 2016"


def test_sides_are_told_alike() -> None:
    ours = msgspec.structs.replace(SHELLING, initiators=[EventParty(side="government")], targets=[FIGHTERS])
    theirs = msgspec.structs.replace(SHELLING, initiators=[FIGHTERS], targets=[EventParty(side="government")])
    swapped = (
        NARRATOR.sentence(ours).replace("government forces", "X").replace("opposition fighters", "government forces")
    )
    assert NARRATOR.sentence(theirs) == swapped.replace("X", "opposition fighters")


def test_a_day_that_no_words_tell_is_said_so() -> None:
    event = msgspec.structs.replace(SHELLING, start="2016-12-06", time_precision="unknown")
    assert "(day not told; reports of 7 December 2016)" in NARRATOR.sentence(event)


def test_from_and_near_are_told() -> None:
    mention = PlaceMention(text="Douma", role="from", place=DOUMA)
    event = msgspec.structs.replace(SHELLING, event_type="withdrawal", targets=[])
    assert "withdrew from Douma" in NARRATOR.sentence(event, [a_claim("c-1", "r1", places=[mention])])
    assert "near Douma" in NARRATOR.sentence(msgspec.structs.replace(SHELLING, precision=2))
    assert "exact place not told" in NARRATOR.sentence(msgspec.structs.replace(SHELLING, precision=4))


def test_attribution_other_outlets_and_denial() -> None:
    claims = [
        a_claim("c-1", "r1", attribution=[Span("a military source"), Span("he")]),
        a_claim("c-2", "r2"),
        a_claim("c-3", "r3", modality="negated"),
    ]
    told = NARRATOR.tell(SHELLING, claims, reports_of("SANA", "Wire", "Page"))
    assert told.startswith("According to SANA (citing a military source), the Syrian Army shelled civilians")
    assert "Also reported by Wire." in told
    assert told.endswith("Denied according to Page.")


def test_a_denial_that_the_same_outlet_tells_is_on_somebodys_word() -> None:
    whether = Contradiction("whether", [ContradictionValue("happened", ["c-1"]), ContradictionValue("denied", ["c-2"])])
    event = msgspec.structs.replace(SHELLING, contradictions=[whether])
    denied = msgspec.structs.replace(a_claim("c-2", "r1", modality="negated"), attribution=[Span(text="the army")])
    told = NARRATOR.tell(event, [a_claim("c-1", "r1"), denied], reports_of("Page"))
    assert "Denied according to Page (citing the army)." in told
    assert "Page says happened; Page (citing the army) says denied." in told


def test_contradictions_stand_side_by_side() -> None:
    who = Contradiction("who", [ContradictionValue("the army", ["c-1"]), ContradictionValue("the rebels", ["c-2"])])
    event = msgspec.structs.replace(SHELLING, contradictions=[who])
    told = NARRATOR.tell(event, [a_claim("c-1", "r1"), a_claim("c-2", "r2")], reports_of("SANA", "Wire"))
    assert "civilians were shelled in Douma" in told
    assert "Reports differ on who did it: SANA says the army; Wire says “the rebels”." in told


def test_wide_codes_carry_the_outlets_own_words_in_quotation_marks() -> None:
    event = msgspec.structs.replace(SHELLING, event_type="statement")
    told = NARRATOR.tell(event, [a_claim("c-1", "r1")], reports_of("SANA"))
    assert "“they shelled the rebels”" in told
    assert loaded_words_outside_quotes(told, LEXICON) == []


def test_names_with_loaded_words_are_quoted() -> None:
    event = msgspec.structs.replace(SHELLING, targets=[EventParty(actor_name="the terrorists", side="unknown")])
    told = NARRATOR.tell(event, [a_claim("c-1", "r1", attribution=[Span("regime media")])], reports_of("Rebels Daily"))
    assert loaded_words_outside_quotes(told, LEXICON) == []
    assert "According to “Rebels Daily” (citing “regime media”)" in told


def test_notes_for_tables_name_the_outlets() -> None:
    assert NARRATOR.note(SHELLING).startswith("According to SANA, Wire and Page, the Syrian Army shelled")


def test_loaded_words_are_found_outside_quotes_only() -> None:
    text = "Rebels left; “the regime’s terrorists” stayed, re-liberated and LIBERATED."
    assert loaded_words_outside_quotes(text, LEXICON) == ["rebels", "liberated"]
    assert without_loaded("a calm word", LEXICON) == "a calm word"


def test_quotes_inside_quotes_do_not_end_them() -> None:
    assert quoted('he "said" “rebels”\n left') == "“he 'said' ‘rebels’ left”"
    assert loaded_words_outside_quotes(quoted("x” rebels “y"), LEXICON) == []


def test_small_phrases() -> None:
    articles = load_wording().articles
    assert with_article("Free Syrian Army", articles) == "the Free Syrian Army"
    assert with_article("Ahrar al-Sham", articles) == "Ahrar al-Sham"
    assert listed(["a", "b", "c", "d"]) == "a, b and 2 others"
    assert day_range("2016-11-30", "2016-12-02") == "30 November to 2 December 2016"
    assert day_range("2016-12-31", "2017-01-01") == "31 December 2016 to 1 January 2017"
    assert shortened("one two three", 2) == "one two …"
    numbers = [(24, 24), (24, 30), (24, None), (None, 30), (0, 0), (1234.5, 1234.5)]
    told = ["24", "24 to 30", "at least 24", "up to 30", "no", "1,234.5"]
    assert [number_range(low, high) for low, high in numbers] == told


def test_the_finest_precision_of_the_claims_counts_where_the_event_has_none() -> None:
    event = msgspec.structs.replace(SHELLING, time_precision=None)
    vague = a_claim("c-1", "r1", time=ClaimTime(start="2016-12-07", end="2016-12-07", precision="unknown"))
    exact = msgspec.structs.replace(vague, time=ClaimTime(precision="day"))
    assert "day not told" in NARRATOR.sentence(event, [vague])
    assert "on 7 December 2016" in NARRATOR.sentence(event, [vague, exact])


@pytest.mark.parametrize(
    ("value", "told"),
    [("212+", "at least 212"), ("20001+", "more than 20,000"), ("46", "46"), ("armed_clash", "armed clash")],
)
def test_values_that_differ_are_told_in_words(value: str, told: str) -> None:
    assert told_value(value) == told


@pytest.mark.parametrize(
    ("noun", "number", "told"),
    [
        ("barrel bomb", "3", "barrel bombs"),
        ("tank", "1", "tank"),
        ("city", "2", "cities"),
        ("rifleman", "4", "riflemen"),
        ("aircraft", "2", "aircraft"),
        ("positions", "6", "positions"),
    ],
)
def test_what_is_counted_stands_in_the_plural(noun: str, number: str, told: str) -> None:
    assert counted(noun, number) == told


def test_open_ranges_say_so() -> None:
    assert number_range(46, 212, open_end=True) == "46 to 212 or more"


@pytest.mark.parametrize(
    ("place", "precision", "role", "words"),
    [
        (Place(id="a/40km-north", name="40 km north of A", kind="spot"), 2, "near", "40 km north of A"),
        (Place(id="a|b", name="between A and B", kind="spot"), 4, "near", "between A and B (exact place not told)"),
        (Place(id="a|b", name="road between A and B", kind="road"), 2, "near", "on the road between A and B"),
        (Place(id="a/40km-north", name="40 km north of A", kind="spot"), 2, "from", "from 40 km north of A"),
        (Place(id="r", name="Castello Road", kind="road"), 1, "at", "in Castello Road"),
    ],
)
def test_places_told_by_others_are_worded_so(place: Place, precision: int, role: str, words: str) -> None:
    assert place_phrase([place], precision, role, ()) == words
