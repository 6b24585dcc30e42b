"""Fills in a claim from its trigger: parties, places, time, counts, sources, each from its own words or the context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from khabar.claims.analysis import PassageAnalysis, PassageReaders
from khabar.claims.arguments import Arguments
from khabar.claims.attribution import Attribution
from khabar.claims.context_parties import ContextParties
from khabar.claims.context_places import ContextPlaces
from khabar.claims.count_records import Counts
from khabar.claims.counting import HARM_KINDS
from khabar.claims.dating import ClauseDates
from khabar.claims.discourse import LEAVING, is_ground
from khabar.claims.drafts import Draft
from khabar.claims.modality import ModalityReading
from khabar.claims.parties import TALK
from khabar.claims.party_phrase import PartyPhrase
from khabar.claims.party_records import as_people, is_part_of, of_no_side, only_tells
from khabar.claims.placing import PlacedToponym, claim_places
from khabar.claims.repaired_types import repaired_type
from khabar.claims.resources import ReportResolvers
from khabar.claims.roles import ClauseRoles
from khabar.claims.trigger import Trigger
from khabar.dates import DateMention, time_for_clause
from khabar.quantities import QuantityMention
from khabar.records import ClaimTime, Party, Report, Span
from khabar.syntax.phrases import noun_phrase

NOT_YET = frozenset({"planned", "expected", "hypothetical"})
UNARMED = frozenset({"civilians", "un_ngo"})
NOT_ARMED = UNARMED | {"unknown"}
KILLING = frozenset({"shoot", "murder", "slay"})
ATTACKS = frozenset(
    {"air_strike", "shelling", "explosive_device", "suicide_bombing", "chemical_attack", "attack_on_civilians"}
)
ARMED_ACTS = frozenset(
    {
        "suicide_bombing",
        "explosive_device",
        "shelling",
        "armed_clash",
        "abduction",
        "sexual_violence",
        "siege",
        "territory_captured",
        "weapons_seized",
    }
)
"""Whoever does these is counted as armed, and no civilian: "masked men took him away"."""
FROM_AFAR = frozenset({"air_strike", "shelling"})
FOUGHT_BY_SIDES = frozenset(
    {
        "territory_captured",
        "armed_clash",
        "air_strike",
        "shelling",
        "siege",
        "weapons_seized",
        "property_destruction",
        "arrest",
    }
)


class ClaimBuilder:
    """Builds the drafts of one passage."""

    def __init__(
        self,
        report: Report,
        analysis: PassageAnalysis,
        readers: PassageReaders,
        resolvers: ReportResolvers,
        context: ContextPlaces,
        doers: ContextParties,
        published: date | None,
    ) -> None:
        self.report, self.analysis, self.readers, self.resolvers = report, analysis, readers, resolvers
        self.context, self.doers, self.discourse, self.published = context, doers, context.discourse, published
        self.tree = analysis.tree
        self.dates = ClauseDates(analysis, readers.parties.words["answered"])
        self.counts = Counts(report, analysis, resolvers)
        self.sentence = (0, 0)

    # --- sentences ---

    def enter_sentence(self, passage: int, start: int, end: int) -> None:
        self.sentence = self.dates.sentence = (start, end)
        self.context.enter_sentence(passage, start, (t for t in self.analysis.placed if start <= t.start < end))
        self.doers.enter_sentence(passage, self.tree, end)
        for mention in self.dates.inside(start, end):
            self.resolvers.running.feed(mention)

    def leave_sentence(self, triggers: Sequence[Trigger]) -> None:
        """What the sentence names and no claim took stays in mind for the next."""
        start, end = self.sentence
        self.resolvers.parties.note_sentence(self.tree.doc, start, end)
        if not triggers:
            named = [
                t.mention
                for t in self.analysis.placed
                if start <= t.start < end
                and t.mention.role in ("at", "near")
                and is_ground(t.mention)
                and not t.of_speaker
            ]
            if named:
                self.discourse.places = named[:3]

    # --- drafts ---

    def draft(
        self,
        passage: int,
        sentence: int,
        trigger: Trigger,
        evidence: tuple[int, int],
        roles: ClauseRoles,
        counted: Sequence[QuantityMention],
    ) -> Draft:
        modality = self.readers.modality.read(trigger)
        draft = Draft(
            trigger, passage, sentence, *evidence, modality, trigger.type, quantities=self.counts.records(counted)
        )
        self._set_parties(draft, roles, counted)
        self._set_type(draft)
        acting = {p.side for p in draft.initiators}
        draft.event_type = repaired_type(self.tree, draft, acting, self.readers.classes.lexicon.arguments)
        self._set_places(draft, roles.places)
        self._set_time(draft)
        draft.attribution = self._attribution(roles.told_by, passage, sentence)
        if self._cannot_be_civilians(draft):
            draft.initiators = [p for p in draft.initiators if p.side != "civilians"]
        elif draft.event_type in ARMED_ACTS:
            draft.initiators = [of_no_side(p) if p.side == "civilians" else p for p in draft.initiators]
        if draft.event_type == "displacement" and self._leave(draft):
            draft.targets = []
        if draft.event_type not in TALK:
            draft.initiators = [p for p in draft.initiators if not only_tells(p, draft.attribution)]
        self.doers.note(draft)
        self._set_words(draft)
        return draft

    def _leave(self, draft: Draft) -> bool:
        """People who go, and take nobody with them: no one else is acted on."""
        taken = [self._span(o, o + 1).start or 0 for o in self.tree.kids(draft.trigger.verb, "dobj")]
        stretches = [(p.start, p.end) for p in draft.targets if p.start is not None and p.end is not None]
        takes = draft.trigger.args.passive or any(a <= t < b for a, b in stretches for t in taken)
        return not takes and any(p.side == "civilians" for p in draft.initiators)

    def _set_words(self, draft: Draft) -> None:
        draft.evidence = self._span(draft.lo, draft.hi)
        draft.trigger_words = self._span(draft.trigger.word, draft.trigger.word + 1)
        if draft.modality.cue is not None:
            draft.modality_words = self._span(draft.modality.cue, draft.modality.cue + 1)

    def denial(self, passage: int, sentence: int, verb: int) -> Draft | None:
        """The event told last, denied by the subject of ``verb``."""
        if not self.discourse.told or self.discourse.told[-1].passage != passage:
            return None
        told = self.discourse.told[-1]
        tokens = sorted(t for t in self.tree.subtree(verb) if self.sentence[0] <= t < self.sentence[1])
        while len(tokens) > 1 and self.tree.pos[tokens[-1]] == "PUNCT":
            tokens.pop()
        trigger = Trigger(verb, verb, told.event_type, Arguments(), frame="denial")
        draft = Draft(
            trigger, passage, sentence, tokens[0], tokens[-1] + 1, ModalityReading("negated", verb), told.event_type
        )
        draft.initiators, draft.targets, draft.places = list(told.initiators), list(told.targets), list(told.places)
        draft.time = self._time([], self.dates.inside(*self.sentence), draft.lo, future=False)
        subject = self.tree.kid(verb, "nsubj")
        if subject is not None and self.tree.pos[subject] != "PRON":
            draft.attribution = [self._span(*noun_phrase(self.tree, subject, of=True))]
        self._set_words(draft)
        return draft

    def _span(self, lo: int, hi: int) -> Span:
        return self.analysis.passage.span(self.report.text, *self._characters(lo, hi))

    def _characters(self, lo: int, hi: int) -> tuple[int, int]:
        return self.tree.idx[lo], self.tree.end_char(hi - 1)

    # --- parties ---

    def _set_parties(self, draft: Draft, roles: ClauseRoles, counted: Sequence[QuantityMention]) -> None:
        draft.initiators = self._parties([p for p in roles.parties.initiators if self._may_act(p, draft.event_type)])
        draft.targets = self._parties([p for p in roles.parties.targets if not self._is_told(p)])
        draft.own_initiator = bool(draft.initiators)
        if not draft.targets and draft.event_type in ATTACKS | {"armed_clash"}:
            hurt = [m.head for m in counted if m.kind in HARM_KINDS]
            draft.targets = self._parties(self.readers.parties.victims(hurt))
        if not draft.initiators:
            told_by = [
                self.analysis.passage.report_range(*self._characters(m.start, m.end)) for m in roles.told_by.chain
            ]
            draft.initiators = self.doers.of(draft, self._left_out(draft), told_by)
        if not draft.own_initiator or draft.trigger.result:
            hit = {(p.start, p.end) for p in draft.targets}
            draft.initiators = [p for p in draft.initiators if (p.start, p.end) not in hit]

    def _may_act(self, phrase: PartyPhrase, event_type: str) -> bool:
        """Outlets tell of what happens and do none of it."""
        if event_type not in TALK and "outlet" in self.readers.classes.of(phrase.head):
            return False
        return not self._is_told(phrase)

    def _is_told(self, phrase: PartyPhrase) -> bool:
        """ "Allegations", "footage": no party."""
        return "telling" in self.readers.classes.of(phrase.head)

    def _left_out(self, draft: Draft) -> list[Party]:
        """Who did it by rule, where its words do not say."""
        by_rule: list[Party] = []
        if draft.event_type in FROM_AFAR:
            by_rule = self.discourse.same_attack(draft.passage, draft.sentence, draft.event_type)
        leaves_out = draft.event_type in FOUGHT_BY_SIDES and draft.trigger.args.passive and not draft.targets
        if not by_rule and leaves_out:
            by_rule = self.discourse.acting_near(draft.passage, draft.sentence)
        return by_rule

    def _parties(self, phrases: Sequence[PartyPhrase]) -> list[Party]:
        """Parties in order, one for each stretch of words: a name that the parser splits stays one party."""
        found: dict[tuple[int | None, str], Party] = {}
        for phrase in phrases:
            for party in self._named_by(phrase):
                found.setdefault((party.start, party.side), party)
        return [p for p in found.values() if not any(is_part_of(p, other) for other in found.values())]

    def _named_by(self, phrase: PartyPhrase) -> list[Party]:
        start = self.dates.past(phrase.start, phrase.head)
        while start < phrase.head and self.tree.pos[start] == "PUNCT":  # "9 Aug - Gunmen"
            start += 1
        phrase = replace(phrase, start=start)
        named = next((m for m in self.analysis.actors if m.start <= phrase.head < m.end), None)
        time = self.dates.beginning_of(phrase.head) if named is None else None
        if time is not None:  # "Military 18 Sept closed": the parser takes the time for who acts
            if time <= phrase.start:
                return []
            phrase = replace(phrase, end=time, head=time - 1)
        lo, hi = phrase.start, phrase.end
        if named is not None and not phrase.owned:
            lo, hi = min(named.start, lo if lo >= named.start - 3 else named.start), max(named.end, hi)
            lo = named.start if phrase.head > named.start and lo > named.start else lo
        words = self._span(lo, hi)
        if phrase.civilian_object:
            return [
                Party(text=words.text, start=words.start, end=words.end, side="civilians", reason="civilian object")
            ]
        told = noun_phrase(self.tree, phrase.head) if phrase.owned else (phrase.start, phrase.end)
        if phrase.counted:
            party = self.resolvers.party(self.tree.doc, phrase.head, told, words)
            return [party] if party is not None else []
        parties = self.resolvers.named_by(self.tree.doc, phrase.head, told, words)
        is_bare = all(self.tree.pos[i] in ("DET", "NUM") for i in range(phrase.start, phrase.head))
        if phrase.relief and (is_bare or all(p.side in NOT_ARMED for p in parties)):
            relief = "a relief transport"
            return [Party(text=words.text, start=words.start, end=words.end, side="un_ngo", reason=relief)]
        is_place = "place" in self.readers.classes.of(phrase.head)
        return [p for p in parties if p.side != "unknown" or not is_place]

    @staticmethod
    def _cannot_be_civilians(draft: Draft) -> bool:
        """Who attacks civilians, or takes ground, fires or besieges beside an armed party, is no civilian."""
        if draft.event_type in ATTACKS and {p.side for p in draft.targets} == {"civilians"}:
            return True
        armed = any(p.side not in NOT_ARMED for p in draft.initiators)
        return armed and draft.event_type in ATTACKS | {"territory_captured", "siege"}

    # --- type ---

    def _set_type(self, draft: Draft) -> None:
        """A result with no means told is of the kind of the fight it results from, else goes by who was hurt."""
        trigger = draft.trigger
        sides, hurt = {p.side for p in draft.initiators}, {p.side for p in draft.targets}
        if draft.event_type == "displacement":
            draft.initiators = [as_people(p) for p in draft.initiators]
            draft.targets = [as_people(p) for p in draft.targets]
            sides = {p.side for p in draft.initiators}
        if draft.event_type == "displacement" and sides and not sides & NOT_ARMED:
            draft.event_type = "withdrawal"
        elif draft.event_type == "withdrawal" and sides == {"civilians"}:
            draft.event_type = "displacement"
        if not trigger.result:
            return
        fight = self.discourse.last_fight(draft.passage, draft.sentence)
        if fight is not None and fight.event_type not in ("territory_captured", "siege") and not draft.initiators:
            draft.event_type = fight.event_type
        elif draft.event_type == "armed_clash" and draft.targets and hurt <= UNARMED and self._is_killing(draft):
            draft.event_type = "attack_on_civilians"

    def _is_killing(self, draft: Draft) -> bool:
        """Somebody does it to them ("were killed", not "died")."""
        return draft.own_initiator or self.tree.lemma[draft.trigger.verb] in KILLING

    # --- places ---

    def has_own_place(self, trigger: Trigger) -> bool:
        under = set(self.tree.subtree(trigger.verb))
        return any(t.start in under for t in self.analysis.placed)

    def _set_places(self, draft: Draft, own: Sequence[PlacedToponym]) -> None:
        if draft.event_type == "statement":
            return
        draft.places = claim_places(self.tree, draft.trigger, own)
        draft.own_place = bool(draft.places)
        if not any(p.role in ("at", "near", "from") for p in draft.places):
            context = self.context.of(draft)
            if draft.event_type in LEAVING:
                known = {p.text for p in draft.places}
                context = [p for p in context if p.text not in known]
            draft.places = (
                [*context, *draft.places] if not draft.places or draft.event_type in LEAVING else draft.places
            )
        self.context.note(draft)

    # --- time ---

    def _set_time(self, draft: Draft) -> None:
        core = {draft.trigger.verb, draft.trigger.word}
        mentions = self.dates.own(draft.lo, draft.hi, draft.trigger.word, core)
        draft.own_time = bool(mentions)
        around = self.dates.around(core)
        draft.time = self._time(mentions, around, draft.lo, future=draft.modality.code in NOT_YET)

    def _time(
        self, mentions: Sequence[DateMention], around: Sequence[DateMention], lo: int, *, future: bool
    ) -> ClaimTime:
        clause_start = self.dates.offset(lo)
        return time_for_clause(
            mentions,
            around,
            self.resolvers.running,
            self.published,
            future=future,
            clause_start=clause_start,
        )

    # --- sources ---

    def _attribution(self, read: Attribution, passage: int, sentence: int) -> list[Span]:
        chain = [self._span(m.start, m.end) for m in read.chain]
        if chain:
            self.discourse.sources = chain
            self.discourse.source_sentence = (passage, sentence)
            return chain
        if read.pronoun is not None:
            return list(self.discourse.sources)
        return []
