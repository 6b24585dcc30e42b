"""``khabar serve``: the web app on a store."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from khabar.cli.console import stderr
from khabar.cli.options import example


def register(app: typer.Typer) -> None:
    commands = ("khabar serve out", "khabar serve out/khabar.sqlite --port 8080 --who ana")
    app.command("serve", **example(*commands))(serve)


def serve(
    target: Annotated[
        str, typer.Argument(metavar="DB|DIR", show_default="here", help="A store, or an output folder of khabar run.")
    ] = ".",
    host: Annotated[str, typer.Option(help="Address to listen on; only this machine's own.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
    who: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", envvar="KHABAR_WHO", show_default="your login", help="Name that decisions are signed with."
        ),
    ] = None,
) -> None:
    """Open the web app on a store: map, timeline, events, reports, control, search, brief, review, upload.

    It answers this machine alone, without a login; nothing leaves the machine.
    """
    from khabar.web.serving import checked_host, run_app

    name = (who or _login()).strip() or "you"
    run_app(target, checked_host(host), port, name, _announce)


def _announce(address: str) -> None:
    stderr().print(f"khabar is at {address}  (Ctrl+C ends it)", markup=False, highlight=False)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "you"
