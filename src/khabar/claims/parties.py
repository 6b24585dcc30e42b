"""Initiators and targets of a trigger: which noun phrases they are, and whose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from khabar.claims.classes import UNKNOWN, ArgumentClasses
from khabar.claims.indirect import DEVICES, FOUGHT, SIDES, IndirectParties
from khabar.claims.party_phrase import PartyPhrase, PartyPhrases
from khabar.claims.shared_nouns import told_apart
from khabar.claims.trigger import Trigger
from khabar.syntax.phrases import noun_phrase
from khabar.syntax.tree import Tree

PEOPLE = frozenset({"force", "civilians", "un_ngo", "authority", "person", "pronoun", "unknown", "aircraft", "outlet"})
OWNED = frozenset(
    {
        "position",
        "vehicle",
        "weapon",
        "building",
        "home",
        "cache",
        "infrastructure",
        "munition",
        "artillery",
        "aircraft",
    }
)
CIVILIAN_OBJECTS = frozenset({"home", "building", "heritage", "infrastructure", "property"})
DYING = frozenset({"die", "perish", "succumb", "fall", "suffer", "sustain", "disappear", "vanish"})
MOVERS = frozenset({"withdrawal", "surrender"})
OF_PLACES = frozenset({"territory_captured", "territory_transferred", "withdrawal", "displacement", "siege"})
DEVICES_ONLY = frozenset({"munition", "artillery"})
NOTHING: frozenset[str] = frozenset()
STRUCK = frozenset({"position", "vehicle", "weapon", "cache"})
OBJECTS = {
    "air_strike": STRUCK,
    "shelling": STRUCK | {"inhabited"},
    "armed_clash": STRUCK,
    "suicide_bombing": frozenset({"position"}),
    "explosive_device": frozenset({"vehicle"}),
}
MEANS_OF = {"deployment": frozenset({"force"}), "suicide_bombing": frozenset({"vehicle", "aircraft"})}
LAUNCHED = frozenset({"munition", "aircraft"})
NAME_WITHIN = 6
ARMS = frozenset({"munition", "weapon"})
FALLEN_TO = frozenset({"to"})
AGAINST = frozenset({"against", "with", "on", "upon", "at", "targeting"})
DISPLACED = frozenset({"displace", "uproot", "return", "repatriate", "force"})
TALK = frozenset({"statement", "negotiation", "agreement"})
OF_PERSONS = frozenset({"arrest", "abduction", "attack_on_civilians", "sexual_violence"})
NO_PARTY = frozenset({"event", "place", "aid", "route", "accord", "talks", "casualties", "life", "ground"})


class PartyReader:
    def __init__(self, tree: Tree, classes: ArgumentClasses, words: Mapping[str, frozenset[str]]) -> None:
        self.tree, self.classes, self.words = tree, classes, words
        self.transparent = words["transparent"]
        self.indirect = IndirectParties(tree, classes)

    def read(self, trigger: Trigger) -> PartyPhrases:
        agents, affected = list(trigger.args.agents), list(trigger.args.affected)
        if trigger.reversed or self._tells_of_dying(trigger):
            loses = self.tree.lemma[trigger.verb] == "lose" and any(self.classes.of(a) & FOUGHT for a in agents)
            agents, affected = [], agents if loses else agents + affected
        if trigger.args.passive and not agents and self.tree.lemma[trigger.verb] in self.words["taking_part"]:
            agents, affected = affected, []  # "were engaged in fighting"
        if trigger.type == "explosive_device" and self.indirect.runs_into(trigger.verb, agents, affected):
            agents, affected = [], agents
        if trigger.type == "property_destruction" and not affected and self._are_objects(agents):
            agents, affected = [], agents
        if trigger.type == "territory_captured" and not agents:
            agents = self.indirect.governed(trigger.verb, FALLEN_TO, FOUGHT) or self._whose_it_is(trigger.verb)
        if trigger.type in MOVERS and trigger.frame == "verb":
            movers = [
                a
                for a in affected
                if self.classes.of(a) & {"force", "person", "pronoun", "unknown", "self", "civilians"}
            ]
            if (trigger.args.passive and movers) or not agents:
                agents, affected = movers or agents, []
        if trigger.args.passive and not agents and self._moves_itself(trigger):
            agents, affected = affected, []
        affected = affected + self._from_preps(trigger, affected)
        grounds = [n for a in affected for n in (a, self._seen_through(a))]
        further = (
            self.indirect.struck(trigger) + self.indirect.holders(trigger, grounds) + self.indirect.fought(trigger)
        )
        affected += [h for h in further if h not in affected]
        affected = affected or self.indirect.driven(trigger) + self.indirect.hurt_above(trigger)
        agents += [h for h in self.indirect.supporters(trigger, agents) if h not in agents]
        acting = [a for a in agents if a != trigger.word and self._acts(trigger, a)]
        initiators = self._phrases(acting, acting=True) or self._phrases(self.indirect.strikers(trigger), acting=True)
        hindered = self._hindered(trigger, affected)
        if not hindered:
            initiators = initiators or self._told_by_the_word(trigger, agents)
        initiators = initiators or self._phrases(self.indirect.announcers(trigger), acting=True)
        heads = [a for a in affected if a != trigger.word]
        targets = self._phrases(heads, states=trigger.type in TALK, struck=OBJECTS.get(trigger.type, NOTHING))
        targets += hindered
        taken = {p.head for p in initiators}
        return PartyPhrases(initiators, [t for t in targets if t.head not in taken and self._is_target(trigger, t)])

    def _whose_it_is(self, verb: int) -> list[int]:
        """ "the hill is ours"."""
        return [c for c in self.tree.kids(verb, "attr", "acomp") if self.tree.lower[c] in ("ours", "mine")]

    def _acts(self, trigger: Trigger, head: int) -> bool:
        """Outlets tell of what happens and do none of it; "no fighter" did nothing."""
        if self._is_nobody(head):
            return False
        return trigger.type in TALK or "outlet" not in self.classes.of(head)

    def _is_nobody(self, head: int) -> bool:
        tree, words = self.tree, self.words
        if any(tree.lower[c] == "operation" for c in tree.kids(head, "compound")):
            return True
        if tree.lower[head] in words["nobody"] or not any(c.isalnum() for c in tree.text[head]):
            return True
        if tree.lower[head] in words["calendar"] and "force" not in self.classes.of(head):
            return True
        return any(tree.lower[c] == "no" for c in tree.kids(head, "det"))

    def _hindered(self, trigger: Trigger, affected: list[int]) -> list[PartyPhrase]:
        """ "an aid convoy was turned back"."""
        is_hindered = trigger.args.passive and self.tree.lemma[trigger.verb] in self.words["hindering"]
        if trigger.type != "aid_delivery" or not is_hindered:
            return []
        return [
            self._relief(a)
            for a in dict.fromkeys((*affected, trigger.word))
            if self.tree.lemma[a] in self.words["aid_carrier"]
        ]

    def _are_objects(self, heads: list[int]) -> bool:
        return bool(heads) and all(self.classes.of(h) & CIVILIAN_OBJECTS for h in heads)

    def _told_by_the_word(self, trigger: Trigger, agents: list[int]) -> list[PartyPhrase]:
        """ "a suicide bomber hit …", "an aid convoy reached …": the word that tells the event also acts in it."""
        if trigger.type == "suicide_bombing":
            bombers = [t for t in (*agents, trigger.word) if self.tree.lemma[t] in self.words["bombers"]]
            return [PartyPhrase(*noun_phrase(self.tree, t), t) for t in bombers[:1]]
        if trigger.type != "aid_delivery":
            return []
        words = [t for t in (*agents, trigger.word) if self.tree.pos[t] in ("NOUN", "PROPN")]
        carriers = [t for t in words if self.tree.lemma[t] in self.words["aid_carrier"]]
        return [self._relief(a) for a in carriers if "aid" in self.classes.of(a) or a == trigger.word][:1]

    def _tells_of_dying(self, trigger: Trigger) -> bool:
        """ "ten soldiers fell": the subject is the one hurt; shells fall as well."""
        if self.tree.lemma[trigger.verb] not in DYING or trigger.frame != "verb":
            return False
        return not any(self.classes.of(a) & DEVICES for a in trigger.args.agents)

    def _relief(self, head: int) -> PartyPhrase:
        lo, hi = noun_phrase(self.tree, head)
        return PartyPhrase(lo, hi, head, relief=True)

    def _moves_itself(self, trigger: Trigger) -> bool:
        """ "were displaced", "were deployed": those who move are who the claim is about."""
        return trigger.type == "deployment" or (
            trigger.type == "displacement" and self.tree.lemma[trigger.verb] in DISPLACED
        )

    def _is_target(self, trigger: Trigger, phrase: PartyPhrase) -> bool:
        """No place that is taken or struck, no bare number, no name of nobody."""
        tree = self.tree
        if tree.pos[phrase.head] == "NUM" and phrase.end - phrase.start <= 3:
            return False
        if self.classes.of(phrase.head) & MEANS_OF.get(trigger.type, NOTHING):
            return False
        if self._is_nobody(phrase.head) or self.is_launched(trigger, phrase.head):
            return False
        if trigger.type == "weapons_seized" and (phrase.civilian_object or "cache" in self.classes.of(phrase.head)):
            return False
        if trigger.type in OF_PLACES and (
            self._is_building(phrase) or tree.lower[phrase.head] in ("it", "which", "this")
        ):
            return False
        classes = self.classes.of(phrase.head)
        return trigger.type in TALK or classes != UNKNOWN or trigger.type in OF_PERSONS

    def is_launched(self, trigger: Trigger, head: int) -> bool:
        """ "launched 33 drones at Kursk": what is sent against somebody is not whom it is sent against."""
        launches = self.tree.lemma[trigger.verb] in self.words["launching"] and not trigger.args.passive
        sent = {c for o in self.tree.kids(trigger.verb, "dobj") for c in self.tree.conjuncts(o)}
        return launches and head in sent and bool(self.classes.of(head) & LAUNCHED)

    def is_no_doer(self, head: int) -> bool:
        """The "several" of "several Israeli missiles", or "missiles": what does harm, with nobody told whose it is."""
        if self.tree.dep[head] in ("amod", "det", "nummod") and self.tree.lemma[head] in self.transparent:
            return True
        classes = self.classes.of(head)
        if (
            self.tree.dep[head] == "pobj"
            and self.tree.lower[self.tree.head[head]] == "by"
            and classes & CIVILIAN_OBJECTS
        ):
            return self.indirect.owner(head) is None  # "burned out by the hospital"
        return "munition" in classes and not classes & SIDES and self.indirect.owner(head) is None

    def _is_building(self, phrase: PartyPhrase) -> bool:
        """A civilian object, or one that an adjective gives to somebody ("the government complex")."""
        last = phrase.end - 1
        is_named_after = (
            phrase.owned and phrase.head < last and self.tree.dep[phrase.head] in ("compound", "amod", "nmod")
        )
        return phrase.civilian_object or (is_named_after and bool(self.classes.of(last) & CIVILIAN_OBJECTS))

    def victims(self, heads: list[int]) -> list[PartyPhrase]:
        """People that a result tells to be hurt ("killing four civilians")."""
        named = [p for p in self._phrases(heads) if self.tree.pos[p.head] not in ("NUM", "ADJ", "PRON")]
        return [p for p in named if not self._is_nobody(p.head)]

    def _from_preps(self, trigger: Trigger, affected: list[int]) -> list[int]:
        wanted = AGAINST if trigger.frame == "verb" else frozenset({"against", "on"})
        if trigger.type in ("territory_captured", "weapons_seized"):
            wanted = frozenset({"from", "against"})
        elif trigger.type in ("surrender", "negotiation", "territory_transferred"):
            wanted = frozenset({"to", "with", "against"})
        hosts = [trigger.verb, *self.tree.kids(trigger.verb, "advmod", "prt")]
        if trigger.type == "surrender":
            hosts += self.tree.kids(trigger.verb, "conj")
        partners = self.indirect.partners(trigger.verb) if trigger.type == "negotiation" else []
        told = [h for host in hosts for h in self.indirect.governed(host, wanted, FOUGHT)]
        return [h for h in (*told, *partners) if h not in affected]

    def _phrases(
        self, heads: list[int], *, acting: bool = False, states: bool = False, struck: frozenset[str] = NOTHING
    ) -> list[PartyPhrase]:
        found: list[PartyPhrase] = []
        seen: set[int] = set()
        for head, phrase in self._told_apart(heads, acting=acting, states=acting or states, struck=struck):
            if phrase is None:
                continue
            if found and (found[-1].head == phrase.head or self._is_hyphened(found[-1], phrase)):
                found[-1] = replace(found[-1], end=max(found[-1].end, phrase.end), head=phrase.head)
                continue
            if any(f.head == phrase.head for f in found) or phrase.start in seen or (phrase.civilian_object and acting):
                continue
            if found and (self._is_ally_of(head) or self._counted_with(found[-1].head, head, acting=acting)):
                found[-1] = replace(found[-1], end=max(found[-1].end, phrase.end))
                continue
            seen.add(phrase.start)
            found.append(phrase)
        return found[:8]

    def _is_hyphened(self, first: PartyPhrase, second: PartyPhrase) -> bool:
        """ "al-Mesmari", where the parser makes two names of one."""
        return self.tree.text[first.end - 1 : second.start] == ["-"] or self.tree.text[first.end : second.start] == [
            "-"
        ]

    def _is_ally_of(self, head: int) -> bool:
        tree = self.tree
        before = [c for c in tree.children[head] if c < head]
        is_plain = all(tree.tag[c] in ("PRP$", "DT") for c in before)
        return tree.lemma[head] in ("ally", "supporter", "backer") and is_plain

    def _told_apart(
        self, heads: list[int], *, acting: bool, states: bool, struck: frozenset[str]
    ) -> Iterator[tuple[int, PartyPhrase | None]]:
        """Each head with its phrase; two where two parties share their noun."""
        for head in heads:
            phrase = self.phrase(head, acting=acting, states=states, struck=struck)
            if phrase is None:
                yield head, None
                continue
            *first, last = self.apart(phrase)
            yield from ((p.head, p) for p in first)
            yield head, last

    def apart(self, phrase: PartyPhrase) -> list[PartyPhrase]:
        """The parties that share the noun of a phrase, in the order of the text."""
        return told_apart(self.tree, self.classes, phrase)

    def _counted_with(self, first: int, second: int, *, acting: bool) -> bool:
        """ "two women and a man", "camps and depots": people or things of one kind, told as one."""
        tree = self.tree
        if tree.dep[second] != "conj" or tree.pos[first] != "NOUN" or tree.pos[second] != "NOUN":
            return False
        classes = self.classes.of(first), self.classes.of(second)
        if not acting and all("force" in c for c in classes):
            return second not in self.classes.actors and not self.tree.kids(second, "amod", "compound", "poss")
        return bool(_kinds(classes[0]) & _kinds(classes[1]))

    def phrase(
        self, head: int, *, acting: bool = False, states: bool = False, struck: frozenset[str] = NOTHING
    ) -> PartyPhrase | None:
        """The party that this noun phrase names, or None where it names none.

        Args:
            acting: whether it is one who acts.
            states: the name of a country or capital may stand for its government.
            struck: classes of military objects that count by themselves, as those of whoever fights the attacker.
        """
        inner = self._seen_through(head)
        classes = self.classes.of(inner)
        lo, hi = noun_phrase(self.tree, inner)
        if states and "place" in classes and self.tree.pos[inner] == "PROPN":
            return PartyPhrase(lo, hi, inner)
        if "inhabited" in struck and self.is_inhabited(inner):
            return PartyPhrase(lo, hi, inner)
        if classes & NO_PARTY and not classes & (SIDES | OWNED):
            return None
        if classes & OWNED and not classes & {"force", "civilians", "un_ngo"}:
            owned = self._owned(inner, lo, hi, classes, acting=acting)
            if (
                owned is None
                and classes & struck
                and not classes & DEVICES_ONLY
                and not self.classes.is_named_place(inner)
            ):
                return PartyPhrase(lo, hi, inner)
            return owned
        if classes & PEOPLE:
            counted = inner != head and self.tree.pos[inner] == "PRON"
            lo = min(lo, noun_phrase(self.tree, head)[0]) if counted else lo
            return PartyPhrase(lo, self._end_of_name(inner, hi), inner, counted=counted)
        return None

    def phrase_for(self, head: int, trigger: Trigger, *, acting: bool) -> PartyPhrase:
        """The phrase of a word that is known to be a party of the trigger."""
        if acting and trigger.type == "aid_delivery" and self.tree.lemma[head] in self.words["aid_carrier"]:
            return self._relief(head)
        struck = NOTHING if acting else OBJECTS.get(trigger.type, NOTHING)
        found = self.phrase(head, acting=acting, states=acting or trigger.type in TALK, struck=struck)
        return found or PartyPhrase(*noun_phrase(self.tree, head), head)

    def is_inhabited(self, head: int) -> bool:
        """ "the town", "residential areas": who lives there is hit."""
        return self.tree.lemma[head] in self.words["inhabited"] and not self.classes.is_named_place(head)

    def _end_of_name(self, head: int, end: int) -> int:
        """ "the rebel commander Nasser", "its leader, Ali Nasser": the name that follows belongs to it."""
        tree = self.tree
        names = [c for c in tree.kids(head, "appos") if tree.pos[c] == "PROPN" and c - head <= NAME_WITHIN]
        return max([end, *(n + 1 for n in names)]) if tree.pos[head] == "NOUN" else end

    def _seen_through(self, head: int) -> int:
        tree = self.tree
        for _ in range(3):
            is_counter = tree.lemma[head] in self.transparent or tree.pos[head] in ("NUM", "ADJ")
            is_named = any(tree.pos[c] == "PROPN" for c in tree.kids(head, "compound", "poss"))  # "KLA units of X"
            if self.classes.is_pair(head) or not is_counter or is_named:
                break
            of = next((p for p in tree.kids(head, "prep") if tree.lower[p] in ("of", "among")), None)
            pobj = tree.kid(of, "pobj") if of is not None else None
            if pobj is None:
                break
            head = pobj
        return head

    def _owned(self, head: int, lo: int, hi: int, classes: frozenset[str], *, acting: bool) -> PartyPhrase | None:
        owner = self._owner(head)
        if owner is not None:
            shared = self.indirect.owner(head) is None
            return PartyPhrase(lo, hi if shared else max(hi, owner + 1), owner, owned=True)
        guns = "artillery" in classes and "munition" not in classes and self.tree.lemma[head] != "artillery"
        if classes & {"aircraft"} or (acting and guns):
            return PartyPhrase(lo, hi, head)
        carries_arms = any(self.classes.of(c) & ARMS for c in self.tree.kids(head, "compound"))
        if classes & CIVILIAN_OBJECTS and carries_arms:
            return PartyPhrase(lo, hi, head)
        if classes & CIVILIAN_OBJECTS and not classes & {"position"}:
            return PartyPhrase(lo, hi, head, owned=True, civilian_object=True)
        return None

    def _owner(self, head: int) -> int | None:
        """Whose: "the rebels' positions", "a tank and a vehicle of the rebels", "rebel positions"."""
        tree = self.tree
        own = self.indirect.owner(head)
        if own is not None or self.classes.of(head) & CIVILIAN_OBJECTS:
            return own
        later = tree.conjuncts(head)[1:]
        return next((o for c in later if (o := self.indirect.owner_behind(c)) is not None), None)


def _kinds(classes: frozenset[str]) -> set[str]:
    """Whether a noun names people who do not fight, or things."""
    people = classes & {"civilians", "person"} and "force" not in classes
    return ({"people"} if people else set()) | ({"things"} if classes & OWNED and not people else set())
