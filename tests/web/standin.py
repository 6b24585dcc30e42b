"""A stand-in for the server: the built pages, and the API answered from memory, under a strict content policy."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

from tests.web.answers import answer
from tests.web.state import Answers

STATIC = files("khabar").joinpath("web", "static")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
TYPES = {".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml"}


class Handler(BaseHTTPRequestHandler):
    answers: Answers

    def log_message(self, format: str, *args: object) -> None:
        """Tests are silent."""

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def do_PATCH(self) -> None:
        self._serve("PATCH")

    def do_DELETE(self) -> None:
        self._serve("DELETE")

    def _serve(self, method: str) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if parts.path.startswith("/api/"):
            status, kind, data = self._api(method, parts.path[4:], parts.query, body)
        else:
            status, kind, data = self._file(parts.path)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(data)

    def _api(self, method: str, path: str, query: str, body: bytes) -> tuple[int, str, bytes]:
        is_json = "json" in self.headers.get("Content-Type", "")
        given = json.loads(body) if body and is_json else None
        if method != "GET" and path != "/login" and self.headers.get("X-CSRF-Token") != "token-of-this-session":
            return 403, "application/json", b'{"code": "KH802", "what": "The request has no CSRF token."}'
        status, told = answer(self.answers, method, unquote(path), parse_qs(query), given)
        return status, "application/json", json.dumps(told).encode()

    def _file(self, path: str) -> tuple[int, str, bytes]:
        found = STATIC.joinpath(*path.strip("/").split("/")) if path.strip("/") else STATIC
        if not found.is_file():
            found = STATIC.joinpath("index.html")
        ending = "." + found.name.rpartition(".")[2]
        return 200, TYPES.get(ending) or mimetypes.guess_type(found.name)[0] or "text/plain", found.read_bytes()


@contextmanager
def serving(answers: Answers) -> Iterator[str]:
    """The address of a running stand-in, on a free port of this machine."""
    handler = type("BoundHandler", (Handler,), {"answers": answers})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
