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
    for kind in (_claim, _event, _former_event, _report, _judged):
        try:
            return kind(store, record_id)
        except NotFoundError:
            continue
    raise NotFoundError(
        f"no claim, event or report has the id {record_id!r}",
        where=store.where,
        remedy="ids stand in claims.jsonl, events.jsonl and reports.jsonl",
    )


def _claim(store: Store, claim_id: str) -> list[RenderableType]:
    from khabar.cli import cards

    claim = store.claim(claim_id)
    card = cards.claim_card(claim, store.report(claim.report_id), store.events_of_claim(claim_id))
    return [*card, *_decisions(store, [claim_id])]


def _event(store: Store, event_id: str) -> list[RenderableType]:
    from khabar.cli import cards

    event = store.event(event_id)
    claims = [store.claim(c) for c in event.claims]
    card = cards.event_card(event, claims, {c.report_id: store.report(c.report_id) for c in claims})
    return [*card, *_decisions(store, [event_id, *event.claims])]


def _former_event(store: Store, event_id: str) -> list[RenderableType]:
    """Where the claims of an event went whose id is gone, and the event that has most of them."""
    from rich.text import Text

    now = store.successors(event_id)
    if not now:
        raise NotFoundError(f"{event_id} is no former event")
    others = f" and {', '.join(now[1:])}" if now[1:] else ""
    return [Text(f"the claims of {event_id} are in {now[0]}{others} now", "yellow"), *_event(store, now[0])]


def _report(store: Store, report_id: str) -> list[RenderableType]:
    from khabar.cli import cards

    return cards.report_card(store.report(report_id), list(store.iter_claims(report_id)))


def _judged(store: Store, record_id: str) -> list[RenderableType]:
    """What is not there any more, but was decided on: an event all of whose claims were rejected, for example."""
    from rich.text import Text

    found = _decisions(store, [record_id])
    if not found:
        raise NotFoundError(f"nobody decided on {record_id}")
    return [Text(f"{record_id} is not there any more", "yellow"), *found]


def _decisions(store: Store, record_ids: list[str]) -> list[RenderableType]:
    """What people decided on these records, as a table; nothing where nobody did."""
    from khabar.cli.decision_cards import log_table
    from khabar.review import in_order, undone_ids

    log = store.log.all()
    of_them = [d for d in log if not d.records.isdisjoint(record_ids)]
    return [log_table(in_order(of_them), undone_ids(log), store.log.judgements().lost)] if of_them else []
