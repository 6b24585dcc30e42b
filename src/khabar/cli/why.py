"""``khabar why``: why two claims or events are, or are not, the same event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from khabar.cli.console import stdout
from khabar.cli.options import Database, Folder, example, store_path
from khabar.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from khabar.events.why import Why
    from khabar.records import Event
    from khabar.review import Decision, Judgements
    from khabar.store import Store


def register(app: typer.Typer) -> None:
    commands = (
        "khabar why c-3f2a9c41d07b4e c-9b1e77a0c2d3f1 --dir out",
        "khabar why e-5c0f21b7a9d34e68 e-0b44e1c9d2f7a385 --dir out",
    )
    app.command("why", **example(*commands))(why)


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim or an event that was asked about: its claims, and the events that these stand in."""

    record_id: str
    claims: tuple[str, ...]
    events: tuple[Event, ...]

    @property
    def is_event(self) -> bool:
        return any(e.event_id == self.record_id for e in self.events)


def why(
    first: Annotated[str, typer.Argument(metavar="ID", show_default=False, help="Id of a claim or an event.")],
    second: Annotated[str, typer.Argument(metavar="ID", show_default=False, help="Id of another one.")],
    db: Database = None,
    folder: Folder = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="Words, or one JSON object.")] = "text",
) -> None:
    """Tell why two claims or events are, or are not, the same event: each reason with its weight, and the rest."""
    from khabar.store import open_store

    with open_store(store_path(db, folder), readonly=True) as store:
        a, b = asked(store, first), asked(store, second)
        if a.record_id == b.record_id:
            raise InputError("both are the same record", where=b.record_id, remedy="name two claims or events")
        found = explained(store, a, b)
        decisions = deciding(store.log.judgements(), a, b)
    if form == "json":
        _print_json(a, b, found, decisions)
    else:
        _print(a, b, found, decisions)


def asked(store: Store, record_id: str) -> Asked:
    """The claim or event of an id; a former event's id means the one that its claims went to. Raises NotFoundError."""
    for event_id in (record_id, *store.successors(record_id)[:1]):
        try:
            event = store.event(event_id)
        except NotFoundError:
            continue
        return Asked(event_id, tuple(event.claims), (event,))
    claim = store.claim(record_id)
    events = tuple(store.event(e) for e in store.events_of_claim(record_id))
    if claim.rejected or not events:
        what = "was rejected" if claim.rejected else "stands in no event yet"
        remedy = "khabar judge log shows decisions; khabar update links"
        raise InputError(f"the claim {what}", where=record_id, remedy=remedy)
    return Asked(record_id, (record_id,), events)


def explained(store: Store, a: Asked, b: Asked) -> Why:
    """The reasons, from all claims of the store."""
    from khabar.events.why import Explainer

    explainer = Explainer(store.iter_claims(), store.iter_reports())
    if a.is_event or b.is_event:
        return explainer.events(a.events[0], b.events[0])
    return explainer.claims(a.claims[0], b.claims[0], a.events, b.events)


def deciding(judgements: Judgements, a: Asked, b: Asked) -> list[Decision]:
    """The decisions that hold claims of the two together or apart."""
    ours, theirs = set(a.claims), set(b.claims)
    found = {
        d.id: d
        for (x, y), d in (*judgements.joined_by.items(), *judgements.parted_by.items())
        if (x[0] in ours and y[0] in theirs) or (y[0] in ours and x[0] in theirs)
    }
    return list(found.values())


def shared_events(a: Asked, b: Asked) -> list[str]:
    return sorted({e.event_id for e in a.events} & {e.event_id for e in b.events})


def _print(a: Asked, b: Asked, found: Why, decisions: list[Decision]) -> None:
    from khabar.cli.decision_cards import chain_text, in_words, why_table

    console, one = stdout(), shared_events(a, b)
    verdict = f"one event, {', '.join(one)}" if one else "not one event"
    console.print(f"{a.record_id} and {b.record_id}: {verdict}", style="bold", markup=False)
    for d in decisions:
        told = f"{in_words(d)}, decided by {d.who} on {d.made_at[:10]} ({d.id})" + (f": {d.why}" if d.why else "")
        console.print(told, style="yellow", markup=False)
    for pair in found.pairs:
        console.print(why_table(pair))
    console.print(chain_text(found, bool(one)))


def _print_json(a: Asked, b: Asked, found: Why, decisions: list[Decision]) -> None:
    import msgspec

    record: dict[str, Any] = {"a": a.record_id, "b": b.record_id, "events": shared_events(a, b)}
    record |= msgspec.to_builtins(found) | {"decisions": msgspec.to_builtins(decisions)}
    typer.echo(msgspec.json.encode(record).decode())
