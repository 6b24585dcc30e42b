"""Where toponyms stand in a report: sentences of passages, words of headings."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.places.headings import heading_names
from khabar.places.toponym import Toponym
from khabar.records import Report, Span
from khabar.reports.passage import Passage
from khabar.syntax.tree import Tree

_NO_NAMES = frozenset({"NUM", "ADV", "DET", "VERB", "ADP", "PRON", "SCONJ", "AUX", "INTJ", "CCONJ"})


def is_opening_word(tree: Tree, token: int) -> bool:
    """Whether a word is no name, capitalised only because a sentence or a quotation begins with it."""
    opens = any(a == token for a, _ in tree.sentences)
    after = tree.text[token + 1 : token + 3]
    hyphened = len(after) == 2 and after[0] == "-" and after[1].islower()
    return tree.pos[token] in _NO_NAMES or (opens and (tree.pos[token] == "ADJ" or hyphened))


def sentence_number(tree: Tree, token: int) -> int:
    """The number of the sentence of a passage that a token stands in."""
    return next((n for n, (a, b) in enumerate(tree.sentences) if a <= token < b), 0)


def heading_toponyms(report: Report, heading: Passage) -> Iterator[tuple[Toponym, Span]]:
    """The places that a heading names, with the report's own words."""
    for toponym, start, end in heading_names(heading.text):
        yield toponym, heading.span(report.text, start, end)
