"""``khabar show``: one claim, event or report, with its own words marked where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.console import stdout
from khabar.cli.options import Database, Folder, example, store_path
from khabar.errors import NotFoundError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from khabar.store import Store


def register(app: typer.Typer) -> None:
    app.command("show", **example("khabar show c-3f2a9c41d07b4e --dir out"))(show)


def show(
    record_id: Annotated[str, typer.Argument(metavar="ID", show_default=False, help="Id of a claim, event or report.")],
    db: Database = None,
    folder: Folder = None,
) -> None:
    """Show a claim, event or report: every field with its own words and reasons, the evidence in its context."""
    from khabar.store import open_store

    with open_store(store_path(db, folder), readonly=True) as store:
        console = stdout()
        for part in found_record(store, record_id):
            console.print(part)


def found_record(store: Store, record_id: str) -> list[RenderableType]:
    """What to print of the record that has this id. Raises NotFoundError."""
    from khabar.cli import cards

    try:
        claim = store.claim(record_id)
        return cards.claim_card(claim, store.report(claim.report_id), store.events_of_claim(record_id))
    except NotFoundError:
        pass
    try:
        event = store.event(record_id)
        claims = [store.claim(c) for c in event.claims]
        return cards.event_card(event, claims, {c.report_id: store.report(c.report_id) for c in claims})
    except NotFoundError:
        pass
    try:
        return cards.report_card(store.report(record_id), list(store.iter_claims(record_id)))
    except NotFoundError:
        raise NotFoundError(
            f"no claim, event or report has the id {record_id!r}",
            where=store.where,
            remedy="ids stand in claims.jsonl, events.jsonl and reports.jsonl",
        ) from None
