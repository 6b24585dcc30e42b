"""Our scorer gives the figures of the one that deliveries are judged by, where that is at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.scoring import Matches, Share, load_claims, load_disputed, load_gold, score_claims, score_events
from benchmarks.sets import SETS, SHARED
from khabar.records import Contradiction, Event
from khabar.records.io import write_jsonl

TOOLS = SHARED / "tools"
SAMPLE = 24

pytestmark = pytest.mark.skipif(not TOOLS.is_dir() or not SETS["styles"].exists, reason="needs ../shared")


@pytest.fixture
def sample(tmp_path: Path) -> tuple[Path, Path]:
    """Gold of some reports, and claims made from it with every kind of mistake."""
    lines = [json.loads(line) for line in SETS["styles"].gold.read_text(encoding="utf-8").splitlines()]
    reports = sorted({line["report_id"] for line in lines})[:SAMPLE]
    kept = [line for line in lines if line["report_id"] in reports]
    gold, found = tmp_path / "gold.jsonl", tmp_path / "found.jsonl"
    _write(gold, kept)
    _write(found, [_spoilt(n, line) for n, line in enumerate(kept) if n % 6])
    return gold, found


def _write(path: Path, lines: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def _spoilt(n: int, line: dict[str, Any]) -> dict[str, Any]:
    spoilt: dict[str, Any] = json.loads(json.dumps(line)) | {"claim_id": f"c{n}"}
    evidence = spoilt["evidence"]
    if n % 4 == 0:
        evidence["end"] += len(evidence["text"])
    if n % 5 == 0:
        spoilt["event_type"] = "other"
    if n % 7 == 0:
        spoilt |= {"initiators": [], "modality": "planned"}
    if n % 3 == 0:
        spoilt["time"] = {**spoilt["time"], "start": spoilt["time"]["end"]}
        spoilt["quantities"] = [{**q, "max": None} for q in spoilt["quantities"]]
    if n % 11 == 0:
        spoilt["places"] = [{**p, "lat": 0, "lon": 0, "role": "near"} for p in spoilt["places"]]
        spoilt["attribution"] = spoilt["attribution"][:1]
        evidence["start"] += 400
        evidence["end"] += 400
    return spoilt


def theirs(tool: str, tmp_path: Path, *files: Path) -> dict[str, Any]:
    out = tmp_path / "theirs.json"
    command = [sys.executable, str(TOOLS / tool), *map(str, files), "--json", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def as_theirs(matches: Matches) -> dict[str, float]:
    precision, recall, f1 = (round(v, 3) for v in (matches.precision, matches.recall, matches.f1))
    return {"p": precision, "r": recall, "f1": f1, "n": matches.total}


def share_as_theirs(share: Share) -> dict[str, float | None]:
    return {"acc": None if share.value is None else round(share.value, 3), "n": share.total}


def test_claims(sample: tuple[Path, Path], tmp_path: Path) -> None:
    gold, found = sample
    expected = theirs("score_claims.py", tmp_path, gold, found)
    ours = score_claims(load_gold(gold), load_claims(found))
    assert 0.3 < ours.usable.f1 < ours.typed.f1 < ours.detect.f1 < 1
    for name in ("detect", "typed", "usable"):
        assert as_theirs(getattr(ours, name)) == expected[name], name
    for name, value in expected["mentions"].items():
        assert as_theirs(getattr(ours, name)) == value, name
    for name, value in expected["accuracy"].items():
        assert share_as_theirs(getattr(ours, name)) == value, name
    assert {name: as_theirs(value) for name, value in ours.by_type.items()} == expected["per_type"]


def test_events(sample: tuple[Path, Path], tmp_path: Path) -> None:
    gold, found = sample
    claims = [claim for told in load_claims(found).values() for claim in told]
    events = [
        Event(
            event_id=f"e{k}",
            event_type="shelling",
            claims=[c.claim_id for n, c in enumerate(claims) if k in (n % 40, n % 23)],
            contradictions=[Contradiction("who", [])] if k % 3 == 0 else [],
        )
        for k in range(40)
    ]
    told = load_gold(gold)
    slugs = [g.event for of_report in told.values() for g in of_report]
    relations = SETS["styles"].relations
    assert relations
    assert any(slug == d.event for slug in slugs for d in load_disputed(relations))
    written = tmp_path / "events.jsonl"
    write_jsonl(written, events)
    expected = theirs("score_events.py", tmp_path, gold, relations, found, written)
    ours = score_events(told, load_disputed(relations), load_claims(found), events)
    assert ours.paired == expected["paired"]
    assert as_theirs(ours.links) == expected["links"]
    assert as_theirs(ours.contested) == expected["contested"]
    b_cubed = [round(v, 3) for v in (ours.b_cubed_precision, ours.b_cubed_recall, ours.b_cubed)]
    assert b_cubed == [expected["b3"][k] for k in ("p", "r", "f1")]
