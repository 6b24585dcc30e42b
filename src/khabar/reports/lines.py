"""Lines of a page, and what each of them is: text, heading, caption, or the page's own furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from khabar.packs import load_packs
from khabar.reports.calendar_dates import FULL_DATE

Kind = Literal["text", "heading", "furniture", "end", "blank"]
MOST_HEADING_WORDS = 9
_IMAGE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|bmp|tiff?)\b", re.IGNORECASE)
_TERMINAL = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_MENU = re.compile(r"\S\s*[|·•»>]\s*\S")
_STARTERS = (
    "The|A|An|In|On|At|After|As|By|It|This|That|There|These|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Some|Several|"
    "Many|More|Most|Yesterday|Today|Fighters|Troops|Soldiers|Residents|Meanwhile|He|She|They|We|If|When|While|For|From|No"
)
_SENTENCE_START = re.compile(rf"(?<=[a-z0-9)\]”\"]) (?=(?:{_STARTERS})\b [a-z\d])|(?<=\S) {{2,}}(?=[A-Z“\"])")
_CREDIT = re.compile(
    r"\([^)]{0,40}(?:photo|archive|image|picture|file|credit|courtesy|/)[^)]{0,40}\)\.?", re.IGNORECASE
)
LONGEST_CAPTION = 25
_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION_END = re.compile(
    r"\b(?:the|of|and|that|in|a|an|to|for|with|by|from|at|on|or|its|their|his|her|as|which|who|near)$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """Characters ``start`` to ``end`` (exclusive) of the report's text, without white space at the ends."""

    start: int
    end: int
    text: str
    kind: Kind
    blank_before: bool


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in load_packs(("general",)).table("furniture").items()}


def read_lines(text: str) -> Iterator[Line]:
    """All lines that are not blank, each with its kind."""
    blank, first = True, True
    for match in re.finditer(r"[^\n]+", text):
        raw = match.group()
        body = raw.strip()
        if not body:
            blank = True
            continue
        blank = blank or text.count("\n", match.start() - 2 if match.start() > 1 else 0, match.start()) > 1
        start = match.start() + len(raw) - len(raw.lstrip())
        start, body = _without_caption(start, body)
        if body:
            yield Line(start, start + len(body), body, _kind(body, first), blank)
            first = False
        blank = False


def _without_caption(start: int, body: str) -> tuple[int, str]:
    """A line that begins with the name of an image is a caption up to where a sentence begins without a stop."""
    image = _IMAGE.match(body)
    if image is None:
        return start, body
    rest = body[image.end() :].lstrip()
    skipped = len(body) - len(rest)
    credit = _CREDIT.search(rest)
    starts = [m.end() for m in _SENTENCE_START.finditer(rest)]
    if credit is not None:
        cut = credit.end()
    elif starts:
        cut = starts[-1] if starts[-1] < 90 and rest[starts[-1] - 2 : starts[-1]] == "  " else starts[0]
    else:
        cut = len(rest) if len(rest.split()) <= LONGEST_CAPTION else 0
    kept = rest[cut:]
    return start + skipped + cut + len(kept) - len(kept.lstrip()), kept.strip()


def _kind(body: str, first: bool) -> Kind:
    lowered = body.lower()
    phrases = _phrases()
    words = _WORD.findall(body)
    if any(lowered.startswith(p) for p in phrases["after"]) and not first:
        return "end"
    if len(words) <= 40 and any(lowered.startswith(p) for p in phrases["line"]):
        return "furniture"
    if len(words) <= 14 and any(p in lowered for p in phrases["inside"]):
        return "furniture"
    if len(words) <= 4 and body.islower() and not _TERMINAL.search(body) and not breaks_off(body):
        return "furniture"
    if not words or _IMAGE.fullmatch(body) or (len(words) <= 8 and FULL_DATE.search(body)):
        return "furniture"
    if len(_MENU.findall(body)) >= 2 and not re.search(r"[a-z]{3}\. [A-Z]", body):
        return "furniture"
    return "heading" if is_heading(body, words) else "text"


def is_heading(body: str, words: list[str]) -> bool:
    """A short line that is no sentence: no stop at its end, a capital at its start, no small words but links."""
    if not words or len(words) > MOST_HEADING_WORDS or _TERMINAL.search(body) or body.endswith((",", "-", "–", "—")):
        return False
    if not (
        body[0].isupper() or body.lower().startswith(("al-", "el-", "ad-", "as-", "ar-", "ash-", "an-", "at-", "az-"))
    ) or _FUNCTION_END.search(body):
        return False
    small = [w for w in words if w.islower() and len(w) > 3]
    return len(small) <= max(1, len(words) // 3) if len(words) > 1 else True


def ends_sentence(text: str) -> bool:
    return _TERMINAL.search(text) is not None


def breaks_off(text: str) -> bool:
    """The text stops at a word that needs another."""
    return _FUNCTION_END.search(text) is not None
