"""The app on PostgreSQL answers as it does on SQLite; skipped where no server can be started."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from khabar.store import open_store
from khabar.web.app import create_app
from khabar.web.server import Server
from tests.web_api.conftest import HOST, TestClient, fill

BIN = [*os.environ.get("PATH", "").split(os.pathsep), *map(str, Path("/usr/lib/postgresql").glob("*/bin"))]
INITDB, POSTGRES = (shutil.which(name, path=os.pathsep.join(BIN)) for name in ("initdb", "postgres"))
NOBODY = 65534
ASKED = (
    "/api/events",
    "/api/events?type=shelling",
    "/api/events?q=Maaloula&from=2013-09-09",
    "/api/events/map",
    "/api/events/timeline",
    "/api/events/e-1",
    "/api/reports/r2",
    "/api/places/geonames:1",
    "/api/actors/syrian-army",
    "/api/outlets/Wire",
    "/api/control?date=2013-09-20",
    "/api/search?q=Maalula",
    "/api/brief?from=2013-09-09&side=government",
    "/api/review/queue",
    "/api/decisions",
    "/api/meta",
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Address of a server that ends with the tests; it refuses to run as root, so root starts it as nobody."""
    if INITDB is None or POSTGRES is None:
        pytest.skip("PostgreSQL is not installed")
    pytest.importorskip("psycopg")
    who: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    folder = tempfile.mkdtemp(prefix="khabar-pg-")
    try:
        if who:
            os.chown(folder, NOBODY, NOBODY)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        data = f"{folder}/data"
        how: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, **who}
        subprocess.run([INITDB, "-D", data, "-A", "trust", "-U", "khabar", "-E", "UTF8"], check=True, **how)
        settings = {"unix_socket_directories": folder, "dynamic_shared_memory_type": "mmap", "shared_buffers": "16MB"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        started = subprocess.Popen([POSTGRES, "-D", data, "-p", str(port), *options], **how)
        try:
            _wait(port, started)
            yield f"khabar:secret@127.0.0.1:{port}"
        finally:
            started.terminate()
            started.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(port: int, started: subprocess.Popen[bytes]) -> None:
    import psycopg

    for _ in range(600):
        assert started.poll() is None, "the server ended"
        try:
            psycopg.connect(f"host=127.0.0.1 port={port} user=khabar dbname=postgres", connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")


@pytest.fixture
def clients(address: str, store_file: Path) -> Iterator[tuple[TestClient, TestClient, Server]]:
    """The app on an empty database of PostgreSQL, on SQLite, and the first one's server."""
    import psycopg
    from psycopg import sql

    name = f"khabar_{uuid.uuid4().hex}"
    with psycopg.connect(f"postgresql://{address}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    url = f"postgresql+psycopg://{address}/{name}"
    with open_store(url) as there, open_store(store_file) as here:
        fill(there)
        first, second = Server(there, "ana", url), Server(here, "ana", str(store_file))
        apps = [TestClient(create_app(server), base_url=HOST) for server in (first, second)]
        yield apps[0], apps[1], first


def test_answers_are_the_same(clients: tuple[TestClient, TestClient, Server]) -> None:
    there, here, _ = clients
    for path in ASKED:
        answers = [client.get(path) for client in (there, here)]
        assert [a.status_code for a in answers] == [200, 200], path
        told = [{k: v for k, v in a.json().items() if k != "csrf"} for a in answers]
        assert told[0] == told[1], path


def test_two_reviewers_at_once_lose_nothing(clients: tuple[TestClient, TestClient, Server]) -> None:
    client, _, server = clients
    header = {"X-CSRF-Token": server.csrf}

    def decide(number: int) -> int:
        draft = {"kind": "skip", "record_id": f"c-{number % 3 + 1}", "why": str(number)}
        answer: int = client.post("/api/decisions", json=draft, headers=header).status_code
        return answer

    with ThreadPoolExecutor(4) as several:
        assert set(several.map(decide, range(24))) == {201}
    told = client.get("/api/decisions?limit=100").json()["items"]
    assert sorted(int(item["why"]) for item in told) == list(range(24))


def test_nothing_shows_the_password(clients: tuple[TestClient, TestClient, Server]) -> None:
    _, _, server = clients
    assert "secret" not in str(server.store.where)
