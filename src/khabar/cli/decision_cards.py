"""Decisions and reasons as a person reads them on the terminal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from rich import box
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from khabar.events.why import PairWhy, Why
    from khabar.review import Decision, Member

LONGEST = 80


def log_table(decisions: Sequence[Decision], undone: Collection[str], lost: Mapping[str, Sequence[Member]]) -> Table:
    """One row a decision; those that were taken back, or whose claims are gone, say so."""
    table = Table(box=box.SIMPLE)
    for name in ("decision", "when", "who"):
        table.add_column(name, no_wrap=True)
    for name in ("what", "why"):
        table.add_column(name, overflow="fold")
    for d in decisions:
        what = Text(in_words(d))
        if d.id in undone:
            what.append("  taken back", "yellow")
        if gone := lost.get(d.id):
            what.append(f"  not there any more: {', '.join(m.claim_id for m in gone)}", "yellow")
        table.add_row(d.id, d.made_at[:16].replace("T", " "), Text(d.who), what, Text(d.why or ""))
    return table


def in_words(decision: Decision) -> str:
    """``correct c-1: event_type shelling → air strike``."""
    d, kind = decision, decision.kind.replace("_", " ")
    if d.kind == "undo":
        return f"undo {d.undoes}"
    if d.kind == "correct":
        return f"{kind} {d.record_id}: {d.field} {shown(d.before)} → {shown(d.after)}"
    if d.kind == "split":
        return f"{kind} {d.record_id}: {', '.join(m.claim_id for m in d.other_members)} out"
    return f"{kind} {d.record_id}" + (f" and {d.other_id}" if d.other_id else "")


def shown(value: Any) -> str:
    """A value of a claim's field in few words."""
    if isinstance(value, list):
        return ", ".join(shown(v) for v in value) or "none"
    if isinstance(value, dict):
        return _of_record(value)
    return str(value).replace("_", " ")


def _of_record(value: Mapping[str, Any]) -> str:
    if "start" in value and "precision" in value and "kind" not in value and "role" not in value:
        return " to ".join(dict.fromkeys(d for d in (value["start"], value["end"]) if d)) or "no date"
    place = value.get("point") or value.get("place")
    if isinstance(place, dict) and place.get("name"):
        return f"{value.get('role', 'at')} {place['name']}"
    if "min" in value:
        return f"{value.get('kind')} {value.get('min')} to {value.get('max')}"
    words = value.get("actor_name") or value.get("text")
    return str(words) if words else msgspec.json.encode(value).decode()[:LONGEST]


def why_table(pair: PairWhy) -> Table:
    """The reasons of a pair with their weights; the sum is the log odds."""
    table = Table(box=box.SIMPLE, title=_title(pair), title_justify="left")
    table.add_column("log odds", justify="right", no_wrap=True)
    table.add_column("because of", overflow="fold")
    for reason in pair.reasons:
        style = "green" if reason.weight > 0 else "red"
        table.add_row(Text(f"{reason.weight:+.2f}", style), Text(reason.words))
    table.add_section()
    table.add_row(Text(f"{pair.score:+.2f}", "bold"), Text("in all"))
    return table


def _title(pair: PairWhy) -> Text:
    places = (f" at {p}" if p else "" for p in (pair.place_a, pair.place_b))
    a, b = (f"{name}{place}" for name, place in zip((pair.a, pair.b), places, strict=True))
    return Text(f"{a} ~ {b}", "bold")


def chain_text(why: Why, one: bool) -> Text:
    """What the threshold and the other claims say."""
    if why.never:
        return Text(why.never, "yellow")
    needed = f"two groups are joined above {why.threshold:+.2f} on average"
    if one or why.count < 2:
        return Text(f"{why.average:+.2f}; {needed}")
    strongest = why.pairs[0].score if why.pairs else why.average
    text = Text(f"Between their events: {why.average:+.2f} on average over {why.count} pairs of claims; {needed}")
    if why.average <= why.threshold < strongest:
        text.append(": these two alone would be joined, the others keep them apart", "yellow")
    return text
