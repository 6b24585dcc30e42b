"""``khabar run``: reports in, everything out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from khabar.cli.console import progress_bar, show_skips, stderr, stdout
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
from khabar.cli.options import Headline, Inputs, Pack, Published, Quiet, Reader, Source, Workers, checked_date, example
from khabar.errors import EXIT_SOME_SKIPPED
from khabar.records.codes import DEFAULT_READER

if TYPE_CHECKING:
    from khabar.pipeline import RunSummary
    from khabar.records import Claim, Event

EVENTS_SHOWN = 6
STATUS_WORDS = {
    "contested": "sources contradict each other",
    "cross_side": "told by opposed sides",
    "corroborated": "told by independent sources",
    "single_source": "told by one source",
}


def register(app: typer.Typer) -> None:
    app.command("run", **example("khabar run reports/ news.html --out out", "cat a.txt | khabar run - -o out"))(run)


def run(
    inputs: Inputs,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for all that is written.")],
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
    headline: Headline = None,
    db: Annotated[
        str | None,
        typer.Option(
            "--db",
            metavar="URL",
            show_default="a file in DIR",
            help="A database that keeps the records (postgresql+psycopg://…), in place of DIR/khabar.sqlite.",
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Read reports; write claims, events, tables, a map and a situation brief.

    What the folder has from earlier runs stays and is not read again. Exit code 3: some inputs were skipped.
    """
    from khabar import pipeline
    from khabar.events import HeadlineRule

    published = checked_date(published, "--published")
    llm = endpoint(llm_url, llm_model, llm_window, llm_timeout, llm_parallel, llm_price)
    try:
        with counting(llm, quiet) as tally, progress_bar(quiet) as tell:
            summary = pipeline.run(
                inputs,
                out,
                published=published,
                source=source,
                workers=workers,
                packs=pack,
                reader=reader,
                llm=llm,
                tally=tally,
                headline=HeadlineRule.parse(headline) if headline is not None else None,
                db=db,
                progress=tell,
            )
    except (KeyboardInterrupt, SystemExit):
        stderr().print("Stopped. What was read is kept: run the same command again to go on.")
        raise
    if not quiet:
        show_skips(summary.skips, f": see {out / 'run.json'}")
        show_summary(summary)
    if summary.skips:
        raise typer.Exit(EXIT_SOME_SKIPPED)


def show_summary(summary: RunSummary) -> None:
    """A short table of what was found, and which file to open."""
    from khabar.pipeline import FILES
    from khabar.store import STORE_FILE, open_store, shown

    console = stdout()
    with open_store(summary.store or summary.out, readonly=True) as store:
        found = list(store.iter_events())
        lost = store.log.judgements().lost
        empty = len(store.without_claims())
        told = [(event, [store.claim(c) for c in event.claims]) for event in most_told(found)]
    counts = summary.counts
    console.print(f"{counts['reports']} reports, {counts['claims']} claims, {counts['events']} events", style="bold")
    for status, words in STATUS_WORDS.items():
        console.print(f"  {sum(e.status == status for e in found):5} {words}")
    if told:
        console.print(events_table(told))
    if empty:
        held = "1 report holds" if empty == 1 else f"{empty} reports hold"
        console.print(f"{held} no claim, or tell{'s' * (empty == 1)} of no conflict; run.json names which.")
    if lost:
        console.print(f"{len(lost)} decisions are on claims that are not there any more: khabar judge log tells which.")
    console.print(f"Open [bold]{summary.out / 'brief.html'}[/]: {FILES['brief.html'].split(':')[0]}.")
    beside = [name for name in FILES if name != "brief.html" and (name != STORE_FILE or summary.store is None)]
    console.print(f"Beside it: {', '.join(beside)}.")
    if summary.store is not None:
        console.print(f"The records are in {shown(summary.store)}.", markup=False)


def most_told(found: list[Event]) -> list[Event]:
    """The events that most independent sources tell."""
    order = sorted(found, key=lambda e: (-len(e.independent_sources), -len(e.claims), e.start or "", e.event_id))
    return order[:EVENTS_SHOWN]


def events_table(told: list[tuple[Event, list[Claim]]]) -> Table:
    """Events in the brief's neutral words."""
    from khabar.briefs import Narrator

    table = Table(title="Told by most sources (claims, not facts)", title_justify="left", title_style="italic")
    table.add_column("what is claimed", overflow="fold")
    table.add_column("independent sources", justify="right")
    table.add_column("status", no_wrap=True)
    narrator = Narrator()
    for event, claims in told:
        sources = f"{len(event.independent_sources)} of {len(event.sources)}"
        table.add_row(Text(narrator.sentence(event, claims)), sources, event.status.replace("_", " "))
    return table
