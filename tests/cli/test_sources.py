"""``khabar sources``: what rests on what, also where a report cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest

from khabar.engines import CitationReader, Failure, Outcome
from khabar.records import Citation, Dependency, Report
from tests.cli.conftest import Khabar


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    found = [
        Report(
            report_id="a",
            source="Hill Post (Reuters)",
            text="Troops left the town on Friday, General Omar Haddad said.",
        ),
        Report(report_id="b", source="Sea Daily", text="Nothing is known."),
    ]
    path = tmp_path / "reports.jsonl"
    path.write_bytes(b"\n".join(msgspec.json.encode(r) for r in found))
    return path


def test_what_a_report_rests_on_is_written(khabar: Khabar, reports: Path) -> None:
    result = khabar("sources", reports, "--workers", 1)
    found = [msgspec.json.decode(line, type=Dependency) for line in result.out.splitlines()]
    assert result.code == 0
    assert [(d.report_id, d.on.split(" (")[0], d.kind) for d in found] == [
        ("a", "Omar Haddad", "relays"),
        ("a", "Reuters", "reprint"),
    ]


def test_a_report_that_cannot_be_read_is_named(khabar: Khabar, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(
        known: Iterable[Report], _: CitationReader, *, workers: int | None = None
    ) -> Iterator[Outcome[Citation]]:
        for report in known:
            yield Outcome(report, failure=Failure("KH801", "the worker died") if report.report_id == "a" else None)

    monkeypatch.setattr("khabar.engines.extract_all", failing)
    result = khabar("sources", reports)
    assert result.code == 3
    assert "KH801 a: the worker died" in result.err
    assert "Reuters" in result.out
