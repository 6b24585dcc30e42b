"""``khabar events``: only the linking."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Annotated

import typer

from khabar.cli.console import stderr
from khabar.cli.lines import OutFile, lines_to
from khabar.cli.options import Headline, Pack, Quiet, example


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
    pack: Pack = None,
    headline: Headline = None,
    quiet: Quiet = False,
) -> None:
    """Link claims into events: those that khabar made, that people corrected, or that another program made."""
    from khabar.events import DEFAULT_RULE, HeadlineRule, link
    from khabar.records.io import anchor_claims, read_claims, read_reports

    rule = HeadlineRule.parse(headline) if headline is not None else DEFAULT_RULE
    known = read_reports(reports)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what was repaired is told below
        anchored = anchor_claims(read_claims(claims), known)
    with lines_to(out) as write:
        order = {r.report_id: n for n, r in enumerate(known)}
        made = link(anchored.claims, known, packs=pack, first_read=order, headline=rule)
        for event in made:
            write(event)
    if claims_out:
        with lines_to(claims_out) as write:
            for claim in anchored.claims:
                write(claim)
    if not quiet:
        if anchored.repaired:
            stderr().print(f"{anchored.repaired} offsets did not point at their words and were repaired or dropped")
        stderr().print(f"{len(made)} events from {len(anchored.claims)} claims in {len(known)} reports")
