"""Claims and reports for the tests of control."""

from __future__ import annotations

from typing import Any

from khabar.records import Claim, ClaimTime, EventType, Party, Place, PlaceMention, Quantity, Report, Span

TOWN = Place(id="t:1", name="Marsana", kind="town", admin1="Nahran", country="XX", lat=10.0, lon=20.0)
CITY = Place(id="c:1", name="Deir Qalam", kind="city", admin1="Nahran", country="XX", lat=11.0, lon=20.0)
QUARTER = Place(id="q:1", name="Sumaria", kind="quarter", admin1="Nahran", country="XX", lat=11.02, lon=20.01)
PROVINCE = Place(id="p:1", name="Nahran", kind="province", admin1="Nahran", country="XX", lat=10.5, lon=20.0)
PLACES = {p.name or "": p for p in (TOWN, CITY, QUARTER, PROVINCE)}

SIDES = {"army": "government", "rebels": "opposition", "Daesh": "isil"}


def claim_of(
    text: str,
    trigger: str,
    day: str | None = "2020-03-05",
    *,
    by: str | None = None,
    on: str | None = None,
    place: Place | None = TOWN,
    mention: str | None = None,
    report: str = "r1",
    kind: EventType = "territory_captured",
    last: str | None = None,
    role: str = "at",
    claim_id: str | None = None,
    quantities: list[Quantity] | None = None,
    attribution: list[str] | None = None,
    **fields: Any,
) -> Claim:
    """A claim whose evidence is ``text``; the place is found in it by its name where it stands there."""
    words = mention or (place.name if place else "") or ""
    at = text.find(words)
    start, end = (at, at + len(words)) if at >= 0 else (500, 500 + len(words))
    mentions = [PlaceMention(text=words, start=start, end=end, role=role, place=place)] if place else []  # type: ignore[arg-type]
    where = text.index(trigger)
    return Claim(
        claim_id=claim_id or f"c-{report}-{text[:24]}-{day}",
        report_id=report,
        evidence=Span(text, 0, len(text)),
        event_type=kind,
        initiators=[party(by)] if by else [],
        targets=[party(on)] if on else [],
        places=fields.pop("places", mentions),
        time=ClaimTime(text="then", start=day, end=last or day, precision="day") if day else ClaimTime(),
        quantities=quantities or [],
        attribution=[Span(a) for a in attribution or []],
        trigger=Span(trigger, where, where + len(trigger)),
        **fields,
    )


def party(name: str) -> Party:
    return Party(text=name, actor_name=name, side=SIDES.get(name, "unknown"))


def report_of(report_id: str, alignment: str | None = None, published: str = "2020-03-06") -> Report:
    source = f"Outlet {report_id}"
    text = f"{report_id} " + " ".join(f"{report_id}word{n}" for n in range(60))
    return Report(report_id=report_id, source=source, text=text, alignment=alignment, published=published)
