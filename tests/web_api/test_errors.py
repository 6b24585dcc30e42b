"""No error tells where the store, or anything else, lies on the server's disk."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from khabar.errors import GazetteerError, KhabarError, NotFoundError, StoreError
from khabar.review import JudgementError
from khabar.store import Store
from khabar.team import TeamError
from khabar.web.app import create_app
from khabar.web.errors import BadRequest, fault_of, without_paths
from khabar.web.job_answers import Job
from khabar.web.jobs import read_job, write_job
from khabar.web.server import Server
from khabar.web.worker import main
from tests.web_api.conftest import HOST, TestClient

RECORDS = ("events", "reports", "places", "actors", "outlets", "jobs")


def tells_of_disk(text: str, folder: Path) -> bool:
    return any(part in text for part in (str(folder), folder.name, ".sqlite", "/tmp", "\\\\"))


@pytest.mark.parametrize("kind", RECORDS)
def test_a_missing_record_is_told_without_the_store(client: TestClient, tmp_path: Path, kind: str) -> None:
    answer = client.get(f"/api/{kind}/none")
    assert answer.status_code == 404
    assert not tells_of_disk(answer.text, tmp_path), answer.text


def test_what_cannot_be_decided_is_told_without_the_store(
    client: TestClient, writing: dict[str, str], tmp_path: Path
) -> None:
    drafts = ({"kind": "accept", "record_id": "none"}, {"kind": "same", "record_id": "c-1", "other_id": "none"})
    answers = [client.post("/api/decisions", json=draft, headers=writing) for draft in drafts]
    answers.append(client.post("/api/decisions/none/undo", headers=writing))
    for answer in answers:
        assert answer.status_code == 404
        assert not tells_of_disk(answer.text, tmp_path), answer.text


def test_what_was_asked_for_is_told(client: TestClient) -> None:
    assert client.get("/api/nothing").json()["where"] == "/api/nothing"
    assert client.get("/api/events?bbox=x").json()["where"] == "bbox"


def test_a_store_that_fails_is_told_without_where_it_is(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    where = str(tmp_path / "khabar.sqlite")

    def failing(_store: Store) -> int:
        raise StoreError(
            f"the store cannot be used: [Errno 5] I/O error: '{where}'", where=where, remedy=f"see {where}"
        )

    monkeypatch.setattr(Store, "revision", failing)
    client = TestClient(create_app(server), base_url=HOST, raise_server_exceptions=False)
    paths = [p for p, item in client.get("/api/openapi.json").json()["paths"].items() if "get" in item]
    asked = [p.replace("{", "").replace("}", "") for p in paths if p != "/api/gazetteer"]
    answers = {p: client.get(p, params={"q": "x"}) for p in asked}
    assert sum(a.status_code == 503 for a in answers.values()) > 10
    for path, answer in answers.items():
        assert not tells_of_disk(answer.text, tmp_path), (path, answer.text)
    assert any(where in record.message for record in caplog.records if record.levelno == logging.ERROR)


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (StoreError("no store: '/srv/a b/khabar.sqlite'", where="/srv/x"), "no store: …"),
        (StoreError("no store: 'out/khabar.sqlite'", where="out"), "no store: …"),
        (TeamError("unable to open /srv/team/team.db, really", where="/srv/team.db"), "unable to open …, really"),
        (GazetteerError("cannot read C:\\khabar\\added.json", where="C:\\khabar"), "cannot read …"),
        (StoreError("cannot reach postgresql://me:secret@db/khabar"), "cannot reach …"),
        (NotFoundError("there is no event 'e-1'", where="postgresql://me:***@db/khabar"), "there is no event 'e-1'"),
        (KhabarError("killed and/or wounded on 1/2/2016"), "killed and/or wounded on 1/2/2016"),
    ],
)
def test_words_lose_their_paths(error: KhabarError, what: str) -> None:
    told = fault_of(error)
    assert (told.code, told.what, told.where) == (error.code, what, "")


@pytest.mark.parametrize("kind", [BadRequest, JudgementError])
def test_what_is_about_a_request_is_told_as_it_is(kind: type[KhabarError]) -> None:
    told = fault_of(kind("'a/b.c' is no event", where="/srv", remedy="see /api/events"))
    assert (told.what, told.where, told.do) == ("'a/b.c' is no event", "/srv", "see /api/events")


def test_end_points_stay_in_advice() -> None:
    assert without_paths("see /api/openapi.json") == "see /api/openapi.json"


def test_a_job_that_fails_tells_of_no_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "jobs" / "1"
    write_job(folder, Job(id="1", kind="link", state="queued", started="2024-01-01"))
    (tmp_path / "khabar.sqlite").write_text("no database at all" * 100)
    assert main(str(tmp_path / "khabar.sqlite"), folder) == 1
    job = read_job(folder)
    assert job is not None
    assert [e.file for e in job.errors] == [""]
    assert not tells_of_disk(job.errors[0].reason, tmp_path)
    assert str(tmp_path) in capsys.readouterr().err
