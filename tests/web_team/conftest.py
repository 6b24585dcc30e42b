"""A team on a small store in which private persons are named and some records may be closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from khabar.pipeline import link_claims
from khabar.records import Claim, ClaimTime, Party, Place, PlaceMention, Report, Span
from khabar.store import Store, open_store
from khabar.team import Team, Views, open_team
from khabar.team.passwords import Passwords
from khabar.web import snapshots
from khabar.web.app import create_app
from khabar.web.server import People, Server
from tests.team.conftest import CHEAP, WORD, StandingClock
from tests.web_api.conftest import HOST, TestClient

ROLES = {"rea": "reader", "rev": "reviewer", "edi": "editor", "ada": "admin"}
NAME, FAMILY = "Omar Khalil", "Khalil"
HOMS = Place(id="geonames:2", name="Homs", kind="city", admin1="Homs", country="SY", lat=34.7, lon=36.7)
HAMA = Place(id="geonames:3", name="Hama", kind="city", admin1="Hama", country="SY", lat=35.1, lon=36.8)
TEXTS = {
    "r1": "Soldiers arrested the teacher Omar Khalil in Homs. Mr Khalil was beaten. Shells hit Hama killing 7.",
    "r2": "Police arrested Omar Khalil in Homs on Monday.",
    "r3": "Shells hit Hama killing 7 people.",
}


def span(report_id: str, words: str) -> Span:
    start = TEXTS[report_id].index(words)
    return Span(words, start, start + len(words))


def claim(claim_id: str, report_id: str, words: str, kind: str, place: Place, target: str = "") -> Claim:
    at, name = span(report_id, words), span(report_id, place.name or "")
    party = span(report_id, target) if target else None
    return Claim(
        claim_id=claim_id, report_id=report_id, evidence=at, event_type=kind, confidence=0.7,  # type: ignore[arg-type]
        targets=[Party(text=party.text, start=party.start, end=party.end, side="civilians")] if party else [],
        places=[PlaceMention(text=name.text, start=name.start, end=name.end, place=place)],
        time=ClaimTime(text="on Monday", start="2013-09-09", end="2013-09-09", precision="day"),
    )  # fmt: skip


CLAIMS = (
    claim("c-1", "r1", "arrested the teacher Omar Khalil in Homs", "arrest", HOMS, "Omar Khalil"),
    claim("c-2", "r1", "Shells hit Hama killing 7", "shelling", HAMA),
    claim("c-3", "r2", "Police arrested Omar Khalil in Homs on Monday", "arrest", HOMS, "Omar Khalil"),
    claim("c-4", "r3", "Shells hit Hama killing 7 people", "shelling", HAMA),
)


def fill(store: Store) -> None:
    for report_id, text in TEXTS.items():
        report = Report(
            report_id=report_id, source=f"Outlet {report_id}", published="2013-09-10", text=text,
            title=f"{NAME} and others", url=f"https://example.org/omar-khalil-{report_id}",
        )  # fmt: skip
        store.put_report(report, [c for c in CLAIMS if c.report_id == report_id], extractor="test")
    link_claims(store)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers wait until they can be of the present state of the store, however slow the machine."""
    monkeypatch.setattr(snapshots, "PATIENCE", 60.0)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def server(tmp_path: Path, clock: StandingClock) -> Iterator[Server]:
    path = tmp_path / "khabar.sqlite"
    with open_store(path) as store:
        fill(store)
        team = open_team(path, create=True, clock=clock, passwords=Passwords(CHEAP))
        for name, role in ROLES.items():
            team.users.add(name, role, WORD)
        yield Server(store, "nobody", str(path), people=People(team, Views(store, team.closings)))


@pytest.fixture
def team(server: Server) -> Team:
    return server.team


@pytest.fixture
def app(server: Server) -> Any:
    return create_app(server)


SignIn = Callable[[str], TestClient]


@pytest.fixture
def outsider(app: Any) -> TestClient:
    return TestClient(app, base_url=HOST)


@pytest.fixture
def enter(app: Any) -> SignIn:
    """A client in which somebody has signed in, and that sends what writing needs."""

    def entered(name: str) -> TestClient:
        client = TestClient(app, base_url=HOST)
        answer = client.post("/api/login", json={"name": name, "password": WORD})
        assert answer.status_code == 200, answer.text
        client.headers["X-CSRF-Token"] = answer.json()["csrf"]
        return client

    return entered


@pytest.fixture
def everybody(enter: SignIn) -> dict[str, TestClient]:
    return {role: enter(name) for name, role in ROLES.items()}
