"""A small model server for tests: real HTTP on this machine, with every failure that a server can show."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

QUESTION = 3
"""Which message holds the sentences, behind the instructions and an example."""


@dataclass
class Say:
    """One thing that the server says; ``body`` counts instead of a completion with ``content``."""

    content: str | None = '{"claims": []}'
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None
    finish: str = "stop"
    seconds: float = 0.0
    usage: tuple[int, int] | None = (100, 10)

    def text(self) -> str:
        if self.body is not None:
            return self.body
        message = {"role": "assistant", "content": self.content}
        told: dict[str, Any] = {"choices": [{"index": 0, "message": message, "finish_reason": self.finish}]}
        if self.usage is not None:
            told["usage"] = {"prompt_tokens": self.usage[0], "completion_tokens": self.usage[1]}
        return json.dumps(told)


def error(status: int, message: str, **headers: str) -> Say:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Say(status=status, body=json.dumps({"error": {"message": message}}), headers=named)


def claims(*told: dict[str, Any]) -> Say:
    return Say(json.dumps({"claims": list(told)}))


class ModelServer:
    """Says what ``turns`` hold, one after the other, then what ``always`` makes of each request."""

    def __init__(self, always: Callable[[dict[str, Any]], Say]) -> None:
        self.always = always
        self.turns: list[Say] = []
        self.asked: list[dict[str, Any]] = []
        self.headers: list[Mapping[str, str]] = []
        self.port = 0
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def turn(self, asked: dict[str, Any], headers: Mapping[str, str]) -> Say:
        with self._lock:
            self.asked.append(asked)
            self.headers.append(headers)
            return self.turns.pop(0) if self.turns else self.always(asked)

    def sentences(self, number: int = -1) -> str:
        text: str = self.asked[number]["messages"][QUESTION]["content"]
        return text


@contextmanager
def serving(always: Callable[[dict[str, Any]], Say] = lambda _: Say()) -> Iterator[ModelServer]:
    server = ModelServer(always)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            say = server.turn(asked, dict(self.headers.items()))
            time.sleep(say.seconds)
            body = say.text().encode()
            try:
                self.send_response(say.status)
                for name, value in say.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                pass

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        server.port = http.server_address[1]
        threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield server
        finally:
            http.shutdown()
