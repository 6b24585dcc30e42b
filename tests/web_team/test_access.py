"""Who gets in, and what each may ask for."""

from __future__ import annotations

from typing import Any

import pytest

from khabar.team import RIGHTS, NotPermittedError, Right, Team
from khabar.team.roles import ROLES, SCOPES
from khabar.team.sessions import Owner
from khabar.web.app import check_table
from khabar.web.server import Server
from tests.team.conftest import WORD, StandingClock
from tests.web_api.conftest import HOST, TestClient
from tests.web_team.conftest import SignIn

CLOSED = [r for r in RIGHTS if r.least is not None]


def ask(client: TestClient, right: Right, **more: Any) -> Any:
    path = right.path.replace("{", "").replace(":path}", "").replace("}", "")
    path += "=csv" if right.parameter else ""
    body: dict[str, Any] = {"json": {}} if right.method in ("POST", "PATCH") else {}
    return client.request(right.method, path, **body, **more)


def test_every_route_has_a_row_and_every_row_a_route(outsider: TestClient, enter: SignIn) -> None:
    described = enter("ada").get("/api/openapi.json").json()["paths"]
    told = {(m.upper(), p) for p, item in described.items() for m in item}
    rows = {(r.method, r.path.partition("?")[0].replace(":path", "")) for r in RIGHTS}
    assert told == rows - {("GET", "/{path}"), ("GET", "/api/openapi.json")}


def test_the_app_does_not_start_with_a_route_that_has_no_row() -> None:
    with pytest.raises(NotPermittedError, match="GET /api/new"):
        check_table([("GET", "/api/meta"), ("GET", "/api/new")])


@pytest.mark.parametrize("right", CLOSED, ids=lambda r: f"{r.method} {r.path}")
def test_an_outsider_gets_nothing(outsider: TestClient, right: Right) -> None:
    assert ask(outsider, right).status_code == 401
    assert ask(outsider, right, headers={"Authorization": "Bearer kh_nonsense"}).status_code == 401
    assert ask(outsider, right, headers={"Cookie": "khabar=nonsense"}).status_code == 401


@pytest.mark.parametrize("path", ["/api/nothing", "/api", "/api/users/a/b"])
def test_an_outsider_does_not_learn_what_there_is(outsider: TestClient, path: str) -> None:
    for method in ("GET", "POST", "PUT", "DELETE"):
        assert outsider.request(method, path, headers={"Content-Length": "0"}).status_code == 401


@pytest.mark.parametrize(
    "path", ["/api/users%0A", "/api/audit%0A", "/api/export%0A", "/api/%0Aaudit", "/api/decisions%0A", "/api//users"]
)
def test_no_other_way_to_write_an_address_leads_past_the_table(enter: SignIn, path: str) -> None:
    for name in ("rea", "ada"):
        answer = enter(name).get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "KH600"), answer.text


def test_pages_are_open_and_hold_no_records(outsider: TestClient, tmp_path: Any) -> None:
    assert outsider.get("/events/e-1").status_code == 200
    assert "set-cookie" not in outsider.get("/").headers


def test_each_role_is_refused_what_needs_more(everybody: dict[str, TestClient]) -> None:
    for right in CLOSED:
        for role in ROLES:
            if right.path == "/api/logout" or (right.path == "/api/account/password"):
                continue
            answer = ask(everybody[role], right)
            below = ROLES.index(role) < ROLES.index(right.least or "reader")
            told = (role, right.method, right.path, answer.status_code, answer.text[:200])
            assert (answer.status_code == 403) is below, told
            assert answer.status_code not in (401, 500), told


def test_a_token_is_refused_what_its_scopes_do_not_name(team: Team, outsider: TestClient) -> None:
    for scope in SCOPES:
        _, secret = team.tokens.make(Owner("ada", "admin"), scope, [scope])
        for right in CLOSED:
            answer = ask(outsider, right, headers={"Authorization": f"Bearer {secret}"})
            told = (scope, right.method, right.path, answer.text[:200])
            assert (answer.status_code == 403) is (right.scope != scope), told
            assert answer.status_code not in (401, 500), told


def test_a_token_writes_without_the_token_of_pages(team: Team, outsider: TestClient) -> None:
    _, secret = team.tokens.make(Owner("rev", "reviewer"), "x", ["review"])
    draft = {"kind": "accept", "record_id": "c-1"}
    made = outsider.post("/api/decisions", json=draft, headers={"Authorization": f"Bearer {secret}"})
    assert (made.status_code, made.json()["who"]) == (201, "rev")
    team.users.set_active("rev", False)
    assert outsider.get("/api/review/queue", headers={"Authorization": f"Bearer {secret}"}).status_code == 401


@pytest.mark.parametrize("right", [r for r in CLOSED if r.method != "GET"], ids=lambda r: f"{r.method} {r.path}")
def test_writing_in_a_session_needs_its_token_and_no_other(enter: SignIn, right: Right) -> None:
    mine, other = enter("ada"), enter("ada")
    for token in ("", "x", other.headers["X-CSRF-Token"]):
        mine.headers["X-CSRF-Token"] = token
        answer = ask(mine, right)
        assert (answer.status_code, answer.json()["code"]) == (403, "KH951")
    assert mine.get("/api/meta").status_code == 200


def test_another_origin_may_not_even_sign_in(outsider: TestClient) -> None:
    given = {"name": "rea", "password": WORD}
    for origin in ("http://evil.example", "null"):
        assert outsider.post("/api/login", json=given, headers={"Origin": origin}).status_code == 403
    form = outsider.post(
        "/api/login", content='{"name": "rea", "password": "x"}', headers={"Content-Type": "text/plain"}
    )
    assert form.status_code == 422


def test_the_cookie_is_kept_from_scripts_and_other_sites(outsider: TestClient) -> None:
    answer = outsider.post("/api/login", json={"name": "rea", "password": WORD})
    told = answer.headers["set-cookie"].lower()
    assert "httponly" in told
    assert "samesite=strict" in told
    assert "path=/" in told
    assert outsider.get("/api/meta").json()["me"] == {"name": "rea", "role": "reader", "team": True}


def test_over_https_the_cookie_leaves_by_it_alone(server: Server, outsider: TestClient) -> None:
    assert server.people is not None
    server.people.public = "https://khabar.example.org"
    told = outsider.post("/api/login", json={"name": "rea", "password": WORD}).headers["set-cookie"]
    assert told.startswith("__Host-khabar=")
    assert "Secure" in told


def test_a_session_that_somebody_planted_is_not_taken_up(outsider: TestClient, team: Team) -> None:
    planted = team.sign_in("rev", WORD, "elsewhere")
    for value in (planted, "made-up"):
        outsider.cookies.set("khabar", value, domain="127.0.0.1", path="/")
        answer = outsider.post("/api/login", json={"name": "rea", "password": WORD})
        assert value not in answer.headers["set-cookie"]
        assert team.sessions.owner(value) is None
        outsider.cookies.clear()


def test_signing_out_ends_the_session(enter: SignIn, app: Any) -> None:
    client = enter("rev")
    secret = client.cookies["khabar"]
    assert client.post("/api/logout").status_code == 200
    thief = TestClient(app, base_url=HOST, cookies={"khabar": secret})
    assert thief.get("/api/meta").status_code == 401


def test_a_changed_password_or_role_ends_sessions(enter: SignIn) -> None:
    admin, one, two = enter("ada"), enter("rev"), enter("rev")
    old = one.cookies["khabar"]
    changed = one.post("/api/account/password", json={"old": WORD, "new": "seven other stones"})
    assert changed.status_code == 200
    assert one.cookies["khabar"] != old
    assert (one.get("/api/meta").status_code, two.get("/api/meta").status_code) == (200, 401)
    assert admin.patch("/api/users/rev", json={"role": "reader"}).json()["role"] == "reader"
    assert one.get("/api/meta").status_code == 401


def test_too_many_tries_must_wait_and_are_told_how_long(outsider: TestClient, clock: StandingClock) -> None:
    wrong, right = {"name": "rea", "password": "wrong"}, {"name": "rea", "password": WORD}
    assert [outsider.post("/api/login", json=wrong).status_code for _ in range(5)] == [401] * 5
    waiting = outsider.post("/api/login", json=right)
    assert (waiting.status_code, waiting.headers["retry-after"], waiting.json()["code"]) == (429, "1", "KH965")
    clock.on(seconds=1)
    assert outsider.post("/api/login", json=right).status_code == 200


def test_unknown_names_and_wrong_passwords_get_the_same_answer(outsider: TestClient, team: Team) -> None:
    team.users.set_active("edi", False)
    told = [
        outsider.post("/api/login", json={"name": n, "password": p})
        for n, p in (("rea", "x"), ("no", "x"), ("edi", WORD))
    ]
    assert [t.status_code for t in told] == [401] * 3
    assert len({t.text for t in told}) == 1


def test_tokens_are_made_shown_once_and_revoked(enter: SignIn, outsider: TestClient) -> None:
    client = enter("rev")
    made = client.post("/api/tokens", json={"name": "script", "scopes": ["read"]}).json()
    bearer = {"Authorization": f"Bearer {made['token']}"}
    assert outsider.get("/api/meta", headers=bearer).json()["me"]["name"] == "rev"
    listed = client.get("/api/tokens")
    assert made["token"] not in listed.text
    assert [t["name"] for t in listed.json()["items"]] == ["script"]
    assert enter("edi").delete(f"/api/tokens/{made['id']}").status_code == 404
    assert client.delete(f"/api/tokens/{made['id']}").status_code == 200
    assert outsider.get("/api/meta", headers=bearer).status_code == 401
    assert client.post("/api/tokens", json={"name": "x", "scopes": ["admin"]}).status_code == 422


def test_users_are_added_and_changed_by_admins(enter: SignIn, outsider: TestClient) -> None:
    admin = enter("ada")
    draft = {"name": "nour", "password": "seven other stones", "role": "editor"}
    assert admin.post("/api/users", json=draft).status_code == 201
    assert admin.post("/api/users", json=draft).json()["code"] == "KH966"
    assert admin.patch("/api/users/nour", json={"active": False}).json()["active"] is False
    assert admin.patch("/api/users/ada", json={"role": "reader"}).status_code == 422
    assert admin.patch("/api/users/nobody", json={"role": "reader"}).status_code == 404
    assert "argon2" not in admin.get("/api/users").text


def test_decisions_are_signed_by_who_signed_in_and_others_by_editors_alone_undone(enter: SignIn, team: Team) -> None:
    team.users.add("two", "reviewer", WORD)
    one, two, editor = enter("rev"), enter("two"), enter("edi")
    made = one.post("/api/decisions", json={"kind": "accept", "record_id": "c-1", "who": "ada"}).json()
    assert made["who"] == "rev"
    assert two.post(f"/api/decisions/{made['id']}/undo").status_code == 403
    undone = editor.post(f"/api/decisions/{made['id']}/undo")
    assert (undone.status_code, undone.json()["who"]) == (201, "edi")


def test_what_is_done_stands_in_the_audit(enter: SignIn, outsider: TestClient) -> None:
    editor, admin = enter("edi"), enter("ada")
    outsider.post("/api/login", json={"name": "edi", "password": "wrong"})
    editor.post("/api/decisions", json={"kind": "accept", "record_id": "c-1"})
    editor.post("/api/decisions", json={"kind": "nothing"})
    editor.get("/api/decisions?format=csv")
    editor.get("/api/export?format=geojson&mask=true")
    editor.post("/api/closed", json={"kind": "report", "record_id": "r1", "least": "editor", "why": "x"})
    editor.get("/api/users")
    admin.post("/api/tokens", json={"name": "script", "scopes": ["read"]})
    editor.post("/api/logout")
    told = [(e["what"], e["who"]) for e in reversed(admin.get("/api/audit").json()["items"])][4:]
    assert told == [
        ("login", "edi"), ("login", "ada"), ("login failed", None), ("decision", "edi"), ("export", "edi"),
        ("export", "edi"), ("record closed", "edi"), ("refused", "edi"), ("token made", "ada"), ("logout", "edi"),
    ]  # fmt: skip
    details = {e["what"]: e for e in admin.get("/api/audit?what=export").json()["items"]}
    assert details["export"]["address"] == "testclient"
    assert [e["detail"] for e in admin.get("/api/audit?what=export").json()["items"]] == [
        "2 events as geojson; names of private persons withheld",
        "1 decisions as csv",
    ]


def test_nothing_is_exported_where_the_audit_cannot_be_written(
    enter: SignIn, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    from khabar.team import TeamError

    def broken(*_: Any, **__: Any) -> None:
        raise TeamError("the disk is full")

    client = enter("edi")
    monkeypatch.setattr(type(team.audit), "add", broken)
    answer = client.get("/api/export?format=csv")
    assert answer.status_code == 503
    assert "Homs" not in answer.text


def test_nobody_is_told_where_the_store_lies(everybody: dict[str, TestClient], outsider: TestClient, app: Any) -> None:
    paths = [p.replace("{", "").replace("}", "") for p in app.openapi()["paths"] if "gazetteer" not in p]
    for who, client in {**everybody, "outsider": outsider}.items():
        for path in (*paths, "/api/events/none", "/api/reports/none", "/api/jobs/none", "/api/decisions/none/undo"):
            for answer in (client.get(path), client.delete(path)):
                assert "khabar.sqlite" not in answer.text, (who, path, answer.text)
                assert "/tmp" not in answer.text, (who, path, answer.text)
