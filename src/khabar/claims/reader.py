"""Reads the claims of one report: sentence by sentence, with what was said before in mind."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from datetime import date

from khabar.claims.analysis import PassageAnalysis, PassageReaders, SentenceInHand
from khabar.claims.answers import answered_by
from khabar.claims.attribution import AttributionReader
from khabar.claims.building import ClaimBuilder
from khabar.claims.clauses import evidence_range
from khabar.claims.context_parties import ContextParties
from khabar.claims.context_places import ContextPlaces
from khabar.claims.counting import quantities_by_label
from khabar.claims.denials import denied_events
from khabar.claims.discourse import FIGHTS, Discourse, Told
from khabar.claims.drafts import Draft
from khabar.claims.folding import is_harm
from khabar.claims.modality import ModalityReader
from khabar.claims.parties import PartyReader
from khabar.claims.placing import PlacedToponym, share_out
from khabar.claims.resources import ReportResolvers, Resources
from khabar.claims.roles import Claimed, ClauseRoles
from khabar.claims.selection import clause_root, select
from khabar.claims.trigger import Trigger
from khabar.claims.triggers import TriggerFinder
from khabar.learned.choices import RowChooser
from khabar.quantities import QuantityMention
from khabar.records import Claim, PlaceMention, Report
from khabar.syntax.phrases import owners
from khabar.syntax.tree import Tree


class ReportReader:
    """Turns the analysed passages of one report into claims, in reading order."""

    def __init__(
        self,
        report: Report,
        resources: Resources,
        resolvers: ReportResolvers,
        grounds: RowChooser | None = None,
        initiators: RowChooser | None = None,
    ) -> None:
        self.report, self.resources, self.resolvers = report, resources, resolvers
        self.lexicon = resources.lexicon
        self.discourse = Discourse()
        self.context = ContextPlaces(self.discourse, grounds)
        self.doers = ContextParties(report, self.discourse, resolvers.parties, initiators)
        self.published = date.fromisoformat(report.published) if report.published else None
        self.drafts: list[Draft] = []

    def enter_section(self, heading_places: Sequence[PlaceMention]) -> None:
        self.discourse.enter_section(heading_places)
        self.context.enter_section(heading_places)
        self.resolvers.parties.new_section()
        self.resolvers.running.new_section()

    def read_passage(self, number: int, analysis: PassageAnalysis) -> None:
        """Read one passage; its claims are added to what ``claims`` returns."""
        readers = self._readers(analysis)
        self.resolvers.running.new_passage()
        self.doers.enter_passage(analysis)
        if is_list_item(self.report.text, analysis.passage.offsets[0]):
            self.resolvers.running.new_section()
        self.resolvers.parties.note_actors(analysis.tree.doc, analysis.actors, analysis.passage.offsets)
        builder = self._builder(analysis, readers)
        for sentence, (start, end) in enumerate(analysis.tree.sentences):
            self._read_sentence(SentenceInHand(number, sentence, start, end, analysis, readers), builder)

    def claims(self) -> list[Claim]:
        from khabar.claims.finishing import finish

        return finish(self.report, self.drafts)

    def _builder(self, analysis: PassageAnalysis, readers: PassageReaders) -> ClaimBuilder:
        return ClaimBuilder(self.report, analysis, readers, self.resolvers, self.context, self.doers, self.published)

    def _readers(self, analysis: PassageAnalysis) -> PassageReaders:
        """The rule sets of a passage: they know the parse alone, so that a second reading can go on with them."""
        if analysis.readers is None:
            analysis.readers = self._bound_to(analysis)
        return analysis.readers

    def _bound_to(self, analysis: PassageAnalysis) -> PassageReaders:
        tree = analysis.tree
        classes = self.resources.classes_of(analysis)
        return PassageReaders(
            TriggerFinder(tree, self.lexicon, classes),
            ModalityReader(tree, self.lexicon),
            AttributionReader(tree, self.lexicon, [(m.start, m.end) for m in analysis.actors]),
            PartyReader(tree, classes, self.lexicon.arguments),
            classes,
        )

    def _read_sentence(self, at: SentenceInHand, builder: ClaimBuilder) -> None:
        tree, readers, start, end = at.analysis.tree, at.readers, at.start, at.end
        builder.enter_sentence(at.passage, start, end)
        triggers = self._triggers(at, builder)
        verbs = frozenset(t.verb for t in triggers)
        tops = {t.word: clause_root(tree, t, self.lexicon, verbs) for t in triggers}
        owner = owners(tree, self._marks(triggers, tops))
        counted = quantities_by_label(builder.counts.inside(start, end), owner, [t.word for t in triggers])
        self._count_for_last(at, builder, {id(q) for found in counted.values() for q in found})
        others = set(tops.values()) | set(tops)
        told_by = {t.word: readers.attribution.read(t.verb if t.frame != "alone" else t.word) for t in triggers}
        toponyms = [t for t in at.analysis.placed if start <= t.start < end]
        sources = [range(m.start, m.end + 6) for read in told_by.values() for m in read.chain]
        here = [t for t in toponyms if not _tells_of_source(tree, t.start, sources)]
        self.context.offer(here)
        places = share_out(triggers, here, owner) if triggers else {}
        core = {word for t in triggers for word in (t.word, t.verb)}
        claimed = [
            Claimed(
                trigger,
                *evidence_range(tree, trigger, tops[trigger.word], others, self.lexicon.arguments["harm"]),
                ClauseRoles(
                    readers.parties.read(trigger),
                    self._own_places(tree, trigger, places[trigger.word]),
                    told_by[trigger.word],
                ),
                self._own_places(tree, trigger, toponyms),
                frozenset(core - {trigger.word, trigger.verb}),
            )
            for trigger in triggers
        ]
        denials = denied_events(tree, start, end, triggers, self.lexicon)
        for c, roles in zip(claimed, self._roles(at, claimed), strict=True):
            while denials and denials[0] < c.trigger.word:
                self._deny(at, builder, denials.pop(0))
            counts = counted.get(c.trigger.word, [])
            self._keep(builder.draft(at.passage, at.number, c.trigger, (c.lo, c.hi), roles, counts))
        for denial in denials:
            self._deny(at, builder, denial)
        builder.leave_sentence(triggers)

    def _own_places(self, tree: Tree, trigger: Trigger, places: Sequence[PlacedToponym]) -> list[PlacedToponym]:
        """Without those of what the event answers."""
        words = self.lexicon.arguments["answered"]
        answer = answered_by(tree, trigger.word, words)
        return [t for t in places if answered_by(tree, t.start, words) in (None, answer)]

    def _deny(self, at: SentenceInHand, builder: ClaimBuilder, verb: int) -> None:
        """Keep the denial of what was told last, where there is something to deny."""
        draft = builder.denial(at.passage, at.number, verb)
        if draft is not None:
            self._keep(draft)

    def _triggers(self, at: SentenceInHand, builder: ClaimBuilder) -> list[Trigger]:
        """The triggers of a sentence that become claims."""
        found = select(at.analysis.tree, at.readers.finder.find(at.start, at.end), self.lexicon)
        kept = [t for t in found if not self._adds_to_last(at, t, builder, builder.counts.inside(at.start, at.end))]
        return without_tolls(kept, builder.has_own_place)

    def _count_for_last(self, at: SentenceInHand, builder: ClaimBuilder, taken: Container[int]) -> None:
        """Counts that no claim of the sentence has taken (``taken`` are ids of those) may belong to the one before."""

    def _roles(self, at: SentenceInHand, claimed: Sequence[Claimed]) -> list[ClauseRoles]:
        """Who and what of the sentence belongs to each of its claims."""
        return [c.by_rule for c in claimed]

    @staticmethod
    def _marks(triggers: Sequence[Trigger], tops: dict[int, int]) -> dict[int, int]:
        marks: dict[int, int] = {}
        for t in triggers:
            for node in (tops[t.word], t.verb, t.word):
                marks.setdefault(node, t.word)
            marks[t.word] = t.word
        return marks

    def _adds_to_last(
        self, at: SentenceInHand, trigger: Trigger, builder: ClaimBuilder, counted: Sequence[QuantityMention]
    ) -> bool:
        """A sentence that only tells who was hurt adds what it counts to the attack told just before."""
        if not is_harm(trigger) or trigger.means is not None or (trigger.args.agents and trigger.args.affected):
            return False
        fight = self.discourse.last_fight(at.passage, at.number, reach=1)
        if fight is None or builder.has_own_place(trigger) or fight.sentence == at.number:
            return False
        draft = self.drafts[fight.index]
        if draft.modality.code != "occurred" or self._tells_again(at, trigger, draft, counted):
            return False
        draft.quantities.extend(builder.counts.records(counted))
        return True

    @staticmethod
    def _tells_again(at: SentenceInHand, trigger: Trigger, draft: Draft, counted: Sequence[QuantityMention]) -> bool:
        """Whether somebody else gives a count of what the claim before counts already: that is a claim of its own."""
        kinds = {q.kind for q in draft.quantities} & {q.kind for q in counted}
        return bool(kinds) and bool(at.readers.attribution.read(trigger.verb).chain)

    def _keep(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.discourse.note(
            Told(
                draft.passage,
                draft.sentence,
                draft.event_type,
                draft.initiators,
                draft.targets,
                draft.places,
                len(self.drafts) - 1,
            )
        )


def is_list_item(text: str, start: int) -> bool:
    """Whether a bullet or an arrow stands before ``start`` in its line: what follows stands by itself."""
    before = text[text.rfind("\n", 0, start) + 1 : start].strip()
    return bool(before) and not any(c.isalpha() for c in before)


def without_tolls(triggers: Sequence[Trigger], has_own_place: Callable[[Trigger], bool]) -> list[Trigger]:
    """Leave out what only tells, of no place of its own, who an attack told before in the sentence has hurt."""
    kept: list[Trigger] = []
    for t in triggers:
        toll = is_harm(t) and t.means is None and not t.args.agents
        if not (toll and any(a.type in FIGHTS and not is_harm(a) for a in kept) and not has_own_place(t)):
            kept.append(t)
    return kept


def _tells_of_source(tree: Tree, token: int, sources: Sequence[range]) -> bool:
    """ "a doctor in Samarra said": where the source is, not the event."""
    for span in sources:
        if token in span and (
            token < span.stop - 6 or any(a in range(span.start, span.stop - 6) for a in tree.ancestors(token))
        ):
            return True
    return False
