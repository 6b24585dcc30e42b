"""Events for the tests of exports."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import msgspec

from khabar.exports import Records
from khabar.records import (
    Claim,
    Contradiction,
    ContradictionValue,
    Event,
    EventParty,
    FigureRange,
    Link,
    Place,
    Report,
    Span,
)

TOWN = Place(
    id="g:1", name="Marsana", kind="town", admin1="Nahran", admin2="Upper Nahran", country="SY", lat=35.5, lon=38.25
)
ARMY = EventParty(actor="syrian-army", actor_name="Syrian Arab Army", side="government", claims=["c-1"])
REBELS = EventParty(actor_name="unidentified opposition fighters", side="opposition", claims=["c-1"])
CIVILIANS = EventParty(actor_name="civilians", side="civilians", claims=["c-1"])

CLASH = Event(
    event_id="e-1",
    event_type="armed_clash",
    start="2016-12-07",
    end="2016-12-07",
    time_precision="day",
    place=TOWN,
    precision=1,
    initiators=[ARMY],
    targets=[REBELS],
    quantities=[
        FigureRange(kind="killed", of="government", low=2, best=3, high=4, claims={"3": ["c-1"]}),
        FigureRange(kind="killed", of="opposition", low=5, best=5, high=9, claims={"5": ["c-2"]}),
        FigureRange(kind="killed", of="civilians", low=1, best=1, high=1, claims={"1": ["c-1"]}),
        FigureRange(kind="wounded", low=10, best=10, high=10, claims={"10": ["c-1"]}),
    ],
    claims=["c-1", "c-2"],
    sources=["Outlet One", "Outlet Two"],
    independent_sources=["Outlet One"],
    sides=["pro-government"],
    status="contested",
    contradictions=[Contradiction("killed", [ContradictionValue("3", ["c-1"]), ContradictionValue("30", ["c-2"])])],
    links=[Link("c-1", "c-2", 3.0, ["same place"])],
)
EVIDENCE = Records(
    {
        "c-1": Claim(
            claim_id="c-1",
            report_id="r-1",
            evidence=Span("The army fought"),
            event_type="armed_clash",
            attribution=[Span("SANA"), Span("a military source")],
        ),
        "c-2": Claim(claim_id="c-2", report_id="r-2", evidence=Span("Rebels fought"), event_type="armed_clash"),
    },
    {
        "r-1": Report(
            report_id="r-1", source="Outlet One", text="…", published="2016-12-08", title="Fighting in Marsana",
            url="https://one.example/1",
        ),
        "r-2": Report(report_id="r-2", source="Outlet Two", text="…", published="2016-12-09", title="News"),
    },
)  # fmt: skip


def event_of(**fields: Any) -> Event:
    """The clash with other fields."""
    return msgspec.structs.replace(CLASH, **fields)


def without_links(event: Event) -> Event:
    return msgspec.structs.replace(event, links=[])


def lines_of(path: Path) -> list[list[str]]:
    """The cells of a table, its header first."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a table by column."""
    header, *rows = lines_of(path)
    return [dict(zip(header, row, strict=True)) for row in rows]
