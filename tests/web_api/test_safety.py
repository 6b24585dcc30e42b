"""Who may ask, and that nothing that is told becomes markup or breaks the server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khabar.web.app import create_app
from khabar.web.errors import WebError
from khabar.web.pages import file_in
from khabar.web.server import Server
from khabar.web.serving import checked_host
from khabar.web.uploads import kept_name
from tests.web_api.conftest import HOST, MARKUP, TestClient

WRITING = ("post", "put", "patch", "delete")


def test_every_route_that_writes_needs_the_token(client: TestClient) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    writing = [(method, path) for path, item in paths.items() for method in item if method in WRITING]
    assert writing
    for method, path in writing:
        answer = client.request(method, path.replace("{", "").replace("}", ""), json={})
        assert (answer.status_code, answer.json()["code"]) == (403, "KH951"), path


def test_no_route_answers_another_host(server: Server) -> None:
    foreign = TestClient(create_app(server), base_url="http://evil.example:8000")
    for path in [*foreign.app.openapi()["paths"], "/", "/assets/x.js"]:  # type: ignore[attr-defined]
        assert foreign.get(path).status_code == 403, path


def test_a_page_of_another_origin_may_not_write(client: TestClient, writing: dict[str, str]) -> None:
    draft = {"kind": "accept", "record_id": "c-1"}
    for origin in ("http://evil.example", "null", "http://127.0.0.1:9"):
        answer = client.post("/api/decisions", json=draft, headers={**writing, "Origin": origin})
        assert answer.status_code == 403
    assert client.post("/api/decisions", json=draft, headers={**writing, "Origin": HOST}).status_code == 201


def test_headers_of_every_answer(client: TestClient) -> None:
    for path in ("/", "/api/meta", "/api/nothing", "/api/events?limit=x"):
        headers = client.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_markup_stays_text(client: TestClient) -> None:
    for path in ("/api/events/e-1", "/api/reports/r1", f"/api/outlets/Page {MARKUP}", "/api/search?q=alert"):
        answer = client.get(path)
        assert answer.headers["content-type"] == "application/json"
        assert MARKUP in answer.text
    assert MARKUP not in client.get("/api/brief").json()["html"]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "example.org", "::"])
def test_other_machines_are_not_served(host: str) -> None:
    with pytest.raises(WebError):
        checked_host(host)


@given(st.text(max_size=60), st.binary(max_size=20))
def test_kept_names_stay_in_their_folder(name: str, content: bytes) -> None:
    kept = kept_name(name, content)
    assert Path(kept).name == kept
    assert not kept.startswith(".")
    assert len(kept) < 120


def test_files_outside_the_bundle_are_not_served(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "index.html").write_text("<!doctype html>")
    (tmp_path / "secret").write_text("x")
    assert file_in(tmp_path / "static", "index.html")
    for path in ("../secret", "%2e%2e/secret", "/etc/passwd", "a\0b", "x" * 5000, "static/../../secret"):
        assert file_in(tmp_path / "static", path) is None


def test_pages_fall_back_to_the_app(server: Server, tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>khabar</title>")
    (tmp_path / "assets" / "app-1.js").write_text("1")
    server.static = tmp_path
    client = TestClient(create_app(server), base_url=HOST)
    assert "khabar" in client.get("/events/e-1").text
    assert client.get("/assets/none.js").status_code == 404
    script = client.get("/assets/app-1.js")
    assert "immutable" in script.headers["cache-control"]
    assert script.headers["content-type"].startswith("text/javascript")


VALUES = st.one_of(
    st.text(max_size=30), st.sampled_from(["", "0", "-1", "1e9", "nan", "2013-09-09", "1,2,3,4", "nan,1,2,3"])
)


MADE: dict[str, tuple[TestClient, list[Any]]] = {}


def asking(server: Server) -> tuple[TestClient, list[Any]]:
    """A client that tells of broken servers, and the reading end points; made once for each server."""
    if server.csrf not in MADE:
        app = create_app(server)
        paths = sorted(app.openapi()["paths"].items())
        reading = [(path, item["get"]) for path, item in paths if "get" in item and path != "/api/gazetteer"]
        MADE[server.csrf] = TestClient(app, base_url=HOST, raise_server_exceptions=False), reading
    return MADE[server.csrf]


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_question_breaks_the_server(server: Server, data: st.DataObject) -> None:
    client, reading = asking(server)
    path, asked = data.draw(st.sampled_from(reading))
    for parameter in asked.get("parameters", []):
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", "x")
    names = [p["name"] for p in asked.get("parameters", []) if p["in"] == "query"]
    query = data.draw(st.dictionaries(st.sampled_from(names or ["x"]), VALUES, max_size=4))
    answer = client.get(path, params=query)
    assert answer.status_code < 500, (path, query, answer.text)
    assert str(answer.status_code) in asked["responses"], (path, query, answer.text)


BODIES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda x: st.lists(x, max_size=3) | st.dictionaries(st.sampled_from(["claims", "start", "text"]), x, max_size=2),
    max_leaves=5,
)
KINDS = st.sampled_from(["accept", "correct", "split", "merge", "same", "skip"])
FIELDS = st.sampled_from(["time", "places", "event_type", "x", None])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(body=BODIES, kind=KINDS, record=st.sampled_from(["c-1", "e-1", "none"]), field=FIELDS)
def test_no_decision_breaks_the_server(server: Server, body: object, kind: str, record: str, field: str | None) -> None:
    client, _ = asking(server)
    draft = {"kind": kind, "record_id": record, "field": field, "after": body, "other_id": "e-2"}
    answer = client.post("/api/decisions", json=draft, headers={"X-CSRF-Token": server.csrf})
    assert answer.status_code in (201, 404, 409, 422), answer.text
