"""events.geojson: the events as RFC 7946 features, for maps."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

import msgspec

from khabar.exports.files import whole_file
from khabar.exports.place_codes import acled_geo_precision, ucdp_where_prec
from khabar.records import Event

HEAD = '{"type":"FeatureCollection",'
FEATURES = '"features":[\n'
TAIL = "\n]}\n"


def write_events_geojson(path: str | os.PathLike[str], events: Iterable[Event], *, withheld: str = "") -> int:
    """Write one feature per event, one a line; returns how many.

    Args:
        withheld: what was withheld, in words; stands at the head of the file.

    Raises:
        StoreError: the file cannot be written.
    """
    encoder = msgspec.json.Encoder()
    count = 0
    with whole_file(path) as stream:
        stream.write(HEAD + (f'"withheld":{encoder.encode(withheld).decode()},' if withheld else "") + FEATURES)
        for event in events:
            stream.write(",\n" if count else "")
            stream.write(encoder.encode(event_feature(event)).decode())
            count += 1
        stream.write(TAIL)
    return count


def event_feature(event: Event) -> dict[str, Any]:
    """The event as a GeoJSON feature; without a point its geometry is null and ``geometry_reason`` says why."""
    properties = msgspec.to_builtins(event)
    properties.pop("links")
    properties["acled_geo_precision"] = acled_geo_precision(event.place, event.precision)
    properties["ucdp_where_prec"] = ucdp_where_prec(event.place, event.precision)
    reason = _why_no_point(event)
    if reason is not None:
        properties["geometry_reason"] = reason
        return {"type": "Feature", "id": event.event_id, "geometry": None, "properties": properties}
    assert event.place is not None
    point = {"type": "Point", "coordinates": [event.place.lon, event.place.lat]}
    return {"type": "Feature", "id": event.event_id, "geometry": point, "properties": properties}


def _why_no_point(event: Event) -> str | None:
    place = event.place
    if place is None:
        return "no claim tells a place that is in the gazetteer"
    if place.lat is None or place.lon is None:
        return f"only the area is known: {place.name or place.admin1 or place.country}"
    return None
