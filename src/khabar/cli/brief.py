"""``khabar brief``: a situation brief of any days and any area."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated, Literal

import typer

from khabar.cli.options import (
    Database,
    Folder,
    OutletNames,
    Pack,
    Parties,
    Sides,
    Statuses,
    Types,
    chosen,
    example,
    store_path,
)


def register(app: typer.Typer) -> None:
    commands = (
        "khabar brief --date 2016-12-07 --area Aleppo --dir out",
        "khabar brief --type air_strike --type shelling --status contested --dir out",
        "khabar brief --date 2016-12-01..2016-12-08 --dir out --format html --out week.html",
    )
    app.command("brief", **example(*commands))(brief)


def brief(
    date: Annotated[
        str | None, typer.Option(metavar="DAY[..DAY]", show_default="all days", help="A day or a range of days.")
    ] = None,
    area: Annotated[
        str | None,
        typer.Option(
            metavar="NAME|W,S,E,N",
            show_default="everywhere",
            help="A place, district, province or country, or a box in degrees.",
        ),
    ] = None,
    types: Types = None,
    statuses: Statuses = None,
    parties: Parties = None,
    sides: Sides = None,
    outlets: OutletNames = None,
    db: Database = None,
    folder: Folder = None,
    pack: Pack = None,
    form: Annotated[Literal["md", "html"], typer.Option("--format", help="Markdown, or one HTML page.")] = "md",
    out: Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="Where to write, - for standard output.")] = (
        "-"
    ),
) -> None:
    """Write what is claimed to have happened on some days in some area, in neutral words, with who says so.

    Options that choose events may be given several times; the brief's head says what was chosen.
    """
    from khabar.briefs import Period, brief_of
    from khabar.exports import write_text
    from khabar.store import open_store

    period = Period.parse(date) if date else None
    choice = chosen(types, statuses, parties, sides, outlets)
    with open_store(store_path(db, folder), readonly=True) as store:
        made = brief_of(store, period=period, area=area, packs=pack, choice=choice)
    text = made.markdown() if form == "md" else made.html(version("khabar"))
    if out == "-":
        typer.echo(text, nl=False)
    else:
        write_text(out, text)
