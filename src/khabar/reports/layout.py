"""A report cut into sections and paragraphs, without the page that was around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from khabar.records import Report
from khabar.reports.blocks import BULLET, Block, blocks_of
from khabar.reports.cleaning import clean
from khabar.reports.furniture import phrases
from khabar.reports.passage import Passage, Section

LONGEST_PASSAGE = 8_000
LONGEST_BULLET = 24
SHORT_HEAD = 4  # words
Span = tuple[int, int]
_NAME = r"(?:[^\W\d_a-z][\w'’‘`´ʿ.-]*|(?:al|el|ad|as|ash|ar|an|at|az|ed|es|ez)[-'’][\w'’‘`´ʿ-]+|de|del|la|of|and|the|&)"
_OPENING = re.compile(
    rf"^(?P<head>{_NAME}(?:(?:,? |/){_NAME}){{0,4}})"
    r"(?P<agency>(?:\s*\([^()]{2,40}\)(?=,))?(?:(?:[,.](?= )| /)(?:\d:\d|[^—–:()]){2,40}?)?,?\s*(?:\([^()]{2,40}\))?)"
    r"\s*(?P<mark>:|--?|–|—)(?P<gap>\s*)(?=\S)"
)
_AREAS = re.compile(
    rf"^(?P<head>{_NAME}(?: {_NAME}){{0,3}} (?:--?|–|—) {_NAME}(?: {_NAME}){{0,3}}(?: [a-z]+)?):\s+(?=[^\W\d_])"
)
_BRACKETED = re.compile(
    rf"^\({_NAME}(?: {_NAME}){{0,4}}(?:,[^()]{{2,40}})?\)(?:(?P<mark>\s*(?:--?|–|—))\s*(?=\S)|\s+(?=[A-Z]))"
)
_ANEW = re.compile(r"[^\W\d_a-z]|[\"“‘'\d]|al-|el-|ad-|as-")
_AGENCY = re.compile(r", [A-Z]{2,8}$")
_REGION = re.compile(rf"(?:(?:north|south|east|west|central)\w*[ -])*{_NAME}(?: {_NAME}){{0,2}}", re.ASCII)
TOP = 600
LONGEST_TOP = 4_000
_EDITION = re.compile(
    r"\b(?:daily|log|update|report|summary|headlines|day|brief|bulletin|sitrep|hours|part|no)\b", re.I
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-Z\"“])")
_TITLE = re.compile(r"\b(?:gen|col|maj|lt|brig|capt|dr|mr|mrs|ms|prof|sheikh|president|minister)\b", re.I)


@dataclass(slots=True)
class _Open:
    heading: Passage | None = None
    passages: list[Passage] = field(default_factory=list)

    def closed(self) -> Section:
        return Section(self.heading, tuple(self.passages))


@dataclass(frozen=True, slots=True)
class _Opening:
    """The words before a colon or dash at the start of a paragraph: a heading run into it, or a dateline."""

    head: Span | None
    end: int
    dateline: bool


def layout(report: Report) -> list[Section]:
    """The report's sections: paragraphs under the heading that stands over them.

    Menus, captions, comments and other furniture of the page are left out; a sentence that a fold of the page
    breaks is put together again. A name run into its paragraph ("Lattakia: After …") becomes a heading; the
    dateline of an agency ("BAGHDAD, Nov 4 (Reuters) –", "(Nairobi) –") tells where the writer sat and is left out.
    Offsets of the passages point into ``report.text``. The time it takes grows with the length of the text.
    """
    text = report.text
    blocks = blocks_of(text)
    openings = [None if b.heading else _opening(text, b) for b in blocks]
    usual = Counter(bool(o) for o in openings)[True]
    sections: list[Section] = []
    current = _Open()
    for number, block in enumerate(blocks):
        head, pieces = _parts(text, block, openings[number], usual)
        if head is not None:
            sections.append(current.closed())
            current = _Open(clean(text, [head] if not block.heading else pieces[0], "heading"))
        if not block.heading:
            current.passages += [p for p in (clean(text, spans) for spans in pieces) if p.text]
    sections.append(current.closed())
    return [s for s in sections if s.passages or (s.heading and s.heading.text)]


def dateline_of(text: str) -> str | None:
    """The words before the first paragraph that tell where the writer sat ("BAGHDAD, Nov 4 (Reuters) – "), if any."""
    first = next((b for b in blocks_of(text[:LONGEST_TOP]) if not b.heading), None)
    opening = _opening(text, first) if first is not None else None
    if first is None or opening is None or not opening.dateline:
        return None
    return text[first.spans[0][0] : opening.end]


def _parts(text: str, block: Block, opening: _Opening | None, usual: int) -> tuple[Span | None, list[list[Span]]]:
    """The heading of a block, if it has one, and the stretches of its passages."""
    start, end = block.spans[0]
    start += _bullet(text, start, end)
    if block.heading:
        last = block.spans[-1][1]
        while last > start and text[last - 1] in ":#* \t":
            last -= 1
        return (start, last), [[(start, last)]]
    head = None
    if opening is not None:
        start = opening.end
        head = None if opening.dateline and usual == 1 else opening.head
    spans = [(start, end), *block.spans[1:]]
    return head, list(_cut(text, [s for s in spans if s[0] < s[1]]))


def _bullet(text: str, start: int, end: int) -> int:
    bullet = BULLET.match(text[start : min(end, start + LONGEST_BULLET)])
    return bullet.end() if bullet is not None else 0


def _opening(text: str, block: Block) -> _Opening | None:
    start, end = block.spans[0]
    start += _bullet(text, start, end)
    beginning = text[start : min(end, start + 160)]
    bracketed = _BRACKETED.match(beginning)
    if bracketed is not None and (bracketed["mark"] or _is_top(text, start)):
        return _Opening(None, start + bracketed.end(), dateline=True)
    areas = _AREAS.match(beginning)
    if areas is not None:
        return _Opening((start, start + areas.end("head")), start + areas.end(), dateline=False)
    match = _OPENING.match(beginning)
    if match is None or end - start - match.end() < 20:
        return None
    head, _, agency = match["head"].partition(", ") if _AGENCY.search(match["head"]) else (match["head"], "", "")
    agency = (agency + match["agency"]).strip(" ,")
    if head.lower() in phrases().labels or _EDITION.search(head) or _TITLE.search(head):
        return None
    anew = _ANEW.match(text[start + match.end() :][:4]) is not None
    if match["mark"] == ":":
        dated = head.isupper() and re.search(r"\d", agency) is not None
        if not match["gap"] or (not dated and (agency or (not anew and len(head.split()) > 2))):
            return None
        dateline = head.isupper() and start < TOP
    else:
        at_top = match["gap"] and _is_top(text, start)
        in_region = at_top and agency and _REGION.fullmatch(agency) is not None
        alone = at_top and not agency and len(head.split()) < SHORT_HEAD
        dateline = (alone or in_region or _is_dateline(head, agency, bool(match["gap"]))) and anew
        if not dateline:
            return None
    return _Opening((start, start + len(head)), start + match.end(), dateline)


def _is_top(text: str, start: int) -> bool:
    return text[:start].strip("#*_ \n") == ""


def _is_dateline(head: str, agency: str, gap: bool) -> bool:
    """``BAGHDAD, Nov 4 (Reuters) -``, ``Damascus, SANA-``: a place, and capitals, a date or an agency with it."""
    if not head.isupper() and not (agency and (agency.isupper() or "(" in agency or re.search(r"\d", agency))):
        return False
    return gap or agency.isupper()


def _cut(text: str, spans: Sequence[Span]) -> Iterator[list[Span]]:
    """A paragraph in passages that are short enough to be parsed."""
    if sum(b - a for a, b in spans) <= LONGEST_PASSAGE:
        if spans:
            yield list(spans)
        return
    for start, end in spans:
        while end - start > LONGEST_PASSAGE:
            cut = _cut_at(text, start, start + LONGEST_PASSAGE)
            yield [(start, cut)]
            start = cut
        if start < end:
            yield [(start, end)]


def _cut_at(text: str, start: int, limit: int) -> int:
    ends = [m.end() for m in _SENTENCE_END.finditer(text, start, limit)]
    if ends:
        return ends[-1]
    space = max(text.rfind(" ", start, limit), text.rfind("\n", start, limit))
    return space + 1 if space > start else limit
