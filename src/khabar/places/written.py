"""Where toponyms stand in a report: sentences of passages, words of headings."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.places.headings import recognise_heading
from khabar.places.toponym import Toponym
from khabar.records import Report, Span
from khabar.reports.passage import Passage
from khabar.syntax.tree import Tree


def sentence_number(tree: Tree, token: int) -> int:
    """The number of the sentence of a passage that a token stands in."""
    return next((n for n, (a, b) in enumerate(tree.sentences) if a <= token < b), 0)


def heading_toponyms(report: Report, heading: Passage) -> Iterator[tuple[Toponym, Span]]:
    """The places that a heading names, with the report's own words."""
    words, starts, position = heading.text.split(" "), [], 0
    for word in words:
        starts.append(position)
        position += len(word) + 1
    for toponym in recognise_heading(heading.text):
        last = min(toponym.end, len(words)) - 1
        end = starts[last] + len(words[last].rstrip(",:"))
        yield toponym, heading.span(report.text, starts[toponym.start], end)
