"""brief.md: the brief as plain text that reads well without rendering, too."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.briefs.brief import Brief, Group, Item, Province
from khabar.briefs.wording import Wording, load_wording

MOST_UNDATED = 10
_MARKS = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>#|~"})


def render_markdown(brief: Brief, wording: Wording | None = None) -> str:
    """The brief as Markdown."""
    wording = wording or load_wording()
    return "\n".join(_lines(brief, wording)) + "\n"


def _lines(brief: Brief, wording: Wording) -> Iterator[str]:
    yield f"# {_text(brief.title)}"
    if brief.only:
        yield from ("", f"**{_text(brief.only_line)}**")
    yield ""
    yield _text(brief.head)
    for province in brief.provinces:
        yield from _province(province, wording)
    if brief.undated:
        yield from ("", "## Without a date", "")
        for item in brief.undated[:MOST_UNDATED]:
            yield f"{_item(item, wording)} *Why: {_text(item.undated or '')}.*"
        yield from _more(len(brief.undated) - MOST_UNDATED + brief.undated_left_out)


def _province(province: Province, wording: Wording) -> Iterator[str]:
    yield from ("", f"## {_text(province.title)}")
    for group in province.groups:
        yield from _group(group, wording)


def _group(group: Group, wording: Wording) -> Iterator[str]:
    yield from ("", f"### {_text(group.title)}", "")
    for item in group.head:
        yield _item(item, wording)
    yield from _more(len(group.rest) + group.left_out)


def _more(count: int) -> Iterator[str]:
    if count > 0:
        yield f"- … and {count} more (brief.html and events.csv list them)"


def _item(item: Item, wording: Wording) -> str:
    status = wording.statuses[item.status]
    ids = " ".join(f"`{e.event_id}`" for e in item.events)
    return f"- **{_text(item.label)}.** {_text(item.sentence)} *[{status}]* {ids}"


def _text(text: str) -> str:
    return " ".join(text.split()).translate(_MARKS)
