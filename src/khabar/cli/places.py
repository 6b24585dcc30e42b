"""``khabar places``: every mention of a place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import typer

from khabar.cli.console import progress_bar, show_skips, stderr
from khabar.cli.lines import OutFile, lines_to
from khabar.cli.options import Inputs, Pack, Published, Quiet, Source, Workers, checked_date, example
from khabar.errors import EXIT_SOME_SKIPPED


def register(app: typer.Typer) -> None:
    app.command("places", **example("khabar places reports/ --out places.jsonl", "khabar places - < text.txt"))(places)


def places(
    inputs: Inputs,
    out: OutFile = "-",
    published: Published = None,
    source: Source = None,
    workers: Workers = None,
    pack: Pack = None,
    quiet: Quiet = False,
) -> None:
    """Read texts and write every mention of a place as JSON lines, whether or not a claim uses it."""
    from khabar import reports
    from khabar.engines import PlaceReader, extract_all
    from khabar.records import Report
    from khabar.reports import Skip

    skips: list[Skip] = []

    def readable() -> Iterator[Report]:
        for item in reports.read(inputs, published=checked_date(published, "--published"), source=source):
            if isinstance(item, Skip):
                skips.append(item)
            else:
                yield item

    reader = PlaceReader(packs=tuple(pack) if pack is not None else None)
    found = read = 0
    with ExitStack() as stack:
        tell = stack.enter_context(progress_bar(quiet))
        write = stack.enter_context(lines_to(out))
        tell("Loading parser, packs and places", 0)
        reader.prepare()
        for outcome in extract_all(readable(), reader, workers=workers):
            if outcome.failure:
                failed = outcome.failure
                skips.append(Skip(input=outcome.report.report_id, code=failed.code, reason=failed.reason))
                continue
            for mention in outcome.found:
                write(mention)
            found, read = found + len(outcome.found), read + 1
            tell("Reading texts", read)
    if not quiet:
        show_skips(skips, "")
        stderr().print(f"{found} mentions of places in {read} texts")
    if skips:
        raise typer.Exit(EXIT_SOME_SKIPPED)
