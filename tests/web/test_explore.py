"""Map, timeline, list and filters are one view, and its state is the address."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import quote

from playwright.sync_api import expect

from tests.web.state import Answers
from tests.web.visits import Visit


def count(visit: Visit) -> int:
    words = visit.page.get_by_role("region", name="Results").get_by_role("status").first.inner_text()
    return int(words.split()[0].replace(",", ""))


def test_a_filter_drives_the_list_and_the_address(visit: Visit, answers: Answers) -> None:
    page = visit.open("/")
    expect(page.get_by_role("region", name="Results")).to_contain_text(f"{len(answers.events)} events")
    page.get_by_role("checkbox", name=re.compile("^Armed clash")).check()
    wanted = sum(e["event_type"] == "armed_clash" for e in answers.events.values())
    expect(page.get_by_role("region", name="Results")).to_contain_text(f"{wanted} event")
    assert "type=armed_clash" in page.url
    assert visit.is_clean()


def test_an_address_brings_the_view_back(visit: Visit, answers: Answers) -> None:
    page = visit.open("/?type=shelling&status=single_source")
    expect(page.get_by_role("checkbox", name=re.compile("^Shelling"))).to_be_checked()
    found = [e for e in answers.events.values() if e["event_type"] == "shelling" and e["status"] == "single_source"]
    assert count(visit) == len(found)
    page.get_by_role("button", name="Clear all").click()
    expect(page).not_to_have_url(re.compile("type="))


def test_the_timeline_is_brushed_with_the_mouse_and_the_keyboard(visit: Visit) -> None:
    page = visit.open("/")
    plot = page.get_by_label("Timeline").locator("svg").bounding_box()
    assert plot is not None
    page.mouse.move(plot["x"] + plot["width"] * 0.5, plot["y"] + 30)
    page.mouse.down()
    page.mouse.move(plot["x"] + plot["width"] * 0.9, plot["y"] + 30, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile("from=.*to="))
    before = page.url
    page.get_by_role("slider", name="First day").press("ArrowRight")
    expect(page).not_to_have_url(before)


def test_only_what_is_in_the_frame_of_the_map(visit: Visit) -> None:
    page = visit.open("/")
    visit.wait_for_map()
    page.get_by_role("checkbox", name="Only what is in the frame").check()
    expect(page).to_have_url(re.compile("bbox="))
    whole = count(visit)
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Zoom in").click()
    visit.wait_for_map()
    assert count(visit) <= whole


def test_words_are_looked_for(visit: Visit) -> None:
    page = visit.open("/")
    page.get_by_role("searchbox", name="Words", exact=True).fill("complex")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=complex"))


def test_an_event_of_the_list_opens_and_back_leads_back(visit: Visit) -> None:
    page = visit.open("/?type=armed_clash")
    page.get_by_role("region", name="Events", exact=True).get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/events/e-"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/\?type=armed_clash"))


def test_the_list_draws_only_what_is_in_view(visit: Visit, answers: Answers) -> None:
    page = visit.open("/")
    drawn = page.get_by_role("region", name="Events", exact=True).get_by_role("listitem").count()
    assert 0 < drawn < len(answers.events)


def test_map_list_and_filters_take_turns_on_a_phone(phone: Visit) -> None:
    page = phone.open("/")
    expect(page.get_by_role("region", name="Events", exact=True)).to_be_hidden()
    page.get_by_role("button", name=re.compile("^List")).click()
    expect(page.get_by_role("region", name="Events", exact=True)).to_be_visible()
    page.get_by_role("button", name=re.compile("^Filters")).click()
    expect(page.get_by_role("checkbox", name=re.compile("^Armed clash"))).to_be_visible()
    assert phone.is_clean()


def test_base_layers_can_be_switched(visit: Visit) -> None:
    page = visit.open("/settings")
    page.get_by_role("radio", name="with a graticule").check()
    page.goto(visit.site + "/")
    page.wait_for_load_state("networkidle")
    assert "graticule" in page.evaluate("localStorage.getItem('khabar.settings')")
    assert visit.is_clean()


def test_a_cluster_of_one_place_opens_as_a_list(visit: Visit, answers: Answers) -> None:
    told = Counter(e["place"]["id"] for e in answers.events.values() if (e["precision"] or 5) <= 2)
    place, times = told.most_common(1)[0]
    lat, lon = next(
        (e["place"]["lat"], e["place"]["lon"])
        for e in answers.events.values()
        if e["place"] and e["place"]["id"] == place
    )
    page = visit.open(f"/?place={quote(place)}&view={lon - 2},{lat - 1.5},{lon + 2},{lat + 1.5}")
    visit.wait_for_map()
    box = page.locator("canvas").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_role("region", name="Chosen on the map")).to_contain_text(f"{times} events")
