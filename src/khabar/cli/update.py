"""``khabar update``: events and files anew, after people decided something."""

from __future__ import annotations

import typer

from khabar.cli.console import progress_bar, stderr
from khabar.cli.options import Database, Folder, Headline, Pack, Quiet, example, store_path


def register(app: typer.Typer) -> None:
    commands = ("khabar update --dir out", 'khabar update --dir out --headline "sources:Reuters,SOHR"')
    app.command("update", **example(*commands))(update)


def update(
    db: Database = None,
    folder: Folder = None,
    headline: Headline = None,
    pack: Pack = None,
    quiet: Quiet = False,
) -> None:
    """Link the claims of a store anew and write its folder's files, after decisions or with another headline rule."""
    renewed(store_path(db, folder), headline, pack, quiet)


def renewed(store: str, headline: str | None = None, packs: list[str] | None = None, quiet: bool = False) -> None:
    """Update a store and say what it has now."""
    from khabar import pipeline
    from khabar.events import HeadlineRule
    from khabar.store import shown

    rule = HeadlineRule.parse(headline) if headline is not None else None
    with progress_bar(quiet) as tell:
        counts = pipeline.update(store, packs=packs, headline=rule, progress=tell)
    if not quiet:
        where = shown(store)
        stderr().print(f"{counts['events']} events from {counts['claims']} claims in {where}", markup=False)
