"""Arguments and options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from khabar.errors import InputError
from khabar.records.codes import ReaderName

if TYPE_CHECKING:
    from khabar.briefs import Choice

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        show_default=False,
        help="Files or folders of .txt, .md, .html and .jsonl, or - for standard input.",
    ),
]
Workers = Annotated[
    int | None, typer.Option("--workers", "-w", min=1, show_default="all cores", help="Processes that read reports.")
]
Published = Annotated[
    str | None,
    typer.Option(metavar="YYYY-MM-DD", show_default=False, help="Date of publication of inputs that give none."),
]
Source = Annotated[str | None, typer.Option(show_default=False, help="Outlet of inputs that name none.")]
Pack = Annotated[
    list[str] | None,
    typer.Option("--pack", metavar="NAME|DIR", show_default="all built-in packs", help="Knowledge packs to use."),
]
Reader = Annotated[
    ReaderName,
    typer.Option(
        "--reader",
        help="Who finds the words that tell of events: the rules, a small model, or a model server.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Database = Annotated[
    str | None,
    typer.Option(
        "--db", metavar="FILE|URL", show_default=False, help="The store itself: khabar.sqlite, or a database's address."
    ),
]
Folder = Annotated[
    Path | None, typer.Option("--dir", "-d", metavar="DIR", show_default="here", help="An output folder of khabar run.")
]

Types = Annotated[
    list[str] | None, typer.Option("--type", metavar="CODE", show_default="all", help="Only events of this type.")
]
Statuses = Annotated[
    list[str] | None,
    typer.Option(
        "--status", metavar="CODE", show_default="all",
        help="Only events of this status: single_source, corroborated, cross_side or contested.",
    ),
]  # fmt: skip
Parties = Annotated[
    list[str] | None,
    typer.Option("--party", metavar="NAME|ID", show_default="all", help="Only events that this actor has a part in."),
]
Sides = Annotated[
    list[str] | None,
    typer.Option("--side", metavar="CODE", show_default="all", help="Only events that somebody of this side is in."),
]
OutletNames = Annotated[
    list[str] | None,
    typer.Option("--outlet", metavar="NAME", show_default="all", help="Only events that this outlet tells."),
]


Headline = Annotated[
    str | None,
    typer.Option(
        "--headline",
        metavar="RULE",
        show_default="as it was, at first majority",
        help="How the best of several numbers is chosen: majority, sources:NAME,NAME…, range or open.",
    ),
]


def example(*commands: str) -> dict[str, Any]:
    """The example at the end of a command's help."""
    return {"epilog": "\n\n".join(["Example:" if len(commands) == 1 else "Examples:", *commands])}


def checked_date(value: str | None, option: str) -> str | None:
    """The ISO date, or None. Raises InputError."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise InputError(f"{value!r} is no date", where=option, remedy="write it as 2016-12-07") from None


def store_path(db: str | None, folder: Path | None) -> str:
    """Where the store stands that --db or --dir names, by default in the current folder."""
    from khabar.store import STORE_FILE

    return db if db is not None else str((folder or Path()) / STORE_FILE)


def chosen(*fields: list[str] | None) -> Choice:
    """The events that --type, --status, --party, --side and --outlet ask for, given in this order."""
    from khabar.briefs import Choice

    return Choice(*(tuple(values or ()) for values in fields))
