"""Rows in the manner of UCDP GED.

Columns and codes: GED 23.1 and its codebook; what is general knowledge is marked in ``data/ucdp.yaml``. The numbers of
conflicts, dyads, sides and countries (Gleditsch and Ward) are UCDP's own to give and stay empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import floor
from typing import Any

from msgspec.structs import replace

from khabar.events.casualties import Deaths, deaths_of
from khabar.exports.cells import joined, split, whole_number
from khabar.exports.dates import days_between
from khabar.exports.knowledge import country_of, load_table
from khabar.exports.parties import Opponents, is_state, opponents
from khabar.exports.place_codes import ucdp_where_prec
from khabar.exports.places import country_code, country_name, place_from
from khabar.exports.rows import Row, Scheme
from khabar.exports.told import REAL, Told
from khabar.records import Event, EventParty, FigureRange, Place

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
    "low", "gwnoa", "gwnob",
)  # fmt: skip
GROUPS = {
    "dates": ("date_start", "date_end", "date_prec"),
    "sides": ("side_a", "side_b", "type_of_violence"),
    "place": ("country", "adm_1", "adm_2", "where_coordinates", "latitude", "longitude", "where_prec"),
    "deaths": ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low"),
    "sources": ("source_office",),
}
CLEAR_PLACE = 2
AGGREGATED = 2
PRECISIONS = {"1": "day", "2": "week", "3": "week", "4": "month", "5": "year"}


def ucdp_row(told: Told) -> Row | str:
    """The cells of an event, or why UCDP GED has no row for it."""
    event, table = told.event, load_table("ucdp")
    if event.modality not in REAL:
        return "not told as having happened (planned, expected, conditional or denied)"
    two = opponents(event, one_sided_types())
    deaths = deaths_of(event.quantities, two.sides_a, two.sides_b)
    if deaths.total.high < 1:
        return "no deaths told"
    if not (event.start and event.end):
        return "no date"
    if ucdp_where_prec(event.place, event.precision) is None:
        return "no place"
    place, country = event.place or Place(), country_of(event.place.country if event.place else None)
    side_a, side_b = side_names(two, table)
    return {
        "id": event.event_id,
        "year": int(event.start[:4]),
        "type_of_violence": type_of_violence(two, table),
        "dyad_name": f"{side_a} - {side_b}",
        "side_a": side_a,
        "side_b": side_b,
        "number_of_sources": len(event.sources) or -1,
        **_sources(told),
        "where_prec": ucdp_where_prec(event.place, event.precision),
        "where_coordinates": place.name or place.admin2 or place.admin1 or country_name(place.country) or None,
        "where_description": told.note or None,
        "adm_1": place.admin1,
        "adm_2": place.admin2,
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon} {place.lat})" if place.lat is not None else None,
        "priogrid_gid": priogrid(place.lat, place.lon),
        "country": country_name(place.country) or None,
        "region": country.ucdp_region or None,
        "event_clarity": event_clarity(event) if told.shared == 1 else AGGREGATED,
        "date_prec": date_prec(event, table),
        "date_start": event.start,
        "date_end": event.end,
        **_numbers(deaths),
    }


def one_sided_types() -> frozenset[str]:
    """Event types in which violence against civilians alone is one-sided."""
    return frozenset(str(load_table("ucdp")["one_sided"]).split())


def type_of_violence(two: Opponents, table: Mapping[str, Any]) -> int:
    """1 state-based, 2 non-state, 3 one-sided; state-based also where only one side is told and it is a state."""
    codes = table["type_of_violence"]
    if two.one_sided:
        return int(codes["one_sided"])
    return int(codes["state_based" if any(is_state(p.side) for p in (*two.a, *two.b)) else "non_state"])


def side_names(two: Opponents, table: Mapping[str, Any]) -> tuple[str, str]:
    """Names of both sides; of several parties of one side all, the first told first."""
    first = joined(_name(p, table) for p in two.a) or table["unknown"]
    second = table["civilians"] if two.one_sided else joined(_name(p, table) for p in two.b) or table["unknown"]
    return first, second


def _name(party: EventParty, table: Mapping[str, Any]) -> str:
    return party.actor_name or (f"{table['unknown']} ({party.side})" if party.side != "unknown" else table["unknown"])


def date_prec(event: Event, table: Mapping[str, Any]) -> int:
    """1 the day; 2 within 6 days; 3 a week; 4 a month; 5 longer. A day that no words tell is within 6."""
    days = days_between(event.start or "", event.end or "")
    found = next((int(code) for code, most in table["date_prec"].items() if days <= most), max(table["date_prec"]))
    return max(found, 2) if event.time_precision == "unknown" else int(found)


def event_clarity(event: Event) -> int:
    """1 where day and place are told finely enough to tell the event from others, else 2."""
    fine = event.time_precision == "day" and event.precision is not None and event.precision <= CLEAR_PLACE
    return 1 if fine and event.place is not None and event.place.lat is not None else 2


def priogrid(lat: float | None, lon: float | None) -> int | None:
    """The PRIO-GRID cell (half a degree, counted from the south-west) of a point."""
    if lat is None or lon is None:
        return None
    return min(359, floor((lat + 90) * 2)) * 720 + min(719, floor((lon + 180) * 2)) + 1


def _sources(told: Told) -> Row:
    days = sorted(d for _, d, _ in told.articles if d)
    return {
        "source_article": joined(f'"{o},{d},{t}"' for o, d, t in told.articles) or None,
        "source_office": joined(told.event.sources) or None,
        "source_date": days[0] if days else None,
        "source_headline": joined(t for _, _, t in told.articles) or None,
        "source_original": joined(told.cited) or None,
    }


def _numbers(deaths: Deaths) -> Row:
    return {
        "deaths_a": deaths.a.best,
        "deaths_b": deaths.b.best,
        "deaths_civilians": deaths.civilians.best,
        "deaths_unknown": deaths.unknown.best,
        "best": deaths.total.best,
        "high": deaths.total.high,
        "low": deaths.total.low,
    }


# ---------------------------------------------------------------------- reading


def _read_dates(event: Event, row: Mapping[str, str]) -> Event:
    start, end = row["date_start"][:10], row["date_end"][:10]
    days_between(start, end)
    return replace(event, start=start, end=end, time_precision=PRECISIONS.get(row.get("date_prec", ""), "unknown"))


def _read_sides(event: Event, row: Mapping[str, str]) -> Event:
    table = load_table("ucdp")
    kind = whole_number(row.get("type_of_violence", "")) or 1
    known = {_name(p, table): p for p in (*event.initiators, *event.targets)}
    first = [known.get(n) or _side(n, is_first=True, kind=kind) for n in split(row.get("side_a", ""))]
    second = [known.get(n) or _side(n, is_first=False, kind=kind) for n in split(row.get("side_b", ""))]
    parties = {"initiators": [p for p in first if p], "targets": [p for p in second if p]}
    means = event.event_type if event.event_type != "other" else table["means"][kind]
    return replace(event, event_type=means, **parties)


def _side(name: str, *, is_first: bool, kind: int) -> EventParty | None:
    table = load_table("ucdp")
    if name == table["civilians"]:
        return EventParty(side="civilians")
    if name == table["unknown"]:
        return None
    if name.lower().startswith("government of"):
        return EventParty(actor_name=name, side=table["states"])
    return EventParty(actor_name=name, side="opposition" if kind == 1 and not is_first else "unknown")


def _read_place(event: Event, row: Mapping[str, str]) -> Event:
    country = country_code(row.get("country", ""))
    place = place_from(
        event.place, row.get("where_coordinates", ""), row.get("adm_1", ""), row.get("adm_2", ""), country,
        row.get("latitude", ""), row.get("longitude", ""),
    )  # fmt: skip
    table, code = load_table("ucdp"), whole_number(row.get("where_prec", "")) or 5
    if place is not None and place.kind is None:
        place = replace(place, kind=table["kinds"].get(code))
    return replace(event, place=place, precision=table["precision"].get(code, 5))


def _read_deaths(event: Event, row: Mapping[str, str]) -> Event:
    low, best, high = (whole_number(row.get(c, "")) for c in ("low", "best", "high"))
    total = FigureRange(kind="killed", low=low, best=best, high=high)
    parts = [("civilians", whole_number(row.get("deaths_civilians", ""))), *_of_sides(event, row)]
    told = [FigureRange(kind="killed", of=of, low=n, best=n, high=n) for of, n in parts if n]
    others = [f for f in event.quantities if f.kind != "killed"]
    return replace(event, quantities=[*([total] if high else []), *told, *others])


def _of_sides(event: Event, row: Mapping[str, str]) -> list[tuple[str, int]]:
    two = opponents(event, one_sided_types())
    sides = [(two.a, whole_number(row.get("deaths_a", ""))), (two.b, whole_number(row.get("deaths_b", "")))]
    return [(parties[0].side, n) for parties, n in sides if parties and parties[0].side not in ("unknown", "civilians")]


def _read_sources(event: Event, row: Mapping[str, str]) -> Event:
    return replace(event, sources=split(row.get("source_office", "")))


UCDP = Scheme(
    name="ucdp",
    columns=COLUMNS,
    row=ucdp_row,
    groups=GROUPS,
    readers={
        "dates": _read_dates,
        "sides": _read_sides,
        "place": _read_place,
        "deaths": _read_deaths,
        "sources": _read_sources,
    },
)
