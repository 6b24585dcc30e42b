"""Decisions over the API: queue, undo, conflicts, two reviewers at once, agreement, export."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from khabar.store import open_store
from khabar.web.agreement import cohens_kappa
from khabar.web.app import create_app
from khabar.web.server import Server
from tests.web_api.conftest import HOST, TestClient


def decide(client: TestClient, token: str, **draft: Any) -> Any:
    return client.post("/api/decisions", json=draft, headers={"X-CSRF-Token": token})


def queued(client: TestClient, query: str = "") -> list[str]:
    return [i["claim"]["record"]["claim_id"] for i in client.get(f"/api/review/queue?{query}").json()["items"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["c-2", "c-3", "c-1"]),
        ("order=most_contested", ["c-2", "c-1", "c-3"]),
        ("order=newest", ["c-3", "c-1", "c-2"]),
        ("type=shelling", ["c-3"]),
        ("event=e-1", ["c-2", "c-1"]),
        ("event=none", []),
        ("review=accepted", []),
    ],
)
def test_order_of_the_queue(client: TestClient, query: str, expected: list[str]) -> None:
    assert queued(client, query) == expected


def test_what_is_decided_leaves_the_queue_and_comes_back_with_undo(client: TestClient, server: Server) -> None:
    made = decide(client, server.csrf, kind="accept", record_id="c-2", why="seen").json()
    assert decide(client, server.csrf, kind="skip", record_id="c-3").status_code == 201
    assert queued(client) == ["c-1"]
    assert client.get("/api/review/progress").json()["done"] == 1
    undone = client.post(f"/api/decisions/{made['id']}/undo", headers={"X-CSRF-Token": server.csrf})
    assert undone.status_code == 201
    assert queued(client) == ["c-2", "c-1"]
    log = client.get("/api/decisions").json()["items"]
    assert [(d["kind"], d["undone"]) for d in log] == [("accept", True), ("skip", False), ("undo", False)]


def test_a_correction_is_shown_with_what_was_read(client: TestClient, server: Server) -> None:
    made = decide(client, server.csrf, kind="correct", record_id="c-3", field="event_type", after="air_strike")
    assert (made.status_code, made.json()["before"]) == (201, "shelling")
    claim = client.get("/api/reports/r2").json()["claims"][1]
    assert claim["event_type"] == "air_strike"
    assert claim["review"]["original"] == {"event_type": "shelling"}
    assert client.get("/api/events/e-2").json()["history"][0]["id"] == made.json()["id"]


def test_a_contradiction_is_refused_with_its_chain(client: TestClient, server: Server) -> None:
    assert decide(client, server.csrf, kind="same", record_id="c-1", other_id="c-2").status_code == 201
    refused = decide(client, server.csrf, kind="not_same", record_id="c-1", other_id="c-2")
    assert (refused.status_code, refused.json()["code"]) == (409, "KH721")


def test_two_reviewers_at_once_lose_nothing(store_file: Path) -> None:
    def review(server: Server, client: TestClient) -> list[str]:
        kinds = ("accept", "reject", "skip") * 5
        made = [decide(client, server.csrf, kind=k, record_id=f"c-{n % 3 + 1}") for n, k in enumerate(kinds)]
        assert [m.text for m in made if m.status_code != 201] == []
        return [m.json()["id"] for m in made]

    with open_store(store_file) as one, open_store(store_file) as another, ThreadPoolExecutor() as pool:
        servers = [Server(one, "ana", str(store_file)), Server(another, "ben", str(store_file))]
        clients = [TestClient(create_app(server), base_url=HOST) for server in servers]
        assert [queued(client) for client in clients] == [queued(clients[0])] * 2  # an app is made by its first request
        acknowledged = [i for ids in pool.map(review, servers, clients) for i in ids]
    with open_store(store_file) as store:
        kept = [d.id for d in store.log.all()]
    assert len(kept) == 30
    assert set(kept) == set(acknowledged)


def test_a_second_reviewer_gets_what_the_first_decided(store_file: Path, client: TestClient, server: Server) -> None:
    for claim in ("c-1", "c-2"):
        decide(client, server.csrf, kind="accept", record_id=claim)
    assert queued(client, "second=true") == []
    with open_store(store_file) as store:
        other = Server(store, "ben", str(store_file))
        second = TestClient(create_app(other), base_url=HOST)
        assert queued(second, "second=true") == ["c-2", "c-1"]
        decide(second, other.csrf, kind="accept", record_id="c-1")
        decide(second, other.csrf, kind="reject", record_id="c-2")
        told = second.get("/api/review/progress").json()
    assert told["agreement"] == {"kappa": 0.0, "both": 2, "between": ["ana", "ben"]}
    assert {b["who"]: b["done"] for b in told["by"]} == {"ana": 2, "ben": 2}


def test_cohens_kappa() -> None:
    first = dict.fromkeys("abcdefghij", "accept") | {"j": "reject", "i": "reject"}
    second = dict.fromkeys("abcdefghij", "accept") | {"j": "reject", "a": "reject"}
    assert cohens_kappa(first, second) == pytest.approx(0.375)
    assert cohens_kappa(first, first) == 1
    assert cohens_kappa({"a": "accept"}, {"a": "accept"}) is None
    assert cohens_kappa({"a": "accept"}, {"b": "accept"}) is None


def test_export_of_decisions(client: TestClient, server: Server) -> None:
    decide(client, server.csrf, kind="accept", record_id="c-1", why="=1+1")
    table = client.get("/api/decisions?format=csv")
    assert table.headers["content-disposition"].startswith("attachment")
    assert "'=1+1" in table.text
    assert client.get("/api/decisions?format=jsonl").text.count("\n") == 1
