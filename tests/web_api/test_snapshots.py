"""Answers go on while what is kept in memory is made anew."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event as Gate

import pytest

from khabar.errors import StoreError
from khabar.store import Store
from khabar.web import snapshots
from khabar.web.server import Server
from khabar.web.snapshot import Snapshot
from tests.web_api.conftest import TestClient, events


class Held(Snapshot):
    """A snapshot that is made once it may be."""

    may = Gate()
    fails = False
    made = 0

    def __init__(self, store: Store) -> None:
        assert self.may.wait(60)
        if Held.fails:
            raise StoreError("the disk fails")
        Held.made += 1
        super().__init__(store)


@pytest.fixture(autouse=True)
def held(monkeypatch: pytest.MonkeyPatch, patient: None) -> Iterator[type[Held]]:
    monkeypatch.setattr(snapshots, "Snapshot", Held)
    monkeypatch.setattr(snapshots, "PATIENCE", 0.0)
    Held.may.set()
    Held.fails, Held.made = False, 0
    yield Held
    Held.may.set()


def total(client: TestClient) -> int:
    answer = client.get("/api/events")
    assert answer.status_code == 200
    return int(answer.json()["total"])


def test_answers_go_on_from_the_old_one_until_the_new_one_is_there(
    server: Server, client: TestClient, held: type[Held]
) -> None:
    assert total(client) == 3
    held.may.clear()
    server.store.replace_events(events()[:1])
    assert [total(client) for _ in range(5)] == [3] * 5
    assert client.get("/api/events").json()["items"][-1]["event_id"] == "e-1"
    held.may.set()
    server.snapshots.settle()
    assert total(client) == 1
    assert held.made == 2


def test_what_changes_meanwhile_is_followed_too(server: Server, client: TestClient, held: type[Held]) -> None:
    assert total(client) == 3
    held.may.clear()
    server.store.replace_events(events()[:2])
    assert total(client) == 3
    server.store.replace_events([])
    held.may.set()
    for _ in range(2):
        server.snapshots.settle()
        seen = total(client)
    assert seen == 0


def test_what_was_asked_for_is_worked_out_before_it_is_waited_for(server: Server, client: TestClient) -> None:
    assert client.get("/api/search?q=Maaloula").json()["claims_total"] == 2
    server.store.replace_events(events()[:1])
    total(client)
    server.snapshots.settle()
    fresh = server.now()
    assert {"claim_texts", "report_texts"} <= fresh.__dict__.keys()
    assert "control" not in fresh.__dict__
    assert len(fresh.events) == 1


def test_one_that_fails_leaves_the_old_one_and_is_tried_again(
    server: Server, client: TestClient, held: type[Held], caplog: pytest.LogCaptureFixture
) -> None:
    assert total(client) == 3
    held.fails = True
    server.store.replace_events(events()[:1])
    assert total(client) == 3
    server.snapshots.settle()
    assert "answers go on" in caplog.text
    held.fails = False
    assert total(client) == 3
    server.snapshots.settle()
    assert total(client) == 1


def test_a_small_store_is_never_late(server: Server, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "PATIENCE", 60.0)
    for count in (3, 1, 2, 0):
        server.store.replace_events(events()[:count])
        assert total(client) == count
