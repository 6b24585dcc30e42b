"""Running the app on a socket of this machine."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable

import uvicorn

from khabar.store import open_store
from khabar.web.app import create_app
from khabar.web.errors import WebError
from khabar.web.jobs import JobQueue, jobs_folder
from khabar.web.security import LOOPBACK
from khabar.web.server import Server


def checked_host(host: str) -> str:
    """An address of this machine alone. Raises WebError."""
    if host not in LOOPBACK:
        remedy = "serve on 127.0.0.1, and reach it from elsewhere through an SSH tunnel"
        raise WebError("without logins the app answers this machine alone", where=f"--host {host}", remedy=remedy)
    return host


def run_app(target: str | os.PathLike[str], host: str, port: int, who: str, announce: Callable[[str], None]) -> None:
    """Serve until the process is ended.

    Raises:
        StoreError: there is no store, or it cannot be used.
        WebError: the port cannot be had.
    """
    with open_store(target, create=False) as store:
        listening = _socket(host, port)
        server = Server(store, who, os.fspath(target), JobQueue(jobs_folder(target), os.fspath(target)))
        server.now()
        app = create_app(server)
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, proxy_headers=False)
        shown = f"[{host}]" if ":" in host else host
        announce(f"http://{shown}:{listening.getsockname()[1]}/")
        assert server.jobs is not None
        with server.jobs:
            uvicorn.Server(config).run(sockets=[listening])


def _socket(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as reason:
        listening.close()
        remedy = "choose another one with --port, or 0 for a free one"
        raise WebError(
            f"the port cannot be used: {reason.strerror or reason}", where=str(port), remedy=remedy
        ) from None
    return listening
