"""``khabar outlets``: what became of what each outlet told."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from khabar.cli.collection import ClaimsFile, EventsFile, ReportsFile, collection
from khabar.cli.console import stdout
from khabar.cli.lines import OutFile, lines_to
from khabar.cli.options import Database, Folder, Pack, example

if TYPE_CHECKING:
    from khabar.outlets import OutletRecord, Share

WIDTH = 100
LEGEND = (
    "told: events told on its own word (+ only relayed). confirmed: an independent source tells the same; opposed: one "
    "of an opposed side does. at odds: an independent source contradicts it on whether, who, when or how many. first: "
    "published before all others that tell it. alone: nobody else tells of it. Under each count its 95 % interval "
    "(Wilson)."
)


def register(app: typer.Typer) -> None:
    commands = ("khabar outlets --dir out", "khabar outlets --dir out --format json --out outlets.jsonl")
    app.command("outlets", **example(*commands))(outlets)


def outlets(
    db: Database = None,
    folder: Folder = None,
    claims: ClaimsFile = None,
    reports: ReportsFile = None,
    events: EventsFile = None,
    form: Annotated[
        Literal["table", "json"], typer.Option("--format", help="A table to read, or one JSON object a line.")
    ] = "table",
    least: Annotated[
        int, typer.Option("--least", min=0, help="Leave out of the table outlets with fewer tellings.")
    ] = 1,
    out: OutFile = "-",
    pack: Pack = None,
) -> None:
    """Tell how often others confirm, contradict or repeat what each outlet tells, with 95 % intervals.

    That nobody confirms a claim proves nothing.
    """
    from khabar.outlets import outlet_records

    found = collection(db, folder, claims, reports, events, linked=True)
    records = outlet_records(found.events, found.claims, found.reports, packs=pack)
    if form == "json":
        with lines_to(out) as write:
            for record in records:
                write(record)
        return
    show(records, least, out)


def show(records: list[OutletRecord], least: int, out: str) -> None:
    """The table, what its columns mean, and its caution."""
    from khabar.exports import write_text
    from khabar.outlets import CAUTION

    table = table_of([r for r in records if r.tellings + r.relayed >= least])
    if out == "-":
        stdout().print(table, LEGEND, CAUTION, sep="\n")
        return
    console = Console(file=StringIO(), record=True, width=WIDTH)
    console.print(table, LEGEND, CAUTION, sep="\n")
    write_text(out, console.export_text())


def table_of(records: list[OutletRecord]) -> Table:
    """One row for each outlet; under each count its 95 % interval."""
    table = Table(title="What became of what outlets told", title_justify="left", box=box.SIMPLE)
    table.add_column("outlet", overflow="fold")
    for name in ("told", "confirmed", "opposed", "at odds", "first", "alone"):
        table.add_column(name, no_wrap=True)
    for r in records:
        outlet = Text(r.outlet).append(f"\n{', '.join(r.alignments)}" if r.alignments else "", "dim")
        told = f"{r.tellings}" + (f"\n+{r.relayed}" if r.relayed else "")
        shares = (r.confirmed, r.confirmed_by_opposed, r.contradicted, r.first, r.alone)
        table.add_row(outlet, told, *(shown(s) for s in shares))
    return table


def shown(share: Share) -> str:
    """``9 of 22`` and, under it, ``23-62 %``; a dash where there is nothing to count."""
    if share.low is None or share.high is None:
        return "-"
    return f"{share.count} of {share.of}\n{share.low * 100:.0f}-{share.high * 100:.0f} %"
