from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from khabar.records import Report
from khabar.reports import Skip, layout, read

Lay = Callable[[str], list[tuple[str | None, list[str]]]]


@pytest.fixture
def lay() -> Lay:
    """Headings and passages of a text, as strings."""

    def told(text: str) -> list[tuple[str | None, list[str]]]:
        sections = layout(Report(report_id="r", source="s", text=text))
        return [(s.heading.text if s.heading else None, [p.text for p in s.passages]) for s in sections]

    return told


@pytest.fixture
def paragraphs(lay: Lay) -> Callable[[str], list[str]]:
    return lambda text: [p for _, found in lay(text) for p in found]


def one(path: Path | str, **options: str) -> Report:
    """The only report of an input."""
    found = list(read([path], **options))
    assert [type(f) for f in found] == [Report], found
    return found[0]  # type: ignore[return-value]


def skipped(path: Path | str) -> Skip:
    """The only skip of an input."""
    found = list(read([path]))
    assert [type(f) for f in found] == [Skip], found
    return found[0]  # type: ignore[return-value]
