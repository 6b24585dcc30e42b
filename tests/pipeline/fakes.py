"""Extractors for tests; importable by worker processes."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from khabar.engines import ClaimReader, Extractor
from khabar.errors import PackError
from khabar.records import Claim, Report, Span


def report(n: int, text: str = "Clashes erupted in the town.") -> Report:
    return Report(report_id=f"r{n:04}", source="Outlet", text=text, published="2016-12-07")


def claim_of(report: Report) -> Claim:
    evidence = Span(report.text, 0, len(report.text))
    return Claim(
        claim_id=f"{report.report_id}-1", report_id=report.report_id, evidence=evidence, event_type="armed_clash"
    )


def one_claim_each(reports: Sequence[Report]) -> list[list[Claim]]:
    for each in reports:
        if each.text == "raise":
            raise ValueError("this text is too strange")
        if each.text == "die":
            os._exit(9)
    return [[claim_of(r)] for r in reports]


@dataclass(frozen=True)
class Factory:
    broken: bool = False

    def __call__(self):  # type: ignore[no-untyped-def]
        if self.broken:
            raise PackError("the pack is broken", where="syria/actors.yaml:3")
        return one_claim_each


class Reader(ClaimReader):
    """A ClaimReader that needs no knowledge; ``seconds`` is how long it takes over a report."""

    seconds: ClassVar[float] = 0.0

    def __call__(self) -> Extractor[Claim]:
        def read(reports: Sequence[Report]) -> list[list[Claim]]:
            time.sleep(self.seconds * len(reports))
            return one_claim_each(reports)

        return read

    def describe(self) -> dict[str, Any]:
        return {"khabar": "0"}

    def fingerprint(self) -> str:
        return "fake 1"


class SlowReader(Reader):
    seconds = 0.02
