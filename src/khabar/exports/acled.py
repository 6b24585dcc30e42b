"""Rows in the manner of ACLED.

Code lists: event and sub-event types as in the table of ACLED's codebook; columns and inter codes as documented with
the acledR package; the rest is marked in ``data/acled.yaml``. These rows are coded by a program from claims: they are
not ACLED's data, and one is not a verified event.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from khabar.events.casualties import deaths_of
from khabar.exports.cells import Cell, joined, split, whole_number
from khabar.exports.dates import days_between, middle_day, span_around
from khabar.exports.knowledge import country_of, load_table
from khabar.exports.parties import acting_and_acted_on, actor_kinds, is_own_state, only_civilians
from khabar.exports.place_codes import acled_geo_precision
from khabar.exports.places import country_code, country_name, place_from
from khabar.exports.rows import Row, Scheme
from khabar.exports.told import REAL, Told
from khabar.records import Event, EventParty, FigureRange, Place

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
GROUPS = {
    "dates": ("event_date", "time_precision"),
    "type": ("event_type", "sub_event_type"),
    "parties": ("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2"),
    "place": ("iso", "country", "admin1", "admin2", "location", "latitude", "longitude", "geo_precision"),
    "deaths": ("fatalities",),
    "sources": ("source",),
}
LONGEST = {1: 1, 2: 7, 3: 31}
TIME_READ = {"1": "day", "2": "week", "3": "month"}
GEO_READ = {"1": 1, "2": 3, "3": 4}


def acled_row(told: Told) -> Row | str:
    """The cells of an event, or why ACLED has no row for it."""
    event, table = told.event, load_table("acled")
    reason = _why_left_out(event, table)
    if reason:
        return reason
    sub = sub_event_type(event)
    kind = table["sub_events"][sub]
    first, second = _sides(event, table)
    day, place, country = middle_day(event), event.place or Place(), country_of(_country(event))
    codes = sorted(c for c in (first[2], second[2]) if c)
    return {
        "event_id_cnty": event.event_id,
        "event_date": day,
        "year": int(day[:4]) if day else None,
        "time_precision": time_precision(event),
        "disorder_type": kind["disorder"],
        "event_type": kind["event"],
        "sub_event_type": sub,
        "actor1": first[0],
        "assoc_actor_1": first[1],
        "inter1": first[2],
        "actor2": second[0],
        "assoc_actor_2": second[1],
        "inter2": second[2],
        "interaction": int("".join(map(str, codes)) + ("0" if len(codes) == 1 else "")) if codes else None,
        "civilian_targeting": table["civilian_targeting"] if only_civilians(event.targets) else None,
        "iso": int(country.iso_numeric) if country.iso_numeric else None,
        "region": country.acled_region or None,
        "country": country_name(_country(event)) or None,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "location": place.name or place.admin2 or place.admin1,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": acled_geo_precision(event.place, event.precision),
        "source": joined(event.sources),
        "notes": told.note or None,
        "fatalities": deaths_of(event.quantities, (), ()).total.low,
        "tags": joined([f"khabar status: {event.status}", told.protection]),
    }


def sub_event_type(event: Event) -> str:
    """The sub-event type that an event becomes. Raises KeyError where ACLED has none."""
    for rule in load_table("acled")["rules"]:
        if rule["type"] == event.event_type and _fits(rule.get("when"), event):
            return str(rule["sub"])
    raise KeyError(event.event_type)


def time_precision(event: Event) -> int | None:
    """1 the day; 2 within a week, also where no words tell the day; 3 within a month; null beyond."""
    start, end = event.start or event.end, event.end or event.start
    if start is None or end is None:
        return None
    code = next((code for code, most in LONGEST.items() if days_between(start, end) <= most), None)
    return max(code, 2) if code is not None and event.time_precision == "unknown" else code


def _fits(when: str | None, event: Event) -> bool:
    if when == "civilians":
        return only_civilians(event.targets)
    if when == "government":
        return any(is_own_state(p.side, _country(event)) for p in event.initiators)
    return True


def _why_left_out(event: Event, table: Mapping[str, Any]) -> str | None:
    if event.modality not in REAL:
        return "not told as having happened (planned, expected, conditional or denied)"
    if event.event_type in table["left_out"]:
        return f"{event.event_type}: {table['left_out'][event.event_type]}"
    if not (event.start or event.end):
        return "no date"
    if time_precision(event) is None:
        return "dated to more than a month, which ACLED has no code for"
    if acled_geo_precision(event.place, event.precision) is None:
        return "no place, or only a country, which ACLED has no code for"
    return None


def _sides(event: Event, table: Mapping[str, Any]) -> tuple[tuple[Cell, Cell, int | None], ...]:
    """Actor, associated actors and inter code of both sides.

    The first is filled where only one is told; who commits violence that nobody is named for is unidentified.
    """
    first, second = acting_and_acted_on(event)
    if not first and second and not only_civilians(second):
        first, second = second, []
    named = [_actors(parties, event, table) for parties in (first, second)]
    if not first and table["sub_events"][sub_event_type(event)]["event"] in table["violent"]:
        name = _with_country(table["unidentified"], event)
        named[0] = (name, None, table["inter"]["sides"]["unknown"])
    return named[0], named[1]


def _actors(parties: list[EventParty], event: Event, table: Mapping[str, Any]) -> tuple[Cell, Cell, int | None]:
    if not parties:
        return None, None, None
    names = [actor_name(p, event, table) for p in parties]
    return names[0].replace("; ", ", "), joined(n for n in names[1:] if n != names[0]), _inter(parties[0], event, table)


def actor_name(party: EventParty, event: Event, table: Mapping[str, Any]) -> str:
    """A party's name, else civilians or an unidentified group of the country."""
    if party.side == "civilians" and party.actor is None:
        return _with_country(table["civilians"], event)
    return party.actor_name or _with_country(table["unidentified"], event)


def _with_country(name: str, event: Event) -> str:
    country = country_name(_country(event))
    return f"{name} ({country})" if country else name


def _inter(party: EventParty, event: Event, table: Mapping[str, Any]) -> int:
    inter = table["inter"]
    if event.event_type in inter["demonstrators"] and party.side in ("civilians", "unknown"):
        return int(inter["demonstrators"][event.event_type])
    kind = actor_kinds().get(party.actor or "")
    if kind in inter["kinds"]:
        return int(inter["kinds"][kind])
    if party.side.startswith("state:"):
        return int(inter["own_state" if is_own_state(party.side, _country(event)) else "foreign_state"])
    return int(inter["sides"].get(party.side, inter["sides"]["unknown"]))


def _country(event: Event) -> str | None:
    return event.place.country if event.place else None


# ---------------------------------------------------------------------- reading


def _read_dates(event: Event, row: Mapping[str, str]) -> Event:
    day = _iso_day(row["event_date"])
    precision = TIME_READ.get(row.get("time_precision", ""), "day")
    start, end = span_around(day, precision)
    return replace(event, start=start, end=end, time_precision=precision)


def _iso_day(text: str) -> str:
    """``2016-12-07``, or ``07 December 2016`` as older files have it. Raises ValueError."""
    from datetime import datetime

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return datetime.strptime(text, "%d %B %Y").date().isoformat()


def _read_type(event: Event, row: Mapping[str, str]) -> Event:
    sub = row["sub_event_type"]
    known = load_table("acled")["sub_events"]
    if sub not in known:
        raise ValueError(f"sub_event_type {sub!r} is none of ACLED's")
    return replace(event, event_type=known[sub]["means"])


def _read_parties(event: Event, row: Mapping[str, str]) -> Event:
    return replace(event, initiators=_parties(event.initiators, row, "1"), targets=_parties(event.targets, row, "2"))


def _parties(known: list[EventParty], row: Mapping[str, str], number: str) -> list[EventParty]:
    table = load_table("acled")
    side = _side_of(row.get(f"inter{number}", ""), table)
    by_name = {p.actor_name: p for p in known if p.actor_name}
    names = [
        *([row[f"actor{number}"]] if row.get(f"actor{number}") else []),
        *split(row.get(f"assoc_actor_{number}", "")),
    ]
    return [by_name.get(name) or EventParty(actor_name=name, side=side) for name in names]


def _side_of(inter: str, table: Mapping[str, Any]) -> str:
    """The side of an inter code, which newer files give by name."""
    code = (
        table["names"].get(inter.strip().lower().removesuffix("s")) if not inter[:1].isdigit() else whole_number(inter)
    )
    return str(table["sides"].get(code, "unknown"))


def _read_place(event: Event, row: Mapping[str, str]) -> Event:
    code = country_code(row.get("country", ""), row.get("iso", ""))
    place = place_from(
        event.place, row.get("location", ""), row.get("admin1", ""), row.get("admin2", ""), code,
        row.get("latitude", ""), row.get("longitude", ""),
    )  # fmt: skip
    return replace(event, place=place, precision=GEO_READ.get(row.get("geo_precision", ""), 5))


def _read_deaths(event: Event, row: Mapping[str, str]) -> Event:
    told = row.get("fatalities", "")
    others = [f for f in event.quantities if f.kind != "killed"]
    number = whole_number(told)
    if number == 0:
        return replace(event, quantities=others)
    return replace(event, quantities=[FigureRange(kind="killed", low=number, best=number, high=number), *others])


def _read_sources(event: Event, row: Mapping[str, str]) -> Event:
    return replace(event, sources=split(row.get("source", "")))


ACLED = Scheme(
    name="acled",
    columns=COLUMNS,
    row=acled_row,
    groups=GROUPS,
    readers={
        "dates": _read_dates,
        "type": _read_type,
        "parties": _read_parties,
        "place": _read_place,
        "deaths": _read_deaths,
        "sources": _read_sources,
    },
)
