from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from khabar.actors import ActorIndex, PartyResolver, Resolution
from khabar.packs import load_packs
from khabar.records import Report
from khabar.syntax import load_parser

if TYPE_CHECKING:
    from spacy.tokens import Doc

Resolve = Callable[..., Resolution]


@pytest.fixture(scope="session")
def index() -> ActorIndex:
    return ActorIndex(load_packs())


def parse(text: str) -> Doc:
    return load_parser()(text)


def find_word(doc: Doc, word: str) -> int:
    """The last token that is ``word``."""
    return next(t.i for t in reversed(doc) if t.text == word)


@pytest.fixture
def resolve(index: ActorIndex) -> Resolve:
    """Resolve the noun phrase whose head is ``word`` in the last sentence of a text, having read those before."""

    def run(text: str, word: str, *, alignment: str | None = None, country: str | None = "SY") -> Resolution:
        doc = parse(text)
        report = Report(report_id="r", source="outlet", text=text, alignment=alignment)
        resolver = PartyResolver(index, report=report, country=country)
        resolver.note_actors(doc, index.find_actors(doc))
        *earlier, last = doc.sents
        for sentence in earlier:
            resolver.note_sentence(doc, sentence.start, sentence.end)
        head = find_word(doc, word)
        assert head >= last.start
        found = resolver.resolve(doc, head, (doc[head].left_edge.i, head + 1))
        assert found is not None
        return found

    return run
