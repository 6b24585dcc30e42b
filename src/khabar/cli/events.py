"""``khabar events``: only the linking."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from khabar.cli.console import show_skips, stderr
from khabar.cli.lines import OutFile, lines_to
from khabar.cli.options import Quiet, example
from khabar.errors import EXIT_SOME_SKIPPED


def register(app: typer.Typer) -> None:
    commands = ("khabar events corrected.jsonl --reports out/reports.jsonl --out events.jsonl",)
    app.command("events", **example(*commands))(events)


def events(
    claims: Annotated[Path, typer.Argument(metavar="CLAIMS.jsonl", show_default=False, help="Claims, one a line.")],
    reports: Annotated[
        Path, typer.Option("--reports", metavar="FILE.jsonl", show_default=False, help="The reports they come from.")
    ],
    out: OutFile = "-",
    claims_out: Annotated[
        str | None,
        typer.Option(metavar="FILE", show_default=False, help="Also write the claims as they were linked, with ids."),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Link claims into events: those that khabar made, that people corrected, or that another program made."""
    from khabar.cli.foreign import read_claims, read_reports
    from khabar.events import link

    found, bad_claims = read_claims(claims)
    known, bad_reports = read_reports(reports)
    skips = [*bad_claims, *bad_reports]
    with lines_to(out) as write:
        made = link(found, known)
        for event in made:
            write(event)
    if claims_out:
        with lines_to(claims_out) as write:
            for claim in found:
                write(claim)
    if not quiet:
        show_skips(skips, "")
        stderr().print(f"{len(made)} events from {len(found)} claims in {len(known)} reports")
    if skips:
        raise typer.Exit(EXIT_SOME_SKIPPED)
