"""Requests that are made from the description of the API, by schemathesis: no answer is an error of the server.

Seeded and bounded; ``KHABAR_FUZZ=N`` asks each end point N times.
"""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from khabar.team import Team
from khabar.team.sessions import Owner
from khabar.web.jobs import JobQueue
from khabar.web.server import Server
from tests.web_api.conftest import HOST, TestClient

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    schemathesis = pytest.importorskip("schemathesis")

TIMES = int(os.environ.get("KHABAR_FUZZ", "8"))
OPENING_AN_INDEX = "/api/gazetteer"
ENDING = ("/api/logout", "/api/users/{name}", "/api/account/password")


def operations(app: Any) -> list[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        described = schemathesis.openapi.from_dict(app.openapi())
        return [found.ok() for found in described.get_all_operations()]


def test_no_described_request_breaks_the_server(app: Any, team: Team, server: Server, tmp_path: Path) -> None:
    server.jobs = JobQueue(tmp_path / "jobs", server.target)  # keeps uploads; nothing reads them
    client = TestClient(app, base_url=HOST, raise_server_exceptions=False)
    secrets = [team.tokens.make(Owner("ada", "admin"), "fuzz", ["read", "review", "upload", "admin"])[1]]
    session = team.sign_in("ada", "seven small stones", "fuzz")
    caller = team.with_session(session, "fuzz")
    assert caller is not None
    signed_in = {"Cookie": f"khabar={session}", "X-CSRF-Token": caller.csrf}
    bearer = {"Authorization": f"Bearer {secrets[0]}"}
    for operation in operations(app):
        if operation.path == OPENING_AN_INDEX:
            continue
        headers = bearer if operation.path in ENDING or operation.path.startswith("/api/users") else signed_in
        ask(client, operation, headers)


def ask(client: TestClient, operation: Any, headers: dict[str, str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        strategy = operation.as_strategy()

    @seed(20240501)
    @settings(
        max_examples=TIMES, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=strategy)
    def asked(case: Any) -> None:
        sent = case.as_transport_kwargs(base_url=HOST)
        sent["headers"] = {**{str(k): str(v) for k, v in (sent.get("headers") or {}).items()}, **headers}
        sent.pop("cookies", None)
        kept = {k: v for k, v in sent.items() if k in ("method", "url", "headers", "params", "json", "data", "files")}
        if isinstance(kept.get("data"), bytes | str):
            kept["content"] = kept.pop("data")
        try:
            answer = client.request(**kept)
        except (UnicodeError, ValueError):
            return  # what no client can send
        told = operation.definition.raw["responses"]
        where = (operation.label, kept, answer.status_code, answer.text[:300])
        assert answer.status_code < 500, where
        assert str(answer.status_code) in told or answer.status_code in (400, 405), where

    asked()
