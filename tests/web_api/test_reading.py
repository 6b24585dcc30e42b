"""What the API tells of a store."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import msgspec
import pytest

from khabar.records import Event, EventParty, Link
from khabar.web import tellers
from khabar.web.server import Server
from tests.web_api.conftest import MAALOULA, MARKUP, TEXTS, TestClient, events, report


def ids(client: TestClient, query: str) -> list[str]:
    answer = client.get(f"/api/events?{query}")
    assert answer.status_code == 200, answer.text
    return [e["event_id"] for e in answer.json()["items"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["e-2", "e-1", "e-3"]),
        ("sort=oldest", ["e-1", "e-2", "e-3"]),
        ("sort=claims", ["e-1", "e-2", "e-3"]),
        ("type=shelling&type=other", ["e-2", "e-3"]),
        ("from=2013-09-12", ["e-2"]),
        ("to=2013-09-09", ["e-1"]),
        ("from=2013-09-10&to=2013-09-11", ["e-2"]),
        ("party=syrian-army", ["e-1"]),
        ("party=syrian%20arab%20army", ["e-1"]),
        ("side=government", ["e-1"]),
        ("outlet=Wire", ["e-1"]),
        ("alignment=pro-opposition", ["e-1"]),
        ("country=SY&admin1=Homs", ["e-2"]),
        ("place=geonames:1", ["e-1"]),
        ("status=contested", ["e-1"]),
        ("q=killing", ["e-2"]),
        ("q=Maaloula", ["e-1"]),
        ("bbox=36,34,37,35", ["e-2"]),
        ("bbox=170,-90,-170,90", []),
        ("bbox=-180,-90,180,90", ["e-2", "e-1"]),
        ("review=accepted", []),
        ("type=nothing", []),
    ],
)
def test_filters_of_the_list(client: TestClient, query: str, expected: list[str]) -> None:
    assert ids(client, query) == expected


@pytest.mark.parametrize(
    "query", ["type=shelling", "q=Maaloula", "from=2013-09-12", "bbox=36,34,37,35", "status=contested"]
)
def test_list_map_and_timeline_agree(client: TestClient, query: str) -> None:
    listed = client.get(f"/api/events?{query}").json()["total"]
    mapped = client.get(f"/api/events/map?{query}").json()
    told = client.get(f"/api/events/timeline?{query}").json()
    assert listed == mapped["total"] == sum(map(sum, told["counts"])) + told["undated"]


def test_parts_of_a_list_are_the_list(client: TestClient) -> None:
    found, cursor = [], ""
    while cursor is not None:
        part = client.get(f"/api/events?limit=1&cursor={cursor}").json()
        found += [e["event_id"] for e in part["items"]]
        cursor = part["next"]
    assert found == ids(client, "")


def test_map_columns(client: TestClient) -> None:
    told = client.get("/api/events/map").json()
    assert told["ids"] == ["e-1", "e-2"]
    assert told["unplaced"] == 1
    assert [told["types"][n] for n in told["type"]] == ["territory_captured", "shelling"]
    assert told["lon"] == [36.5, 36.7]


def test_timeline_counts_days_by_status(client: TestClient) -> None:
    told = client.get("/api/events/timeline").json()
    assert (told["start"], told["step"], told["undated"]) == ("2013-09-09", "day", 1)
    assert [sum(day) for day in told["counts"]] == [1, 0, 1]


@pytest.mark.parametrize(
    ("days", "step"), [("2013-09-09", "day"), ("2017-01-01", "week"), ("2040-01-01", "month"), ("2400-01-01", "year")]
)
def test_steps_of_the_timeline(server: Server, client: TestClient, days: str, step: str) -> None:
    late = Event(event_id="e-9", event_type="other", start=days, end=days)
    server.store.replace_events([*events(), late])
    told = client.get("/api/events/timeline").json()
    assert told["step"] == step
    assert sum(map(sum, told["counts"])) == 3


def test_an_event_has_its_claims_with_who_tells_them(client: TestClient) -> None:
    told = client.get("/api/events/e-1").json()
    assert [c["outlet"] for c in told["claims"]] == ["Wire", TEXTS["r2"][0]]
    assert told["claims"][0]["words"] == "The army captured Maaloula"
    assert told["record"]["event_id"] == told["summary"]["event_id"] == "e-1"


def test_the_links_of_an_event_tell_what_each_reason_weighs(server: Server, client: TestClient) -> None:
    told = ["the same day (+2.2)", "no side in common (-0.2)", "a person judged them to be the same event"]
    linked = msgspec.structs.replace(events()[0], links=[Link(a="c-1", b="c-2", score=-3.1, reasons=told)])
    server.store.replace_events([linked])
    answer = client.get("/api/events/e-1").json()
    link = answer["links"][0]
    assert [(r["words"], r["weight"]) for r in link["reasons"]] == [
        ("the same day", 2.2), ("no side in common", -0.2), ("a person judged them to be the same event", None)
    ]  # fmt: skip
    assert (link["a"], link["b"], link["score"]) == ("c-1", "c-2", -3.1)
    assert link["begin"] < 0
    assert answer["threshold"] < 0


def test_summary(client: TestClient) -> None:
    told: dict[str, Any] = client.get("/api/events?type=shelling").json()["items"][0]
    assert told["casualties"] == {"killed_low": 3, "killed_high": 3}
    assert told["place"]["name"] == "Homs"
    assert told["title"][0].isupper()


def test_reports(client: TestClient) -> None:
    told = client.get("/api/reports").json()
    assert [r["report_id"] for r in told["items"]] == ["r2", "r1"]
    assert [r["claims"] for r in told["items"]] == [2, 1]
    assert client.get("/api/reports?q=captured").json()["total"] == 1
    one = client.get("/api/reports/r2").json()
    assert [c["event_ids"] for c in one["claims"]] == [["e-1"], ["e-2"]]
    assert one["direction"] == "ltr"


def test_place_actor_outlet_control(client: TestClient) -> None:
    place = client.get("/api/places/geonames:1").json()
    assert place["spellings"] == [{"text": "Maaloula", "count": 2}]
    assert place["control"]["history"][0]["holders"]
    assert client.get("/api/actors/syrian-army").json()["counts"]["as_initiator"] == 1
    outlet = client.get("/api/outlets/Wire").json()
    assert outlet["record"]["outlet"] == "Wire"
    assert outlet["cautions"]
    held = client.get("/api/control?date=2013-09-20").json()
    assert [p["place"]["name"] for p in held["places"]] == ["Maaloula"]
    assert client.get("/api/control?date=2013-01-01").json()["places"] == []


def test_an_actor_tells_its_item_where_the_packs_know_one(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/api/actors/syrian-army").json()["actor"]["wikidata"] is None
    monkeypatch.setattr(tellers, "actor_items", lambda: {"syrian-army": "Q12"})
    assert client.get("/api/actors/syrian-army").json()["actor"]["wikidata"] == "Q12"


def test_search_finds_other_spellings_unless_exact(client: TestClient) -> None:
    loose = client.get("/api/search?q=Maaloula").json()
    assert loose["reports_total"] == 2
    assert any(hit for _, hit in loose["reports"][0]["snippet"])
    exact = client.get("/api/search?q=Maaloula&exact=true").json()
    assert [r["report_id"] for r in exact["reports"]] == ["r1"]
    assert client.get("/api/search?q=...").json()["reports"] == []


def test_brief_of_some_days(client: TestClient) -> None:
    told = client.get("/api/brief?from=2013-09-09&to=2013-09-12").json()
    assert "Maaloula" in told["markdown"]
    assert MARKUP not in told["html"]


ONLY = (
    ("type=shelling&type=other", "kind: Shelling or Other event"),
    ("party=syrian-army", "party: Syrian Arab Army"),
    ("side=government", "side: government"),
    ("outlet=Wire", "outlet: Wire"),
    ("alignment=pro-opposition", "outlets that lean to: pro-opposition"),
    ("country=SY&admin1=Homs", "country: Syria; province: Homs"),
    ("place=geonames:1", "place: Maaloula"),
    ("status=contested", "status: contested"),
    ("q=killing", "claims with the words “killing”"),
    ("bbox=36,34,37,35", "between 36 and 37 degrees east, 34 and 35 degrees north"),
    ("review=open", "review: not yet looked at"),
    ("type=nothing", "kind: nothing"),
)


@pytest.mark.parametrize(("query", "told"), ONLY)
def test_a_brief_tells_what_the_list_tells_and_says_of_what(client: TestClient, query: str, told: str) -> None:
    written = client.get(f"/api/brief?{query}").json()
    assert sorted(set(re.findall(r"`(e-\d)`", written["markdown"]))) == sorted(ids(client, query))
    assert f"**Only: {told}.**" in written["markdown"]
    assert f'<p class="only">Only: {told}.</p>' in written["html"]


def test_a_brief_of_everything_says_nothing_of_filters(client: TestClient) -> None:
    written = client.get("/api/brief?from=2013-09-09&area=SY").json()
    assert "Only:" not in written["markdown"]
    assert 'class="only"' not in written["html"]


def test_words_of_a_filter_stay_text_in_a_brief(client: TestClient) -> None:
    written = client.get("/api/brief", params={"q": MARKUP, "outlet": f"**{MARKUP}"}).json()
    assert MARKUP not in written["html"]
    assert MARKUP not in written["markdown"]


def test_days_and_filters_of_a_brief_add_up(client: TestClient) -> None:
    written = client.get("/api/brief?from=2013-09-09&to=2013-09-09&side=government").json()["markdown"]
    assert "e-1" in written
    assert "9 September 2013" in written.splitlines()[0]
    assert "e-1" not in client.get("/api/brief?from=2013-09-10&side=government").json()["markdown"]


def test_meta(client: TestClient) -> None:
    told = client.get("/api/meta").json()
    assert told["counts"] == {"reports": 2, "claims": 3, "events": 3}
    assert told["extent"] == {"first": "2013-09-09", "last": "2013-09-12", "bbox": [36.5, 33.8, 36.7, 34.7]}
    assert told["me"] == {"name": "ana", "role": "admin", "team": False}


def test_a_change_of_the_store_is_seen(server: Server, client: TestClient) -> None:
    assert ids(client, "type=other") == ["e-3"]
    server.store.replace_events(events()[:2])
    assert ids(client, "type=other") == []


def test_an_empty_store(server: Server, client: TestClient) -> None:
    server.store.replace_events([])
    for path in ("meta", "events", "events/map", "events/timeline", "control", "brief", "review/queue"):
        assert client.get(f"/api/{path}").status_code == 200


def test_ids_with_slashes_are_found(server: Server, client: TestClient) -> None:
    part = msgspec.structs.replace(MAALOULA, id="geonames:1/eastern")
    party = EventParty(actor="own/army", actor_name="Army", side="other", claims=["c-1"])
    found = Event(event_id="e/9", event_type="other", place=part, initiators=[party], claims=["c-1"])
    server.store.put_report(msgspec.structs.replace(report("r1"), report_id="channel/12"), [], extractor="test")
    server.store.replace_events([*events(), found])
    for path in ("places/geonames:1/eastern", "actors/own/army", "events/e/9", "reports/channel/12"):
        resource, _, record_id = path.partition("/")
        answer = client.get(f"/api/{resource}/{quote(record_id, safe='')}")
        assert answer.status_code == 200, answer.text
