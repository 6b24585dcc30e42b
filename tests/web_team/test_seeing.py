"""Closed records and names of private persons stand in no answer of those who may not see them."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from khabar.records import Span
from khabar.team.covering import SIGN, cover
from khabar.web import snapshots
from khabar.web.server import Server
from khabar.web.snapshots import Snapshots
from tests.web_api.conftest import TestClient
from tests.web_team.conftest import FAMILY, NAME, TEXTS, SignIn

READING = (
    "/api/meta", "/api/events", "/api/events/map", "/api/events/timeline", "/api/reports", "/api/reports/r1",
    "/api/reports/r2", "/api/reports/r3", "/api/places/geonames:2", "/api/places/geonames:3", "/api/control",
    "/api/outlets/Outlet%20r1", "/api/outlets/Outlet%20r2", "/api/search?q=Khalil", "/api/search?q=arrested",
    "/api/search?q=Shells", "/api/brief", "/api/reports?q=Khalil", "/api/events?q=Khalil",
    "/api/events?q=arrested", "/api/review/queue", "/api/review/progress", "/api/decisions",
    "/api/decisions?format=csv", "/api/decisions?format=jsonl", "/api/export?format=csv", "/api/export?format=jsonl",
    "/api/export?format=acled", "/api/export?format=geojson", "/api/export?format=plover", "/api/closed",
)  # fmt: skip


def answers(client: TestClient) -> dict[str, str]:
    """What somebody gets, event by event too."""
    ids = [e["event_id"] for e in client.get("/api/events").json()["items"]]
    paths = [*READING, *(f"/api/events/{i}" for i in ids)]
    found = {path: client.get(path) for path in paths}
    assert all(a.status_code in (200, 403, 404) for a in found.values()), found
    return {path: a.text for path, a in found.items() if a.status_code == 200}


def close(client: TestClient, kind: str, record_id: str, least: str = "editor") -> str:
    made = client.post("/api/closed", json={"kind": kind, "record_id": record_id, "least": least, "why": "at risk"})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def event_of(client: TestClient, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/api/events?type={kind}").json()["items"][0]
    return found


def test_covering_keeps_the_length() -> None:
    assert cover("Mr Omar Khalil said", [(3, 14)]) == f"Mr {SIGN * 4} {SIGN * 6} said"
    assert cover("Khalil said", [(3, 14)], 8) == f"{SIGN * 6} said"
    assert cover("😀 Omar", [(2, 6)]) == f"😀 {SIGN * 4}"


def test_a_reader_finds_no_name_of_a_private_person_anywhere(enter: SignIn) -> None:
    reviewer = enter("rev")
    reviewer.post("/api/decisions", json={"kind": "accept", "record_id": "c-1", "why": f"{NAME} is real"})
    after = [{"text": NAME, "start": 30, "end": 41, "side": "civilians", "actor_name": NAME}]
    reviewer.post("/api/decisions", json={"kind": "correct", "record_id": "c-3", "field": "initiators", "after": after})
    for path, text in answers(enter("rea")).items():
        asked = path.partition("?")[2]
        shown = text if FAMILY not in asked else text.replace("khalil", "")
        for part in ("Omar", FAMILY, "omar-khalil"):
            assert part not in shown, (path, part, text)


def test_others_see_names(enter: SignIn) -> None:
    assert NAME in enter("rev").get("/api/reports/r1").text


def test_a_masked_text_keeps_its_offsets(enter: SignIn) -> None:
    told = enter("rea").get("/api/reports/r1").json()
    text = told["record"]["text"]
    assert len(text) == len(TEXTS["r1"])
    assert f"teacher {SIGN * 4} {SIGN * 6} in Homs" in text
    assert f"Mr {SIGN * 6} was beaten" in text
    for claim in told["claims"]:
        for part in (claim["evidence"], *claim["targets"], *claim["places"]):
            assert part["text"] == text[part["start"] : part["end"]]


def test_a_name_is_no_way_to_find_a_masked_record(enter: SignIn) -> None:
    reader, reviewer = enter("rea"), enter("rev")
    assert reader.get("/api/search?q=Khalil").json()["reports_total"] == 0
    assert reviewer.get("/api/search?q=Khalil").json()["reports_total"] == 3
    assert reader.get("/api/search?q=arrested").json()["reports_total"] == 2


def test_names_can_be_shown_to_all(server: Server, enter: SignIn) -> None:
    assert server.people is not None
    server.people.views.names = True
    assert NAME in enter("rea").get("/api/reports/r1").text


@pytest.mark.parametrize("least", ["reviewer", "editor", "admin"])
def test_a_closed_report_is_in_no_answer_below_its_role(enter: SignIn, least: str) -> None:
    clients = {"reader": enter("rea"), "reviewer": enter("rev"), "editor": enter("edi"), "admin": enter("ada")}
    clients["editor"].post("/api/decisions", json={"kind": "accept", "record_id": "c-3"})
    close(clients["editor"], "report", "r2", least)
    for role, client in clients.items():
        sees = list(clients).index(role) >= list(clients).index(least)
        found = answers(client)
        assert any("Police" in text for text in found.values()) is sees, role
        told = [p for p, t in found.items() for part in ("c-3", "Outlet r2", 'r2"') if part in t]
        assert bool(told) is sees, (role, told)
        assert client.get("/api/meta").json()["counts"]["reports"] == (3 if sees else 2)
        assert client.get("/api/reports").json()["total"] == (3 if sees else 2)


def test_an_event_is_told_without_its_closed_claims(enter: SignIn) -> None:
    reviewer, editor = enter("rev"), enter("edi")
    before = event_of(reviewer, "shelling")
    assert (before["claims"], before["sources"]) == (2, 2)
    close(editor, "report", "r1")
    after = event_of(reviewer, "shelling")
    assert (after["claims"], after["outlets"], after["status"]) == (1, ["Outlet r3"], "single_source")
    assert event_of(editor, "shelling")["claims"] == 2
    led = reviewer.get(f"/api/events/{before['event_id']}").json()
    assert led["record"]["claims"] == ["c-4"]
    assert reviewer.get("/api/events").json()["total"] == reviewer.get("/api/events/map").json()["total"]


def test_a_closed_claim_takes_its_words_from_the_report(enter: SignIn) -> None:
    reviewer, editor = enter("rev"), enter("edi")
    close(editor, "claim", "c-1")
    told = reviewer.get("/api/reports/r1").json()
    assert "arrested" not in told["record"]["text"]
    assert len(told["record"]["text"]) == len(TEXTS["r1"])
    assert [c["claim_id"] for c in told["claims"]] == ["c-2"]
    assert reviewer.get("/api/search?q=teacher").json()["reports_total"] == 0
    assert "c-1" not in "".join(answers(reviewer).values())
    assert editor.get("/api/search?q=teacher").json()["reports_total"] == 1


def test_a_closed_event_takes_all_its_claims_and_those_that_are_told_of_it_later(server: Server, enter: SignIn) -> None:
    reader, editor = enter("rea"), enter("edi")
    arrest = event_of(editor, "arrest")["event_id"]
    close(editor, "event", arrest)
    for path, text in answers(reader).items():
        for part in ("c-1", "c-3", "arrested", "Police", '"arrest"'):
            assert part not in (text.replace("arrested", "", 1) if "q=arrested" in path else text), (path, part)
    assert reader.get(f"/api/events/{arrest}").status_code == 404
    assert reader.get("/api/meta").json()["counts"] == {"reports": 3, "claims": 2, "events": 1}
    assert [t["id"] for t in reader.get("/api/meta").json()["types"]] == ["shelling"]


def test_nobody_decides_on_what_is_closed_to_them(enter: SignIn) -> None:
    reviewer, editor = enter("rev"), enter("edi")
    made = editor.post("/api/decisions", json={"kind": "accept", "record_id": "c-3"}).json()
    close(editor, "report", "r2")
    for draft in ({"kind": "accept", "record_id": "c-3"}, {"kind": "same", "record_id": "c-1", "other_id": "c-3"}):
        assert reviewer.post("/api/decisions", json=draft).status_code == 404
    assert reviewer.post(f"/api/decisions/{made['id']}/undo").status_code == 404
    assert reviewer.post("/api/closed", json={}).status_code == 403


def test_what_is_opened_again_is_seen_again(enter: SignIn) -> None:
    reviewer, editor, admin = enter("rev"), enter("edi"), enter("ada")
    closing = close(editor, "report", "r2", "admin")
    assert editor.get("/api/closed").json()["items"] == []
    assert editor.post(f"/api/closed/{closing}/open", json={"why": "safe"}).status_code == 404
    assert admin.get("/api/closed").json()["items"][0]["why"] == "at risk"
    assert admin.post(f"/api/closed/{closing}/open", json={"why": " "}).status_code == 422
    assert admin.post(f"/api/closed/{closing}/open", json={"why": "safe"}).status_code == 201
    assert reviewer.get("/api/reports/r2").status_code == 200


FILTERED = (
    "/api/events?type=arrest", "/api/events?admin1=Homs", "/api/events/map?type=arrest", "/api/events/timeline?q=Omar",
    "/api/brief?type=arrest", "/api/brief?q=arrested", "/api/brief?outlet=Outlet%20r2", "/api/search?q=Police",
)  # fmt: skip


def test_a_closed_claim_is_nowhere_for_those_below(enter: SignIn) -> None:
    clients = {role: enter(name) for name, role in (("rea", "reader"), ("rev", "reviewer"), ("edi", "editor"))}
    clients["reader"].get("/api/search?q=Police")
    event = event_of(clients["editor"], "arrest")["event_id"]
    close(enter("ada"), "claim", "c-3", "admin")
    for role, client in clients.items():
        told = answers(client) | {p: client.get(p).text for p in FILTERED}
        for path, text in told.items():
            shown = text.replace("police", "") if "Police" in path else text
            assert not any(part in shown for part in ("c-3", "Police", "police")), (role, path, text)
        assert client.get("/api/meta").json()["counts"]["claims"] == 3
        assert client.get(f"/api/events/{event}").json()["record"]["claims"] == ["c-1"]
        assert client.get("/api/events?outlet=Outlet%20r2").json()["total"] == 0
    assert "c-3" in enter("ada").get(f"/api/events/{event}").text


def test_closing_and_opening_are_kept_with_their_reasons(enter: SignIn) -> None:
    reader, editor = enter("rea"), enter("edi")
    closing = close(editor, "claim", "c-3")
    assert reader.get("/api/meta").json()["counts"]["claims"] == 3
    opened = editor.post(f"/api/closed/{closing}/open", json={"why": "known by now"}).json()
    assert opened["opened"] | {"made_at": ""} == {"why": "known by now", "who": "edi", "made_at": ""}
    assert reader.get("/api/meta").json()["counts"]["claims"] == 4
    assert editor.get("/api/closed").json()["items"] == []
    assert editor.post(f"/api/closed/{closing}/open", json={"why": "again"}).status_code == 404
    again = close(editor, "claim", "c-3")
    assert reader.get("/api/meta").json()["counts"]["claims"] == 3
    history = editor.get("/api/closed?history=true").json()["items"]
    assert [(c["id"], c["why"], bool(c["opened"])) for c in history] == [
        (closing, "at risk", True), (again, "at risk", False)
    ]  # fmt: skip
    told = [(e["who"], e["what"], e["detail"]) for e in enter("ada").get("/api/audit").json()["items"]]
    assert ("edi", "record closed", "claim c-3 below editor: at risk") in told
    assert ("edi", "record opened", "claim c-3: known by now") in told


def test_closing_needs_a_reason_and_the_role(enter: SignIn) -> None:
    draft = {"kind": "claim", "record_id": "c-3", "least": "editor", "why": "at risk"}
    editor = enter("edi")
    for why in ("", "  "):
        assert editor.post("/api/closed", json={**draft, "why": why}).status_code == 422
    closing = close(editor, "claim", "c-3")
    for name in ("rea", "rev"):
        assert enter(name).post("/api/closed", json=draft).status_code == 403
        assert enter(name).post(f"/api/closed/{closing}/open", json={"why": "safe"}).status_code == 403


def test_a_closed_report_stays_closed_when_it_is_read_anew(server: Server, enter: SignIn) -> None:
    from tests.web_team.conftest import CLAIMS

    reviewer, editor = enter("rev"), enter("edi")
    close(editor, "claim", "c-4")
    store = server.store
    fresh = replace(CLAIMS[3], claim_id="c-9", event_type="air_strike")
    store.put_report(store.report("r3"), [fresh], extractor="other")
    store.replace_events([])
    assert reviewer.get("/api/reports/r3").json()["claims"] == []
    assert "Hama" not in reviewer.get("/api/reports/r3").json()["record"]["text"]
    assert len(editor.get("/api/reports/r3").json()["claims"]) == 1


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers are made from what there is."""
    monkeypatch.setattr(snapshots, "PATIENCE", 0.0)


@pytest.mark.usefixtures("impatient")
def test_what_is_closed_is_gone_at_once_though_snapshots_are_late(enter: SignIn) -> None:
    reader, editor = enter("rea"), enter("edi")
    assert reader.get("/api/meta").json()["counts"]["claims"] == 4
    assert reader.get("/api/search?q=arrested").json()["claims_total"] == 2
    closing = close(editor, "claim", "c-3")
    assert reader.get("/api/search?q=arrested").json()["claims_total"] == 1
    assert reader.get("/api/events?outlet=Outlet%20r2").json()["total"] == 0
    assert [o["name"] for o in reader.get("/api/meta").json()["outlets"]] == ["Outlet r1", "Outlet r3"]
    editor.post(f"/api/closed/{closing}/open", json={"why": "safe"})
    assert reader.get("/api/search?q=arrested").json()["claims_total"] == 2


@pytest.mark.usefixtures("impatient")
def test_names_of_what_was_just_read_are_covered_though_snapshots_are_late(
    server: Server, enter: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = enter("rea")
    arrest = event_of(reader, "arrest")["event_id"]
    monkeypatch.setattr(Snapshots, "_make", lambda *_: None)
    store, added = server.store, "On Monday "
    moved = [replace(c, evidence=_moved(c.evidence, len(added)), targets=[]) for c in store.iter_claims("r2")]
    store.put_report(replace(store.report("r2"), text=added + TEXTS["r2"]), moved, extractor="other")
    for path in ("/api/reports/r2", f"/api/events/{arrest}", "/api/events", "/api/brief", "/api/search?q=Monday"):
        text = reader.get(path).text
        assert not any(part in text for part in ("Omar", FAMILY)), (path, text)


def _moved(span: Span, by: int) -> Span:
    assert span.start is not None
    assert span.end is not None
    return replace(span, start=span.start + by, end=span.end + by)
