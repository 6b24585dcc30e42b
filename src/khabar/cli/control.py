"""``khabar control``: who is said to have held a place, from when to when, on whose word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from khabar.cli.collection import ClaimsFile, EventsFile, ReportsFile, collection
from khabar.cli.console import stderr, stdout
from khabar.cli.lines import lines_to
from khabar.cli.options import Database, Folder, Pack, example
from khabar.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from khabar.briefs import Period
    from khabar.control import DayControl, PlaceControl

MOST_PLACES = 6


def register(app: typer.Typer) -> None:
    commands = (
        "khabar control Hanano --dir out",
        "khabar control --dir out --table control.csv --dates 2016-11-20..2016-12-20",
    )
    app.command("control", **example(*commands))(control)


def control(
    place: Annotated[
        str | None,
        typer.Argument(metavar="PLACE", show_default="all places", help="A place's name in any spelling, or its id."),
    ] = None,
    db: Database = None,
    folder: Folder = None,
    claims: ClaimsFile = None,
    reports: ReportsFile = None,
    events: EventsFile = None,
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", help="Tables to read, or one JSON object a place.")
    ] = "text",
    table: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.csv|.jsonl", show_default=False, help="Write the table of places and dates in place of it."
        ),
    ] = None,
    dates: Annotated[
        str | None,
        typer.Option(metavar="FROM..TO", show_default="each place's own", help="Days of --table."),
    ] = None,
    every: Annotated[int, typer.Option(min=1, help="Step of --table in days.")] = 1,
    pack: Pack = None,
) -> None:
    """Tell who is said to have held a place from when to when, on whose word, and where that is uncertain.

    Only claims that a whole place changed hands, was left or was held count; "most of the district" is listed apart.
    """
    from khabar.cli import control_cards
    from khabar.control import control_of

    found = collection(db, folder, claims, reports, events, linked=events is not None or claims is None)
    places = meant(control_of(found.claims, found.reports, found.events, packs=pack), place)
    if place is not None and not places:
        raise NotFoundError(
            f"no claim tells who held {place!r}", remedy="khabar control --format json lists all places"
        )
    if table is not None:
        write_table(places, table, dates, every)
    elif form == "json":
        with lines_to("-") as write:
            for one in places:
                write(one)
    elif place is None:
        stdout().print(control_cards.overview(places))
    else:
        show(places)


def meant(places: Sequence[PlaceControl], name: str | None) -> list[PlaceControl]:
    """The places that a person asks for by name or id: those of this name, else those with all its words in theirs."""
    from khabar.briefs.names import same_name
    from khabar.places.spelling import content_words

    if name is None:
        return list(places)
    same = [c for c in places if c.place.id == name or (c.place.name and same_name(name, c.place.name))]
    words = set(content_words(name))
    return same or [c for c in places if words and words <= set(content_words(c.place.name or ""))]


def show(places: Sequence[PlaceControl]) -> None:
    """The history of each place, the accounts of the sides, and what changes nothing."""
    from khabar.cli import control_cards

    console = stdout()
    for one in places[:MOST_PLACES]:
        console.print(control_cards.card(one))
    if len(places) > MOST_PLACES:
        console.print(f"and {len(places) - MOST_PLACES} more places of this name; ask for one by its id")
    console.print("Claims, not facts. khabar show ID prints a claim with its words marked.", style="italic")


def write_table(places: Sequence[PlaceControl], path: Path, dates: str | None, every: int) -> None:
    """One row for each place and day, as CSV or JSON lines."""
    from khabar.exports.control import write_days_csv, write_days_jsonl

    writers = {".csv": write_days_csv, ".jsonl": write_days_jsonl}
    if path.suffix not in writers:
        raise InputError(f"{path.name!r} is no kind of table", where="--table", remedy="name it .csv or .jsonl")
    count = writers[path.suffix](path, days(places, dates, every))
    stderr().print(f"{count} rows in {path}", markup=False)


def days(places: Sequence[PlaceControl], dates: str | None, every: int) -> Iterator[DayControl]:
    from khabar.briefs import Period
    from khabar.control import days_of_place

    period: Period = Period.parse(dates) if dates else Period()
    for one in places:
        yield from days_of_place(one, period.start, period.end, every)
