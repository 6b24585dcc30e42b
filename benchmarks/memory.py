"""Peak memory of ``khabar claims`` for some reports and for ten times as many. Prints JSON.

    python benchmarks/memory.py REPORTS… [--times 10] [--workers 2]

Each size runs in a process of its own; peaks of the process and of its largest worker are added up.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

import khabar
from khabar.engines import usable_cores
from khabar.records import Report

KILOBYTES_A_MEGABYTE = 1024


def copies(reports: list[Report], times: int) -> list[Report]:
    return [msgspec.structs.replace(r, report_id=f"{r.report_id}-{n}") for n in range(times) for r in reports]


def peak_megabytes(reports: list[Report], workers: int) -> float:
    """Peak resident memory of a run over the reports, measured from a process that does nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "reports.jsonl")
        path.write_bytes(b"".join(msgspec.json.encode(r) + b"\n" for r in reports))
        command = [sys.executable, __file__, "--measure", str(path), "--workers", str(workers)]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def measure(path: str, workers: int) -> float:
    from khabar.cli import main as khabar_main

    try:
        khabar_main(["claims", path, "--out", f"{path}.claims", "--workers", str(workers), "--quiet"])
    except SystemExit as ended:
        if ended.code:
            raise
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(peaks) / KILOBYTES_A_MEGABYTE


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("inputs", nargs="*")
    options.add_argument("--times", type=int, default=10)
    options.add_argument("--workers", type=int, default=usable_cores())
    options.add_argument("--measure", help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.measure:
        print(measure(asked.measure, asked.workers))
        return
    reports = list(khabar.read(*asked.inputs, on_skip=lambda skip: None))
    few = peak_megabytes(reports, asked.workers)
    many = peak_megabytes(copies(reports, asked.times), asked.workers)
    figures = {"reports": len(reports), "times": asked.times, "workers": asked.workers}
    print(
        json.dumps({**figures, "few_mb": round(few), "many_mb": round(many), "ratio": round(many / few, 3)}, indent=2)
    )


if __name__ == "__main__":
    main()
