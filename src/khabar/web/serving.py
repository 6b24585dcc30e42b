"""Running the app on a socket of this machine."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import uvicorn

from khabar.store import Store, open_store
from khabar.team import Views, open_team
from khabar.web.app import create_app
from khabar.web.errors import WebError
from khabar.web.jobs import JobQueue, jobs_folder
from khabar.web.security import LOOPBACK, host_name
from khabar.web.server import People, Server


@dataclass(frozen=True, slots=True)
class TeamUse:
    """How a team uses the app.

    Attributes:
        public: the address that people open, such as ``https://khabar.example.org``; empty on this machine alone.
        names: all roles see the names of private persons.
    """

    public: str = ""
    names: bool = False

    @property
    def hosts(self) -> frozenset[str]:
        """Names that requests may be for."""
        return LOOPBACK | {host_name(urlsplit(self.public).netloc)} if self.public else LOOPBACK


def checked_host(host: str, team: TeamUse | None = None) -> str:
    """An address to listen on. Raises WebError: another machine's, without a team or without its address."""
    if host in LOOPBACK:
        return host
    if team is None:
        remedy = "serve on 127.0.0.1, and reach it from elsewhere through an SSH tunnel; or --team, with logins"
        raise WebError("without logins the app answers this machine alone", where=f"--host {host}", remedy=remedy)
    if not team.public:
        remedy = "name the address that people open: --public https://khabar.example.org"
        raise WebError("other machines need an address", where=f"--host {host}", remedy=remedy)
    return host


def checked_public(public: str) -> str:
    """The address that people open. Raises WebError."""
    parts = urlsplit(public)
    if public and (parts.scheme not in ("https", "http") or not host_name(parts.netloc) or parts.path not in ("", "/")):
        remedy = "write it as https://khabar.example.org"
        raise WebError("this is no address of a server", where=f"--public {public}", remedy=remedy)
    return public.rstrip("/")


def run_app(
    target: str | os.PathLike[str],
    host: str,
    port: int,
    who: str,
    announce: Callable[[str], None],
    team: TeamUse | None = None,
) -> None:
    """Serve until the process is ended.

    Args:
        team: ask for logins, and give each the rights of the role.

    Raises:
        StoreError: there is no store, or it cannot be used.
        NoUsersError: nobody could sign in.
        WebError: the port cannot be had.
    """
    with open_store(target, create=False) as store:
        people = _people(store, target, team) if team is not None else None
        listening = _socket(host, port)
        jobs = JobQueue(jobs_folder(target), os.fspath(target))
        server = Server(store, who, os.fspath(target), jobs, people=people)
        server.warm()
        app = create_app(server, team.hosts if team is not None else LOOPBACK)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False,
            proxy_headers=bool(team and team.public), forwarded_allow_ips="127.0.0.1",
        )  # fmt: skip
        shown = f"[{host}]" if ":" in host else host
        announce(f"http://{shown}:{listening.getsockname()[1]}/")
        with jobs:
            uvicorn.Server(config).run(sockets=[listening])


def _people(store: Store, target: str | os.PathLike[str], use: TeamUse) -> People:
    team = open_team(target)
    return People(team, Views(store, team.closings, names=use.names), use.public)


def _socket(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # a browser that comes before the app is up waits, and is not refused
    except OSError as reason:
        listening.close()
        remedy = "choose another one with --port, or 0 for a free one"
        raise WebError(
            f"the port cannot be used: {reason.strerror or reason}", where=str(port), remedy=remedy
        ) from None
    return listening
