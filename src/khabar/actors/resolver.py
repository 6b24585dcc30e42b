"""Who a noun phrase is: a named actor, a state's force, or a general word whose side the report makes clear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from khabar.actors.actor import FORCE_KINDS, Actor
from khabar.actors.index import ActorIndex, ActorMention
from khabar.actors.memory import Memory, Noted
from khabar.actors.names import read_name
from khabar.actors.nations import nation_of
from khabar.actors.phrase import OBJECTS, SUBJECTS, Phrase
from khabar.actors.resolution import NON_STATE, Resolution, is_armed, plain
from khabar.actors.stance import Stance
from khabar.actors.words import FIGHTING
from khabar.records import Report

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OWN = frozenset({"we", "us", "our", "ours", "ourselves", "my", "mine"})
THEIRS = frozenset({"its", "his", "her", "their"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
ANYBODY = frozenset({"those", "anyone", "everyone", "anybody", "everybody", "nobody", "someone", "somebody", "people"})
ARGUMENTS = SUBJECTS | OBJECTS | {"poss"}
FIGHTERS = frozenset({"context", "militia", "unidentified", "opposition"})
OVERRULED = FIGHTERS | {"own", "government", "hostile"}
DEEPEST = 3


class PartyResolver:
    """Resolves the parties of one report, in reading order; remembers whom it named.

    Args:
        country: ISO code of the country fought over; its own nationality adjective means the government there.
    """

    def __init__(self, index: ActorIndex, *, report: Report, country: str | None) -> None:
        self.index, self.words, self.country = index, index.words, country
        self.conflict = index.words.conflict(country)
        self.stance = Stance(index, report, country)
        self.memory = Memory()
        self._mentions: list[tuple[int, int, Actor, bool]] = []
        self._doc: Doc | None = None
        self._depth = 0

    # --- what is read ---

    def note_actors(self, doc: Doc, mentions: Sequence[ActorMention]) -> None:
        """The named actors of a passage, found before its parties are resolved."""
        meant = [(m.start, m.end, m.actor_in(self.country), m.is_person) for m in mentions]
        self._doc, self._mentions = doc, [(a, b, actor, one) for a, b, actor, one in meant if actor is not None]

    def note_sentence(self, doc: Doc, start: int, end: int) -> None:
        """Remember the parties that a sentence names, for pronouns and general words after it."""
        for noted in list(self._noted(doc, start, end)):
            self.memory.recent.append(noted)
            self.memory.remember(noted.party)
        self._note_names(doc, start, end)
        self.memory.sentence += 1

    def new_section(self) -> None:
        """A new section speaks of other groups until it names them."""
        self.memory.new_section()

    def note_air(self, party: Resolution) -> None:
        """The owner of aircraft named last."""
        self.memory.in_air = party

    def note(self, party: Resolution) -> None:
        """Remember a party that was resolved elsewhere."""
        self.memory.remember(party)

    def _note_names(self, doc: Doc, start: int, end: int) -> None:
        for a, b, actor, _ in self._mentions:
            if not start <= a < end or actor.kind not in FORCE_KINDS:
                continue
            party = self._of_actor(actor)
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

    def _noted(self, doc: Doc, start: int, end: int) -> Iterator[Noted]:
        """Parties among the arguments of a stretch of tokens."""
        named = {b - 1: one for _, b, _, one in self._mentions} if self._doc is doc else {}
        for token in doc[start:end]:
            dep = self._role(token)
            if dep not in ARGUMENTS or token.pos_ not in ("NOUN", "PROPN"):
                continue
            phrase = Phrase(doc, token.i, token.left_edge.i, token.i + 1)
            known = token.i in named or self.words.descriptor(*phrase.forms) is not None or token.pos_ == "PROPN"
            if not known and not self._is_nation(token):
                continue
            party = self._resolve(phrase)
            if party is not None and party.side != "unknown":
                self._note_head(phrase, party)
                single_civilian = party.side == "civilians" and token.tag_ in ("NN", "NNP")
                is_named_person = token.tag_ == "NNP" and token.i not in named and not self._is_body(token)
                is_person = party.kind == "person" or named.get(token.i, single_civilian or is_named_person)
                plural = token.tag_ in ("NNS", "NNPS") or phrase.has_number
                yield Noted(party, self.memory.sentence, token.i, dep in SUBJECTS, plural, is_person)

    def _role(self, token: Token) -> str:
        """Its dependency; of "hundreds of fighters" that of the hundreds."""
        if token.dep_ == "pobj" and token.head.lower_ in ("of", "among"):
            counted = token.head.head
            if counted.lemma_.lower() in self.words.cues["numerals"] or counted.lower_ in self.words.cues["carriers"]:
                return str(counted.dep_)
        return str(token.dep_)

    def _is_body(self, token: Token) -> bool:
        """Whether a proper noun is a country or an institution, not a person."""
        cues = self.words.cues
        is_institution = token.lower_ in cues["state_words"] or token.lower_ in cues["group_words"]
        return is_institution or nation_of(token.doc, token.i, capital=True) is not None

    def _is_nation(self, token: Token) -> bool:
        return token.dep_ in SUBJECTS and nation_of(token.doc, token.i) is not None

    # --- resolving ---

    def resolve(self, doc: Doc, head: int, span: tuple[int, int]) -> Resolution | None:
        """The party that tokens ``span`` with head ``head`` name; None where they name none."""
        phrase = Phrase(doc, head, min(span[0], head), max(span[1], head + 1))
        found = self._resolve(phrase)
        if found is not None and found.side != "unknown":
            self.memory.remember(found)
            if self._group(phrase) == "air":
                self.memory.in_air = found
        return found

    def _resolve(self, p: Phrase) -> Resolution | None:
        if self._depth > DEEPEST:
            return None
        self._depth += 1
        try:
            return (
                self._own_voice(p)
                or self._possessed(p)
                or self._named(p)
                or self._pronoun(p)
                or self._aligned(p)
                or self._allied(p)
                or self._numbered_unit(p)
                or self._owned(p)
                or self._of_people(p)
                or self._of_nation(p)
                or self._general(p)
                or self._thing(p)
                or read_name(self, p)
                or self._numeral(p)
                or self._human_suffix(p)
                or plain("unknown", "no word tells whose side this is")
            )
        finally:
            self._depth -= 1

    def resolve_token(self, token: Token) -> Resolution | None:
        """The party of the noun phrase under a token."""
        return self._resolve(Phrase(token.doc, token.i, min(token.left_edge.i, token.i), token.i + 1))

    def _group(self, p: Phrase) -> str | None:
        found = self.words.descriptor(*p.forms)
        return found[1] if found else None

    def _group_of(self, token: Token) -> str | None:
        return self._group(Phrase(token.doc, token.i, token.i, token.i + 1))

    def _own_voice(self, p: Phrase) -> Resolution | None:
        if p.lower in OWN:
            return self.stance.own("the outlet's own side")
        if "our" in p.before or "my" in p.before:
            group = self._group(p)
            if group in ("civilians", "hostile", "settlement", "civil_object"):
                return None
            return self.stance.own("the outlet's own side")
        return None

    def _possessed(self, p: Phrase) -> Resolution | None:
        """ "its men", "his forces", "their positions": whoever they belong to."""
        owner = p.possessor()
        if owner is None or owner.pos_ != "PRON" or owner.lower_ not in THEIRS:
            return None
        belongs = any(f in self.words.cues["belonging"] for f in p.forms)
        if not belongs and self._group(p) not in ("government", "arms", "military_object", "air", "context", "boys"):
            return None
        noted = self._antecedent(p.doc, owner.i, owner.lower_, subject=True, not_side=None, armed=True)
        return noted.because(f"{owner.lower_} {p.lower}: of the party named before") if noted else None

    # --- names ---

    def _named(self, p: Phrase) -> Resolution | None:
        if self._doc is not p.doc:
            return None
        inside = [m for m in self._mentions if m[0] < p.end and m[1] > p.start and not self._is_opposed(p.doc, m[0])]
        if not inside:
            return None
        over = [m for m in inside if m[0] <= p.head < m[1]]
        before = [m for m in inside if m[1] <= p.head and m[2].kind != "outlet" and self._modifies(p, m[1] - 1)]
        if not over and not before and any(m[1] <= p.head for m in inside):
            return None
        start, end, actor, _ = (over or before[::-1] or inside)[0]
        if not over and self._group(p) in ("civilians", "settlement") and actor.kind != "un_ngo":
            return None
        found = self._of_actor(actor)
        if end == start + 1:
            found = self.memory.by_word.get(p.doc[start].lower_, found)
        is_for = not over and bool(before) and self._is_for(p.doc, start)
        return plain(found.side, found.reason) if is_for else found

    @staticmethod
    def _modifies(p: Phrase, i: int) -> bool:
        return bool(p.token.is_ancestor(p.doc[i]))

    def _is_opposed(self, doc: Doc, start: int) -> bool:
        """ "anti-ISIL forces": the name is not who acts."""
        return start >= 2 and doc[start - 1].text == "-" and doc[start - 2].lower_ in ("anti", "non", "ex")

    def _is_for(self, doc: Doc, start: int) -> bool:
        """ "pro-Assad fighters": on that side, whoever they are."""
        return start >= 2 and doc[start - 1].text == "-" and doc[start - 2].lower_ == "pro"

    def _of_actor(self, actor: Actor) -> Resolution:
        return Resolution(actor.id, actor.name, actor.side_in(self.country), f"named: {actor.name}", actor.kind)

    def _aligned(self, p: Phrase) -> Resolution | None:
        """ "GNA-aligned groups": on the side of the one who stands behind them, who is no foreign state."""
        if self._group(p) in ("civilians", "settlement", "civil_object", "un_ngo"):
            return None
        for i in range(p.start + 1, p.head - 1):
            if p.doc[i].text != "-" or p.doc[i + 1].lower_ not in self.words.support:
                continue
            for start in range(max(p.start, i - 3), i):
                actor = self.index.named(p.doc[start:i].text, self.country)
                if actor is not None and not actor.side_in(self.country).startswith("state:"):
                    return plain(actor.side_in(self.country), f"{p.doc[i + 1].lower_} by {actor.name}")
        return None

    def _allied(self, p: Phrase) -> Resolution | None:
        """ "the army and allied militias": on the side of those they are named with."""
        if p.token.dep_ != "conj" or not {"allied", "friendly", "auxiliary", "supporting"} & set(p.before):
            return None
        found = self.resolve_token(p.token.head)
        return plain(found.side, f"{p.lower}: allied to those named before") if found else None

    # --- pronouns ---

    def _pronoun(self, p: Phrase) -> Resolution | None:
        if p.lower not in self.words.cues["pronouns"] or p.lower in self.words.cues["numerals"]:
            return None
        if p.token.pos_ not in ("PRON", "DET") and len(p.before) > 1:
            return None
        if p.lower in RELATIVE:
            clause = p.token.head
            if clause.dep_ == "relcl":
                return self.resolve_token(clause.head)
        if p.lower in ANYBODY and p.lower != "people":
            return self._anybody(p)
        own = self._agent_side(p) if p.token.dep_ in OBJECTS else None
        subject = p.token.dep_ in SUBJECTS or p.lower in THEIRS
        found = self._antecedent(p.doc, p.head, p.lower, subject=subject, not_side=own)
        if found is not None:
            return found.because(f"{p.lower}: named before")
        return plain("civilians", f"{p.lower}: nobody named before") if p.lower in ("he", "she", "her", "him") else None

    def _anybody(self, p: Phrase) -> Resolution:
        clause = {t.lemma_.lower() for t in p.token.subtree}
        if clause & self.words.cues["fighting_words"]:
            return self._non_state(p.lower) or plain("opposition", f"{p.lower}: who fight")
        return plain("civilians", f"{p.lower}: people in general")

    def _agent_side(self, p: Phrase) -> str | None:
        agent = p.agent()
        if agent is None or agent.pos_ == "PRON":
            return None
        found = self.resolve_token(agent)
        return found.side if found else None

    def _antecedent(
        self, doc: Doc, token: int, pronoun: str, *, subject: bool, not_side: str | None, armed: bool = False
    ) -> Resolution | None:
        here = [n for n in self._noted(doc, doc[token].sent.start, token) if n.token < token]
        noted = self.memory.antecedent(pronoun, here, subject=subject, not_side=not_side, armed=armed)
        return noted.party if noted else None

    # --- units, owners ---

    def _numbered_unit(self, p: Phrase) -> Resolution | None:
        words = [*p.before, p.lower]
        cues = self.words.cues
        if not any(w[:1].isdigit() or w in cues["ordinals"] for w in words):
            return None
        if not any(w.removesuffix("s") in cues["unit_words"] for w in words):
            return None
        return self._possessor_of(p) or self.army("a numbered unit of a state's force")

    def army(self, reason: str) -> Resolution:
        """Whom "the army" means: the outlet's own where that side has one, else the state's."""
        own = self.stance.own_actor() if self.stance.has_army else None
        return self._of_actor(own).because(reason) if own else plain("government", reason)

    def _possessor_of(self, p: Phrase) -> Resolution | None:
        owner = p.possessor()
        if owner is None or owner.pos_ == "PRON":
            return None
        found = self.resolve_token(owner)
        return found if found is not None and is_armed(found.side) else None

    def _owned(self, p: Phrase) -> Resolution | None:
        """ "men of the 53rd Division", "the army's jets", "an aid worker of the UN": whose they are."""
        group = self._group(p)
        belongs = any(f in self.words.cues["belonging"] for f in p.forms)
        things = ("arms", "military_object", "air")
        carries = any(f in self.words.cues["carriers"] for f in p.forms)
        if not belongs and not carries and group not in things and p.token.pos_ != "PROPN":
            return None
        of = frozenset({"of"}) if p.token.pos_ == "PROPN" else frozenset({"of", "from", "in", "with"})
        for owner in (p.possessor(), p.owner_after(of), p.apposition()):
            if owner is None or owner.pos_ == "PRON" or owner.i == p.head:
                continue
            if owner.dep_ == "appos" and p.token.pos_ != "PROPN":
                continue
            found = self.resolve_token(owner)
            if found is None or found.side == "unknown":
                continue
            if found.side == "un_ngo" or owner.dep_ == "appos" or (is_armed(found.side) and group != "civilians"):
                return found
            if found.side == "civilians" and carries and self._group_of(owner) in ("civilians", "people"):
                return found
        return None

    # --- peoples and states ---

    def _of_people(self, p: Phrase) -> Resolution | None:
        """ "Kurdish militias": fighters of a people that the pack knows to be on a side."""
        if not self.conflict.peoples or self._group(p) in ("civilians", "settlement", "civil_object", "un_ngo"):
            return None
        for token in p.doc[p.start : p.head + 1]:
            side = self.conflict.peoples.get(token.text) or self.conflict.peoples.get(token.lower_)
            if side is None:
                continue
            if token.i == p.head and (p.has_number or p.is_counted(self.words.cues["numerals"])):
                return plain("civilians", f"{token.text}: people counted")
            return plain(side, f"{token.text}: fighters of this people")
        return None

    def _of_nation(self, p: Phrase) -> Resolution | None:
        """A nationality or country: the government where the war is its own, else that foreign state."""
        group = self._group(p)
        if group in ("civilians", "opposition", "un_ngo", "settlement", "civil_object"):
            return None
        of_state = group in ("government", "air", "arms") or any(f in self.words.cues["belonging"] for f in p.forms)
        for i in range(p.start, p.head + 1):
            nation = nation_of(p.doc, i, capital=i == p.head or of_state)
            if nation is None or i + nation.length > p.head + 1:
                continue
            if self._is_opposed(p.doc, i):
                continue
            if group in FIGHTERS and nation.code == self.country and self._is_against_isil():
                return self.state(nation.code, p.doc[i].text)
            if nation.stands_behind(p.doc, i, self.words.support) or group in FIGHTERS:
                side = self.conflict.foreign.get(nation.code) if nation.code != self.country else None
                if side is not None:
                    return plain(side, f"{p.doc[i].text}: foreign fighters on this side")
                continue
            return self.state(nation.code, p.doc[i].text)
        return None

    def _is_against_isil(self) -> bool:
        """Where the only armed group is ISIL, a country's own fighters are not its."""
        group = self.stance.non_state("")
        return group is not None and group.side == "isil" and self.stance.side not in NON_STATE

    def state(self, code: str, word: str) -> Resolution:
        if code == self.country:
            return plain("government", f"{word}: the country that is fought over")
        return Resolution(None, None, f"state:{code}", f"{word}: a foreign state", "state")

    # --- general words ---

    def modifier(self, p: Phrase) -> str | None:
        """What the words before the head say: ``government``, ``context``, ``civilians`` …"""
        found: str | None = None
        for i, word in enumerate(p.before):
            group = self.words.modifiers.get(word)
            if group is None and word not in self.words.cues["group_words"]:
                described = self.words.descriptor(*_forms(word))
                group = described[1] if described and described[1] in FIGHTING else None
            if group is None or (i + 1 < len(p.before) and self._is_support(p, i)):
                continue
            if group == "government" and i >= 2 and p.before[i - 1] == "-" and p.before[i - 2] == "anti":
                group = "opposition"
            found = group
        return found

    def _is_support(self, p: Phrase, i: int) -> bool:
        return p.before[i + 1] == "-" and i + 2 < len(p.before) and p.before[i + 2] in self.words.support

    def _general(self, p: Phrase) -> Resolution | None:
        described = self.words.descriptor(*p.forms)
        word, group = described if described else (p.lower, None)
        if group is None and p.token.pos_ == "PROPN":
            return None
        local = next((self.conflict.words[f] for f in p.forms if f in self.conflict.words), None)
        modifier = self.modifier(p)
        if modifier == "unknown" and group not in (None, "civilians", "un_ngo"):
            return plain("unknown", f"{word}: said to be unidentified")
        if local is not None and modifier in (None, local, "civilians"):
            return plain(local, f"{word}: on this side in this war")
        if self._is_relief(p, word, modifier):
            return plain("un_ngo", f"{word}: of a relief organisation")
        if group == "context" and any(self._is_model(w) for w in p.before):
            group = "air"
        if "suicide" in p.before or "martyrdom" in p.before:
            group = "own" if "martyrdom" in p.before and self.stance.side in NON_STATE else "context"
        if group in (None, "unknown", "arms", "military_object", "air"):
            return self._side_of(modifier, p, word) if modifier is not None else self._air(p, group)
        if group in ("settlement", "civil_object"):
            is_official = group == "civil_object" and modifier in ("government", "context", "opposition")
            return self._side_of(modifier, p, word) if is_official else plain("civilians", word)
        if group in ("boys", "people"):
            if "armed" in p.before:
                return plain("unknown", f"{word}: armed, nothing more is told")
            return self._side_of(modifier if modifier not in (None, "civilians") else group, p, word)
        if group == "team":
            return self._side_of(modifier or "un_ngo", p, word)
        if group in OVERRULED and modifier in ("government", "opposition", "un_ngo"):
            group = modifier
        return self._side_of(group, p, word)

    def _is_relief(self, p: Phrase, word: str, modifier: str | None) -> bool:
        """ "aid workers"; what a relief organisation calls its teams, convoys and partners."""
        if modifier == "un_ngo":
            return True
        carries = any(f in self.words.cues["carriers"] or f in self.words.cues["relief_own"] for f in p.forms)
        if carries and any(t.lower_ in self.words.cues["relief_words"] for t in p.token.subtree):
            return True
        if self.stance.side != "un_ngo" or modifier is not None:
            return False
        is_self = p.token.pos_ == "PROPN" and self._group(p) in ("context", "coalition")
        owner = p.owner_after()
        is_own = owner is None or self._group_of(owner) in ("civil_object", "arms")
        return is_self or (is_own and any(f in self.words.cues["relief_own"] for f in p.forms))

    def _is_model(self, word: str) -> bool:
        return self.words.descriptor(word.partition("-")[0], word) in ((word, "air"), (word.partition("-")[0], "air"))

    def _air(self, p: Phrase, group: str | None) -> Resolution | None:
        if group != "air":
            return None
        if p.is_affected:
            opposed = self.opposed_to_agent(p)
            if opposed is not None:
                return opposed
        return self.memory.in_air or self.army(f"{p.lower}: no other air force named before")

    def _side_of(self, group: str | None, p: Phrase, word: str) -> Resolution | None:
        if group == "government":
            return self._state_word(p, word)
        if group == "context":
            return self._non_state(word) or plain("opposition", f"{word}: no group named before")
        if group == "militia":
            fights = self.stance.side in NON_STATE
            enemy = self.stance.enemy(f"{word}: whom the outlet fights", foreign=False) if fights else None
            return enemy or self._non_state(word) or plain("opposition", f"{word}: no group named before")
        if group == "unidentified":
            return self._non_state(word) or plain("unknown", f"{word}: no group named before")
        if group == "coalition":
            return self._coalition(word)
        if group == "hostile":
            return self._enemy(p, word)
        if group == "own":
            return self._our_heroes(word)
        if group == "brother":
            is_own = self.stance.side in NON_STATE and p.token.tag_ == "NNS"
            return self.stance.own(f"{word}: the outlet's own side") if is_own else plain("civilians", word)
        if group == "boys" or group == "people":
            return self._men(p, word)
        return plain(group, word) if group else None

    def _state_word(self, p: Phrase, word: str) -> Resolution:
        named = self.memory.by_word.get(word) or (self.memory.by_head.get(p.lower) if p.before == ["the"] else None)
        if named is not None:
            return named.because(f"{word}: the one named last")
        if p.lower == "force" and p.before in (["the"], []) and self.memory.state_force is not None:
            return self.memory.state_force.because("force: the one named last")
        if word in self.words.cues["army_words"]:
            return self.army(f"{word}: the force of the state")
        return plain("government", f"{word}: the state's")

    def _coalition(self, word: str) -> Resolution:
        named = self.memory.by_word.get(word)
        actor = self.index.named(word.capitalize(), self.country)
        if named is not None:
            return named.because(f"{word}: the one named last")
        return self._of_actor(actor) if actor else plain("unknown", f"{word}: none named before")

    def _enemy(self, p: Phrase, word: str) -> Resolution | None:
        if not self.stance.takes_side:
            return self._non_state(word)
        group = self.memory.non_state
        foreign = True if any(w in self.words.cues["foreign_hostile"] for w in (word, *p.before)) else None
        enemy = self.stance.enemy(f"{word}: whom the outlet's side fights", foreign=foreign)
        if enemy.side in NON_STATE and group is not None and group.side != self.stance.side:
            return group.because(f"{word}: the hostile group named last")
        return enemy

    def _our_heroes(self, word: str) -> Resolution:
        if self.stance.takes_side:
            return self.stance.own(f"{word}: the outlet's own side")
        return self._non_state(word) or plain("opposition", f"{word}: no group named before")

    def _men(self, p: Phrase, word: str) -> Resolution:
        """Men who are taken, or who lose their lives for a side, are fighters; others are people."""
        verb = p.verb()
        lemma = verb.lemma_.lower() if verb is not None and p.is_affected else ""
        if lemma in self.words.cues["capture_words"]:
            return self.opposed_to_agent(p) or plain("civilians", word)
        if lemma in self.words.cues["losing_words"]:
            agent = p.agent()
            found = self.resolve_token(agent) if agent is not None else None
            if found is not None and is_armed(found.side):
                return found.because(f"{word}: of the one who {lemma}s them")
        return plain("civilians", word)

    def _non_state(self, word: str) -> Resolution | None:
        group = self.memory.by_word.get(word) or self.memory.non_state
        if group is None or group.side == self.stance.side or group.actor is None:
            return self.stance.non_state(f"{word}: the group that the report is about") or group
        return group.because(f"{word}: the group named last")

    # --- things, numbers, people of any kind ---

    def _thing(self, p: Phrase) -> Resolution | None:
        group = self._group(p)
        if group not in ("arms", "military_object"):
            return None
        if any(t.lower_ in self.words.cues["relief_words"] for t in p.token.subtree):
            return plain("un_ngo", f"{p.lower}: relief")
        if p.is_affected:
            opposed = self.opposed_to_agent(p)
            if opposed is not None:
                return opposed
        if p.token.dep_ in SUBJECTS and group == "arms":
            return self.army(f"{p.lower}: the force of the state")
        return self._enemy(p, p.lower)

    def opposed_to_agent(self, p: Phrase) -> Resolution | None:
        """Whose a thing is that somebody attacks: the side opposed to the attacker."""
        agent = p.agent()
        found = self.resolve_token(agent) if agent is not None else None
        if found is None or not is_armed(found.side):
            return None
        return self._opposed_to(found, f"{p.lower}: of the side opposed to {agent.text}")  # type: ignore[union-attr]

    def _opposed_to(self, party: Resolution, reason: str) -> Resolution:
        side = party.side
        if side.startswith("state:"):
            side = self.conflict.foreign.get(side.removeprefix("state:"), "government")
        if side == "government":
            group = self._non_state("")
            return group.because(reason) if group else plain("opposition", reason)
        against = self.stance.non_state(reason)
        if side == "sdf" and against is not None and against.side == "isil":
            return against
        return plain("government", reason)

    def _numeral(self, p: Phrase) -> Resolution | None:
        """ "Hundreds fled", "another 8,000": people named before, or people in general."""
        quantity = p.token.pos_ in ("NUM", "ADJ", "DET", "PRON", "VERB") or p.lemma in self.words.cues["numerals"]
        if not quantity and p.lower not in self.words.cues["numerals"]:
            return None
        inner = p.owner_after(frozenset({"of", "among"}))
        if inner is not None and inner.pos_ != "PRON":
            return self.resolve_token(inner)
        verb = p.verb()
        is_other = "other" in p.forms
        if not is_other and verb is not None and verb.lemma_.lower() in self.words.cues["people_verbs"]:
            return plain("civilians", f"{p.lower}: people who {verb.lemma_}")
        agent = self._agent_side(p) if p.is_affected else None
        found = self._antecedent(p.doc, p.head, "they", subject=not p.is_affected, not_side=agent)
        return found.because(f"{p.lower}: named before") if found else plain("civilians", f"{p.lower}: people")

    def _human_suffix(self, p: Phrase) -> Resolution | None:
        if p.token.pos_ == "NOUN" and any(p.forms[-1].endswith(s) for s in self.words.cues["human_suffixes"]):
            return plain("civilians", p.lower)
        return None


def _forms(word: str) -> tuple[str, ...]:
    return (word, word.removesuffix("s"))
