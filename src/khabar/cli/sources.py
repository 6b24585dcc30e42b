"""``khabar sources``: what rests on what."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from khabar.cli.console import progress_bar, show_skips, stderr
from khabar.cli.lines import OutFile, lines_to
from khabar.cli.options import Pack, Quiet, Workers, example
from khabar.errors import EXIT_SOME_SKIPPED


def register(app: typer.Typer) -> None:
    app.command("sources", **example("khabar sources reports.jsonl --out sources.jsonl"))(sources)


def sources(
    reports: Annotated[Path, typer.Argument(metavar="REPORTS.jsonl", show_default=False, help="Reports, one a line.")],
    out: OutFile = "-",
    claims: Annotated[
        Path | None,
        typer.Option(metavar="FILE.jsonl", show_default=False, help="Also take the sources that these claims name."),
    ] = None,
    workers: Workers = None,
    pack: Pack = None,
    quiet: Quiet = False,
) -> None:
    """Find reprints, near copies and named sources, and write what each report rests on as JSON lines.

    A report that cannot be read keeps what its text and its line show, without the sources that its sentences name.
    """
    from khabar.claims.citing import tells
    from khabar.engines import CitationReader, extract_all
    from khabar.records import Citation
    from khabar.records.io import read_claims, read_reports
    from khabar.reports import Skip
    from khabar.sources import dependencies, trace

    packs = tuple(pack) if pack is not None else None
    known = read_reports(reports)
    cited: list[Citation] = []
    skips: list[Skip] = []
    with progress_bar(quiet) as tell:
        tell("Loading parser, packs and places", 0)
        for read, outcome in enumerate(extract_all(known, CitationReader(packs=packs), workers=workers), 1):
            if outcome.failure:
                failed = outcome.failure
                skips.append(Skip(input=outcome.report.report_id, code=failed.code, reason=failed.reason))
            cited.extend(outcome.found)
            tell("Reading reports", read)
    for claim in read_claims(claims) if claims else ():
        cited += [
            Citation(report_id=claim.report_id, source=s, cue="claim", tells_event=tells(claim))
            for s in claim.attribution
        ]
    found = dependencies(trace(known, packs), cited)
    with lines_to(out) as write:
        for dependency in found:
            write(dependency)
    if not quiet:
        show_skips(skips, "")
        stderr().print(f"{len(found)} dependencies among {len(known)} reports")
    if skips:
        raise typer.Exit(EXIT_SOME_SKIPPED)
