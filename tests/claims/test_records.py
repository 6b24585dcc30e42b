"""What holds for every claim, whatever the text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.claims import Resources, extract
from khabar.records import Claim, Report, Span

SAMPLES = Path(__file__).parents[2] / "samples" / "digests.jsonl"
PIECES = (
    "The army captured Darayya on Monday. ",
    "Terrorists shelled Foua'a, killing 24 civilians",
    ' "We withdrew", the rebels said. ',
    "In Homs province, talks went on; ",
    "\n\n# Aleppo\n\n",
    "According to AFP, jets bombed a hospital. ",
    "\u202bحلب\u202c ",
    "👩‍👩‍👧 ",
    "\x00\ufeff",
    "e\u0301vacue\u0301s fled to Manbij\r\n",
    "((( — ’’ ",
)


def spans(claim: Claim) -> Iterator[tuple[str, int | None, int | None]]:
    told: list[Span | None] = [claim.evidence, claim.trigger]
    yield from ((s.text, s.start, s.end) for s in told if s is not None)
    yield from ((p.text, p.start, p.end) for p in (*claim.initiators, *claim.targets))
    yield from ((m.text, m.start, m.end) for m in claim.places)
    yield from ((q.text, q.start, q.end) for q in claim.quantities)
    if claim.time.text is not None and claim.time.span is not None:
        yield claim.time.text, *claim.time.span


def check(report: Report, claims: list[Claim]) -> None:
    for claim in claims:
        for text, start, end in spans(claim):
            assert start is not None
            assert end is not None
            assert report.text[start:end] == text
        first, last = claim.time.start, claim.time.end
        assert first is None or last is None or date.fromisoformat(first) <= date.fromisoformat(last)
        assert 0 <= (claim.confidence or 0) <= 1
        for quantity in claim.quantities:
            assert quantity.min is None or quantity.max is None or quantity.min <= quantity.max
    assert len({c.claim_id for c in claims}) == len(claims)


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [msgspec.json.decode(line, type=Report) for line in SAMPLES.read_text(encoding="utf-8").splitlines()]


def test_offsets_point_at_the_words(reports: list[Report], resources: Resources) -> None:
    for report in reports:
        check(report, extract(report, resources))


def test_the_same_text_gives_the_same_bytes(reports: list[Report], resources: Resources) -> None:
    encoded = [msgspec.json.encode([extract(r, resources) for r in reports[:8]]) for _ in range(2)]
    assert encoded[0] == encoded[1]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=12))
def test_any_text_is_read_without_error(pieces: list[str]) -> None:
    report = Report(report_id="r", source="Outlet", text="".join(pieces), published="2016-12-08")
    check(report, extract(report))
