"""``khabar show`` on claims, events and reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.cli.cards import _mention, in_context, marked
from khabar.records import (
    Claim,
    ClaimTime,
    Contradiction,
    ContradictionValue,
    Event,
    FigureRange,
    Link,
    Party,
    Place,
    PlaceMention,
    Quantity,
    Report,
    Span,
)
from khabar.store import open_store
from tests.cli.conftest import Khabar

TEXT = "Menu | Home\nThe army took Hanano on Saturday, killing 12 fighters. Nobody else said so.\nOther news."
HANANO = Place(id="x:1", name="Hanano", admin1="Aleppo", country="SY", lat=36.21, lon=37.2)


def span(words: str) -> tuple[str, int, int]:
    return words, TEXT.index(words), TEXT.index(words) + len(words)


def party(words: str, name: str) -> Party:
    text, start, end = span(words)
    return Party(text=text, start=start, end=end, actor=name, actor_name=name, side="government", reason="named")


def claim() -> Claim:
    text, start, end = span("Hanano")
    killed, first, last = span("12 fighters")
    return Claim(
        claim_id="r1-1",
        report_id="r1",
        evidence=Span(*span("The army took Hanano on Saturday, killing 12 fighters")),
        event_type="territory_captured",
        initiators=[party("The army", "Syrian Army")],
        places=[PlaceMention(text=text, start=start, end=end, place=HANANO, reason="only place of this name")],
        time=ClaimTime(text="on Saturday", start="2016-11-26", end="2016-11-26", precision="day", span=(39, 50)),
        quantities=[Quantity(kind="killed", of="opposition", text=killed, start=first, end=last, min=12, max=12)],
        attribution=[Span("SANA"), Span("a military source")],
    )


def event() -> Event:
    return Event(
        event_id="e1",
        event_type="territory_captured",
        start="2016-11-26",
        end="2016-11-26",
        place=HANANO,
        claims=["r1-1"],
        sources=["Outlet"],
        independent_sources=["Outlet"],
        status="contested",
        quantities=[FigureRange(kind="killed", of="opposition", low=12, best=12, high=20, claims={"low": ["r1-1"]})],
        contradictions=[Contradiction("whether", [ContradictionValue("occurred", ["r1-1"])])],
        links=[Link("r1-1", "r2-1", 0.8, ["same place", "same day"])],
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    report = Report(report_id="r1", source="Outlet", alignment="opposition", text=TEXT, published="2016-11-27")
    with open_store(tmp_path) as store:
        store.put_report(report, [claim()], extractor="x")
        store.replace_events([event()])
    return tmp_path


def test_a_claim_is_shown_with_words_and_reasons_and_its_evidence_marked(khabar: Khabar, folder: Path) -> None:
    shown = khabar("show", "r1-1", "--dir", folder).out
    assert "⟦The army took Hanano on Saturday, killing 12 fighters⟧. Nobody else said so." in shown
    assert "Other news" not in shown
    for words in ("Syrian Army (government)", "“The army”", "only place of this name", "36.210", "12 to 12", "e1"):
        assert words in shown
    assert "SANA ← a military source" in shown


def test_an_event_is_shown_with_figures_contradictions_and_link_reasons(khabar: Khabar, folder: Path) -> None:
    shown = khabar("show", "e1", "--db", folder / "khabar.sqlite").out
    for words in (
        "low 12, best 12, high 20",
        "whether: occurred (r1-1)",
        "same place; same day",
        "UCDP where_prec none",
        "Outlet (opposition)",
    ):
        assert words in shown


def test_a_report_is_shown_with_all_its_claims_marked(khabar: Khabar, folder: Path) -> None:
    shown = khabar("show", "r1", "--dir", folder).out
    assert "Menu | Home" in shown
    assert "⟦The army took" in shown
    assert "r1-1" in shown


def test_marks_may_overlap_and_touch_the_ends() -> None:
    text = marked("abcdef", 0, [(0, 4, "bold black on yellow"), (2, 6, "bold black on yellow")])
    assert text.plain == "⟦ab⟦cd⟧ef⟧"


def test_evidence_at_the_very_end_of_a_text_is_marked_whole() -> None:
    report = Report(report_id="r", source="s", text="They left the town")
    found = Claim(claim_id="c", report_id="r", evidence=Span(report.text, 0, 18), event_type="withdrawal")
    assert in_context(found, report).plain == "⟦They left the town⟧"


def test_a_point_and_the_codes_of_its_precision_are_shown() -> None:
    point = Place(id="x:1/5km-north", name="5 km north of Hanano", kind="spot", lat=36.255, lon=37.2)
    mention = PlaceMention(text="Hanano", role="near", place=HANANO, point=point, precision=2)
    shown = _mention(mention)
    assert "near Hanano, Aleppo, SY (36.210, 37.200), the point 5 km north of Hanano (36.255, 37.200)" in shown
    assert "precision 2 (ACLED geo_precision 2, UCDP where_prec 2)" in shown
