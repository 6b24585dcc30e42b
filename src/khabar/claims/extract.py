"""``Report → list[Claim]``: the pure function at the heart of khabar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import msgspec

from khabar.actors import country_from_text
from khabar.claims.analysis import PassageAnalysis
from khabar.claims.discourse import replace_role
from khabar.claims.judged import JudgedReader, ProposingReader, judged_words
from khabar.claims.marked import MarkedReader, MarkedReading, sentence_texts
from khabar.claims.placing import PlacedToponym
from khabar.claims.reader import ReportReader
from khabar.claims.resources import ReportResolvers, Resources, load_resources
from khabar.claims.times import period_of, report_dates
from khabar.dates import DateMention
from khabar.llm import MarkedReport, Marker, Tally
from khabar.places import Located, ReportContext, Resolution, Toponym, ends_place, recognise
from khabar.places.context import count_countries
from khabar.places.cues import load_cues
from khabar.places.persons import Persons
from khabar.places.written import heading_toponyms, is_opening_word, sentence_number
from khabar.quantities import find_quantities
from khabar.records import Claim, PlaceMention, Report, Span
from khabar.reports import dateline_of, layout
from khabar.reports.passage import Passage, Section
from khabar.syntax.tree import build_tree

if TYPE_CHECKING:
    from spacy.tokens import Doc

PARSER_BATCH = 64
LOWER_WORD = re.compile(r"\b[a-z]{3,}\b")
SETTLEMENTS = frozenset({"city", "town", "village", "province"})
SITES = frozenset({"site", "airport", "base", "river", "bridge", "road", "crossing", "square", "dam", "lake", "hill"})


NEXT, NEAR = 4, 2
Headed = tuple[Toponym, Span]
Reader = TypeVar("Reader", bound=ReportReader)


def extract(report: Report, resources: Resources | None = None) -> list[Claim]:
    """The claims of one report, in the order of its text."""
    return extract_many([report], resources)[0]


def extract_many(reports: Sequence[Report], resources: Resources | None = None) -> list[list[Claim]]:
    """The claims of several reports; they are parsed in one batch, which is faster, and read one by one.

    Raises:
        AnswerError: a model server that was to mark a report gave no answer.
        RefusedError: it refuses everything.
    """
    loaded = resources or load_resources()
    if loaded.marker is None:
        return [reader.claims() for reader in read_many(reports, loaded)]
    return [_claims_of(reading) for reading in mark_many(reports, loaded, loaded.marker)]


def mark_many(reports: Sequence[Report], resources: Resources, marker: Marker) -> list[MarkedReading]:
    """As ``extract_many``, from what a model marks; a report on which it gave no answer has an error.

    Raises:
        RefusedError: the model server refuses everything.
    """
    analysed = list(analyse_many(reports, resources))
    marked = marker.mark([(a.report.report_id, list(sentence_texts(a.in_order))) for a in analysed])
    return [_read_marked(a, m, resources) for a, m in zip(analysed, marked, strict=True)]


def _read_marked(analysed: AnalysedReport, marked: MarkedReport, resources: Resources) -> MarkedReading:
    if marked.error is not None:
        return MarkedReading([], marked.tally, marked.error)
    resolvers = analysed.resolvers(resources)
    reader = analysed.read_by(MarkedReader(analysed.report, resources, resolvers, marked))
    marked.tally.add(Tally(unused=dict(+reader.unused)))
    return MarkedReading(reader.claims(), marked.tally)


def _claims_of(reading: MarkedReading) -> list[Claim]:
    if reading.error is not None:
        raise reading.error
    return reading.claims


def read_many(reports: Sequence[Report], resources: Resources) -> list[ReportReader]:
    """As ``extract_many``, with the drafts of the claims still at hand (``benchmarks/calibrate.py`` looks at them)."""
    return [_read(analysed, resources) for analysed in analyse_many(reports, resources)]


def ask_many(reports: Sequence[Report], resources: Resources) -> list[ProposingReader]:
    """Readers that hold what the learned judge is to be asked of each report (training looks at them)."""
    return [asked(analysed, resources) for analysed in analyse_many(reports, resources)]


@dataclass(frozen=True, slots=True)
class AnalysedReport:
    """A report with all that is known of it before claims are read; passages stand in sections."""

    report: Report
    passages: Sequence[Sequence[PassageAnalysis]]
    heading_places: Sequence[Sequence[PlaceMention]]
    country: str | None
    period: DateMention | None

    @property
    def in_order(self) -> list[PassageAnalysis]:
        return [passage for section in self.passages for passage in section]

    def resolvers(self, resources: Resources) -> ReportResolvers:
        return ReportResolvers.for_report(self.report, self.country, self.period, resources)

    def read_by(self, reader: Reader) -> Reader:
        """Let a reader read all of it, in order."""
        number = 0
        for section, passages in enumerate(self.passages):
            reader.enter_section(self.heading_places[section])
            for analysis in passages:
                reader.read_passage(number, analysis)
                number += 1
        return reader


def _read(analysed: AnalysedReport, resources: Resources) -> ReportReader:
    if resources.judge is None:
        return analysed.read_by(ReportReader(analysed.report, resources, analysed.resolvers(resources)))
    judged = judged_words(resources.judge, asked(analysed, resources).proposals)
    resolvers = analysed.resolvers(resources)
    return analysed.read_by(JudgedReader(analysed.report, resources, resolvers, judged))


def asked(analysed: AnalysedReport, resources: Resources) -> ProposingReader:
    """A reader that holds what the learned judge is to be asked of a report."""
    return analysed.read_by(ProposingReader(analysed.report, resources, analysed.resolvers(resources)))


def analyse_many(reports: Sequence[Report], resources: Resources) -> Iterator[AnalysedReport]:
    """Parse the reports in one batch; what is known of each comes in their order."""
    layouts = [layout(r) if resources.tells_of_war(r) else [] for r in reports]
    docs = resources.nlp.pipe(
        (p.text for sections in layouts for s in sections for p in s.passages), batch_size=PARSER_BATCH
    )
    for report, sections in zip(reports, layouts, strict=True):
        yield _analyse_report(report, sections, docs, resources)


def _analyse_report(
    report: Report, sections: Sequence[Section], docs: Iterator[Doc], resources: Resources
) -> AnalysedReport:
    published = date.fromisoformat(report.published) if report.published else None
    persons = Persons()
    analysed = [
        [
            _analyse(report, p, doc, published, resources, persons)
            for p, doc in zip(s.passages, islice(docs, len(s.passages)), strict=True)
        ]
        for s in sections
    ]
    headings = [list(heading_toponyms(report, s.heading)) if s.heading else [] for s in sections]
    located_in, heading_places = _resolve_places(report, analysed, headings, resources)
    country = _country_told(analysed, located_in, resources)
    return AnalysedReport(report, analysed, heading_places, country, period_of(report, sections, published))


def _country_told(
    analysed: Sequence[Sequence[PassageAnalysis]], located_in: str | None, resources: Resources
) -> str | None:
    """The country that places, named actors and nationalities speak for together."""
    passages = [a for section in analysed for a in section]
    docs, mentions = [a.tree.doc for a in passages], [a.actors for a in passages]
    return country_from_text(docs, resources.actors, mentions, located_in=located_in)


def _analyse(
    report: Report, passage: Passage, doc: Doc, published: date | None, resources: Resources, persons: Persons
) -> PassageAnalysis:
    tree = build_tree(doc, resources.lexicon.irregular)
    known = resources.places.known
    found = resources.actors.find_actors(doc, tree.text)
    actors = [a for a in found if not ends_place(doc, a.start, a.end, known)]
    blocked = [(a.start, a.end) for a in actors]
    return PassageAnalysis(
        passage=passage,
        tree=tree,
        actors=actors,
        toponyms=recognise(tree, blocked=blocked, known=known, persons=persons),
        dates=report_dates(report, passage, published),
        quantities=find_quantities(doc, tree),
    )


def _resolve_places(
    report: Report,
    analysed: Sequence[Sequence[PassageAnalysis]],
    headings: Sequence[Sequence[Headed]],
    resources: Resources,
) -> tuple[str | None, list[list[PlaceMention]]]:
    """Resolve all toponyms of the report at once; returns the conflict's country and the places of each heading."""
    located: list[Located] = []
    number = 0
    for section, passages in enumerate(analysed):
        located.extend(Located(t, section, number, heading=True) for t, _ in headings[section])
        for analysis in passages:
            told = frozenset(count_countries(analysis.passage.text))
            for t in analysis.toponyms:
                sentence = sentence_number(analysis.tree, t.start)
                located.append(Located(t, section, number, sentence, countries=told))
            number += 1
    context = ReportContext(report.text, report.title, resources.country, report.source, dateline_of(report.text))
    resolved = iter(resources.places.resolve_all(located, context))
    heading_places: list[list[PlaceMention]] = []
    named: dict[str, PlaceMention] = {}
    for section, passages in enumerate(analysed):
        heading_places.append(_heading_mentions(headings[section], resolved))
        named.update({_key(m): m for m in heading_places[-1]})
        for analysis in passages:
            analysis.placed = _place(report, analysis, resolved, named)
    return resources.places.conflict_country(located, context), heading_places


def _place(
    report: Report, analysis: PassageAnalysis, resolved: Iterator[Resolution], named: dict[str, PlaceMention]
) -> list[PlacedToponym]:
    """Toponyms with their places; "the town" is given the words that named it before, and is left out if none did; "the
    airport" stands for itself, near the place that it is told of. What another is only measured from ("X, 25 km west of
    Y") is none."""
    placed = []
    measured_from = {id(t.lies_off) for t in analysis.toponyms if t.lies_off is not None}
    common = words_in_lower_case(report.text)
    for toponym in analysis.toponyms:
        resolution = next(resolved)
        mention = _mention(report, analysis, toponym, resolution)
        if (
            not resolution.is_name
            or _is_no_name(analysis, toponym)
            or _is_date(analysis, mention)
            or (mention.place is None and toponym.name.lower() in common)
        ):
            continue
        if id(toponym) in measured_from or (toponym.generic and _is_named_after(analysis, toponym)):
            continue
        stands_in = toponym.generic and toponym.kind_hint not in SETTLEMENTS
        stands_alone = toponym.kind_hint in SITES or (toponym.direction is not None and mention.place is not None)
        if toponym.generic and stands_alone:
            mention = with_precision(mention, 2)
        elif toponym.generic:
            earlier = named.get(_key(mention))
            several = toponym.name.endswith("s")
            if mention.place is None or earlier is None or several:
                continue
            mention = _as_told(replace_role(earlier, toponym.role), toponym, resolution)
        else:
            named[_key(mention)] = mention
        placed.append(
            PlacedToponym(
                toponym.start, toponym.end, mention, toponym.of_speaker, stands_in, toponym.runs_in, toponym.kind_told
            )
        )
    return placed


@lru_cache(maxsize=4)
def words_in_lower_case(text: str) -> frozenset[str]:
    """Words that the text also writes without a capital: no names."""
    return frozenset(LOWER_WORD.findall(text))


def _is_no_name(analysis: PassageAnalysis, toponym: Toponym) -> bool:
    single = toponym.end - toponym.start == 1
    return single and not toponym.runs_in and is_opening_word(analysis.tree, toponym.start)


def _is_date(analysis: PassageAnalysis, mention: PlaceMention) -> bool:
    """ "Fri Nov 4, 2016"."""
    start = mention.start
    return start is not None and any(d.start <= start < d.end for d in analysis.dates)


def _is_named_after(analysis: PassageAnalysis, generic: Toponym) -> bool:
    """ "the towns of X and Y", "a hospital in X", "the hills above X", "the road from X to Y": the names follow."""
    lower = analysis.tree.lower
    if any(t.phrase and t.phrase.noun == generic.name and 0 < t.start - generic.end <= NEXT for t in analysis.toponyms):
        return True
    after = lower[generic.end] if generic.end < len(lower) else ""
    if after not in ("of", "named", "called") and load_cues().role_of.get(after) not in ("at", "near"):
        return False
    following = (generic.end + 1, generic.end + 2)
    return after == "of" or any(t.start in following and not t.generic for t in analysis.toponyms)


def _as_told(earlier: PlaceMention, generic: Toponym, resolution: Resolution) -> PlaceMention:
    """An earlier mention for "the town": "800 m east of the town" has a point of its own, "the town" has none."""
    if earlier.point is None and resolution.point is None:
        return with_precision(earlier, generic.precision_hint or 1)
    near = resolution.precision == NEAR and resolution.point is None
    precision = generic.precision_hint or 1 if near else resolution.precision
    return msgspec.structs.replace(earlier, precision=precision, reason=resolution.reason, point=resolution.point)


def with_precision(mention: PlaceMention, precision: int) -> PlaceMention:
    """The same place, told no finer than ``precision``."""
    values = {f: getattr(mention, f) for f in mention.__struct_fields__}
    return PlaceMention(**{**values, "precision": max(precision, mention.precision)})


def _key(mention: PlaceMention) -> str:
    place = mention.place
    return (place.id or place.name or mention.text) if place is not None else mention.text


def _mention(report: Report, analysis: PassageAnalysis, toponym: Toponym, resolution: Resolution) -> PlaceMention:
    tree = analysis.tree
    words = analysis.passage.span(report.text, tree.idx[toponym.start], tree.end_char(toponym.end - 1))
    return _place_mention(words, toponym, resolution)


def _place_mention(words: Span, toponym: Toponym, resolution: Resolution) -> PlaceMention:
    return PlaceMention(
        text=words.text,
        start=words.start,
        end=words.end,
        role=toponym.role,
        place=resolution.place,
        precision=resolution.precision,
        score=round(resolution.score, 2),
        reason=resolution.reason,
        point=resolution.point,
    )


def _heading_mentions(headed: Sequence[Headed], resolved: Iterator[Resolution]) -> list[PlaceMention]:
    return [_place_mention(words, toponym, next(resolved)) for toponym, words in headed]
