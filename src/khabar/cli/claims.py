"""``khabar claims``: only the claims."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Annotated

import typer

from khabar.cli.console import progress_bar, show_skips, stderr
from khabar.cli.language_model import (
    LlmModel,
    LlmParallel,
    LlmPrice,
    LlmTimeout,
    LlmUrl,
    LlmWindow,
    counting,
    endpoint,
)
from khabar.cli.lines import OutFile, lines_to
from khabar.cli.options import Inputs, Pack, Published, Quiet, Reader, Source, Workers, checked_date, example
from khabar.errors import EXIT_SOME_SKIPPED
from khabar.records.codes import DEFAULT_READER


def register(app: typer.Typer) -> None:
    commands = ("khabar claims reports/ --out claims.jsonl --reports-out reports.jsonl", "khabar claims - < report.txt")
    app.command("claims", **example(*commands))(claims)


def claims(
    inputs: Inputs,
    out: OutFile = "-",
    reports_out: Annotated[
        str | None,
        typer.Option(metavar="FILE", show_default=False, help="Also write the reports that the offsets point into."),
    ] = None,
    published: Published = None,
    source: Source = None,
    workers: Workers = None,
    pack: Pack = None,
    reader: Reader = DEFAULT_READER,
    llm_url: LlmUrl = None,
    llm_model: LlmModel = None,
    llm_window: LlmWindow = None,
    llm_timeout: LlmTimeout = None,
    llm_parallel: LlmParallel = None,
    llm_price: LlmPrice = None,
    quiet: Quiet = False,
) -> None:
    """Read reports and write their claims as JSON lines, in the order of the inputs."""
    from khabar import reports
    from khabar.engines import ClaimReader, extract_all
    from khabar.records import Report
    from khabar.reports import Skip

    skips: list[Skip] = []

    def readable() -> Iterator[Report]:
        for item in reports.read(inputs, published=checked_date(published, "--published"), source=source):
            if isinstance(item, Skip):
                skips.append(item)
            else:
                yield item

    llm = endpoint(llm_url, llm_model, llm_window, llm_timeout, llm_parallel, llm_price)
    claim_reader = ClaimReader(packs=tuple(pack) if pack is not None else None, reader=reader, llm=llm)
    found = read = 0
    with ExitStack() as stack:
        tally = stack.enter_context(counting(llm, quiet))
        tell = stack.enter_context(progress_bar(quiet))
        write_claim = stack.enter_context(lines_to(out))
        write_report = stack.enter_context(lines_to(reports_out)) if reports_out else None
        tell("Loading parser, packs and places", 0)
        claim_reader.describe()  # builds the index of places here, once, before workers start
        for outcome in extract_all(readable(), claim_reader, workers=claim_reader.workers(workers)):
            if outcome.tally:
                tally.add(outcome.tally)
            if outcome.failure:
                failed = outcome.failure
                skips.append(Skip(input=outcome.report.report_id, code=failed.code, reason=failed.reason))
                continue
            for claim in outcome.found:
                write_claim(claim)
            if write_report:
                write_report(outcome.report)
            found, read = found + len(outcome.found), read + 1
            tell("Reading reports", read)
    if not quiet:
        show_skips(skips, "")
        stderr().print(f"{found} claims in {read} reports")
    if skips:
        raise typer.Exit(EXIT_SOME_SKIPPED)
