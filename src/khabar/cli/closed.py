"""``khabar closed``: records that only higher roles of a team see."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from khabar.cli.console import stderr
from khabar.cli.options import example
from khabar.cli.team import At

COMMAND_LINE = "command line"

closed = typer.Typer(
    name="closed",
    help="Close reports, claims and events to lower roles of khabar serve --team, and open them again.",
    no_args_is_help=True,
    **example("khabar closed add event e-3f2a9c41d07b --least editor --why 'names a witness' --at out"),
)
Why = Annotated[str, typer.Option("--why", show_default=False, help="The reason, for the audit.")]
Who = Annotated[str, typer.Option("--who", show_default="the command line", help="Who decides it.")]


@closed.command("add", **example("khabar closed add report r-7 --least admin --why 'names a witness' --at out"))
def add(
    kind: Annotated[Literal["report", "claim", "event"], typer.Argument(show_default=False)],
    record: Annotated[str, typer.Argument(metavar="ID", show_default=False, help="Id of the record.")],
    why: Why,
    least: Annotated[
        Literal["reviewer", "editor", "admin"], typer.Option(help="The lowest role that goes on seeing it.")
    ] = "editor",
    who: Who = COMMAND_LINE,
    at: At = ".",
) -> None:
    """Close a record: an event with its claims, a report with all that it tells. The audit notes it."""
    from khabar.store import open_store
    from khabar.team import open_team

    team = open_team(at)
    with open_store(at, readonly=True) as store:
        made = team.closings.close(store, kind, record, least, why=why, who=who)
    team.audit.add("record closed", who=None, detail=f"{kind} {record} below {least}: {why}", address=COMMAND_LINE)
    stderr().print(f"{made.id}: {kind} {record} is seen by {least} and above", markup=False)


@closed.command("list", **example("khabar closed list --at out"))
def list_closed(
    at: At = ".", history: Annotated[bool, typer.Option("--history", help="Also what was opened again.")] = False
) -> None:
    """List what is closed, the oldest first: id, kind, record, lowest role, who, why."""
    from khabar.team import open_team

    closings = open_team(at).closings
    for c in closings.history() if history else closings.all():
        opened = f"opened by {c.opened.who}: {c.opened.why}" if c.opened is not None else ""
        typer.echo("\t".join((c.id, c.kind, c.record_id, c.least, c.who, c.why, *([opened] if history else []))))


@closed.command("open", **example("khabar closed open 3f2a9c41d07b --why 'published since' --at out"))
def open_again(
    closing: Annotated[str, typer.Argument(metavar="ID", show_default=False, help="Id of the closing.")],
    why: Why,
    who: Who = COMMAND_LINE,
    at: At = ".",
) -> None:
    """Let all roles see a record again; that it was closed stays known."""
    from khabar.team import open_team

    team = open_team(at)
    opened = team.closings.open(closing, "admin", why=why, who=who)
    detail = f"{opened.kind} {opened.record_id}: {why}"
    team.audit.add("record opened", who=None, detail=detail, address=COMMAND_LINE)
    stderr().print(f"{opened.kind} {opened.record_id} is seen by all", markup=False)
