"""A small store whose names and texts try to be markup, and a client of the app on it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from khabar.records import (
    Claim,
    ClaimTime,
    Event,
    EventParty,
    FigureRange,
    Party,
    Place,
    PlaceMention,
    Report,
    Span,
)
from khabar.store import Store, open_store
from khabar.web import snapshots
from khabar.web.app import create_app
from khabar.web.server import Server

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient as TestClient

MARKUP = "<script>alert(1)</script>"
HOST = "http://127.0.0.1:8000"
MAALOULA = Place(id="geonames:1", name="Maaloula", kind="town", admin1="Rif Dimashq", country="SY", lat=33.8, lon=36.5)
HOMS = Place(id="geonames:2", name="Homs", kind="city", admin1="Homs", country="SY", lat=34.7, lon=36.7)
TEXTS = {
    "r1": ("Wire", "international-wire", "2013-09-10", f"The army captured Maaloula. {MARKUP}"),
    "r2": (f"Page {MARKUP}", "pro-opposition", "2013-09-11", "Rebels still hold Maalula, shells hit Homs killing 3."),
}


def report(report_id: str) -> Report:
    source, alignment, day, text = TEXTS[report_id]
    return Report(
        report_id=report_id, source=source, alignment=alignment, published=day, text=text, title=f"T {MARKUP}"
    )


def claim(claim_id: str, report_id: str, words: str, kind: str, place: Place, confidence: float) -> Claim:
    start = TEXTS[report_id][3].index(words)
    return Claim(
        claim_id=claim_id,
        report_id=report_id,
        evidence=Span(words, start, start + len(words)),
        event_type=kind,  # type: ignore[arg-type]
        initiators=[Party(text="The army", actor="syrian-army", actor_name="Syrian Arab Army", side="government")],
        places=[PlaceMention(text=place.name or "", place=place)],
        time=ClaimTime(text="on Monday", start="2013-09-09", end="2013-09-09", precision="day"),
        confidence=confidence,
    )


CLAIMS = (
    claim("c-1", "r1", "The army captured Maaloula", "territory_captured", MAALOULA, 0.9),
    claim("c-2", "r2", "Rebels still hold Maalula", "territory_captured", MAALOULA, 0.4),
    claim("c-3", "r2", "shells hit Homs killing 3", "shelling", HOMS, 0.7),
)


def events() -> list[Event]:
    army = EventParty(actor="syrian-army", actor_name="Syrian Arab Army", side="government", claims=["c-1"])
    killed = FigureRange(kind="killed", low=3, best=3, high=3, claims={"low": ["c-3"]})
    first = Event(
        event_id="e-1", event_type="territory_captured", start="2013-09-09", end="2013-09-09", time_precision="day",
        place=MAALOULA, precision=1, initiators=[army], claims=["c-1", "c-2"], sources=["Wire", TEXTS["r2"][0]],
        independent_sources=["Wire", TEXTS["r2"][0]], sides=["pro-opposition"], status="contested",
    )  # fmt: skip
    second = Event(
        event_id="e-2", event_type="shelling", start="2013-09-11", end="2013-09-12", place=HOMS, precision=1,
        quantities=[killed], claims=["c-3"], sources=[TEXTS["r2"][0]], independent_sources=[TEXTS["r2"][0]],
    )  # fmt: skip
    undated = Event(event_id="e-3", event_type="other")
    return [first, second, undated]


def fill(store: Store) -> None:
    for report_id in TEXTS:
        told = [c for c in CLAIMS if c.report_id == report_id]
        store.put_report(report(report_id), told, extractor="test")
    store.replace_events(events())


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers wait until they can be of the present state of the store, however slow the machine."""
    monkeypatch.setattr(snapshots, "PATIENCE", 60.0)


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    path = tmp_path / "khabar.sqlite"
    with open_store(path) as store:
        fill(store)
    return path


@pytest.fixture
def server(store_file: Path) -> Iterator[Server]:
    with open_store(store_file) as store:
        yield Server(store, "ana", str(store_file))


@pytest.fixture
def client(server: Server) -> TestClient:
    return TestClient(create_app(server), base_url=HOST)


@pytest.fixture
def writing(server: Server) -> dict[str, str]:
    """The header that a request needs which writes."""
    return {"X-CSRF-Token": server.csrf}
