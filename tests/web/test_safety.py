"""Whatever stands in a report stays text, and every page is quiet, fits its window and can be used by everybody."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web.records import MARKUP
from tests.web.state import Answers
from tests.web.visits import Visit, visiting

PATHS = (
    "/",
    "/events",
    "/reports",
    "/report",
    "/review",
    "/edit",
    "/place",
    "/actor",
    "/outlet",
    "/control?date=2015-12-29&b=isil",
    "/search?q=complex",
    "/brief?area=Anbar",
    "/upload",
    "/settings",
)
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")


def addresses(answers: Answers) -> dict[str, str]:
    event = max(answers.events.values(), key=lambda e: (bool(e["contradictions"]), len(e["claims"])))
    place = next(e["place"]["id"] for e in answers.events.values() if e["place"] and e["place"]["id"])
    actor = next(p["actor"] for e in answers.events.values() for p in e["initiators"] if p["actor"])
    claim = next(c for c in answers.claims.values() if c["quantities"])
    return {
        "/events": f"/events/{event['event_id']}",
        "/report": f"/reports/{claim['report_id']}?claim={claim['claim_id']}",
        "/place": f"/places/{quote(place, safe='')}",
        "/actor": f"/actors/{actor}",
        "/outlet": "/outlets/Meridian%20Press",
        "/edit": "/review",
    }


def faults(page: Page) -> list[object]:
    """What axe finds serious or critical: the rule and the first elements."""
    found = Axe().run(page).response["violations"]
    grave = (v for v in found if v["impact"] in ("serious", "critical"))
    return [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in grave]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("width", [1280, 390])
def test_a_page_is_quiet_fits_and_has_no_serious_fault(
    browser: Browser, site: str, answers: Answers, path: str, width: int
) -> None:
    with visiting(browser, site, width=width) as visit:
        page = visit.open(addresses(answers).get(path, path))
        if path == "/edit":
            page.keyboard.press("c")
            expect(page.get_by_role("form", name="Correct this claim")).to_be_visible()
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(300)
            assert not faults(page), scheme
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert visit.is_clean()


def test_markup_in_a_report_stays_text(visit: Visit, answers: Answers) -> None:
    hostile = answers.reports["hostile"]
    claim = next(c for c in answers.claims.values() if c["report_id"] == "hostile")
    event = answers.events_of(claim["claim_id"])[0]
    outlet = f"/outlets/{quote(hostile['source'], safe='')}"
    for path in ("/reports/hostile", "/reports", f"/events/{event}", "/search?q=Fallujah", outlet, "/"):
        page = visit.open(path)
        page.wait_for_timeout(200)
        assert page.locator("img[src=x]").count() == 0
        assert page.title() != "hacked"
    page = visit.open("/reports/hostile")
    expect(page.get_by_role("heading", level=1)).to_contain_text(MARKUP[:12])
    assert page.locator("a[href^=javascript]").count() == 0
    assert visit.is_clean()


def test_a_skip_link_and_visible_focus_lead_through_a_page(visit: Visit) -> None:
    page = visit.open("/search")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
