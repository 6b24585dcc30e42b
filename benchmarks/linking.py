"""How long linking takes, what memory it needs and how right it is, on made-up claims. Prints a table and the growth.

    python benchmarks/linking.py                       10,000 and 100,000 claims
    python benchmarks/linking.py --claims 1000000      as many as are asked for
    python benchmarks/linking.py --seed 7 --claims-a-day 800 --json

Each size is made (by benchmarks/synthetic.py, where the noise is told) into files, then read and linked in a process of
its own: seconds are of linking alone, by the wall and by the processor; memory is the peak of that process, claims and
reports included. Links are scored pair by pair over claims of different reports. Growth is how many times the seconds
grow for ten times the claims (10: as the claims do).
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.synthetic import CLAIMS_A_DAY, generate
from khabar.records import Claim, Event, Report

KILOBYTES_A_MEGABYTE = 1024
COLUMNS = ("claims", "reports", "events", "seconds", "cpu_seconds", "peak_mb", "precision", "recall", "f1", "b_cubed")


def write(folder: Path, claims: int, seed: int, claims_a_day: int) -> None:
    """Claims, reports and the truth as files of a folder."""
    encode = msgspec.json.Encoder().encode
    with (
        (folder / "claims.jsonl").open("wb") as to_claims,
        (folder / "reports.jsonl").open("wb") as to_reports,
        (folder / "truth.jsonl").open("wb") as to_truth,
    ):
        for told in generate(claims, seed, claims_a_day):
            to_reports.write(encode(told.report) + b"\n")
            for claim in told.claims:
                to_claims.write(encode(claim) + b"\n")
                to_truth.write(encode([claim.claim_id, told.report.report_id, told.events[claim.claim_id]]) + b"\n")


def measure(folder: Path) -> dict[str, Any]:
    """Link what the folder has; runs in a process of its own."""
    import khabar

    claims = _read(folder / "claims.jsonl", Claim)
    reports = _read(folder / "reports.jsonl", Report)
    wall, cpu = time.perf_counter(), time.process_time()
    events = khabar.link(claims, reports)
    seconds, cpu_seconds = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES_A_MEGABYTE
    truth = {row[0]: (row[1], row[2]) for row in _read(folder / "truth.jsonl", list[str])}
    return {
        "claims": len(claims),
        "reports": len(reports),
        "events": len(events),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu_seconds, 1),
        "peak_mb": round(peak),
        **score(truth, events),
    }


def score(truth: Mapping[str, tuple[str, str]], events: Iterable[Event]) -> dict[str, float]:
    """Links and B-cubed of claims that stand in one event each, against (report, real event) by claim.

    Counted by groups, not pair by pair: a million claims have too many pairs.
    """
    found = {claim: number for number, event in enumerate(events) for claim in event.claims}
    cells = [(found[claim], real, report) for claim, (report, real) in truth.items()]
    linked = _pairs(c[0] for c in cells) - _pairs((c[0], c[2]) for c in cells)
    real = _pairs(c[1] for c in cells) - _pairs((c[1], c[2]) for c in cells)
    right = _pairs((c[0], c[1]) for c in cells) - _pairs(cells)
    in_found, in_real, in_both = (
        Counter(c[0] for c in cells),
        Counter(c[1] for c in cells),
        Counter(c[:2] for c in cells),
    )
    pure = math.fsum(n * n / in_found[event] for (event, _), n in in_both.items()) / len(cells)
    whole = math.fsum(n * n / in_real[event] for (_, event), n in in_both.items()) / len(cells)
    precision, recall = right / max(1, linked), right / max(1, real)
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 3),
        "b_cubed": round(2 * pure * whole / (pure + whole), 3),
    }


def _pairs(groups: Iterable[Any]) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(groups).values())


def _read(path: Path, kind: Any) -> list[Any]:
    decode = msgspec.json.Decoder(kind).decode
    with path.open("rb") as stream:
        return [decode(line) for line in stream]


def in_own_process(claims: int, seed: int, claims_a_day: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), claims, seed, claims_a_day)
        command = [sys.executable, __file__, "--measure", folder]
        ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        found: dict[str, Any] = json.loads(ended.stdout)
        return found


def growth(smaller: Mapping[str, Any], larger: Mapping[str, Any]) -> float:
    """Times that the processor's seconds grow for ten times the claims."""
    power = math.log(larger["cpu_seconds"] / max(0.1, smaller["cpu_seconds"])) / math.log(
        larger["claims"] / smaller["claims"]
    )
    return round(10**power, 1)


def as_table(rows: list[dict[str, Any]]) -> str:
    lines = ["| " + " | ".join(COLUMNS) + " | growth |", "|---" * (len(COLUMNS) + 1) + "|"]
    for row, before in zip(rows, [None, *rows], strict=False):
        grown = growth(before, row) if before and row["claims"] > before["claims"] else ""
        lines.append("| " + " | ".join(f"{row[c]:,}" for c in COLUMNS) + f" | {grown} |")
    return "\n".join(lines)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000])
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--claims-a-day", type=int, default=CLAIMS_A_DAY)
    options.add_argument("--json", action="store_true")
    options.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.measure:
        print(json.dumps(measure(asked.measure)))
        return
    rows = [in_own_process(claims, asked.seed, asked.claims_a_day) for claims in asked.claims]
    print(json.dumps(rows, indent=1) if asked.json else as_table(rows))


if __name__ == "__main__":
    main()
