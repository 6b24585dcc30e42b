"""Who a noun phrase is: a named actor, a state's force, or a general word whose side the report makes clear."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.actors.actor import FORCE_KINDS, Actor
from khabar.actors.aircraft import flies
from khabar.actors.belonging import aligned, allied, loyal, numbered_unit, of_losers, office, owned, possessed, staff
from khabar.actors.collectives import of_both
from khabar.actors.general import FIGHTERS, WEAPONRY, are_armed, of_general_word, side_before
from khabar.actors.index import ActorIndex, ActorMention
from khabar.actors.memory import Memory, Noted
from khabar.actors.names import read_name
from khabar.actors.nationality import of_nation, of_people
from khabar.actors.nations import ends_nation, nation_of
from khabar.actors.phrase import OBJECTS, SUBJECTS, Phrase, start_of_compound
from khabar.actors.pronouns import of_pronoun
from khabar.actors.resolution import NON_STATE, Resolution, is_armed, plain
from khabar.actors.stance import Stance
from khabar.actors.things import of_any_person, of_number, of_thing, opposed_to
from khabar.places.knowledge import countries
from khabar.records import Report

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OWN = frozenset({"we", "us", "our", "ours", "ourselves", "my", "mine"})
ARGUMENTS = SUBJECTS | OBJECTS | {"poss"}
THINGS = frozenset({"arms", "military_object", "civil_object", "settlement"})
DEEPEST = 3
GROUND = frozenset({"in", "at", "near", "to", "into", "from", "across", "through", "inside", "outside"})
SENTENCES = 3


@dataclass(frozen=True, slots=True)
class _Reading:
    """A passage, its named actors, and where its characters stand in the report."""

    doc: Doc
    mentions: Sequence[tuple[int, int, Actor, bool]]
    offsets: Sequence[int]


class PartyResolver:
    """Resolves the parties of one report, in reading order; remembers whom it named.

    Args:
        country: ISO code of the country fought over; its own nationality adjective means the government there.
    """

    def __init__(self, index: ActorIndex, *, report: Report, country: str | None) -> None:
        self.index, self.words, self.country = index, index.words, country
        self.day = report.published
        self.conflict = index.words.conflict(country)
        self.stance = Stance(index, report, country)
        self.memory = Memory()
        self._reading: _Reading | None = None
        self._unread: deque[tuple[_Reading, int, int, int]] = deque(maxlen=SENTENCES)
        self._depth = 0

    def note_actors(self, doc: Doc, mentions: Sequence[ActorMention], offsets: Sequence[int] | None = None) -> None:
        """The named actors of a passage, found before its parties are resolved.

        Args:
            offsets: where each character of the passage, and its end, stands in the report; by default the same.
        """
        meant = [(m.start, *m.meant_in(self.country, self.day)) for m in mentions]
        named = [
            (a, b, actor, one)
            for a, b, actor, one in meant
            if actor is not None and not self._is_part_of_name(doc, a, b, actor)
        ]
        self._reading = _Reading(doc, named, offsets or range(len(doc.text) + 1))

    def _is_part_of_name(self, doc: Doc, start: int, end: int, actor: Actor) -> bool:
        """ "Zapatista National Liberation Army", where the last three words are a group of another war."""
        if not start or actor.country in (None, self.country) or self.country in actor.sides:
            return False
        before = doc[start - 1]
        joined = before.pos_ == "PROPN" and before.dep_ == "compound" and start <= before.head.i <= end
        return joined and before.lower_ not in self.words.modifiers and not before.is_sent_start

    def note_sentence(self, doc: Doc, start: int, end: int) -> None:
        """Remember the actors that a sentence names, for pronouns and general words after it."""
        if self._reading is not None and self._reading.doc is doc:
            self._note_names(doc, start, end)
            self._unread.append((self._reading, start, end, self.memory.sentence))
        self.memory.sentence += 1

    def _read_noted(self) -> None:
        """Read the parties of the sentences noted last; most sentences have none that a pronoun asks for."""
        unread, now = list(self._unread), self._reading
        self._unread.clear()
        for self._reading, start, end, sentence in unread:
            self.memory.recent.extend(list(self._noted(self._reading.doc, start, end, sentence)))
        self._reading = now

    def _mentions_in(self, doc: Doc) -> Sequence[tuple[int, int, Actor, bool]]:
        """The named actors of the passage that is read now; none in another."""
        return self._reading.mentions if self._reading is not None and self._reading.doc is doc else ()

    def new_section(self) -> None:
        """A new section speaks of other groups until it names them."""
        self.memory.new_section()
        self._unread.clear()

    def note_air(self, party: Resolution) -> None:
        """The owner of aircraft named last."""
        self.memory.in_air = party

    def note(self, party: Resolution) -> None:
        """Remember a party that was resolved elsewhere."""
        self.memory.remember(party)

    def _note_names(self, doc: Doc, start: int, end: int) -> None:
        for a, b, actor, _ in self._mentions_in(doc):
            if not start <= a < end or actor.kind not in FORCE_KINDS:
                continue
            party = self.of_actor(actor)
            self.memory.remember(party)
            for token in doc[a:b]:
                self._note_word(token.lower_, party)

    def _note_word(self, word: str, party: Resolution) -> None:
        """ "the Front" after "Nusra Front"; "the army" only where a force that sees itself as one was named."""
        if word in self.words.cues["group_words"] or (word in self.words.cues["army_words"] and party.kind == "state"):
            self.memory.by_word[word] = party

    def _note_head(self, p: Phrase, party: Resolution) -> None:
        """ "Abiy's soldiers": who "the soldiers" are in what follows."""
        explicit = party.actor is not None or party.side.startswith("state:")
        if explicit and len(p.before) > 0 and p.token.pos_ == "NOUN" and p.lower in self.words.cues["army_words"]:
            self.memory.by_head[p.lower] = party

    def _note_leader(self, p: Phrase, party: Resolution) -> None:
        """ "FNL rebels of Agathon Rwasa": whose Rwasa is when he is named alone."""
        leader = p.owner_after(frozenset({"of"})) if party.actor is not None else None
        if leader is not None and leader.pos_ == "PROPN" and leader.nbor(-1).dep_ == "compound":
            person = Resolution(party.actor, party.actor_name, party.side, "named with those he leads", "person")
            self.memory.people.setdefault(leader.text, person)

    def _noted(self, doc: Doc, start: int, end: int, sentence: int) -> Iterator[Noted]:
        """Parties among the arguments of a stretch of tokens."""
        named = {b - 1: (a, one) for a, b, _, one in self._mentions_in(doc)}
        for token in doc[start:end]:
            is_named = token.i in named
            if token.pos_ not in ("NOUN", "PROPN") and not is_named:
                continue
            dep = self._role(token)
            if dep not in ARGUMENTS and not is_named:
                continue
            phrase = Phrase(doc, token.i, token.left_edge.i, token.i + 1)
            known = token.i in named or self.words.descriptor(*phrase.forms) is not None or token.pos_ == "PROPN"
            if not known and not self._is_nation(token) and side_before(self, phrase) is None:
                continue
            party = self._resolve(phrase)
            if party is not None and not is_named and party.kind == "state" and self._is_ground(token):
                continue  # "walking to Adré in Chad": where, not who
            if party is not None and (party.side != "unknown" or party.has_forces or self._are_armed(phrase)):
                self._note_head(phrase, party)
                single_civilian = party.side == "civilians" and token.tag_ in ("NN", "NNP")
                is_named_person = token.tag_ == "NNP" and token.i not in named and not self._is_body(token)
                begins, is_one = named.get(token.i, (token.i, single_civilian or is_named_person))
                is_fighter = token.tag_ == "NN" and token.lower_ in self.words.cues["single_fighters"]
                is_person = party.kind == "person" or is_one or is_fighter
                plural = token.tag_ in ("NNS", "NNPS") or phrase.has_number
                words = self._words(doc, min(begins, phrase.start), token.i)
                is_thing = not is_named and self.group(phrase) in THINGS
                first = _first_of(token)
                is_subject = dep in SUBJECTS
                speaks = is_subject and token.head.lemma_.lower() in self.words.speech
                yield Noted(party, sentence, token.i, is_subject, plural, is_person, words, first, is_thing, speaks)

    def _is_ground(self, token: Token) -> bool:
        """Whether a name stands where something happens or goes."""
        return token.pos_ == "PROPN" and token.dep_ == "pobj" and token.head.lower_ in GROUND

    def _are_armed(self, p: Phrase) -> bool:
        """ "armed men", "gunmen": who act, though nobody says for whom."""
        return self.group(p) == "unidentified" or (self.group(p) in ("boys", "people") and are_armed(self, p))

    def _words(self, doc: Doc, first: int, last: int) -> tuple[int, int]:
        """Offsets in the report of these tokens, both counted in, without marks before them."""
        while first < last and (doc[first].is_punct or doc[first].pos_ == "CCONJ"):
            first += 1
        offsets = self._reading.offsets if self._reading is not None else range(len(doc.text) + 1)
        return offsets[doc[first].idx], offsets[doc[last].idx + len(doc[last]) - 1] + 1

    def _role(self, token: Token) -> str:
        """Its dependency, that of the first where it is coordinated; of "hundreds of fighters" that of the hundreds."""
        if token.dep_ == "conj":
            token = token.doc[_first_of(token)]
        if token.dep_ == "pobj" and token.head.lower_ in ("of", "among"):
            counted = token.head.head
            if counted.lemma_.lower() in self.words.cues["numerals"] or counted.lower_ in self.words.cues["carriers"]:
                return str(counted.dep_)
        return str(token.dep_)

    def _is_body(self, token: Token) -> bool:
        """Whether a proper noun is a country or an institution, not a person."""
        cues = self.words.cues
        is_institution = token.lower_ in cues["state_words"] or token.lower_ in cues["group_words"]
        return is_institution or ends_nation(token.doc, token.i)

    def _is_nation(self, token: Token) -> bool:
        return self._role(token) in SUBJECTS and nation_of(token.doc, token.i) is not None

    def resolve(self, doc: Doc, head: int, span: tuple[int, int]) -> Resolution | None:
        """The party that tokens ``span`` with head ``head`` name; None where they name none."""
        start = min(span[0], head, start_of_compound(doc[head]))
        phrase = Phrase(doc, head, start, max(span[1], head + 1))
        found = self._resolve(phrase)
        if found is not None and found.side != "unknown":
            self.memory.remember(found)
            self._note_head(phrase, found)
            self._note_leader(phrase, found)
            if self.group(phrase) == "air" and not phrase.is_affected:
                self.memory.in_air = found
        return found

    def _resolve(self, p: Phrase) -> Resolution | None:
        if self._depth > DEEPEST:
            return None
        self._depth += 1
        try:
            return (
                self._own_voice(p)
                or staff(self, p)
                or possessed(self, p)
                or self._named(p)
                or of_pronoun(self, p)
                or of_both(self, p)
                or aligned(self, p)
                or allied(self, p)
                or loyal(self, p)
                or of_losers(self, p)
                or numbered_unit(self, p)
                or owned(self, p)
                or of_people(self, p)
                or of_nation(self, p)
                or office(self, p)
                or of_general_word(self, p)
                or of_thing(self, p)
                or read_name(self, p)
                or of_number(self, p)
                or of_any_person(self, p)
                or plain("unknown", "no word tells whose side this is")
            )
        finally:
            self._depth -= 1

    def resolve_token(self, token: Token) -> Resolution | None:
        """The party of the noun phrase under a token."""
        start = min(token.left_edge.i, token.i, start_of_compound(token))
        return self._resolve(Phrase(token.doc, token.i, start, token.i + 1))

    def group(self, p: Phrase) -> str | None:
        found = self.compound(p) or self.words.descriptor(*p.forms)
        group = found[1] if found else None
        if group == "civil_object" and any(self.words.nouns.get(w) in WEAPONRY for w in p.before):
            return "military_object"
        if group in FIGHTERS and flies(self, p):
            return "air"
        return group

    def compound(self, p: Phrase) -> tuple[str, str] | None:
        """What the tables know of two words as one: "air defence", "border guards"."""
        words = [w for w in p.before[-2:] if w != "-"]
        return self.words.descriptor(*(f"{words[-1]}-{form}" for form in p.forms)) if words else None

    def group_of(self, token: Token) -> str | None:
        return self.group(Phrase(token.doc, token.i, token.i, token.i + 1))

    def _own_voice(self, p: Phrase) -> Resolution | None:
        if p.lower in OWN:
            called = p.apposition()
            if called is not None and self.group_of(called) == "civilians":
                return plain("civilians", f"{p.lower}: {called.text}")
            return self._own(p)
        if "our" in p.before or "my" in p.before:
            group = self.group(p)
            if group in ("civilians", "hostile", "settlement", "civil_object"):
                return None
            return self._own(p)
        return None

    def _own(self, p: Phrase) -> Resolution:
        """The outlet's own side; where it takes none, that of the armed side that speaks."""
        speaker = self._speaker(p) if not self.stance.takes_side and self.stance.side != "un_ngo" else None
        if speaker is not None:
            return speaker.because(f"{p.lower}: the side that speaks")
        return self.stance.own("the outlet's own side")

    def _named(self, p: Phrase) -> Resolution | None:
        mentions = self._mentions_in(p.doc)
        inside = [m for m in mentions if m[0] < p.end and m[1] > p.start and not self.is_opposed(p.doc, m[0])]
        if not inside:
            return None
        over = [m for m in inside if m[0] <= p.head < m[1]]
        before = [m for m in inside if m[1] <= p.head and m[2].kind != "outlet" and self._modifies(p, m[1] - 1)]
        if not over and not before and any(m[1] <= p.head for m in inside):
            return None
        start, end, actor, _ = (over or before[::-1] or inside)[0]
        if not over and self.group(p) in ("civilians", "settlement") and actor.kind != "un_ngo":
            return None
        found = self.of_actor(actor)
        if end == start + 1:
            found = self.memory.by_word.get(p.doc[start].lower_, found)
        is_for = not over and bool(before) and self._is_for(p.doc, start)
        return plain(found.side, found.reason) if is_for else found

    @staticmethod
    def _modifies(p: Phrase, i: int) -> bool:
        return bool(p.token.is_ancestor(p.doc[i]))

    def is_opposed(self, doc: Doc, start: int) -> bool:
        """ "anti-ISIL forces": the name is not who acts."""
        return start >= 2 and doc[start - 1].text == "-" and doc[start - 2].lower_ in ("anti", "non", "ex")

    def _is_for(self, doc: Doc, start: int) -> bool:
        """ "pro-Assad fighters": on that side, whoever they are."""
        return start >= 2 and doc[start - 1].text == "-" and doc[start - 2].lower_ == "pro"

    def of_actor(self, actor: Actor) -> Resolution:
        return Resolution(actor.id, actor.name, actor.side_in(self.country), f"named: {actor.name}", actor.kind)

    def antecedent(
        self, doc: Doc, token: int, pronoun: str, *, subject: bool, not_side: str | None, armed: bool = False
    ) -> Resolution | None:
        here = self._noted_here(doc, token)
        return self.memory.antecedent(pronoun, here, subject=subject, not_side=not_side, armed=armed)

    def _noted_here(self, doc: Doc, token: int) -> list[Noted]:
        """Parties of the same sentence before ``token``; those of the sentences before are read into the memory."""
        self._read_noted()
        return list(self._noted(doc, doc[token].sent.start, token, self.memory.sentence))

    def noted_before(self, doc: Doc, token: int) -> list[Noted]:
        """Parties named before ``token``, in order."""
        here = self._noted_here(doc, token)
        return [*self.memory.recent, *here]

    def offsets_of(self, p: Phrase) -> tuple[int, int]:
        """Where the phrase stands in the report."""
        return self._words(p.doc, p.start, p.head)

    def army(self, reason: str) -> Resolution:
        """Whom "the army" means: the outlet's own where that side has one, else the state's."""
        own = self.stance.own_actor() if self.stance.has_army else None
        return self.of_actor(own).because(reason) if own else plain("government", reason)

    def state(self, code: str, word: str) -> Resolution:
        if code == self.country:
            return plain("government", f"{word}: the country that is fought over")
        actor, country = self.index.states.get(code), countries().get(code)
        name = country.name if country is not None else None
        return Resolution(actor.id if actor else None, name, f"state:{code}", f"{word}: a foreign state", "state")

    def enemy(self, p: Phrase, word: str) -> Resolution | None:
        if not self.stance.takes_side:
            speaker = self._speaker(p)
            if speaker is not None:
                return opposed_to(self, speaker, f"{word}: whom the side that speaks fights")
            enemies = set(self.conflict.enemies.values())
            state = next(iter(enemies)) if len(enemies) == 1 else ""
            is_state = state.startswith("state:")
            return self.non_state(word) or (self.state(state[6:], word) if is_state else None)
        group = self.memory.non_state
        foreign = True if any(w in self.words.cues["foreign_hostile"] for w in (word, *p.before)) else None
        enemy = self.stance.enemy(f"{word}: whom the outlet's side fights", foreign=foreign)
        if enemy.side in NON_STATE and group is not None and group.side != self.stance.side:
            return group.because(f"{word}: the hostile group named last")
        return enemy

    def _speaker(self, p: Phrase) -> Resolution | None:
        """The armed side on whose word its sentence is told, or one shortly before it."""
        verbs = [t for t in p.token.sent if t.lemma_.lower() in self.words.speech]
        subjects = [c for v in verbs for c in v.children if c.dep_ in SUBJECTS and c.i != p.head]
        here = [found for s in subjects if (found := self.resolve_token(s)) is not None and is_armed(found.side)]
        before = [n.party for n in self.noted_before(p.doc, p.head) if n.speaks and is_armed(n.party.side)]
        return next(reversed([*before, *here]), None)

    def non_state(self, word: str) -> Resolution | None:
        group = self.memory.by_word.get(word) or self.memory.non_state
        if group is None or group.side == self.stance.side or group.actor is None:
            return self.stance.non_state(f"{word}: the group that the report is about") or group
        return group.because(f"{word}: the group named last")


def _first_of(token: Token) -> int:
    """The first word of the coordination that a word belongs to."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return int(token.i)
