"""Says in one or two neutral, attributed sentences what the claims of an event say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from khabar.briefs.loaded import load_loaded_words, quoted, without_loaded
from khabar.briefs.numbers import told_value
from khabar.briefs.phrases import figures_phrase, listed, party_phrase, place_names, place_phrase, time_phrase
from khabar.briefs.wording import TypeWording, VerbWording, Wording, load_wording
from khabar.records import Claim, Contradiction, Event, EventParty, Place, Report, Span
from khabar.sources import admits

MOST_QUOTED_WORDS = 28
MOST_INFORMANTS = 2
MOVES = frozenset({"withdrawal", "displacement", "deployment", "aid_delivery", "territory_captured"})
PRONOUNS = {"he", "she", "it", "they", "i", "we", "him", "her", "them", "who", "which", "that", "this"}


class Narrator:
    """Words events with the templates of the general pack.

    Args:
        lexicon: loaded words, which are put in quotation marks wherever they come from; by default the general pack's.
        year: the year that dates may leave out.
    """

    def __init__(
        self, *, wording: Wording | None = None, lexicon: Iterable[str] | None = None, year: int | None = None
    ) -> None:
        self.wording = wording or load_wording()
        self.lexicon = tuple(load_loaded_words() if lexicon is None else lexicon)
        self.year = year

    def note(self, event: Event) -> str:
        """One sentence on an event whose claims are not at hand, attributed to its outlets (for tables)."""
        outlets = listed([self.plain(s) for s in event.sources], others="other outlets") or "an unnamed outlet"
        return f"According to {outlets}, {self.sentence(event)}."

    def tell(
        self, event: Event, claims: Sequence[Claim], reports: Mapping[str, Report], more_places: Sequence[Place] = ()
    ) -> str:
        """The event with its attribution, who else tells it, who denies it, and what the reports differ on."""
        telling = [c for c in claims if c.modality != "negated" or event.modality == "negated"] or list(claims)
        first = telling[0]
        words = self.sentence(event, telling, more_places)
        if self.wording.types[event.event_type].quote:
            words += f": {quoted(shortened(first.evidence.text))}"
        lead = self.outlet(reports, first)
        told = [f"According to {lead}{self.citing(first.attribution)}, {words}."]
        others = self._outlets(telling, reports, {lead})
        if others:
            told.append(f"Also reported by {listed(others, others='other outlets')}.")
        deniers = self._voices([c for c in claims if c not in telling], reports, {lead, *others})
        if deniers:
            told.append(f"Denied according to {listed(deniers, others='other outlets')}.")
        admitting = self._outlets([c for c in telling if self._admits(c, reports)], reports, set())
        if admitting:
            told.append(f"Told against the own side's interest by {listed(admitting, others='other outlets')}.")
        told += [self.difference(c, claims, reports) for c in event.contradictions]
        return " ".join(t for t in told if t)

    def sentence(self, event: Event, claims: Sequence[Claim] = (), more_places: Sequence[Place] = ()) -> str:
        """What is claimed, without attribution or full stop, beginning in lower case unless with a name."""
        role = place_role(event, claims)
        places = [p for p in (event.place, *more_places) if p is not None]
        as_object = self.wording.types[event.event_type].place_is_object
        words = self._core(event, place_names(places, self.lexicon) if as_object else "")
        if not as_object:
            words = _spaced(words, place_phrase(places, event.precision, role, self.lexicon))
        words = _spaced(words, time_phrase(event, time_precision(event, claims), year=self.year))
        if suffix := self.wording.frames[event.modality].get("suffix"):
            words = f"{words}, {suffix}"
        figures = figures_phrase(event, self.wording, self.lexicon)
        return f"{words}; {figures}" if figures else words

    def difference(self, contradiction: Contradiction, claims: Sequence[Claim], reports: Mapping[str, Report]) -> str:
        """``Reports differ on …: A says x; B says y.``"""
        by_id = {c.claim_id: c for c in claims}
        sayings = []
        told_by = [[by_id[i] for i in value.claims if i in by_id] for value in contradiction.values]
        counted = Counter(o for claims_of in told_by for o in self._outlets(claims_of, reports, set()))
        torn = {outlet for outlet, n in counted.items() if n > 1}
        for value, claims_of in zip(contradiction.values, told_by, strict=True):
            outlets = self._voices(claims_of, reports, torn)
            if outlets:
                verb = "says" if len(outlets) == 1 else "say"
                told = listed(outlets, others="other outlets")
                sayings.append(f"{told} {verb} {without_loaded(told_value(value.value), self.lexicon)}")
        if len(sayings) < 2:
            return ""
        field = self.wording.fields.get(contradiction.field, contradiction.field.replace("_", " "))
        return f"Reports differ on {field}: {'; '.join(sayings)}."

    def citing(self, attribution: Sequence[Span]) -> str:
        """`` (citing SANA, a military source)``, or nothing when the outlet itself asserts."""
        texts = dict.fromkeys(" ".join(a.text.split()) for a in attribution)
        named = [self.plain(shortened(t, 12)) for t in texts if t and t.lower() not in PRONOUNS]
        return f" (citing {', '.join(named[:MOST_INFORMANTS])})" if named else ""

    def outlet(self, reports: Mapping[str, Report], claim: Claim) -> str:
        """The outlet of a claim."""
        report = reports.get(claim.report_id)
        return self.plain(report.source) if report and report.source else f"report {claim.report_id}"

    def plain(self, text: str) -> str:
        """``text``, in quotation marks when it holds a loaded word."""
        return without_loaded(text, self.lexicon)

    # ------------------------------------------------------------------ inside

    @staticmethod
    def _admits(claim: Claim, reports: Mapping[str, Report]) -> bool:
        report = reports.get(claim.report_id)
        return report is not None and admits(claim, report) is not None

    def _outlets(self, claims: Iterable[Claim], reports: Mapping[str, Report], but: set[str]) -> list[str]:
        return [o for o in dict.fromkeys(self.outlet(reports, c) for c in claims) if o not in but]

    def _voices(self, claims: Iterable[Claim], reports: Mapping[str, Report], torn: set[str]) -> list[str]:
        """The outlets of claims; of those that tell the opposite as well, on whose word."""
        told = [(self.outlet(reports, c), self.citing(c.attribution)) for c in claims]
        return list(dict.fromkeys(f"{o}{citing}" if o in torn else o for o, citing in told))

    def _core(self, event: Event, place: str) -> str:
        kind = self.wording.types[event.event_type]
        frame = self.wording.frames[event.modality]
        initiators, targets = self._parties(event, kind)
        subject, subject_plural = party_phrase(initiators, self.wording, self.lexicon)
        target, target_plural = party_phrase(targets, self.wording, self.lexicon)
        if subject:
            acts = _acts(kind, initiators, targets)
            tail = (acts.with_target if target else acts.alone).format(T=target, place=place or "a place")
            forms = {n: _spaced(v, tail) for n, v in zip(("act_base", "act_past", "act_ing"), acts.verb, strict=True)}
            return frame["active"].format(I=subject, **forms, **_agreement(subject_plural))
        if target or place:
            suffered = kind.passive.format(T=target) if target else kind.passive_alone or kind.passive
            if not target:
                return frame["passive"].format(T=place, participle=suffered, **_agreement(" and " in place))
            whole = kind.passive_subject.format(T=target, place=place or "a place")
            return frame["passive"].format(T=whole, participle=suffered, **_agreement(target_plural and not place))
        agreement = {f"noun_{k}": v for k, v in _agreement(kind.plural).items()}
        bare = kind.noun.removeprefix("an ").removeprefix("a ")
        return frame["bare"].format(noun=kind.noun, bare_noun=bare, **agreement)

    def _parties(self, event: Event, kind: TypeWording) -> tuple[Sequence[EventParty], Sequence[EventParty]]:
        """Who acts and on whom; nobody acts where the claims contradict each other on it."""
        if any(c.field == "who" for c in event.contradictions):
            return [], event.targets
        if kind.joint:
            return [*event.initiators, *event.targets], []
        return _apart(event.initiators, event.targets)


def _acts(kind: TypeWording, initiators: Sequence[EventParty], targets: Sequence[EventParty]) -> VerbWording:
    """The verb that suits who acts and on whom."""
    if kind.civilian_initiator and all(p.side == "civilians" for p in initiators):
        return kind.civilian_initiator
    if kind.civilian_target and targets and all(p.side == "civilians" for p in targets):
        return kind.civilian_target
    return VerbWording(verb=kind.verb, with_target=kind.with_target, alone=kind.alone)


def _apart(
    initiators: Sequence[EventParty], targets: Sequence[EventParty]
) -> tuple[list[EventParty], list[EventParty]]:
    """Nobody on both sides of a sentence: civilians who are acted on do not act, others are named once."""
    acted_on = {p.side for p in targets}
    first = [p for p in initiators if p.side != "civilians" or p.side not in acted_on] or list(initiators)
    named = {(p.actor, p.actor_name, p.side) for p in first}
    return first, [p for p in targets if (p.actor, p.actor_name, p.side) not in named]


def _agreement(plural: bool) -> dict[str, str]:
    if plural:
        return {"was": "were", "is": "are", "has": "have", "plans": "plan"}
    return {"was": "was", "is": "is", "has": "has", "plans": "plans"}


def _spaced(*parts: str) -> str:
    return " ".join(p for p in parts if p)


def shortened(words: str, most: int = MOST_QUOTED_WORDS) -> str:
    """The first ``most`` words, with `` …`` when some are left out."""
    split = words.split()
    return " ".join(split) if len(split) <= most else " ".join(split[:most]) + " …"


def time_precision(event: Event, claims: Sequence[Claim]) -> str | None:
    """How precisely the event's time is told; from its claims when the event does not say."""
    if event.time_precision is not None or not claims:
        if event.time_precision is None and event.start is not None and not claims:
            return "day" if event.start == event.end else "unknown"
        return event.time_precision
    order = ("day", "week", "month", "year", "unknown")
    return min((c.time.precision for c in claims), key=order.index)


def place_role(event: Event, claims: Sequence[Claim]) -> str:
    """The role in which the claims name the event's place; ``at`` when they differ, none does or nobody moves."""
    if event.place is None:
        return "at"
    named = (event.place.id, event.place.name, event.place.admin1)
    told = [(m.role, m.where) for c in claims for m in c.places]
    roles = {role for role, where in told if where and (where.id, where.name, where.admin1) == named}
    role = roles.pop() if len(roles) == 1 else "at"
    return role if role not in ("from", "to") or event.event_type in MOVES else "at"
