"""The history of a place as a person reads it on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from khabar.control import Holder, PlaceControl, Stretch, Unused

MOST_IDS = 4
MOST_UNUSED = 8
MOST_PARTS = 30
MOST_NAMES = 3
MOST_WORDS = 140


def overview(places: Sequence[PlaceControl]) -> Table:
    """The last stretch of each place of which a history is known."""
    table = _table("Who is said to hold which place (claims, not facts)", "place", "held by", "since", "on the word of")
    for one in places:
        if one.history:
            last = one.history[-1]
            where = ", ".join(n for n in (one.place.name, one.place.admin1, one.place.country) if n)
            outlets = ", ".join(dict.fromkeys(o for h in last.holders for o in h.outlets))
            _row(table, where, holders_of(last), since(last), outlets)
    return table


def card(one: PlaceControl) -> Group:
    """Everything that is told of who held a place."""
    place = one.place
    area = ", ".join(n for n in (place.kind, place.admin2, place.admin1, place.country) if n)
    title = Text.assemble(("\n" + (place.name or "?"), "bold"), f", {area}  ", (place.id or "", "dim"))
    none = Text("No claim tells that the whole place was taken, left or held on a known day.")
    parts: list[Text | Table] = [title, history_table(one.history) if one.history else none]
    if len(one.accounts) > 1:
        parts.append(accounts_table(one))
    if one.sieges:
        told = "; ".join(f"{_days(s.start, s.end)} by {s.by or 'nobody named'} ({s.claim})" for s in one.sieges)
        parts.append(Text(f"Said to be besieged or cut off: {told}"))
    if one.parts:
        parts.append(parts_table(one))
    if one.unused:
        parts += unused_lines(one.unused)
    return Group(*parts)


def history_table(history: Sequence[Stretch]) -> Table:
    """One row for each stretch and holder."""
    table = _table("According to all outlets", "when", "held by", "on the word of", "evidence")
    for stretch in history:
        when = f"from {since(stretch)}"
        when += f"\nuntil {stretch.end}" if stretch.end else ""
        when += f"\nlast told {stretch.last_told}" if stretch.last_told not in (stretch.start_by, stretch.end) else ""
        if not stretch.holders:
            _row(table, when, holders_of(stretch), "", "")
        for number, holder in enumerate(stretch.holders):
            held = f"or {_holder(holder, stretch)}" if number else _first_of(stretch)
            _row(table, "" if number else when, held, _word_of(holder), ids(holder.claims))
        table.add_section()
    return table


def accounts_table(one: PlaceControl) -> Table:
    """What each side's outlets, and each outlet that takes no side, say alone."""
    table = _table(
        "According to each side, and each outlet that takes none", "according to", "when", "held by", "evidence"
    )
    for teller, own in one.accounts.items():
        for number, stretch in enumerate(own):
            evidence = ids(list(dict.fromkeys(c for h in stretch.holders for c in h.claims)))
            when = f"from {since(stretch)}" + (f"\nuntil {stretch.end}" if stretch.end else "")
            _row(table, "" if number else teller, when, holders_of(stretch), evidence)
    return table


def holders_of(stretch: Stretch) -> str:
    """Who holds it in words: ``contested: government (…) or opposition (…)``."""
    named = [_holder(h, stretch) for h in stretch.holders]
    notes = [stretch.why] if stretch.why else []
    notes += [f"told of {', '.join(stretch.inherited_from)}, which it lies in"] if stretch.inherited_from else []
    more = f" ({'; '.join(notes)})" if notes else ""
    if stretch.verdict == "held":
        return " ".join(named) + more
    if stretch.verdict == "contested":
        return f"contested: {' or '.join(named)}{more}"
    return f"uncertain{': last ' + ' '.join(named) if named else ''}{more}"


def _first_of(stretch: Stretch) -> str:
    """The first holder, where each has a row of its own."""
    if stretch.verdict != "contested":
        return holders_of(stretch)
    return f"contested ({stretch.why}): {_holder(stretch.holders[0], stretch)}"


def _holder(holder: Holder, stretch: Stretch) -> str:
    from khabar.control import told_side

    names, side = ", ".join(holder.names[:MOST_NAMES]), told_side(holder.side, ())
    if side is None:
        return f"not {' or '.join(told_side(h.side, h.names) or '' for h in stretch.holders if h.side)}"
    return f"{side} ({names})" if names else side


def _word_of(holder: Holder) -> str:
    count = len(holder.independent_sources)
    counted = f"{count} independent of {len(holder.outlets)}: " if len(holder.outlets) > 1 else ""
    cited = f" (citing {', '.join(holder.on_word_of[:MOST_NAMES])})" if holder.on_word_of else ""
    own = "; some against their own interest" if holder.against_interest else ""
    return counted + ", ".join(holder.outlets) + cited + own


def since(stretch: Stretch) -> str:
    """``2016-11-26``, ``2016-11-26/2016-11-27`` (some day between), ``2016-11-26 at the latest``, ``not told``."""
    if stretch.start is None:
        return f"{stretch.start_by} at the latest" if stretch.start_by else "not told"
    return _days(stretch.start, stretch.start_by)


def ids(claims: Sequence[str]) -> str:
    """The first ids, one a line, and how many more there are."""
    more = len(claims) - MOST_IDS
    return "\n".join((*claims[:MOST_IDS], *([f"and {more} more"] if more > 0 else [])))


def parts_table(one: PlaceControl) -> Table:
    """The last stretch of each place inside."""
    table = _table("Places inside it, as last told", "place", "held by", "since", "last told")
    for part in one.parts[:MOST_PARTS]:
        held = " or ".join(part.sides) or "nobody told"
        words = held if part.verdict == "held" else f"{part.verdict}: {held}"
        _row(table, part.place, words, part.start or "not told", part.last_told or "")
    if len(one.parts) > MOST_PARTS:
        table.caption = f"and {len(one.parts) - MOST_PARTS} more"
    return table


def unused_lines(unused: Sequence[Unused]) -> Iterable[Text]:
    """What is told and changes nothing: a line on what and why, one with its words."""
    yield Text("Told, but no change of the whole place:")
    for u in unused[:MOST_UNUSED]:
        side = u.side or "nobody named"
        words = u.words if len(u.words) <= MOST_WORDS else u.words[:MOST_WORDS].rsplit(" ", 1)[0] + " …"
        yield Text(f"  {_days(u.start, u.end)}: {u.effect} by {side}; {u.why} ({u.outlet}, {u.claim})")
        yield Text(f"    “{words}”", style="dim")
    if len(unused) > MOST_UNUSED:
        yield Text(f"  and {len(unused) - MOST_UNUSED} more: --format json")


def _days(start: str | None, end: str | None) -> str:
    if start is None:
        return f"by {end}" if end else "day not known"
    return start if end in (None, start) else f"{start}/{end}"


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="")
    for name in columns:
        table.add_column(name, overflow="fold", no_wrap=name in ("evidence", "last told"))
    return table


def _row(table: Table, *cells: str) -> None:
    table.add_row(*(Text(cell) for cell in cells))
