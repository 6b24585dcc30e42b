"""A report cut into sections and paragraphs, without the page that was around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from khabar.records import Report
from khabar.reports.cleaning import clean
from khabar.reports.lines import Line, breaks_off, ends_sentence, read_lines
from khabar.reports.passage import Passage, Section

LONGEST_PASSAGE = 8_000
_BULLET = re.compile(r"^(?:[*•·▪◦‣–—-]|\(?\d{1,2}[.)])\s+")
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z .'’-]{2,40})(?:,? ?\([^)]{2,40}\)|, [^—–:]{2,40}?)?\s*"
    r"(?:\([^)]{2,30}\))?\s*(?:--?|–|—|:)\s+(?=[A-Z\"“])"
)
_RUN_IN = re.compile(r"^(?P<head>[A-Z][\w'’‘-]+(?: (?:al-|[A-Z])[\w'’‘-]*){0,2}): (?=[A-Z])")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-Z\"“])")


@dataclass(slots=True)
class _Block:
    """A heading or paragraph in the making: the stretches of the report that it is made of."""

    spans: list[tuple[int, int]]
    text: str
    heading: bool = False


@dataclass(slots=True)
class _Open:
    heading: Passage | None = None
    passages: list[Passage] = field(default_factory=list)

    def closed(self) -> Section:
        return Section(self.heading, tuple(self.passages))


def layout(report: Report) -> list[Section]:
    """The report's sections: paragraphs under the heading that stands over them.

    Menus, captions, comments and other furniture of the page are left out; a sentence that a fold of the page breaks is
    put together again. Offsets of the passages point into ``report.text``.
    """
    sections: list[Section] = []
    current = _Open()
    for block in _blocks(report.text):
        if block.heading:
            if current.passages or current.heading:
                sections.append(current.closed())
            current = _Open(clean(report.text, block.spans, "heading"))
            continue
        for spans, head in _parts(report.text, block):
            if head is not None:
                if current.passages or current.heading:
                    sections.append(current.closed())
                current = _Open(clean(report.text, [head], "heading"))
            passage = clean(report.text, spans)
            if passage.text:
                current.passages.append(passage)
    sections.append(current.closed())
    return [s for s in sections if s.passages or s.heading]


def _blocks(text: str) -> Iterator[_Block]:
    open_block: _Block | None = None
    lines = _body(list(read_lines(text)))
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        heading = line.kind == "heading" and _heads(line, following)
        if open_block is not None and not heading and _continues(open_block, line):
            open_block.spans.append((line.start, line.end))
            open_block.text += " " + line.text
            continue
        if open_block is not None and heading and breaks_off(open_block.text) and line.text[0].islower():
            open_block.spans.append((line.start, line.end))
            continue
        if open_block is not None:
            yield open_block
        open_block = _Block([(line.start, line.end)], line.text, heading)
        if heading:
            yield open_block
            open_block = None
    if open_block is not None:
        yield open_block


def _body(lines: Sequence[Line]) -> list[Line]:
    """Lines of the report itself, up to where the page goes on without it."""
    kept: list[Line] = []
    for line in lines:
        if line.kind == "end" and len(kept) > 2:
            break
        if line.kind in ("text", "heading"):
            kept.append(line)
    return kept


def _heads(line: Line, following: Line | None) -> bool:
    """A heading stands over text: what follows begins anew."""
    if following is None:
        return False
    return following.text[0].isupper() or not following.text[0].isalpha()


def _continues(block: _Block, line: Line) -> bool:
    """Whether a line goes on with the sentence that the block breaks off in."""
    if _BULLET.match(line.text):
        return False
    if not line.blank_before:
        return not ends_sentence(block.text) or line.kind == "text"
    if ends_sentence(block.text):
        return False
    return line.text[0].islower() or breaks_off(block.text)


def _parts(text: str, block: _Block) -> Iterator[tuple[list[tuple[int, int]], tuple[int, int] | None]]:
    """The stretches of a paragraph, without bullet and date line, with the heading run into it; long ones cut."""
    start, end = block.spans[0]
    bullet = _BULLET.match(text[start:end])
    if bullet is not None:
        start += bullet.end()
    head: tuple[int, int] | None = None
    dateline = _DATELINE.match(text[start:end])
    run_in = _RUN_IN.match(text[start:end])
    if dateline is not None:
        start += dateline.end()
    elif run_in is not None:
        head = (start, start + run_in.end("head"))
        start += run_in.end()
    spans = [(start, end), *block.spans[1:]]
    for piece in _cut(text, [s for s in spans if s[0] < s[1]]):
        yield piece, head
        head = None


def _cut(text: str, spans: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    if not spans or sum(b - a for a, b in spans) <= LONGEST_PASSAGE:
        if spans:
            yield spans
        return
    for start, end in spans:
        while end - start > LONGEST_PASSAGE:
            ends = [m.end() for m in _SENTENCE_END.finditer(text, start, start + LONGEST_PASSAGE)]
            cut = ends[-1] if ends else text.rfind(" ", start, start + LONGEST_PASSAGE) + 1
            cut = cut if cut > start else start + LONGEST_PASSAGE
            yield [(start, cut)]
            start = cut
        if start < end:
            yield [(start, end)]
