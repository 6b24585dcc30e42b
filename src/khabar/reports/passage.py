"""A passage: one paragraph's cleaned text, with the way back to the report's own characters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from khabar.records import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Cleaned text (single spaces, ASCII quotes and apostrophes, folds joined) of a heading or paragraph.

    ``offsets[i]`` is the position in ``Report.text`` of the cleaned character ``i``; one more entry than characters,
    the last one is the end of the passage.
    """

    text: str
    offsets: tuple[int, ...]
    kind: Literal["heading", "paragraph"] = "paragraph"

    def report_range(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the report of the cleaned characters ``start`` to ``end`` (exclusive)."""
        if end <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1

    def span(self, report_text: str, start: int, end: int) -> Span:
        """The report's own words behind the cleaned characters ``start`` to ``end`` (exclusive)."""
        a, b = self.report_range(start, end)
        return Span(report_text[a:b], a, b)


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs that stand under one heading (``None`` before the first)."""

    heading: Passage | None
    passages: tuple[Passage, ...] = field(default_factory=tuple)
