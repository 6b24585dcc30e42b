"""Lines put together into headings and paragraphs: what a fold of the page broke is one again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khabar.reports.furniture import breaks_off, ends_sentence, is_sentence, titled, words_of
from khabar.reports.lines import Line, read_lines

BULLET = re.compile(
    r"^(?:(?:[*•·–—-]|\(?\d{1,3}[.)/]|\(?[a-z]\))\s+"
    r"|(?:[\u2190-\u2bff\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff]\ufe0f?\s*|\d\ufe0f?\u20e3\s*){1,6})(?=\S)"
)
LATE = 0.4
WIDEST = 110
LEAST_LINES = 6
MOST_SURE_HEADING_WORDS = 5
_ARTICLE = re.compile(r"^(?:al|el|ad|as|ash|ar|an|at|az|ed|es|ez)[-' ’][A-Z'’‘]")


@dataclass(slots=True)
class Block:
    """A heading or paragraph: the stretches of the report that it is made of, and their text."""

    spans: list[tuple[int, int]]
    text: str
    heading: bool = False
    last_line: int = 0

    def add(self, line: Line) -> None:
        self.spans.append((line.start, line.end))
        self.text = f"{self.text[-400:]} {line.text}"
        self.last_line = line.end - line.start


def blocks_of(text: str) -> list[Block]:
    """Headings and paragraphs of a report, in its order."""
    lines = list(_body(list(read_lines(text)), len(text)))
    width = _wrapped_at(lines)
    blocks: list[Block] = []
    at_top = True
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        before = blocks[-1] if blocks and not blocks[-1].heading else None
        if before is not None and _continues(before, line, width):
            before.add(line)
            continue
        if line.kind == "caption":
            continue
        heading = line.kind == "heading" and _heads(line, following, at_top)
        at_top = at_top and heading
        blocks.append(Block([(line.start, line.end)], line.text, heading, line.end - line.start))
    if all(b.heading for b in blocks):
        for block in blocks:
            block.heading = False
    return blocks


def _body(lines: Sequence[Line], length: int) -> Iterator[Line]:
    """Lines of the report itself, up to where the page goes on without it."""
    told = in_list = False
    for line in lines:
        late = line.start > length * LATE
        if (line.kind == "end" and told) or (line.kind == "late_end" and told and late):
            return
        if line.kind == "list":
            in_list = told
        if line.kind not in ("text", "heading", "caption"):
            continue
        sentence = is_sentence(line.text, words_of(line.text[:400]))
        if in_list and not sentence and not line.marked and not line.text.isupper():
            continue
        in_list = False
        told = told or (line.kind == "text" and sentence)
        yield line


def _wrapped_at(lines: Sequence[Line]) -> int:
    """The width that the lines of the report were broken at by hand; 0 where a line is a paragraph."""
    widths = sorted(line.end - line.start for line in lines)
    if len(widths) < LEAST_LINES:
        return 0
    width = widths[-1 - len(widths) // 40]
    full = [line for line in lines if (line.end - line.start) * 4 >= width * 3]
    broken = sum(not ends_sentence(line.text) for line in full)
    return width if width <= WIDEST and len(full) * 2 > len(widths) and broken * 2 > len(full) else 0


def _continues(block: Block, line: Line, width: int) -> bool:
    """Whether a line goes on with the paragraph: a line broken by hand, or a sentence that the page broke."""
    if BULLET.match(line.text) or line.marked:
        return False
    if width and not line.blank_before and block.last_line + 1 + len(line.text.split(maxsplit=1)[0]) > width - 5:
        return True
    if ends_sentence(block.text):
        return False
    if line.text[0].islower() and not (_ARTICLE.match(line.text) and line.kind == "heading"):
        return True
    if line.kind == "caption":
        return False
    if breaks_off(block.text):
        return not (line.text.isupper() and line.kind == "heading")
    return len(block.text) > 25 and line.kind == "text" and len(line.text.split()) <= 6 and ends_sentence(line.text)


def _heads(line: Line, following: Line | None, at_top: bool) -> bool:
    """A heading stands over what begins anew, and is short, or written like a title, or the first thing on the page."""
    if line.marked:
        return following is not None
    words = words_of(line.text)
    bullet = BULLET.match(line.text) is not None
    if following is None:
        return len(words) <= 3 and titled(words)
    if following.text[0].islower() and not _ARTICLE.match(following.text):
        return False
    if bullet and (len(words) > MOST_SURE_HEADING_WORDS or BULLET.match(following.text) is not None):
        return False
    if line.text.isupper() or titled(words) or at_top:
        return True
    stands_over_text = following.kind == "text"
    return len(words) <= MOST_SURE_HEADING_WORDS and (stands_over_text or len(words) <= 3)
