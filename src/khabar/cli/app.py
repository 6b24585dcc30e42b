"""The commands as one program, with its exit codes: 0 all done, 1 failed, 2 wrong usage, 3 some inputs skipped."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from importlib.metadata import version
from types import FrameType
from typing import Annotated

import typer

from khabar.cli import (
    brief,
    claims,
    closed,
    control,
    events,
    export,
    gazetteer,
    judge,
    outlets,
    pack,
    places,
    run,
    serve,
    show,
    sources,
    team,
    update,
    why,
)
from khabar.cli.console import show_error
from khabar.errors import EXIT_FAILED, KhabarError

app = typer.Typer(
    name="khabar",
    help="Reads reports on a war; works out what is claimed to have happened, where, when, by whom, on whose word.",
    epilog="Example:\n\nkhabar run reports/ --out out\n\nWhat comes out are claims, not facts.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (run, claims, places, sources, events, show, why, update, brief, control, outlets, export, serve):
    module.register(app)
app.add_typer(judge.app)
app.add_typer(gazetteer.app)
app.add_typer(pack.app)
app.add_typer(team.users)
app.add_typer(team.tokens)
app.add_typer(closed.closed)
app.command("audit", **team.AUDIT_EXAMPLE)(team.audit)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"khabar {version('khabar')}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command line (by default the process's own) and exit."""
    signal.signal(signal.SIGTERM, _terminated)
    try:
        app(args=list(arguments) if arguments is not None else None, prog_name="khabar")
    except KhabarError as error:
        show_error(error)
        sys.exit(EXIT_FAILED)
    except BrokenPipeError:
        _close_stdout()


def _terminated(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)
    sys.exit(128 + number)


def _close_stdout() -> None:
    """Whoever read our output has left: end without a word, and keep Python from flushing into nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(EXIT_FAILED)
