"""Collecting claims into a store: resuming, skipping, writing."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from khabar.errors import StoreError
from khabar.pipeline import RunSummary, collect_claims, writable_folder
from khabar.reports import Skip
from khabar.store import Store, open_store
from tests.pipeline.fakes import Reader, report

COUNT = 200
SLOW_RUN = f"""
from khabar.pipeline import RunSummary, collect_claims
from khabar.store import open_store
from pathlib import Path
from tests.pipeline.fakes import SlowReader, report
import sys
with open_store(Path(sys.argv[1])) as store:
    collect_claims(store, (report(n) for n in range({COUNT})), SlowReader(), RunSummary(Path(sys.argv[1])), workers=1)
"""


def collect(folder: Path, items: list[object], **options: int) -> RunSummary:
    summary = RunSummary(folder)
    with open_store(folder) as store:
        collect_claims(store, items, Reader(), summary, **options)  # type: ignore[arg-type]
    return summary


def content(store: Store) -> tuple[list[object], list[object]]:
    return list(store.iter_reports()), list(store.iter_claims())


def test_a_second_run_reads_nothing_again_and_makes_no_doubles(tmp_path: Path) -> None:
    items: list[object] = [report(n) for n in range(40)]
    first, second = collect(tmp_path, items), collect(tmp_path, items)
    assert (first.extracted, first.reused) == (40, 0)
    assert (second.extracted, second.reused) == (0, 40)
    with open_store(tmp_path) as store:
        assert store.counts() == {"reports": 40, "claims": 40, "events": 0}


def test_a_changed_report_is_read_again(tmp_path: Path) -> None:
    collect(tmp_path, [report(1), report(2)])
    assert collect(tmp_path, [report(1, "Another text."), report(2)]).extracted == 1
    with open_store(tmp_path) as store:
        assert store.report("r0001").text == "Another text."
        assert store.counts()["claims"] == 2


def test_the_number_of_workers_does_not_change_the_store(tmp_path: Path) -> None:
    items: list[object] = [report(n) for n in range(60)]
    for workers in (1, 2):
        (tmp_path / str(workers)).mkdir()
        collect(tmp_path / str(workers), items, workers=workers)
    with open_store(tmp_path / "1") as one, open_store(tmp_path / "2") as two:
        assert content(one) == content(two)


def test_skips_of_reading_and_of_extraction_are_both_recorded(tmp_path: Path) -> None:
    unreadable = Skip(input="a.txt", reason="the file is empty")
    summary = collect(tmp_path, [report(1), unreadable, report(2, "raise")])
    assert [(s.input, s.code) for s in summary.skips] == [("a.txt", "KH100"), ("r0002", "KH800")]
    assert summary.extracted == 1


def test_the_same_id_twice_in_a_run_is_recorded(tmp_path: Path) -> None:
    summary = collect(tmp_path, [report(1), report(1, "Another text under the same id."), report(2)])
    assert summary.extracted == 2
    assert [s.input for s in summary.skips] == ["r0001"]
    assert "r0001" in summary.skips[0].reason


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    killed.mkdir()
    whole.mkdir()
    open_store(killed).close()
    with subprocess.Popen([sys.executable, "-c", SLOW_RUN, str(killed)]) as process:
        deadline = time.monotonic() + 60
        while _reports(killed) < 30 and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    items: list[object] = [report(n) for n in range(COUNT)]
    collect(whole, items)
    resumed = collect(killed, items)
    assert resumed.reused >= 30
    assert resumed.reused + resumed.extracted == COUNT
    assert resumed.extracted > 0
    with open_store(killed) as one, open_store(whole) as two:
        assert content(one) == content(two)


def _reports(folder: Path) -> int:
    with open_store(folder, readonly=True) as store:
        return store.counts()["reports"]


def test_a_folder_that_takes_no_files_is_refused_before_the_work_starts(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreError) as raised:
        writable_folder(tmp_path / "file" / "out")
    assert "--out" in raised.value.remedy


def test_a_full_disk_is_refused_before_the_work_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khabar.pipeline.LEAST_FREE_BYTES", 1 << 62)
    with pytest.raises(StoreError, match="full"):
        writable_folder(tmp_path / "out")


def test_drafts_of_a_killed_run_are_cleared_away(tmp_path: Path) -> None:
    draft = tmp_path / ".claims.jsonl.999999.tmp"
    draft.write_text("half")
    (tmp_path / ".mine.tmp").write_text("kept")
    writable_folder(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == [".mine.tmp"]


def test_the_packs_tell_where_an_outlet_stands(tmp_path: Path) -> None:
    told = msgspec.structs.replace(report(1), source="Al-Manar")
    given = msgspec.structs.replace(report(2), source="Al-Manar", alignment="independent")
    assert collect(tmp_path, [told, given]).extracted == 2
    assert collect(tmp_path, [told, given]).reused == 2
    with open_store(tmp_path) as store:
        assert [r.alignment for r in store.iter_reports()] == ["other", "independent"]
