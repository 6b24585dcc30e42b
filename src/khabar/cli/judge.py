"""``khabar judge``: what people decide about claims and events, kept for good and undone at will."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from khabar.cli.console import stderr, stdout
from khabar.cli.lines import OutFile
from khabar.cli.options import Database, Folder, Quiet, example, store_path
from khabar.cli.update import renewed

if TYPE_CHECKING:
    from khabar.review import Decision

app = typer.Typer(
    name="judge",
    help="Accept, reject and correct claims; say which are the same event and which are not. Nothing is ever deleted.",
    no_args_is_help=True,
    **example(
        "khabar judge same c-3f2a9c41d07b4e c-9b1e77a0c2d3f1 --who Amal --dir out",
        "khabar judge log --dir out",
    ),
)
Who = Annotated[
    str, typer.Option("--who", envvar="KHABAR_WHO", show_default=False, help="Name of the person who decides.")
]
Why = Annotated[str | None, typer.Option("--why", show_default=False, help="The person's reason.")]
NoUpdate = Annotated[
    bool, typer.Option("--no-update", help="Leave events and files as they are until khabar update or khabar run.")
]
Record = Annotated[str, typer.Argument(metavar="ID", show_default=False, help="Id of a claim or an event.")]
Other = Annotated[str, typer.Argument(metavar="ID", show_default=False, help="Id of another claim or event.")]
AN_EVENT = "e-5c0f21b7a9d34e68"
A_CLAIM = "c-3f2a9c41d07b4e"


def _decide(kind: str, record_id: str, db: str | None, folder: Path | None, **more: Any) -> None:
    """Write a decision, say so, and bring events and files up to date."""
    from khabar.store import judge, open_store

    no_update, quiet, store_file = more.pop("no_update"), more.pop("quiet"), store_path(db, folder)
    with open_store(store_file, create=False) as store:
        made = judge(store, kind, record_id, **more)
    _done(made, store_file, no_update, quiet)


def _done(made: Decision, store_file: str, no_update: bool, quiet: bool) -> None:
    if not quiet:
        stderr().print(f"{made.id}: {made.kind.replace('_', ' ')} {made.record_id} by {made.who}", markup=False)
    if not no_update:
        renewed(store_file, quiet=quiet)


@app.command("accept", **example(f"khabar judge accept {AN_EVENT} --who Amal --dir out"))
def accept(
    record: Record,
    who: Who,
    why: Why = None,
    db: Database = None,
    folder: Folder = None,
    no_update: NoUpdate = False,
    quiet: Quiet = False,
) -> None:
    """Say that a claim, or all claims of an event, are read rightly."""
    _decide("accept", record, db, folder, who=who, why=why, no_update=no_update, quiet=quiet)


@app.command("reject", **example(f'khabar judge reject {A_CLAIM} --who Amal --why "a film" --dir out'))
def reject(
    record: Record,
    who: Who,
    why: Why = None,
    db: Database = None,
    folder: Folder = None,
    no_update: NoUpdate = False,
    quiet: Quiet = False,
) -> None:
    """Say that a claim, or all claims of an event, are none: they tell no event, but stay in the store."""
    _decide("reject", record, db, folder, who=who, why=why, no_update=no_update, quiet=quiet)


@app.command("skip", **example(f"khabar judge skip {A_CLAIM} --who Amal --dir out"))
def skip(
    record: Record,
    who: Who,
    why: Why = None,
    db: Database = None,
    folder: Folder = None,
    quiet: Quiet = False,
) -> None:
    """Say that one looked at a claim or event and cannot decide; changes nothing else."""
    _decide("skip", record, db, folder, who=who, why=why, no_update=True, quiet=quiet)


@app.command(
    "correct",
    **example(
        f"khabar judge correct {A_CLAIM} event_type air_strike --who Amal --dir out",
        f"khabar judge correct {A_CLAIM} time 2016-12-07 --who Amal --dir out",
        f"""khabar judge correct {A_CLAIM} places '[{{"name": "Hanano", "lat": 36.2, "lon": 37.2}}]' --who Amal""",
    ),
)
def correct(
    record: Annotated[str, typer.Argument(metavar="CLAIM", show_default=False, help="Id of a claim.")],
    field: Annotated[
        str,
        typer.Argument(
            show_default=False,
            help="event_type, modality, places, time, initiators, targets, quantities or attribution.",
        ),
    ],
    value: Annotated[
        str,
        typer.Argument(show_default=False, help="A code; for time DAY or FROM..TO; else JSON as in claims.jsonl."),
    ],
    who: Who,
    why: Why = None,
    db: Database = None,
    folder: Folder = None,
    no_update: NoUpdate = False,
    quiet: Quiet = False,
) -> None:
    """Put another value in a field of a claim; what was read stays beside it."""
    after = field_value(field, value)
    _decide("correct", record, db, folder, field=field, after=after, who=who, why=why, no_update=no_update, quiet=quiet)


@app.command("same", **example(f"khabar judge same {A_CLAIM} c-9b1e77a0c2d3f1 --who Amal --dir out"))
def same(
    record: Record,
    other: Other,
    who: Who,
    why: Why = None,
    db: Database = None,
    folder: Folder = None,
    no_update: NoUpdate = False,
    quiet: Quiet = False,
) -> None:
    """Say that two claims or events are the same event, whatever splits are made later."""
    _decide("same", record, db, folder, other_id=other, who=who, why=why, no_update=no_update, quiet=quiet)


@app.command("not-same", **example(f"khabar judge not-same {A_CLAIM} c-9b1e77a0c2d3f1 --who Amal --dir out"))
def not_same(
    record: Record,
    other: Other,
    who: Who,
    why: Why = None,
    db: Database = None,
    folder: Folder = None,
    no_update: NoUpdate = False,
    quiet: Quiet = False,
) -> None:
    """Say that two claims or events are not the same event."""
    _decide("not_same", record, db, folder, other_id=other, who=who, why=why, no_update=no_update, quiet=quiet)


@app.command("merge", **example(f"khabar judge merge {AN_EVENT} e-0b44e1c9d2f7a385 --who Amal --dir out"))
def merge(
    record: Record,
    other: Other,
    who: Who,
    why: Why = None,
    db: Database = None,
    folder: Folder = None,
    no_update: NoUpdate = False,
    quiet: Quiet = False,
) -> None:
    """Join two events; a later split may part them again. The id of the older one stays."""
    _decide("merge", record, db, folder, other_id=other, who=who, why=why, no_update=no_update, quiet=quiet)


@app.command("split", **example(f"khabar judge split {AN_EVENT} {A_CLAIM} --who Amal --dir out"))
def split(
    event: Annotated[str, typer.Argument(metavar="EVENT", show_default=False, help="Id of an event.")],
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM", show_default=False, help="Claims that leave it.")],
    who: Who,
    why: Why = None,
    db: Database = None,
    folder: Folder = None,
    no_update: NoUpdate = False,
    quiet: Quiet = False,
) -> None:
    """Take claims out of an event; a later merge may join them again."""
    _decide("split", event, db, folder, after=claims, who=who, why=why, no_update=no_update, quiet=quiet)


@app.command("undo", **example("khabar judge undo d-4a7c19e05b83f26d --who Amal --dir out"))
def undo(
    decision: Annotated[str, typer.Argument(metavar="DECISION", show_default=False, help="Id of a decision, d-….")],
    who: Who,
    why: Why = None,
    db: Database = None,
    folder: Folder = None,
    no_update: NoUpdate = False,
    quiet: Quiet = False,
) -> None:
    """Take a decision back, or an undo; both stay in the log."""
    from khabar.store import open_store
    from khabar.store import undo as take_back

    store_file = store_path(db, folder)
    with open_store(store_file, create=False) as store:
        made = take_back(store, decision, who=who, why=why)
    _done(made, store_file, no_update, quiet)


@app.command("log", **example("khabar judge log --dir out", "khabar judge log --dir out --format csv --out log.csv"))
def log(
    record: Annotated[
        str | None, typer.Option("--record", show_default=False, help="Only on this claim or event.")
    ] = None,
    who: Annotated[str | None, typer.Option("--who", show_default=False, help="Only by this person.")] = None,
    kind: Annotated[list[str] | None, typer.Option("--kind", show_default=False, help="Only of this kind.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", show_default=False, help="Only from this day on.")] = None,
    form: Annotated[
        Literal["text", "jsonl", "csv"], typer.Option("--format", help="A table to read, or a file to keep and import.")
    ] = "text",
    out: OutFile = "-",
    db: Database = None,
    folder: Folder = None,
) -> None:
    """List decisions, oldest first, and what became of them."""
    from khabar.exports import whole_file
    from khabar.exports.decisions import write_decisions_csv, write_decisions_jsonl
    from khabar.review import undone_ids
    from khabar.store import open_store

    with open_store(store_path(db, folder), readonly=True) as store:
        found = store.log.page(record_id=record, who=who, kinds=kind or (), since=since, limit=sys.maxsize - 1).items
        undone, lost = undone_ids(store.log.all()), store.log.judgements().lost
    with nullcontext(sys.stdout) if out == "-" else whole_file(out) as stream:
        if form == "text":
            from khabar.cli.decision_cards import log_table

            stdout(stream).print(log_table(found, undone, lost))
        else:
            {"csv": write_decisions_csv, "jsonl": write_decisions_jsonl}[form](stream, found)


@app.command("import", **example("khabar judge import log.jsonl --dir out"))
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False, help="A log that was exported.")],
    db: Database = None,
    folder: Folder = None,
    no_update: NoUpdate = False,
    quiet: Quiet = False,
) -> None:
    """Add the decisions of another log; those that are there already count once."""
    from khabar.exports.decisions import read_decisions
    from khabar.store import open_store

    decisions, store_file = read_decisions(file), store_path(db, folder)
    with open_store(store_file, create=False) as store:
        added = store.log.add(decisions)
        lost = store.log.judgements().lost
    if not quiet:
        stderr().print(f"{added} of {len(decisions)} decisions are new", markup=False)
        for decision_id, gone in lost.items():
            stderr().print(f"  {decision_id}: not here: {', '.join(m.claim_id for m in gone)}", markup=False)
    if added and not no_update:
        renewed(store_file, quiet=quiet)


def field_value(field: str, text: str) -> Any:
    """The value that a person wrote: a code, a day or a range of days, or JSON. Raises InputError, SelectionError."""
    import msgspec

    from khabar.briefs import Period
    from khabar.errors import InputError

    if field in ("event_type", "modality"):
        return text
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError as reason:
        if field == "time":
            period = Period.parse(text)
            return {"text": text, "start": period.start, "end": period.end, "precision": "day"}
        remedy = "write it as it stands in claims.jsonl"
        raise InputError(f"the value of {field} is no JSON: {reason}", where=text, remedy=remedy) from reason
