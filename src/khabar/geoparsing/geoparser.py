"""``Report → list[ToponymMention]``: a pure function of the report and the loaded knowledge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from khabar.actors import ActorIndex
from khabar.geoparsing.selection import is_kept, use_of
from khabar.packs import DEFAULT_PACKS, load_packs
from khabar.places import Gazetteer, Located, ReportContext, Resolution, Resolver, ends_place, load_pins
from khabar.places.all_uses import recognise_all
from khabar.places.context import count_countries
from khabar.places.persons import Persons
from khabar.places.written import heading_toponyms, sentence_number
from khabar.records import Report, Span, ToponymMention
from khabar.reports import dateline_of, layout
from khabar.reports.passage import Section
from khabar.syntax import load_tagger
from khabar.syntax.tree import build_tree

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PARSER_BATCH = 64


@dataclass(frozen=True, slots=True)
class Geoparser:
    """Finds and resolves toponyms; one per process, reused for all texts."""

    nlp: Language
    actors: ActorIndex
    resolver: Resolver

    def read(self, reports: Sequence[Report]) -> list[list[ToponymMention]]:
        """The toponym mentions of each report, in the order of its text."""
        layouts = [layout(r) for r in reports]
        texts = (p.text for sections in layouts for s in sections for p in s.passages)
        docs = self.nlp.pipe(texts, batch_size=PARSER_BATCH)
        return [self._read(report, sections, docs) for report, sections in zip(reports, layouts, strict=True)]

    def _read(self, report: Report, sections: Sequence[Section], docs: Iterator[Doc]) -> list[ToponymMention]:
        located, spans = self._recognise(report, sections, docs)
        context = ReportContext(report.text, report.title, None, report.source, dateline_of(report.text))
        resolved = self.resolver.resolve_all(located, context)
        found = [
            _mention(report, words, mention, resolution)
            for words, mention, resolution in zip(spans, located, resolved, strict=True)
            if is_kept(mention.toponym, resolution)
        ]
        return sorted(found, key=lambda m: (m.start, m.end))

    def _recognise(
        self, report: Report, sections: Sequence[Section], docs: Iterator[Doc]
    ) -> tuple[list[Located], list[Span]]:
        located: list[Located] = []
        spans: list[Span] = []
        persons, number = Persons(), 0
        for section_number, section in enumerate(sections):
            if section.heading is not None:
                for toponym, words in heading_toponyms(report, section.heading):
                    located.append(Located(toponym, section_number, number, heading=True))
                    spans.append(words)
            for passage in section.passages:
                tree = build_tree(next(docs))
                known, told = self.resolver.known, frozenset(count_countries(passage.text))
                actors = self.actors.find_actors(tree.doc, tree.text)
                named = [(a.start, a.end) for a in actors if not ends_place(tree.doc, a.start, a.end, known)]
                for toponym in recognise_all(tree, blocked=named, known=known, persons=persons):
                    sentence = sentence_number(tree, toponym.start)
                    located.append(Located(toponym, section_number, number, sentence, countries=told))
                    words = passage.span(report.text, tree.idx[toponym.start], tree.end_char(toponym.end - 1))
                    spans.append(words)
                number += 1
        return located, spans


@lru_cache(maxsize=2)
def load_geoparser(packs: tuple[str, ...] | None = None) -> Geoparser:
    """Load parser, gazetteer and packs; the second call with the same packs is free.

    Raises:
        PackError, GazetteerError: the knowledge cannot be loaded.
    """
    names = DEFAULT_PACKS if packs is None else packs
    return Geoparser(
        load_tagger(), ActorIndex(load_packs(names)), Resolver(Gazetteer.open(packs=names), load_pins(names))
    )


def _mention(report: Report, words: Span, mention: Located, resolution: Resolution) -> ToponymMention:
    return ToponymMention(
        report_id=report.report_id,
        text=words.text,
        start=words.start or 0,
        end=words.end or 0,
        use=use_of(mention.toponym),
        place=resolution.place,
        precision=resolution.precision,
        score=round(resolution.score, 2),
        reason=resolution.reason,
        point=resolution.point,
    )
