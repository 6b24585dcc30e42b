"""Neutral: which words a report has for the sides changes names in the output, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest

from khabar.claims import Resources, extract_many
from khabar.packs import load_packs
from khabar.records import Report
from tests.claims.framing import reframed, share_unchanged

ROOT = Path(__file__).parents[2]
REPORTS = (ROOT / "samples" / "digests.jsonl", ROOT / "tests" / "gold" / "reports.jsonl")
SIDES_SWAPPED = {
    "the syrian army": "the free syrian army",
    "government": "opposition",
    "opposition": "government",
    "rebels": "soldiers",
    "soldiers": "rebels",
    "rebel": "army",
    "army": "rebel",
    "isis": "SDF",
    "isil": "SDF",
    "sdf": "ISIS",
}
FLOOR = 0.98


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    lines = (line for path in REPORTS for line in path.read_text(encoding="utf-8").splitlines())
    return [msgspec.json.decode(line, type=Report) for line in lines]


def neutral_words() -> dict[str, str]:
    return {row["word"]: row["neutral"] for row in load_packs().table("loaded_words")}


@pytest.mark.parametrize(
    "words", [pytest.param(neutral_words(), id="loaded words"), pytest.param(SIDES_SWAPPED, id="sides")]
)
def test_other_words_for_the_sides_give_the_same_coding(
    reports: list[Report], resources: Resources, words: Mapping[str, str]
) -> None:
    pairs = [reframed(report, words) for report in reports]
    before, after = extract_many(reports, resources), extract_many([r for r, _ in pairs], resources)
    counts = [share_unchanged(b, a, origin) for b, a, (_, origin) in zip(before, after, pairs, strict=True)]
    same, all_claims = sum(s for s, _ in counts), sum(n for _, n in counts)
    assert all_claims > 100
    assert same / all_claims >= FLOOR
