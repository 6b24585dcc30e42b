"""``khabar user``, ``khabar token`` and ``khabar audit``: who may use a team's web app, and what they did."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.console import stderr, stdout
from khabar.cli.lines import OutFile, lines_to
from khabar.cli.options import example

if TYPE_CHECKING:
    from khabar.team import Team

users = typer.Typer(
    name="user",
    help="The users of khabar serve --team: add, list, change. Roles: reader, reviewer, editor, admin.",
    no_args_is_help=True,
    **example("khabar user add ana --role admin --at out"),
)
tokens = typer.Typer(
    name="token",
    help="API tokens of khabar serve --team: make, list, revoke.",
    no_args_is_help=True,
    **example("khabar token add ana 'nightly export' --scope read --at out"),
)
AUDIT_EXAMPLE = example("khabar audit --at out", "khabar audit --at out --check")
At = Annotated[
    str, typer.Option("--at", metavar="DB|DIR", show_default="here", help="The store, or the folder that it is in.")
]
Name = Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="Name that the user signs in with.")]


def _team(at: str, *, create: bool = False) -> Team:
    from khabar.team import open_team

    return open_team(at, create=create)


def asked_password() -> str:
    """From the terminal, twice; from standard input, one line. Raises AccountError."""
    from khabar.team import AccountError

    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != password:
        raise AccountError("the two passwords differ", remedy="type the same one twice")
    return password


@users.command("add", **example("khabar user add ana --role admin --at out"))
def add(
    name: Name,
    role: Annotated[str, typer.Option(help="reader, reviewer, editor or admin.")] = "reader",
    at: At = ".",
) -> None:
    """Add a user; the password is asked for, or read from standard input."""
    from khabar.team.users import checked_name, checked_role

    known_name, known_role = checked_name(name), checked_role(role)
    password = asked_password()
    user = _team(at, create=True).users.add(known_name, known_role, password)
    stderr().print(f"{user.name} is {user.role}", markup=False)


@users.command("list", **example("khabar user list --at out"))
def list_users(at: At = ".") -> None:
    """List the users: name, role, and whether they may sign in."""
    for user in _team(at, create=False).users.all():
        typer.echo(f"{user.name}\t{user.role}\t{'active' if user.active else 'disabled'}")


@users.command("role", **example("khabar user role ben editor --at out"))
def role(
    name: Name,
    role: Annotated[str, typer.Argument(show_default=False, help="reader, reviewer, editor or admin.")],
    at: At = ".",
) -> None:
    """Give a user another role; the user's sessions end."""
    user = _team(at).users.set_role(name, role)
    stderr().print(f"{user.name} is {user.role}", markup=False)


@users.command("password", **example("khabar user password ben --at out"))
def password(name: Name, at: At = ".") -> None:
    """Set another password; it is asked for, or read from standard input. The user's sessions end."""
    team = _team(at)
    user = team.users.one(name)
    team.users.set_password(user.name, asked_password())
    stderr().print(f"{user.name} has another password", markup=False)


@users.command("disable", **example("khabar user disable ben --at out"))
def disable(name: Name, at: At = ".") -> None:
    """Close a user's access: sessions end, tokens open nothing. What the user decided stays."""
    user = _team(at).users.set_active(name, False)
    stderr().print(f"{user.name} may not sign in", markup=False)


@users.command("enable", **example("khabar user enable ben --at out"))
def enable(name: Name, at: At = ".") -> None:
    """Open a user's access again."""
    user = _team(at, create=False).users.set_active(name, True)
    stderr().print(f"{user.name} may sign in", markup=False)


@tokens.command("add", **example("khabar token add ana 'nightly export' --scope read --at out"))
def add_token(
    name: Name,
    purpose: Annotated[str, typer.Argument(metavar="PURPOSE", show_default=False, help="What it is for.")],
    scope: Annotated[list[str], typer.Option(show_default=False, help="read, review, upload or admin.")],
    days: Annotated[int, typer.Option(min=1, max=366, help="After so many days it ends.")] = 90,
    at: At = ".",
) -> None:
    """Make a token of a user and print it, this once."""
    from khabar.team.sessions import Owner

    team = _team(at)
    user = team.users.one(name)
    token, secret = team.tokens.make(Owner(user.name, user.role), purpose, scope, days)
    typer.echo(secret)
    stderr().print(f"{token.id}: ends on {token.ends_at[:10]}; it is not shown again", markup=False)


@tokens.command("list", **example("khabar token list --at out"))
def list_tokens(at: At = ".") -> None:
    """List the tokens that stand: id, user, scopes, end, what for."""
    for token in _team(at).tokens.of():
        line = "\t".join((token.id, token.user, ",".join(token.scopes), token.ends_at[:10], token.name))
        typer.echo(line)


@tokens.command("revoke", **example("khabar token revoke 3f2a9c41d07b --at out"))
def revoke(
    token: Annotated[str, typer.Argument(metavar="ID", show_default=False, help="Id of a token.")], at: At = "."
) -> None:
    """Take a token back, for good."""
    _team(at).tokens.revoke(token)
    stderr().print(f"{token} opens nothing any more", markup=False)


def audit(
    at: At = ".",
    check: Annotated[
        bool, typer.Option("--check", help="Only tell whether an entry was changed or taken out since.")
    ] = False,
    out: OutFile = "-",
) -> None:
    """Write the audit of a team, the oldest entry first, as JSON lines."""
    log = _team(at).audit
    if check:
        stdout().print(f"{log.check()} entries, none changed", markup=False)
        return
    with lines_to(out) as write:
        for entry in log.all():
            write(entry)
