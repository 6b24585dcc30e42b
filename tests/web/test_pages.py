"""The pages of single records, search, brief and control."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import quote

from playwright.sync_api import expect

from tests.web.state import Answers
from tests.web.visits import Visit


def told_most(answers: Answers) -> str:
    return max(answers.events.values(), key=lambda e: (len(e["sources"]), len(e["claims"])))["event_id"]  # type: ignore[no-any-return]


def test_an_event_shows_each_sides_words_next_to_each_other(visit: Visit, answers: Answers) -> None:
    event = answers.events[told_most(answers)]
    page = visit.open(f"/events/{event['event_id']}")
    for claim in event["claims"]:
        expect(page.get_by_text(answers.claims[claim]["evidence"]["text"].split("\n")[0]).first).to_be_visible()
    expect(page.get_by_role("heading", name="Why these claims were taken")).to_be_visible()
    expect(page.get_by_text("No person has decided anything on this yet")).to_be_visible()
    assert visit.is_clean()


def test_an_event_shows_what_each_reason_weighs(visit: Visit, answers: Answers) -> None:
    event = next(e for e in answers.events.values() if e["links"] and len(e["links"]) < 8)
    link = event["links"][0]
    words, weight = re.fullmatch(r"(.+) \((.+)\)", link["reasons"][0]).groups()  # type: ignore[union-attr]
    page = visit.open(f"/events/{event['event_id']}")
    told = page.get_by_role("region", name="Why these claims were taken").get_by_role("listitem").first
    expect(told.get_by_role("row", name=re.compile(f"^{re.escape(words)}"))).to_contain_text(weight.replace("-", "−"))
    sign = "−" if link["score"] < 0 else "+"
    expect(told.get_by_role("row", name=re.compile("^Taken together"))).to_contain_text(
        f"{sign}{abs(link['score']):.1f}"
    )
    assert visit.is_clean()


def test_a_contested_event_shows_its_values(visit: Visit, answers: Answers) -> None:
    event = next(e for e in answers.events.values() if e["contradictions"])
    page = visit.open(f"/events/{event['event_id']}")
    table = page.get_by_role("region", name="What contradicts")
    for value in event["contradictions"][0]["values"]:
        expect(table).to_contain_text(str(value["value"]))


def test_a_report_marks_its_claims_and_fields(visit: Visit, answers: Answers) -> None:
    report = Counter(c["report_id"] for c in answers.claims.values()).most_common(1)[0][0]
    claim = next(c for c in answers.claims.values() if c["report_id"] == report and c["places"])
    page = visit.open(f"/reports/{report}?claim={claim['claim_id']}")
    text = page.get_by_role("region", name="Text of the report")
    marked = text.locator("mark.active").all_inner_texts()
    assert "".join(marked) == claim["evidence"]["text"]
    row = page.get_by_role("region", name="Claims", exact=True).locator("dl > div", has_text="Where").first
    row.hover()
    assert text.locator("mark.pointed").first.inner_text() in claim["places"][0]["text"]
    text.locator("mark.f-places").first.hover()
    expect(row).to_have_class(re.compile("pointed"))
    assert visit.is_clean()


def test_offsets_count_code_points(visit: Visit, answers: Answers) -> None:
    claim = next(c for c in answers.claims.values() if c["evidence"]["text"].endswith("26 December"))
    page = visit.open(f"/reports/{claim['report_id']}?claim={claim['claim_id']}")
    assert "".join(page.locator("mark.active").all_inner_texts()) == claim["evidence"]["text"]


def test_a_text_from_right_to_left_is_set_so(visit: Visit) -> None:
    page = visit.open("/reports/arabic")
    assert page.locator(".text").get_attribute("dir") == "rtl"


def test_a_place_shows_who_is_said_to_have_held_it(visit: Visit, answers: Answers) -> None:
    place = next(e["place"]["id"] for e in answers.events.values() if e["place"] and e["place"]["id"])
    page = visit.open(f"/places/{quote(place, safe='')}")
    expect(page.get_by_role("img", name=re.compile("Who is said to have held"))).to_be_visible()
    page.get_by_text("The same as a table").click()
    expect(page.get_by_text("outlets disagree", exact=True)).to_be_visible()
    assert visit.is_clean()


def test_an_actor_and_an_outlet_have_pages(visit: Visit, answers: Answers) -> None:
    actor = next(p["actor"] for e in answers.events.values() for p in e["initiators"] if p["actor"])
    page = visit.open(f"/actors/{actor}")
    expect(page.get_by_role("heading", level=1)).not_to_be_empty()
    page = visit.open("/outlets/Meridian%20Press")
    expect(page.get_by_text("proves nothing")).to_be_visible()
    assert visit.is_clean()


def test_control_beside_another_account_marks_where_they_differ(visit: Visit) -> None:
    page = visit.open("/control?date=2015-12-29")
    page.get_by_role("button", name="Beside another").click()
    page.get_by_label("beside").select_option("isil")
    expect(page).to_have_url(re.compile("b=isil"))
    expect(page.locator("tr.apart").first).to_be_visible()
    page.get_by_role("button", name="A day later").click()
    expect(page).to_have_url(re.compile("date=2015-12-30"))
    assert visit.is_clean()


def test_search_marks_what_it_found(visit: Visit) -> None:
    page = visit.open("/search")
    page.get_by_role("searchbox").fill("complex")
    page.keyboard.press("Enter")
    expect(page.locator("mark", has_text="complex").first).to_be_visible()
    page.get_by_role("checkbox", name="Exactly these letters").check()
    expect(page).to_have_url(re.compile("exact=true"))
    assert visit.is_clean()


def test_a_brief_is_written_as_elements_and_can_be_printed(visit: Visit) -> None:
    page = visit.open("/brief?area=Anbar")
    expect(page.get_by_role("heading", name="Anbar, Iraq")).to_be_visible()
    expect(page.get_by_text("<b>shells</b> fell")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("form", name="Range and area")).to_be_hidden()
    assert visit.is_clean()


def test_a_brief_takes_the_filters_of_the_map_along(visit: Visit) -> None:
    page = visit.open("/?type=shelling&side=isil&from=2015-12-01")
    page.get_by_role("link", name="Brief", exact=True).last.click()
    expect(page).to_have_url(re.compile(r"/brief\?type=shelling&side=isil&from=2015-12-01"))
    expect(page.get_by_text("Only: type: shelling; side: isil.")).to_be_visible()
    page.get_by_role("combobox", name="Area").fill("Anbar")
    page.get_by_role("button", name="Write the brief").click()
    expect(page).to_have_url(re.compile(r"type=shelling&side=isil&from=2015-12-01&area=Anbar"))
    page.get_by_text("2 filters, as on the map").click()
    page.get_by_role("button", name="Without them").click()
    expect(page).to_have_url(re.compile(r"/brief\?from=2015-12-01&area=Anbar"))
    expect(page.get_by_text("Only:")).to_be_hidden()
    assert visit.is_clean()


def test_what_is_not_there_is_said(visit: Visit) -> None:
    page = visit.open("/events/e-none")
    expect(page.get_by_role("alert")).to_contain_text("There is no such record.")
    page = visit.open("/nowhere")
    expect(page.get_by_role("heading", name="Nothing here")).to_be_visible()
