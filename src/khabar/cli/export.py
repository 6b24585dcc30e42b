"""``khabar export`` and ``khabar import``: events for other programs, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from khabar.cli.collection import ClaimsFile, ReportsFile, events_and_evidence
from khabar.cli.console import stderr
from khabar.cli.lines import OutFile, lines_to
from khabar.cli.options import OutletNames, Pack, Parties, Quiet, Sides, Statuses, Types, chosen, example

if TYPE_CHECKING:
    from khabar.exports import Written

Form = Literal["acled", "ucdp", "cameo", "casualties", "plover", "csv", "jsonl", "geojson", "parquet", "geoparquet"]
Readable = Literal["acled", "ucdp", "cameo", "casualties", "csv", "jsonl", "geojson", "parquet", "geoparquet"]


def register(app: typer.Typer) -> None:
    app.command(
        "export",
        **example(
            "khabar export out --format acled --out acled.csv",
            "khabar export out --format geoparquet --coarsen 10km --mask-persons --out share.parquet",
        ),
    )(export)
    app.command("import", **example("khabar import acled.csv --out events.jsonl"))(import_)


def export(
    source: Annotated[
        Path,
        typer.Argument(metavar="IN", show_default=False, help="A folder of khabar run, a store, or a file of events."),
    ],
    form: Annotated[Form, typer.Option("--format", show_default=False, help="What to write, see docs/exports.md.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", show_default=False, help="Where to write.")],
    hxl: Annotated[bool, typer.Option("--hxl", help="Put HXL hashtags under the header of a table.")] = False,
    mask_persons: Annotated[
        bool, typer.Option("--mask-persons", help="Withhold names of persons who are not in the actor tables.")
    ] = False,
    coarsen: Annotated[
        Literal["admin1", "10km"] | None,
        typer.Option(show_default=False, help="Tell places by province, or by cells of 10 by 10 km, only."),
    ] = None,
    types: Types = None,
    statuses: Statuses = None,
    parties: Parties = None,
    sides: Sides = None,
    outlets: OutletNames = None,
    claims: ClaimsFile = None,
    reports: ReportsFile = None,
    pack: Pack = None,
    quiet: Quiet = False,
) -> None:
    """Write events for other programs: in the manner of ACLED, UCDP, CAMEO or PLOVER, or as tables and maps.

    What was withheld is stated in the file. Each format loses something: docs/exports.md says what.
    """
    from khabar import exports
    from khabar.briefs import Narrator

    guard = exports.Protection(mask_persons, coarsen, tuple(pack) if pack is not None else None)
    choice = chosen(types, statuses, parties, sides, outlets)
    with events_and_evidence(source, claims, reports) as (events, evidence):
        told = exports.told_of(filter(choice.takes, events), evidence, note=Narrator().note, protection=guard)
        written = exports.export(out, form, told, hxl=hxl)
    if not quiet:
        say(written, form, out)


def say(written: Written, form: str, out: Path) -> None:
    """How many were written, and what was left out."""
    console = stderr()
    console.print(f"{written.count} records ({form}) in {out}", markup=False)
    for reason, count in written.left_out.most_common():
        console.print(f"  {count} events left out: {reason}", markup=False)


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False, help="A file of events.")],
    form: Annotated[
        Readable | None,
        typer.Option("--format", show_default="told from the file", help="What kind of file it is."),
    ] = None,
    out: OutFile = "-",
    quiet: Quiet = False,
) -> None:
    """Read events from a file that khabar exported, or from a table of ACLED or UCDP, as JSON lines.

    A file that khabar wrote gives the same events, with the cells that were changed since.
    """
    from khabar.exports import read_events

    count = 0
    with lines_to(out) as write:
        for count, event in enumerate(read_events(file, form), 1):  # noqa: B007
            write(event)
    if not quiet:
        stderr().print(f"{count} events in {file}", markup=False)
