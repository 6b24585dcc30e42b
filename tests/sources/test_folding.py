"""Which outlets count as one source."""

from __future__ import annotations

import msgspec
import pytest

from khabar.records import Claim, Report, Span
from khabar.sources import fold_sources
from khabar.sources.informants import informant
from khabar.sources.outlets import load_outlets

TEXT = (
    "Government troops entered the river town before dawn after a week of fighting, a commander told reporters near "
    "the bridge, and rebels who had held the grain silos left towards the border hills in pickup trucks. The mayor, "
    "who returned with the soldiers, promised bread by Friday and said that forty families were sheltering in a school."
)


def report(report_id: str, source: str, text: str = "short", **fields: str) -> Report:
    return Report(report_id=report_id, source=source, text=text, **fields)


def claim(claim_id: str, report_id: str, *chain: str, words: str = "they left") -> Claim:
    return Claim(
        claim_id=claim_id,
        report_id=report_id,
        evidence=Span(words),
        event_type="withdrawal",
        attribution=[Span(name) for name in chain],
    )


def names(claims: list[Claim], reports: list[Report]) -> list[tuple[str, ...]]:
    return [group.outlets for group in fold_sources(claims, reports)]


def test_two_reprints_of_an_agency_are_one_source() -> None:
    reports = [report("a", "Hill Post (Reuters)"), report("b", "River Times (Reuters)"), report("c", "Sea Daily")]
    claims = [claim("1", "a"), claim("2", "b"), claim("3", "c")]
    assert names(claims, reports) == [("Hill Post", "River Times"), ("Sea Daily",)]


def test_an_agency_at_the_head_of_the_text_counts_too() -> None:
    reports = [report("a", "Hill Post", "NORTHFIELD (AFP) - Troops left."), report("b", "AFP", "Troops left.")]
    (group,) = fold_sources([claim("1", "a"), claim("2", "b")], reports)
    assert group.name == "AFP"
    assert any("begins with (AFP)" in why for why in group.reasons)


def test_a_trimmed_and_reworded_copy_is_folded() -> None:
    copy = TEXT.replace("rebels", "terrorists").replace("a commander told reporters near the bridge, ", "")
    reports = [report("a", "Hill Post", TEXT), report("b", "River Times", copy), report("c", "Sea Daily", "x " * 90)]
    claims = [claim("1", "a"), claim("2", "b"), claim("3", "c")]
    assert names(claims, reports) == [("Hill Post", "River Times"), ("Sea Daily",)]


def test_a_name_beside_a_role_is_the_informant() -> None:
    text = "Troops left, the army spokesman, Colonel Omar Haddad, said."
    at = text.index("the army spokesman")
    spoke = Span("the army spokesman", at, at + len("the army spokesman"))
    one = msgspec.structs.replace(claim("1", "a"), attribution=[spoke])
    reports = [report("a", "Hill Post", text), report("b", "River Times")]
    assert names([one, claim("2", "b", "Omar Haddad")], reports) == [("Hill Post", "River Times")]


def test_outlets_that_rest_on_one_informant_are_one_source() -> None:
    reports = [report("a", "Hill Post"), report("b", "River Times"), report("c", "Sea Daily")]
    claims = [
        claim("1", "a", "Brigadier Omar Haddad, the army spokesman"),
        claim("2", "b", "state radio", "spokesman Omar Haddad"),
        claim("3", "c", "residents"),
    ]
    assert names(claims, reports) == [("Hill Post", "River Times"), ("Sea Daily",)]


def test_what_an_outlet_also_tells_itself_keeps_it_independent() -> None:
    reports = [report("a", "Hill Post"), report("b", "River Times")]
    claims = [claim("1", "a", "Omar Haddad"), claim("2", "b", "Omar Haddad"), claim("3", "b")]
    assert len(names(claims, reports)) == 2


def test_unnamed_officials_are_not_one_informant() -> None:
    reports = [report("a", "Hill Post"), report("b", "River Times")]
    assert len(names([claim("1", "a", "two officials"), claim("2", "b", "officials in Northfield")], reports)) == 2


def test_a_compiler_of_two_informants_does_not_make_them_one() -> None:
    reports = [report(i, f"Outlet {i}") for i in "abc"]
    claims = [
        claim("1", "a", "Omar Haddad"),
        claim("2", "b", "Lena Marsh"),
        claim("3", "c", "Omar Haddad"),
        claim("4", "c", "Lena Marsh"),
    ]
    assert len(names(claims, reports)) == 2


def test_order_does_not_matter() -> None:
    reports = [report("a", "Hill Post (AP)"), report("b", "River Times"), report("c", "AP (via a blog)")]
    claims = [claim("1", "a"), claim("2", "b", "AP"), claim("3", "c")]
    assert fold_sources(claims, reports) == fold_sources(claims[::-1], reports[::-1])


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("the LNA's Ahmed al-Mesmari", "army spokesman Colonel Ahmed al-Mismari"),
        ("SOHR", "the Syrian Observatory for Human Rights"),
        ("Dr Julius Spencer", "the Information Minister, Julius Spencer"),
        ("AFP", "Agence France-Presse"),
    ],
)
def test_names_of_one_informant_share_a_key(words: str, same: str) -> None:
    known = load_outlets()
    one, other = informant([Span(words)], known), informant([Span(same)], known)
    assert one is not None
    assert other is not None
    assert one[0] == other[0]


@pytest.mark.parametrize("words", ["residents", "A doctor who treated them", "officials in Kyiv", "military sources"])
def test_nobody_in_particular_has_no_key(words: str) -> None:
    assert informant([Span(words)], load_outlets()) is None
