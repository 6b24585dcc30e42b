"""The queue is decided with the keyboard, and nothing is sent that was not decided."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.state import Answers
from tests.web.visits import Visit


def first(answers: Answers) -> dict[str, Any]:
    return min(answers.claims.values(), key=lambda c: (c["confidence"], c["claim_id"]))


def ready(visit: Visit) -> Page:
    page = visit.open("/review")
    expect(page.get_by_role("toolbar", name="Decide")).to_be_visible()
    expect(page.locator("mark.active").first).to_be_visible()
    return page


@pytest.mark.parametrize(
    ("key", "kind", "said"), [("a", "accept", "Accepted."), ("r", "reject", "Rejected."), ("k", "skip", "Skipped.")]
)
def test_a_key_decides_and_goes_on(visit: Visit, answers: Answers, key: str, kind: str, said: str) -> None:
    page = ready(visit)
    claim = first(answers)
    page.keyboard.press(key)
    expect(page.get_by_text(said)).to_be_visible()
    assert [(d["kind"], d["record_id"]) for d in answers.decisions] == [(kind, claim["claim_id"])]
    expect(page.get_by_text(f"1 of {len(answers.claims)} decided")).to_be_visible()
    assert visit.is_clean()


def test_undo_brings_the_claim_back(visit: Visit, answers: Answers) -> None:
    page = ready(visit)
    words = page.get_by_role("region", name="Claim", exact=True).locator("blockquote").inner_text()
    page.keyboard.press("a")
    expect(page.get_by_text("Accepted.")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_text("Undone.")).to_be_visible()
    assert answers.decisions[0]["undone"]
    assert page.get_by_role("region", name="Claim", exact=True).locator("blockquote").inner_text() == words


def test_fields_are_corrected_in_the_records_own_shape(visit: Visit, answers: Answers) -> None:
    page = ready(visit)
    claim = first(answers)
    page.keyboard.press("c")
    editor = page.get_by_role("form", name="Correct this claim")
    expect(editor.get_by_label("Kind").first).to_be_focused()
    other = "protest" if claim["event_type"] != "protest" else "riot"
    editor.get_by_label("Kind").first.select_option(other)
    editor.get_by_label("First day").fill("2015-12-20")
    editor.get_by_label("Last day").fill("2015-12-21")
    editor.get_by_label("Why").fill("the text says so")
    editor.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Corrected.")).to_be_visible()
    made = {d["field"]: d for d in answers.decisions}
    assert made["event_type"]["after"] == other
    assert made["event_type"]["why"] == "the text says so"
    assert made["time"]["after"] == {**claim["time"], "start": "2015-12-20", "end": "2015-12-21"}


def test_a_place_is_taken_from_the_gazetteer_or_the_map(visit: Visit, answers: Answers) -> None:
    page = ready(visit)
    page.keyboard.press("c")
    editor = page.get_by_role("form", name="Correct this claim")
    editor.get_by_label("Name, in any spelling").fill("Ramadi")
    editor.get_by_role("list", name="Places found").get_by_role("button").first.click()
    canvas = editor.locator("canvas").first
    visit.wait_for_map()
    canvas.click(position={"x": 60, "y": 120})
    editor.get_by_role("button", name="This very point").click()
    editor.get_by_role("button", name="Save places").click()
    expect(page.get_by_text("Corrected.")).to_be_visible()
    place = answers.decisions[0]["after"][0]["place"]
    assert place["id"] is None
    assert isinstance(place["lat"], float)


def test_escape_leaves_the_editor_without_a_decision(visit: Visit, answers: Answers) -> None:
    page = ready(visit)
    page.keyboard.press("c")
    page.keyboard.press("Escape")
    expect(page.get_by_role("form", name="Correct this claim")).to_be_hidden()
    assert not answers.decisions


@pytest.mark.parametrize(
    ("key", "kind", "role"), [("m", "merge", "radio"), ("n", "not_same", "checkbox"), ("s", "split", "checkbox")]
)
def test_events_are_split_merged_and_kept_apart(visit: Visit, answers: Answers, key: str, kind: str, role: str) -> None:
    told_twice = next(e for e in answers.events.values() if len(e["claims"]) > 2)
    for claim in answers.claims.values():
        claim["confidence"] = 0.1 if claim["claim_id"] == told_twice["claims"][0] else 0.9
    page = ready(visit)
    page.keyboard.press(key)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role(role, checked=False).first.check()  # type: ignore[arg-type]
    dialog.get_by_role("button", name="Decide").click()
    expect(dialog).to_be_hidden()
    page.wait_for_timeout(500)
    assert [d["kind"] for d in answers.decisions] == [kind]


def test_keys_can_be_changed_and_are_remembered(visit: Visit, answers: Answers) -> None:
    page = visit.open("/settings")
    page.get_by_label("Accept").press("y")
    page = ready(visit)
    page.keyboard.press("a")
    assert not answers.decisions
    page.keyboard.press("y")
    expect(page.get_by_text("Accepted.")).to_be_visible()


def test_help_tells_the_keys_and_typing_decides_nothing(visit: Visit, answers: Answers) -> None:
    page = ready(visit)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Not the same")
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    assert not answers.decisions


def test_a_decision_that_the_server_refuses_keeps_the_claim(visit: Visit, answers: Answers) -> None:
    page = ready(visit)
    words = page.get_by_role("region", name="Claim", exact=True).locator("blockquote").inner_text()
    answers.inside = False
    page.keyboard.press("a")
    expect(page.get_by_role("alert")).to_contain_text("You are not logged in.")
    assert page.get_by_role("region", name="Claim", exact=True).locator("blockquote").inner_text() == words
