"""``khabar gazetteer fetch``, against a server of our own."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path
from socketserver import BaseRequestHandler, TCPServer

import pytest

from khabar.errors import GazetteerError
from khabar.places import fetched_dump

ROW = "1\tHama\tHama\tHamah\t35.13\t36.75\tP\tPPL\tSY\t\t10\t\t\t\t460000\t\t\tAsia/Damascus\t2020-01-01\n"


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.writestr("SY.txt", ROW)
    with zipfile.ZipFile(tmp_path / "IQ.zip", "w") as archive:
        archive.writestr("readme.txt", "nothing")
    (tmp_path / "YE.zip").write_text("<html>try again later</html>")
    whole = (tmp_path / "SY.zip").read_bytes()
    (tmp_path / "LB.zip").write_bytes(whole[: len(whole) // 2])
    with zipfile.ZipFile(tmp_path / "JO.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("JO.txt", ROW * 50)
    packed = bytearray((tmp_path / "JO.zip").read_bytes())
    packed[40:60] = bytes(20)
    (tmp_path / "JO.zip").write_bytes(packed)
    http = HTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(tmp_path)))
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}"
    http.shutdown()
    http.server_close()
    thread.join()


def test_the_dump_of_a_country_is_unpacked_and_told_of(server: str) -> None:
    told: list[tuple[int, int | None]] = []
    with fetched_dump("SY", base_url=server, on_progress=lambda come, whole: told.append((come, whole))) as dump:
        assert dump.read_text(encoding="utf-8") == ROW
    assert not dump.exists()
    assert told
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("IQ", "no archive with IQ.txt"),
        ("YE", "no archive with YE.txt"),
        ("LB", "no archive with LB.txt"),
        ("JO", "no archive with JO.txt"),
        ("SD", "404"),
        ("syria", "no country code"),
    ],
)
def test_what_is_no_dump_is_refused(server: str, code: str, said: str) -> None:
    with pytest.raises(GazetteerError, match=said), fetched_dump(code, base_url=server):
        pass


class Rubbish(BaseRequestHandler):
    def handle(self) -> None:
        self.request.recv(1000)
        self.request.sendall(b"no HTTP at all\r\n\r\n")


def test_a_server_that_speaks_no_http_is_told() -> None:
    with TCPServer(("127.0.0.1", 0), Rubbish) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        with pytest.raises(GazetteerError, match="nothing could be fetched"), fetched_dump("SY", base_url=address):
            pass


def test_without_network_it_says_what_to_do() -> None:
    with (
        pytest.raises(GazetteerError, match="khabar gazetteer add FILE"),
        fetched_dump("SY", base_url="http://127.0.0.1:9"),
    ):
        pass
