"""Whom a report names as its sources, in every sentence: not only where an event is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from khabar.claims.analysis import PassageAnalysis
from khabar.claims.attribution import AttributionReader, SourceMention
from khabar.claims.closing import closing_source
from khabar.claims.extract import AnalysedReport, analyse_many
from khabar.claims.reader import ReportReader
from khabar.claims.resources import Resources, load_resources
from khabar.records import Citation, Claim, Report, Span
from khabar.syntax.tree import Tree

REAL = frozenset({"occurred", "ongoing"})
CLAUSES = frozenset({"ccomp", "xcomp", "parataxis"})
OWN_PRONOUNS = frozenset({"we", "i", "us", "me"})


def cite_many(reports: Sequence[Report], resources: Resources | None = None) -> list[list[Citation]]:
    """The citations of several reports, each in the order of its text."""
    loaded = resources or load_resources()
    return [_cite(analysed, loaded) for analysed in analyse_many(reports, loaded)]


def _cite(analysed: AnalysedReport, resources: Resources) -> list[Citation]:
    reader = CitingReader(analysed.report, resources, analysed.resolvers(resources))
    reader.country = analysed.country
    return analysed.read_by(reader).cited()


def tells(claim: Claim) -> bool:
    """Whether it says that something happened, not that it did not, will or might: on such a word nothing rests."""
    return claim.modality in REAL


class CitingReader(ReportReader):
    """Reads claims, so that parties are known as they are there, and keeps every source that a sentence names."""

    country: str | None = None

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.citations: list[Citation] = []

    def cited(self) -> list[Citation]:
        """The citations so far, those marked on which a claim rests that something happened."""
        resting = {(s.start, s.text) for claim in self.claims() if tells(claim) for s in claim.attribution}
        return [
            msgspec.structs.replace(c, tells_event=(c.source.start, c.source.text) in resting) for c in self.citations
        ]

    def read_passage(self, number: int, analysis: PassageAnalysis) -> None:
        super().read_passage(number, analysis)
        finder = SourceFinder(analysis.tree, self.lexicon.attribution, self._readers(analysis).attribution)
        for cue, stands_alone, source in finder.find():
            hearers = finder.hearers(cue) if source not in finder.hearers(cue) else []
            made = self._citation(analysis, cue, source, stands_alone=stands_alone)
            heard_by = self._words(analysis, hearers[0]).text if hearers else None
            self.citations.append(msgspec.structs.replace(made, heard_by=heard_by))

    def _words(self, analysis: PassageAnalysis, source: SourceMention) -> Span:
        tree = analysis.tree
        return analysis.passage.span(self.report.text, tree.idx[source.start], tree.end_char(source.end - 1))

    def _citation(self, analysis: PassageAnalysis, cue: int, source: SourceMention, *, stands_alone: bool) -> Citation:
        tree = analysis.tree
        words = self._words(analysis, source)
        party = self.resolvers.party(tree.doc, source.head, (source.start, source.end), words)
        return Citation(
            report_id=self.report.report_id,
            source=words,
            cue=tree.lower[cue],
            stands_alone=stands_alone,
            actor=party.actor if party else None,
            actor_name=party.actor_name if party else None,
            side=party.side if party else "unknown",
            country=self.country,
        )


class SourceFinder:
    """Finds the sources of one passage: subjects of reporting verbs, "according to", whose statement it is."""

    def __init__(self, tree: Tree, words: Mapping[str, Any], reader: AttributionReader) -> None:
        self.tree, self.words, self.reader = tree, words, reader

    def find(self) -> Iterator[tuple[int, bool, SourceMention]]:
        """The cue, whether it only names the source, and the source, in the order of the text."""
        seen: set[int] = set()
        for i in range(len(self.tree)):
            for stands_alone, source in self._at(i):
                if source.head not in seen and self.tree.lower[source.head] not in OWN_PRONOUNS:
                    seen.update(range(source.start, source.end))
                    yield i, stands_alone, source
        for start, end in self.tree.sentences:
            closing = closing_source(self.tree, start, end, self.words)
            if closing is not None and closing[1].head not in seen:
                yield closing[0], False, closing[1]

    def hearers(self, cue: int) -> list[SourceMention]:
        """Whom ``cue`` says that something was told to."""
        return self.reader.hearers(cue) if self.tree.lemma[cue] == "tell" else []

    def _at(self, i: int) -> Iterator[tuple[bool, SourceMention]]:
        tree, lemma = self.tree, self.tree.lemma[i]
        if lemma in self.words["verbs"] and tree.pos[i] in ("VERB", "AUX"):
            for source in self.reader.sources_of(i):
                yield not self._tells(i), source
        for source in (*self.reader.phrase_source(i), *self._per(i)):
            yield False, source
        if lemma in self.words["said_nouns"] and tree.pos[i] in ("NOUN", "PROPN"):
            for owner in self._owners(i):
                yield True, self.reader.mention(owner)
            for subject in self._issuers(i):
                yield True, self.reader.mention(subject)

    def _per(self, i: int) -> list[SourceMention]:
        """ "15 dead per SNHR": a name behind "per", not a unit."""
        tree = self.tree
        if tree.lower[i] not in self.words["named_after"] or tree.pos[i] not in ("ADP", "SCONJ"):
            return []
        return [self.reader.mention(o) for o in tree.kids(i, "pobj") if tree.pos[o] == "PROPN"]

    def _tells(self, verb: int) -> bool:
        """Whether what is told stands in a clause or a quotation, not in an object."""
        tree = self.tree
        if tree.lemma[verb] not in self.words["weak"]:
            return True
        return tree.kid(verb, *CLAUSES) is not None

    def _issuers(self, noun: int) -> list[int]:
        """Who issues it: "the command issued a statement"."""
        tree, verb = self.tree, self.tree.head[noun]
        if tree.dep[noun] != "dobj" or tree.lemma[verb] not in self.words["issue"]:
            return []
        return [s for s in tree.kids(verb, "nsubj") if tree.pos[s] in ("PROPN", "NOUN")]

    def _owners(self, noun: int) -> list[int]:
        """Whose statement it is: "the army's statement", "a NATO communique", "a statement by the army"."""
        tree = self.tree
        found = [c for c in tree.kids(noun, "poss", "compound", "nmod") if tree.pos[c] in ("PROPN", "NOUN")]
        for prep in tree.kids(noun, "prep", "agent"):
            if tree.lower[prep] in ("by", "from", "of"):
                found.extend(c for c in tree.kids(prep, "pobj") if tree.pos[c] in ("PROPN", "NOUN"))
        return found
