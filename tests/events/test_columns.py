"""Claims as columns: what rows share, which pairs are proposed, and that many give what few give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.synthetic import generate
from khabar.events import ragged
from khabar.events.blocking import candidate_pairs
from khabar.events.columns import columns_of
from khabar.events.compare import Pairs
from khabar.events.explaining import reasons_of
from khabar.events.knowledge import load_settings
from khabar.events.ragged import Collector, Ragged, shared
from khabar.events.scoring import score_pairs, scores_of
from khabar.events.unit import units_of
from khabar.records import Claim, Report
from tests.events.conftest import make_claim

drawn_rows = st.lists(st.sets(st.integers(0, 9), max_size=6), min_size=1, max_size=8)


def rows_of(rows: list[set[int]]) -> Ragged:
    found = Collector()
    for row in rows:
        found.add(sorted(row))
    told = found.done()
    return told.weighted((told.items + 1).astype(np.float32))


@settings(max_examples=60, deadline=None)
@given(drawn_rows, st.integers(1, 40))
def test_shared_items_are_those_of_both_rows(rows: list[set[int]], cells: int) -> None:
    told, count = rows_of(rows), len(rows)
    i, j = (np.repeat(np.arange(count), count), np.tile(np.arange(count), count))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ragged, "CELLS", cells)
        patch.setattr(ragged, "PAIRS_AT_ONCE", 3)
        total, most = shared(told, told, i, j, 10)
    both = [rows[a] & rows[b] for a, b in zip(i, j, strict=True)]
    assert total.tolist() == [sum((n + 1) ** 2 for n in found) for found in both]
    assert most.tolist() == [max(((n + 1) ** 2 for n in found), default=0) for found in both]


def made(claims: int) -> tuple[list[Claim], dict[str, Report]]:
    told = list(generate(claims, seed=5))
    return [c for report in told for c in report.claims], {report.report.report_id: report.report for report in told}


def test_a_score_is_the_sum_of_the_reasons_that_explain_it() -> None:
    claims, reports = made(300)
    known = load_settings()
    columns = columns_of(units_of(claims, reports, known), known)
    scores = score_pairs(columns, known)
    pairs = Pairs.of(columns, scores.i, scores.j)
    summed = [known.bias + sum(known.reasons[n].weight * v for n, v in found) for found in reasons_of(pairs, known)]
    assert len(scores) > 100
    assert scores_of(pairs, known) == pytest.approx(summed)
    assert scores.value == pytest.approx(np.minimum(8, summed))


def test_a_large_block_pairs_what_is_near_in_time_and_each_pair_once() -> None:
    days = [f"2020-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    claims = [make_claim(f"c{n:04}", f"r{n}", "shells fell", day=day) for n, day in enumerate(days)]
    known = load_settings()
    columns = columns_of(units_of(claims, {}, known), known)
    found = [pair for i, j in candidate_pairs(columns, known) for pair in zip(i.tolist(), j.tolist(), strict=True)]
    assert len(found) == len(set(found))
    assert {b - a for a, b in found} == {1, 2, 3, 4}
    assert found == sorted(found)
