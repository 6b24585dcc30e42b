"""PLOVER events as JSON lines, and rows with CAMEO codes.

Types, modes and fields of PLOVER as in its manual (openeventdata/PLOVER); CAMEO codes of CAMEO 1.1b3. The mapping
stands in ``data/plover.yaml``. Neither scheme has a field for who claims it or how far it is borne out: what khabar
knows of that stands in PLOVER's ``comment`` and in khabar's own columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from khabar.events.casualties import deaths_of
from khabar.exports.cells import joined
from khabar.exports.dates import middle_day
from khabar.exports.files import whole_file
from khabar.exports.knowledge import country_of, load_table
from khabar.exports.parties import acting_and_acted_on, only_civilians
from khabar.exports.places import country_name
from khabar.exports.rows import Row, Scheme, Written
from khabar.exports.told import REAL, Told
from khabar.records import Event, EventParty, Place

CAMEO_COLUMNS = (
    "event_id", "event_date", "cameo_code", "cameo_root", "quad_class", "source_name", "source_code", "target_name",
    "target_code", "location", "admin1", "country", "latitude", "longitude", "sources", "text",
)  # fmt: skip


def write_plover(path: str | Path, told: Iterable[Told]) -> Written:
    """Write one PLOVER event a line. Raises StoreError."""
    encoder, written = msgspec.json.Encoder(), Written()
    with whole_file(path) as stream:
        for one in told:
            found = plover_event(one)
            if isinstance(found, str):
                written.left_out[found] += 1
                continue
            stream.write(encoder.encode(found).decode() + "\n")
            written.count += 1
    return written


def plover_event(told: Told) -> dict[str, Any] | str:
    """The event as PLOVER has it, or why it has none; fields that are not known are left out."""
    event, codes = told.event, load_table("plover_codes")
    means = meaning(event)
    day = middle_day(event)
    if not means["type"]:
        return f"{event.event_type}: PLOVER has no type for it"
    if day is None:
        return "no date"
    auxiliary = codes["modalities"].get(event.modality)
    parties = acting_and_acted_on(event)
    return {
        "id": event.event_id,
        "date": event.start or day,
        **({"enddate": event.end} if event.end and event.end != event.start else {}),
        "actor": [_entity(p, event) for p in parties[0]] or [{"code": "", "sector": "UNK"}],
        **({"recipient": [_entity(p, event) for p in parties[1]]} if parties[1] else {}),
        "event": [means["type"]],
        "mode": [*means["modes"], *([auxiliary] if auxiliary else [])],
        "quad_code": codes["plover_quads"][means["type"]],
        "event_scale": float(codes["scores"][means["type"]]),
        "event_loc": _location(event, codes),
        **_size(event),
        **({"text": told.note} if told.note else {}),
        "cite_info": {"publication": joined(event.sources), **({"url": told.urls[0]} if told.urls else {})},
        "coder": "khabar",
        "comment": _comment(told),
    }


def meaning(event: Event) -> dict[str, Any]:
    """Type, modes and CAMEO code of an event; other ones where only civilians are acted on."""
    row: Mapping[str, Any] = load_table("plover")[event.event_type]
    special = row.get("civilians", {}) if only_civilians(event.targets) else {}
    return {**row, **special}


def cameo_row(told: Told) -> Row | str:
    """The cells of an event with its CAMEO code, or why there is none."""
    event, codes = told.event, load_table("plover_codes")
    code, day, place = str(meaning(event)["cameo"]), middle_day(event), event.place or Place()
    if event.modality not in REAL:
        return "not told as having happened (planned, expected, conditional or denied)"
    if not code:
        return f"{event.event_type}: CAMEO has no code for it"
    if day is None:
        return "no date"
    first, second = acting_and_acted_on(event)
    return {
        "event_id": event.event_id,
        "event_date": day,
        "cameo_code": code,
        "cameo_root": code[:2],
        "quad_class": codes["cameo_quads"][code[:2]],
        "source_name": joined(p.actor_name for p in first) or None,
        "source_code": joined(cameo_actor(p, event) for p in first) or None,
        "target_name": joined(p.actor_name for p in second) or None,
        "target_code": joined(cameo_actor(p, event) for p in second) or None,
        "location": place.name,
        "admin1": place.admin1,
        "country": country_of(place.country).iso3 or None,
        "latitude": place.lat,
        "longitude": place.lon,
        "sources": joined(event.sources) or None,
        "text": told.note or None,
    }


def cameo_actor(party: EventParty, event: Event) -> str:
    """The CAMEO code of a party: country and role (``SYRREB``), or ``IGO``."""
    codes = load_table("plover_codes")
    side = "state" if party.side.startswith("state:") else party.side
    if side in codes["cameo_alone"]:
        return str(codes["cameo_alone"][side])
    return country_of(_country_of(party, event)).iso3 + str(codes["cameo_roles"].get(side, "UAF"))


def _entity(party: EventParty, event: Event) -> dict[str, str]:
    codes = load_table("plover_codes")
    side = "state" if party.side.startswith("state:") else party.side
    found = {
        "code": country_of(_country_of(party, event)).iso3 if side != "un_ngo" else "IGO",
        "sector": str(codes["sectors"].get(side, "UNK")),
    }
    return {**found, **({"entity_text": party.actor_name} if party.actor_name else {})}


def _country_of(party: EventParty, event: Event) -> str | None:
    if party.side.startswith("state:"):
        return party.side[6:]
    return event.place.country if event.place else None


def _location(event: Event, codes: Mapping[str, Any]) -> dict[str, Any]:
    place = event.place
    if place is None:
        return {}
    inside = place.kind in str(codes["sub_city"]).split() and event.precision == 1
    found = {
        "resolved_place": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "district": place.admin2,
        "province": place.admin1,
        "country": country_name(place.country) or None,
        "country_code": country_of(place.country).iso3 or None,
        "resolution": 5 if inside else codes["resolutions"].get(event.precision or 5, 1),
    }
    return {k: v for k, v in found.items() if v is not None}


def _size(event: Event) -> dict[str, int]:
    deaths = deaths_of(event.quantities, (), ()).total
    hurt = [f.best for f in event.quantities if f.kind == "wounded" and f.best is not None]
    arrested = [f.best for f in event.quantities if f.kind == "captured" and f.best is not None]
    return {
        **({"dead": deaths.best} if deaths.told else {}),
        **({"injured": round(sum(hurt))} if hurt else {}),
        **({"arrested": round(sum(arrested))} if arrested else {}),
    }


def _comment(told: Told) -> str:
    event = told.event
    said = f"claimed, {event.status.replace('_', ' ')}; {len(event.independent_sources)} independent of"
    return joined([f"{said} {len(event.sources)} outlets", told.protection])


CAMEO = Scheme(name="cameo", columns=CAMEO_COLUMNS, row=cameo_row)
