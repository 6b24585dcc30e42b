"""``khabar serve``: the web app on a store."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from khabar.cli.console import stderr
from khabar.cli.options import example


def register(app: typer.Typer) -> None:
    commands = ("khabar serve out", "khabar serve out/khabar.sqlite --port 8080 --who ana", "khabar serve out --team")
    app.command("serve", **example(*commands))(serve)


def serve(
    target: Annotated[
        str, typer.Argument(metavar="DB|DIR", show_default="here", help="A store, or an output folder of khabar run.")
    ] = ".",
    host: Annotated[
        str, typer.Option(help="Address to listen on; another than this machine's own only with --team.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
    who: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", envvar="KHABAR_WHO", show_default="your login", help="Name that decisions are signed with."
        ),
    ] = None,
    team: Annotated[
        bool, typer.Option("--team", help="Ask for logins; khabar user add makes the first. See docs/web.md.")
    ] = False,
    public: Annotated[
        str,
        typer.Option(metavar="URL", show_default=False, help="With --team: the address that people open."),
    ] = "",
    show_names: Annotated[
        bool, typer.Option("--show-names", help="With --team: do not mask names of private persons for readers.")
    ] = False,
) -> None:
    """Open the web app on a store: map, timeline, events, reports, control, search, brief, review, upload.

    Without --team it answers this machine alone, without a login. Nothing is sent elsewhere.
    """
    from khabar.web.errors import WebError
    from khabar.web.serving import TeamUse, checked_host, checked_public, run_app

    if not team and (public or show_names):
        raise WebError("--public and --show-names are for a team", remedy="give --team too")
    name = (who or _login()).strip() or "you"
    use = TeamUse(checked_public(public), show_names) if team else None
    if use is not None and use.public.startswith("http:"):
        stderr().print("[yellow]Passwords and records travel unencrypted to an address with http://[/]")
    run_app(target, checked_host(host, use), port, name, _announce, use)


def _announce(address: str) -> None:
    stderr().print(f"khabar is at {address}  (Ctrl+C ends it)", markup=False, highlight=False)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "you"
