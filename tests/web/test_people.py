"""Upload with progress; login, users, tokens and audit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.web.records import Record
from tests.web.standin import serving
from tests.web.state import Answers
from tests.web.visits import Visit, visiting


@pytest.fixture
def closed(records: dict[str, list[Record]]) -> Answers:
    return Answers(records, team=True)


@pytest.fixture
def team(browser: Browser, closed: Answers) -> Iterator[Visit]:
    with serving(closed) as address, visiting(browser, address) as opened:
        yield opened


def enter(visit: Visit, path: str = "/account", password: str = "correct horse battery") -> None:
    page = visit.open(path)
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def test_a_text_is_pasted_and_its_job_runs_to_its_end(visit: Visit, answers: Answers) -> None:
    page = visit.open("/upload")
    page.get_by_label("Text", exact=True).fill("Shells hit Hit on Friday.")
    page.get_by_label("Outlet").fill("Wire")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("2 of 2 reports, 3 claims")).to_be_visible()
    expect(page.get_by_text("<i>bad</i>.pdf")).to_be_visible()
    body = next(body for method, path, body in answers.asked if path == "/uploads")
    assert body == {"text": "Shells hit Hit on Friday.", "source": "Wire", "published": None, "title": None}
    assert visit.is_clean()


def test_files_are_sent(visit: Visit, answers: Answers) -> None:
    page = visit.open("/upload")
    page.locator("input[type=file]").set_input_files(
        {"name": "a.txt", "mimeType": "text/plain", "buffer": b"Shells fell."}
    )
    expect(page.get_by_text("2 of 2 reports")).to_be_visible()
    assert any(path == "/uploads" for _, path, _ in answers.asked)


def test_nothing_is_shown_before_the_login(team: Visit) -> None:
    page = team.open("/")
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    expect(page.get_by_role("navigation")).to_have_count(0)


def test_a_wrong_password_is_refused_and_a_right_one_leads_where_one_wanted(team: Visit) -> None:
    enter(team, password="wrong")
    expect(team.page.get_by_role("alert")).to_be_visible()
    enter(team)
    expect(team.page.get_by_role("heading", name="Your account")).to_be_visible()
    team.page.get_by_role("button", name="Log out").click()
    expect(team.page.get_by_role("heading", name="Log in")).to_be_visible()


def test_users_are_added_and_changed(team: Visit, closed: Answers) -> None:
    enter(team, "/users")
    page = team.page
    users = page.get_by_role("form", name="Add a user")
    users.get_by_label("Name").fill("ben")
    users.get_by_label("Password").fill("seven small stones")
    users.get_by_role("button", name="Add").click()
    expect(page.get_by_role("cell", name="ben", exact=True)).to_be_visible()
    page.get_by_label("Role of ben").select_option("editor")
    page.get_by_role("button", name="Close access of ben").click()
    expect(page.get_by_role("button", name="Let in again ben")).to_be_visible()
    assert closed.users[1] == {**closed.users[1], "role": "editor", "active": False}
    expect(page.get_by_label("Role of ana")).to_be_disabled()


def test_tokens_are_made_and_revoked_and_the_password_is_changed(team: Visit, closed: Answers) -> None:
    enter(team)
    page = team.page
    tokens = page.get_by_role("form", name="Make a token")
    tokens.get_by_label("For what").fill("script")
    tokens.get_by_role("button", name="Make a token").click()
    expect(page.get_by_text("kh_shown_once")).to_be_visible()
    page.get_by_role("button", name="Revoke script").click()
    expect(page.get_by_role("button", name="Revoke script")).to_have_count(0)
    assert not closed.tokens
    change = page.get_by_role("form", name="Change the password")
    for label, words in (("Present password", "a"), ("New password", "b" * 12), ("New password again", "c" * 12)):
        change.get_by_label(label, exact=True).fill(words)
    change.get_by_role("button", name="Change").click()
    expect(page.get_by_role("alert")).to_contain_text("differ")
    change.get_by_label("New password again").fill("b" * 12)
    change.get_by_role("button", name="Change").click()
    expect(page.get_by_text("The password is changed")).to_be_visible()


def test_the_audit_is_shown(team: Visit) -> None:
    enter(team, "/audit")
    expect(team.page.get_by_role("cell", name="192.0.2.1")).to_be_visible()


def test_a_record_is_closed_and_opened_again(team: Visit, closed: Answers) -> None:
    enter(team, f"/events/{next(iter(closed.events))}")
    page = team.page
    page.get_by_text("Who may see this event").click()
    form = page.get_by_role("form", name="Close this event")
    form.get_by_label("Only from this role on").select_option("admin")
    form.get_by_label("Why").fill("at risk")
    form.get_by_role("button", name="Close it to the others").click()
    expect(page.get_by_text("Closed below admin").first).to_be_visible()
    page.get_by_label("Why it may be seen again").fill("known by now")
    page.get_by_role("button", name="Open it again").click()
    expect(form).to_be_visible()
    expect(page.get_by_text("known by now")).to_be_visible()


@pytest.mark.parametrize(
    ("role", "offered"), [("reader", ()), ("reviewer", ("Review",)), ("editor", ("Review", "Upload"))]
)
def test_what_a_role_may_not_do_is_not_offered(
    browser: Browser, records: dict[str, list[Record]], role: str, offered: tuple[str, ...]
) -> None:
    state = Answers(records, team=True, role=role)
    with serving(state) as address, visiting(browser, address) as visit:
        enter(visit)
        page = visit.page
        expect(page.get_by_role("heading", name="Your account")).to_be_visible()
        for name in ("Review", "Upload", "Users", "Audit"):
            expect(page.get_by_role("link", name=name, exact=True)).to_have_count(int(name in offered))
        for path in ("/review", "/upload", "/users", "/audit"):
            page = visit.open(path)
            refused = path.strip("/").capitalize() not in offered
            expect(page.get_by_role("alert")).to_have_count(int(refused))


def test_a_session_that_has_ended_leads_to_the_login(team: Visit, closed: Answers) -> None:
    enter(team)
    expect(team.page.get_by_role("heading", name="Your account")).to_be_visible()
    closed.inside = False
    # In one step: the page may notice by itself at any moment, and then has no such link any more.
    team.page.evaluate("[...document.links].find(link => link.textContent.trim() === 'Upload')?.click()")
    expect(team.page.get_by_role("heading", name="Log in")).to_be_visible()
