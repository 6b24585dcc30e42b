"""The pages on the real server of a team: signing in and out, reviewing, being refused; and that all can use them."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from playwright.sync_api import Browser, expect

from khabar.store import open_store
from khabar.team import Views, open_team
from khabar.team.passwords import Passwords
from khabar.web.app import create_app
from khabar.web.server import People, Server
from tests.team.conftest import CHEAP, WORD
from tests.web.test_safety import SCHEMES, faults
from tests.web.visits import Visit, visiting
from tests.web_team.conftest import ROLES, fill


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[Server, str]]:
    path = tmp_path / "khabar.sqlite"
    with open_store(path) as store:
        fill(store)
        team = open_team(path, create=True, passwords=Passwords(CHEAP))
        for name, role in ROLES.items():
            team.users.add(name, role, WORD)
        server = Server(store, "nobody", str(path), people=People(team, Views(store, team.closings)))
        listening = socket.create_server(("127.0.0.1", 0))
        running = uvicorn.Server(uvicorn.Config(create_app(server), log_level="error", lifespan="off"))
        thread = Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not running.started:
            time.sleep(0.05)
        yield server, f"http://127.0.0.1:{listening.getsockname()[1]}"
        running.should_exit = True
        thread.join(20)
        listening.close()


def enter(visit: Visit, name: str, path: str = "/", password: str = WORD) -> None:
    page = visit.open(path)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")


def test_signing_in_and_out(browser: Browser, running: tuple[Server, str]) -> None:
    _, address = running
    with visiting(browser, address) as visit:
        enter(visit, "rev", password="wrong")
        expect(visit.page.get_by_role("alert")).to_contain_text("name or password is wrong")
        enter(visit, "rev")
        expect(visit.page.get_by_role("link", name="Your account: rev, reviewer")).to_be_visible()
        cookie = next(c for c in visit.page.context.cookies() if c["name"] == "khabar")
        assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
        visit.page.get_by_role("button", name="Log out").click()
        expect(visit.page.get_by_role("heading", name="Log in")).to_be_visible()
        assert [c for c in visit.page.context.cookies() if c["name"] == "khabar"] == []
        assert visit.outside == []


def test_a_reviewer_decides_in_their_own_name(browser: Browser, running: tuple[Server, str]) -> None:
    server, address = running
    with visiting(browser, address) as visit:
        enter(visit, "rev", "/review")
        expect(visit.page.get_by_role("toolbar", name="Decide")).to_be_visible()
        expect(visit.page.get_by_role("link", name="Export decisions")).to_have_count(0)
        visit.page.keyboard.press("a")
        expect(visit.page.get_by_text("Accepted.")).to_be_visible()
        assert [(d.who, d.kind) for d in server.store.log.all()] == [("rev", "accept")]
        visit.page.keyboard.press("u")
        expect(visit.page.get_by_text("Undone.")).to_be_visible()


def test_a_reader_looks_and_is_refused_the_rest(browser: Browser, running: tuple[Server, str]) -> None:
    server, address = running
    with visiting(browser, address) as visit:
        enter(visit, "rea", "/reports/r1")
        text = visit.page.get_by_role("region", name="Text of the report")
        expect(text).to_contain_text("████ ██████")
        expect(text).not_to_contain_text("Khalil")
        visit.open("/review")
        expect(visit.page.get_by_role("alert")).to_contain_text("may look, but not decide")
        visit.page.keyboard.press("a")
        assert server.store.log.all() == []
        assert visit.page.evaluate("fetch('/api/review/queue').then((a) => a.status)") == 403


def test_an_editor_closes_a_claim_from_the_event_page_and_opens_it(
    browser: Browser, running: tuple[Server, str]
) -> None:
    server, address = running
    event = server.store.events_of_claim("c-3")[0]
    with visiting(browser, address) as visit:
        enter(visit, "edi", f"/events/{event}")
        card = visit.page.get_by_role("article").filter(has_text="Police arrested")
        card.get_by_text("Who may see this claim").click()
        card.get_by_label("Why").fill("a witness is named")
        card.get_by_role("button", name="Close it to the others").click()
        expect(card.get_by_text("Closed below editor by edi")).to_contain_text("a witness is named")
        with visiting(browser, address) as other:
            enter(other, "rev", f"/events/{event}")
            expect(other.page.get_by_text("in Homs").first).to_be_visible()
            expect(other.page.get_by_text("Police arrested")).to_have_count(0)
            expect(other.page.get_by_text("Who may see")).to_have_count(0)
        card.get_by_label("Why it may be seen again").fill("they agreed")
        card.get_by_role("button", name="Open it again").click()
        expect(card.get_by_text("they agreed")).to_be_visible()
        expect(card.get_by_role("form", name="Close this claim")).to_be_visible()
        with visiting(browser, address) as other:
            enter(other, "rev", f"/events/{event}")
            expect(other.page.get_by_text("Police arrested").first).to_be_visible()
        assert visit.outside == []


def test_an_admin_adds_a_user_who_then_signs_in(browser: Browser, running: tuple[Server, str]) -> None:
    _, address = running
    with visiting(browser, address) as visit:
        enter(visit, "ada", "/users")
        form = visit.page.get_by_role("form", name="Add a user")
        form.get_by_label("Name").fill("nour")
        form.get_by_label("Password").fill("seven other stones")
        form.get_by_role("button", name="Add").click()
        expect(visit.page.get_by_role("cell", name="nour", exact=True)).to_be_visible()
        visit.open("/audit")
        expect(visit.page.get_by_role("cell", name=re.compile("nour"))).to_be_visible()
    with visiting(browser, address) as other:
        enter(other, "nour", "/account", "seven other stones")
        expect(other.page.get_by_text("You are nour, reader.")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_people_fit_and_have_no_serious_fault(
    browser: Browser, running: tuple[Server, str], width: int
) -> None:
    _, address = running
    with visiting(browser, address, width=width) as visit:
        for path in ("/login", "/account", "/users", "/audit", "/events", "/reports/r1"):
            if path == "/account":
                enter(visit, "ada", path)
                expect(visit.page.get_by_role("heading", name="Your account")).to_be_visible()
            elif path == "/events":
                event = visit.page.evaluate("fetch('/api/events').then((a) => a.json())")["items"][0]["event_id"]
                visit.open(f"/events/{event}")
            else:
                visit.open(path)
            for scheme in SCHEMES:
                visit.page.emulate_media(color_scheme=scheme)
                visit.page.wait_for_timeout(300)
                assert not faults(visit.page), (path, scheme)
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert visit.outside == []
