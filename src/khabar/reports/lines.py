"""Lines of a page, and what each of them is: text, heading, caption, or the page's own furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from khabar.reports.captions import after_caption, after_caption_line, ends_with_credit, first_image
from khabar.reports.furniture import Kind, kind_of, tail_of_furniture, words_of

MOST_CAPTION_WORDS = 4
MOST_CAPTION_LETTERS = 60
_LINE = re.compile(r"[^\n\r\x0b\x0c\u2028\u2029]+")
_MARKDOWN = re.compile(r"^(?:#{1,6}\s+|>\s+)")


@dataclass(frozen=True, slots=True)
class Line:
    """Characters ``start`` to ``end`` (exclusive) of the report's text, without white space at the ends.

    ``marked``: the line stands under the sign of a heading ("## Homs", "**Homs**").
    """

    start: int
    end: int
    text: str
    kind: Kind
    blank_before: bool
    marked: bool = False


def read_lines(text: str) -> Iterator[Line]:
    """All lines that are not blank, each with its kind; a line with an image in it may give two."""
    blank, ended, awaiting = True, 0, False
    for match in _LINE.finditer(text):
        raw = match.group()
        body = raw.strip()
        if not body:
            continue
        blank = blank or text.count("\n", ended, match.start()) > 1 or text.count("\r", ended, match.start()) > 2
        ended = match.end()
        start = match.start() + raw.index(body[0])
        awaiting = awaiting and not blank
        parts = list(_parts(start, body, awaiting))
        awaiting = not parts or (awaiting and parts[-1][1] - parts[-1][0] < 3)
        for first, last, kind in parts:
            yield _line(text, first, last, kind, blank)
            blank = False
        blank = False


def _line(text: str, start: int, end: int, kind: Kind | None, blank: bool) -> Line:
    body = text[start:end]
    sign = _MARKDOWN.match(body)
    bold = len(body) > 4 and body.startswith(("**", "__")) and body.endswith(("**", "__")) and len(body) < 120
    if sign is not None and sign.group()[0] == "#":
        return Line(start + sign.end(), end, body[sign.end() :], "heading", blank, marked=True)
    if sign is not None:
        start, body = start + sign.end(), body[sign.end() :]
    if bold:
        start, end, body = start + 2, end - 2, body[2:-2]
    return Line(start, end, body, kind or _kind(body), blank, marked=bold)


def _parts(start: int, body: str, awaiting: bool) -> Iterator[tuple[int, int, Kind | None]]:
    """What is left of a line without caption and the page's words at its end; nothing of a line that is an image.

    ``awaiting``: the line before was the name of an image, so this one begins with its caption.
    """
    if awaiting and first_image(body) is None:
        cut = after_caption_line(body)
        if cut < len(body):
            yield from _told(start + cut, body[cut:])
        return
    image = first_image(body)
    if image is None:
        yield from _told(start, body)
        return
    before = body[: image[0]].rstrip()
    rest = body[image[1] :]
    goes_on = image[1] + after_caption(rest)
    if len(words_of(before)) < 3:
        before = ""
    if before and body[goes_on : goes_on + 1].islower() and not re.search(r"[.!?][\"'”’)]*$", before):
        yield start, start + len(body), None
        return
    if before:
        yield start, start + len(before), None
    if goes_on < len(body):
        yield from _parts(start + goes_on, body[goes_on:], False)


def _told(start: int, body: str) -> Iterator[tuple[int, int, Kind | None]]:
    kind = _kind(body)
    end = tail_of_furniture(body) if kind in ("text", "heading") else len(body)
    yield start, start + end, kind if end == len(body) else None


def _kind(body: str) -> Kind:
    kind = kind_of(body)
    if kind in ("text", "heading"):
        if len(words_of(body)) <= 40 and ends_with_credit(body):
            return "caption"
        if _is_small_caption(body):
            return "caption"
    return kind


def _is_small_caption(body: str) -> bool:
    """A few small words that end in nothing: the words under a picture, or the rest of a sentence."""
    return (
        len(body) <= MOST_CAPTION_LETTERS
        and len(body.split()) <= MOST_CAPTION_WORDS
        and body == body.lower()
        and body[-1].isalnum()
        and not body[0].isdecimal()
    )
