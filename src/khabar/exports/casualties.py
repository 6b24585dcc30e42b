"""Deaths by side with their ranges and the claims behind each: what UCDP's columns have no room for."""

from __future__ import annotations

from khabar.events.casualties import deaths_of
from khabar.exports.cells import joined
from khabar.exports.knowledge import load_table
from khabar.exports.parties import opponents
from khabar.exports.rows import Row, Scheme
from khabar.exports.told import REAL, Told
from khabar.exports.ucdp import one_sided_types, side_names, type_of_violence
from khabar.records import Place

TOLLS = ("a", "b", "civilians", "unknown", "total")
COLUMNS = (
    "event_id", "event_type", "start", "end", "place", "admin1", "country", "type_of_violence", "side_a", "side_b",
    *(f"deaths_{toll}_{part}" for toll in TOLLS for part in ("low", "best", "high", "claims")),
    "sources",
)  # fmt: skip


def casualties_row(told: Told) -> Row | str:
    """The cells of an event, or why it has no row; a toll that nobody tells is empty, not 0."""
    event, table = told.event, load_table("ucdp")
    if event.modality not in REAL:
        return "not told as having happened (planned, expected, conditional or denied)"
    two, place = opponents(event, one_sided_types()), event.place or Place()
    deaths = deaths_of(event.quantities, two.sides_a, two.sides_b)
    if not deaths.total.told:
        return "no deaths told"
    side_a, side_b = side_names(two, table)
    row: Row = {
        "event_id": event.event_id,
        "event_type": event.event_type,
        "start": event.start,
        "end": event.end,
        "place": place.name,
        "admin1": place.admin1,
        "country": place.country,
        "type_of_violence": type_of_violence(two, table),
        "side_a": side_a,
        "side_b": side_b,
        "sources": joined(event.sources),
    }
    for name in TOLLS:
        toll = getattr(deaths, name)
        if toll.told:
            told_cells = (toll.low, toll.best, toll.high, joined(toll.claims))
            row |= dict(zip((f"deaths_{name}_{p}" for p in ("low", "best", "high", "claims")), told_cells, strict=True))
    return row


CASUALTIES = Scheme(name="casualties", columns=COLUMNS, row=casualties_row)
