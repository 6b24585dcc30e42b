"""``khabar places`` and ``khabar gazetteer explain``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Khabar


def test_mentions_are_written_as_json_lines(khabar: Khabar, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Shells fell on Saraqib in Idlib province of Syria.", encoding="utf-8")
    out = tmp_path / "places.jsonl"
    result = khabar("places", str(text), "--out", str(out), "--published", "2020-02-03")
    assert result.code == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert {"report_id", "text", "start", "end", "place", "precision", "score", "reason", "use"} <= rows[0].keys()
    assert rows[0]["text"] == "Saraqib"
    assert rows[0]["place"]["country"] == "SY"


def test_an_explanation_tells_keys_candidates_and_what_is_left_out(khabar: Khabar) -> None:
    result = khabar("gazetteer", "explain", "Safira", "--near", "36.2,37.16", "--country", "sy")
    assert result.code == 0
    assert "km away" in " ".join(result.out.split())
    assert "left out: not in SY" in " ".join(result.out.split())
