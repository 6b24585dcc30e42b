"""Engines: order, bounds, and what one bad report may do."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from khabar.engines import extract_all
from khabar.engines.local import chunked
from khabar.engines.pool import Pool
from khabar.errors import PackError
from khabar.records import Report
from tests.pipeline.fakes import Factory, report

BAD = {20: "raise", 33: "raise"}


def reports(count: int, bad: dict[int, str]) -> list[Report]:
    return [report(n, bad.get(n, "Clashes erupted.")) for n in range(count)]


@pytest.mark.parametrize("workers", [1, 2])
def test_outcomes_come_in_order_and_a_report_that_raises_fails_alone(workers: int) -> None:
    outcomes = list(extract_all(reports(50, BAD), Factory(), workers=workers))
    assert [o.report.report_id for o in outcomes] == [f"r{n:04}" for n in range(50)]
    failed = {o.report.report_id: o.failure for o in outcomes if o.failure}
    assert set(failed) == {"r0020", "r0033"}
    assert failed["r0020"].code == "KH800"
    assert "too strange" in failed["r0020"].reason
    assert all(len(o.found) == 1 for o in outcomes if not o.failure)


def test_a_report_that_kills_its_worker_is_the_only_one_lost() -> None:
    outcomes = list(extract_all(reports(40, {17: "die"}), Factory(), workers=2))
    assert [o.report.report_id for o in outcomes] == [f"r{n:04}" for n in range(40)]
    assert [(o.report.report_id, o.failure.code) for o in outcomes if o.failure] == [("r0017", "KH801")]


def test_a_result_left_half_written_does_not_hold_up_the_end() -> None:
    pool = Pool(Factory(), 1)
    outcomes = pool.run(iter(chunked(reports(4, {}))))
    next(outcomes)
    executor = vars(pool)["_executor"]
    reads = executor._executor_manager_thread
    os.write(executor._result_queue._writer.fileno(), struct.pack("!i", 4096) + b"half")
    pool.close()
    reads.join(30)
    assert not reads.is_alive()


@pytest.mark.parametrize("workers", [1, 2])
def test_an_extractor_that_does_not_load_ends_the_run_with_its_own_error(workers: int) -> None:
    with pytest.raises(PackError) as raised:
        list(extract_all(reports(40, {}), Factory(broken=True), workers=workers))
    assert raised.value.where == "syria/actors.yaml:3"


def test_reading_stays_only_a_few_chunks_ahead() -> None:
    taken = 0

    def stream() -> Iterator[Report]:
        nonlocal taken
        for n in range(10_000):
            taken = n
            yield report(n)

    outcomes = extract_all(stream(), Factory(), workers=2)
    for _ in range(100):
        next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert taken < 250


def test_long_reports_are_not_batched_together() -> None:
    sizes = [len(c) for c in chunked([report(n, "x" * 150_000) for n in range(3)] + [report(n) for n in range(3, 40)])]
    assert sizes == [1, 1, 16, 16, 6]


def test_no_reports_no_outcomes() -> None:
    assert list(extract_all([], Factory(), workers=2)) == []


def test_a_script_without_a_main_guard_may_use_workers(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from khabar.engines import extract_all\n"
        "from tests.pipeline.fakes import Factory, report\n"
        "print(sum(len(o.found) for o in extract_all([report(n) for n in range(40)], Factory(), workers=2)))\n"
    )
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    ended = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, env=environment, check=False)
    assert (ended.stdout, ended.stderr) == ("40\n", "")
