"""events.csv: one row per event, for spreadsheets and for coders (docs/outputs.md says what each column means)."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Sequence

from khabar.exports.cells import Cell, safe_cell
from khabar.exports.files import whole_file
from khabar.exports.place_codes import acled_geo_precision, ucdp_where_prec
from khabar.records import Event, EventParty, FigureRange, Place

FIGURE_KINDS = ("killed", "wounded", "casualties", "captured", "displaced")
EVENT_COLUMNS = (
    "event_id", "event_type", "modality", "status", "start", "end", "date_precision",
    "place", "place_kind", "admin2", "admin1", "country", "lat", "lon", "place_precision",
    "acled_geo_precision", "ucdp_where_prec",
    "initiators", "initiator_sides", "targets", "target_sides",
    *(f"{kind}_{bound}" for kind in FIGURE_KINDS for bound in ("low", "best", "high")),
    "figures", "sources_count", "sources", "independent_count", "independent_sources", "sides",
    "claims_count", "claims", "contradictions", "note",
)  # fmt: skip


def write_events_csv(
    path: str | os.PathLike[str], events: Iterable[Event], *, note: Callable[[Event], str] | None = None
) -> int:
    """Write the events as CSV (UTF-8, comma, CRLF); returns how many rows.

    Args:
        note: gives the neutral sentence of the last column (``khabar.briefs.Narrator.note``); empty without it.

    Raises:
        StoreError: the file cannot be written.
    """
    count = 0
    with whole_file(path) as stream:
        writer = csv.writer(stream)
        writer.writerow(EVENT_COLUMNS)
        for event in events:
            writer.writerow([safe_cell(cell) for cell in event_cells(event, note(event) if note else "")])
            count += 1
    return count


def event_cells(event: Event, note: str) -> list[Cell]:
    """The cells of one event, in the order of ``EVENT_COLUMNS``."""
    place = event.place or Place()
    return [
        event.event_id, event.event_type, event.modality, event.status, event.start, event.end, event.time_precision,
        place.name, place.kind, place.admin2, place.admin1, place.country, place.lat, place.lon, event.precision,
        acled_geo_precision(event.place, event.precision), ucdp_where_prec(event.place, event.precision),
        _names(event.initiators), _sides(event.initiators), _names(event.targets), _sides(event.targets),
        *(bound for kind in FIGURE_KINDS for bound in total(event.quantities, kind)),
        "; ".join(_figure(f) for f in event.quantities),
        len(event.sources), _joined(event.sources), len(event.independent_sources),
        _joined(event.independent_sources), _joined(event.sides), len(event.claims), _joined(event.claims),
        _contradictions(event), note,
    ]  # fmt: skip


def total(figures: Sequence[FigureRange], kind: str) -> tuple[Cell, Cell, Cell]:
    """Low, best and high of one kind of figure over all ``of``.

    A figure told without ``of`` (or of ``people``) is taken as the total; otherwise the parts are summed, and a bound
    that one part leaves open stays open.
    """
    parts = [f for f in figures if f.kind == kind]
    whole = [f for f in parts if f.of in (None, "people")]
    return (
        _summed([f.low for f in whole or parts]),
        _summed([f.best for f in whole or parts]),
        _summed([f.high for f in whole or parts]),
    )


def _summed(values: Sequence[float | int | None]) -> float | int | None:
    known = [v for v in values if v is not None]
    return sum(known) if known and len(known) == len(values) else None


def _figure(figure: FigureRange) -> str:
    low, high = ("?" if v is None else f"{v:g}" if isinstance(v, float) else str(v) for v in (figure.low, figure.high))
    size = low if low == high else f"{low}..{high}"
    return f"{figure.kind} {figure.of}: {size}" if figure.of else f"{figure.kind}: {size}"


def _names(parties: Sequence[EventParty]) -> str:
    return _joined([p.actor_name or p.actor or f"unidentified ({p.side})" for p in parties])


def _sides(parties: Sequence[EventParty]) -> str:
    return _joined([p.side for p in parties])


def _joined(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(values))


def _contradictions(event: Event) -> str:
    told = []
    for contradiction in event.contradictions:
        values = " | ".join(f"{v.value} ({', '.join(v.claims)})" for v in contradiction.values)
        told.append(f"{contradiction.field}: {values}")
    return "; ".join(told)
