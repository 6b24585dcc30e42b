"""A server that is killed comes up with all that it acknowledged."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import httpx
import pytest

from khabar.store import open_store

PATIENCE = 60


class Running:
    """A server process on a store, and its address."""

    def __init__(self, store: Path) -> None:
        command = [sys.executable, "-m", "khabar", "serve", str(store), "--port", "0", "--who", "ana"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        self.client = httpx.Client(base_url=_address(self.process.stderr), timeout=PATIENCE)

    def greet(self) -> None:
        self.client.headers["X-CSRF-Token"] = self.client.get("/api/meta").json()["csrf"]

    def post(self, path: str, **sent: Any) -> Any:
        answer = self.client.post(path, **sent)
        assert answer.status_code in (201, 202), answer.text
        return answer.json()

    def kill(self) -> None:
        self.client.close()
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)
        assert self.process.stderr is not None
        self.process.stderr.close()


def _address(stream: IO[str]) -> str:
    for line in stream:
        if found := re.search(r"http://\S+", line):
            return found.group()
    raise AssertionError("the server did not start")


@pytest.fixture
def start(store_file: Path) -> Iterator[Callable[[], Running]]:
    running: list[Running] = []

    def make() -> Running:
        running.append(Running(store_file))
        running[-1].greet()
        return running[-1]

    yield make
    for one in running:
        if one.process.poll() is None:
            one.kill()


def test_acknowledged_decisions_survive(start: Callable[[], Running], store_file: Path) -> None:
    first = start()
    made = [first.post("/api/decisions", json={"kind": "accept", "record_id": f"c-{n}"})["id"] for n in (1, 2, 3)]
    first.kill()
    with open_store(store_file) as store:
        assert [d.id for d in store.log.all()] == made


def test_acknowledged_uploads_are_read_by_the_next_server(start: Callable[[], Running]) -> None:
    first = start()
    files = [("files", ("<b>bad</b>.pdf", b"%PDF")), ("files", ("lines.jsonl", b"no json\n"))]
    job = first.post("/api/uploads", files=files)["job"]
    first.kill()
    second, begun = start(), time.monotonic()
    while (told := second.client.get(f"/api/jobs/{job}").json())["state"] in ("queued", "running"):
        assert time.monotonic() - begun < PATIENCE
        time.sleep(0.2)
    assert told["state"] == "done"
    assert [(e["file"], e["line"]) for e in told["errors"]] == [("b.pdf", None), ("lines.jsonl", 1)]
