"""Initiators and targets of a trigger: which noun phrases they are, and whose."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.claims.arguments import read_arguments
from khabar.claims.classes import UNKNOWN, ArgumentClasses
from khabar.claims.triggers import Trigger
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
DEVICES = frozenset({"munition", "weapon", "artillery"})
REMOTE = frozenset(
    {"air_strike", "shelling", "suicide_bombing", "explosive_device", "chemical_attack", "attack_on_civilians"}
)
ONTO = frozenset({"on", "upon", "at", "against", "into", "onto", "among", "amid", "amidst", "inside", "targeting"})
DEVICES_ONLY = frozenset({"munition", "artillery"})
NOTHING: frozenset[str] = frozenset()
STRUCK = frozenset({"position", "vehicle", "weapon", "cache"})
OBJECTS = {
    "air_strike": STRUCK,
    "shelling": STRUCK,
    "armed_clash": STRUCK,
    "suicide_bombing": frozenset({"position"}),
    "explosive_device": frozenset({"vehicle"}),
}
HIT = frozenset(
    {
        *("force", "civilians", "un_ngo", "position", "vehicle", "building", "home", "cache", "infrastructure"),
        *("heritage", "pronoun"),
    }
)
MEANS_OF = {"deployment": frozenset({"force"}), "suicide_bombing": frozenset({"vehicle", "aircraft"})}
NOBODY = frozenset({"no", "nobody", "none", "nothing", "everything", "one", "street"})
SUPPORTING = frozenset({"back", "support", "help", "assist", "aid", "lead", "join", "reinforce", "accompany"})
HELD = frozenset({"territory_captured", "weapons_seized", "siege"})
HOLDING = frozenset(
    {"hold", "control", "occupy", "use", "keep", "leave", "seize", "capture", "lay", "plant", "abandon", "serve", "make"}
)
FALLEN_TO = frozenset({"to"})
AGAINST = frozenset({"against", "with", "on", "upon", "at", "targeting"})
DISPLACED = frozenset({"displace", "uproot", "return", "repatriate", "force"})
TALK = frozenset({"statement", "negotiation", "agreement"})
OF_PERSONS = frozenset({"arrest", "abduction", "attack_on_civilians", "sexual_violence"})
NO_PARTY = frozenset({"event", "place", "aid", "route", "accord", "talks", "casualties", "life", "ground"})
SIDES = frozenset({"force", "civilians", "un_ngo", "authority"})
FOUGHT = SIDES | {"position"}


@dataclass(frozen=True, slots=True)
class PartyPhrase:
    """Token range of a party's words, the head to resolve it by, and whether it is a thing that the party owns."""

    start: int
    end: int
    head: int
    owned: bool = False
    civilian_object: bool = False
    relief: bool = False


@dataclass(slots=True)
class PartyPhrases:
    initiators: list[PartyPhrase]
    targets: list[PartyPhrase]


class PartyReader:
    def __init__(self, tree: Tree, classes: ArgumentClasses, transparent: frozenset[str]) -> None:
        self.tree, self.classes, self.transparent = tree, classes, transparent

    def read(self, trigger: Trigger) -> PartyPhrases:
        agents, affected = list(trigger.args.agents), list(trigger.args.affected)
        if trigger.reversed or self._tells_of_dying(trigger):
            loses = self.tree.lemma[trigger.verb] == "lose" and any(self.classes.of(a) & FOUGHT for a in agents)
            agents, affected = [], agents if loses else agents + affected
        if trigger.type == "explosive_device" and self._runs_into(agents, affected):
            agents, affected = [], agents
        if trigger.type == "territory_captured" and not agents:
            agents = self._governed(trigger.verb, FALLEN_TO, FOUGHT)
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
        affected += [h for h in self._struck(trigger) + self._holders(trigger, affected) if h not in affected]
        agents += [s for s in self._supporters(agents) if s not in agents]
        initiators = self._phrases([a for a in agents if a != trigger.word and self._acts(trigger, a)], acting=True)
        if trigger.type == "aid_delivery" and not initiators:
            initiators = [self._relief(a) for a in agents if "aid" in self.classes.of(a)]
        heads = [a for a in affected if a != trigger.word]
        targets = self._phrases(heads, states=trigger.type in TALK, struck=OBJECTS.get(trigger.type, NOTHING))
        taken = {p.head for p in initiators}
        return PartyPhrases(initiators, [t for t in targets if t.head not in taken and self._is_target(trigger, t)])

    def _acts(self, trigger: Trigger, head: int) -> bool:
        """Outlets tell of what happens and do none of it."""
        return trigger.type in TALK or "outlet" not in self.classes.of(head)

    def _tells_of_dying(self, trigger: Trigger) -> bool:
        """ "ten soldiers fell": the subject is the one hurt; shells fall as well."""
        if self.tree.lemma[trigger.verb] not in DYING or trigger.frame != "verb":
            return False
        return not any(self.classes.of(a) & DEVICES for a in trigger.args.agents)

    def _runs_into(self, agents: list[int], affected: list[int]) -> bool:
        """ "a truck struck a mine": what meets a device is what is hit."""
        devices = bool(affected) and all(self.classes.of(a) & DEVICES for a in affected)
        return devices and any("vehicle" in self.classes.of(a) for a in agents)

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
        if tree.lower[phrase.head] in NOBODY or (phrase.civilian_object and trigger.type == "weapons_seized"):
            return False
        if trigger.type in OF_PLACES and (phrase.civilian_object or tree.lower[phrase.head] in ("it", "which", "this")):
            return False
        classes = self.classes.of(phrase.head)
        return trigger.type in TALK or classes != UNKNOWN or trigger.type in OF_PERSONS

    def victims(self, heads: list[int]) -> list[PartyPhrase]:
        """People that a result tells to be hurt ("killing four civilians")."""
        named = [p for p in self._phrases(heads) if self.tree.pos[p.head] not in ("NUM", "ADJ", "PRON")]
        return [p for p in named if self.tree.lower[p.head] not in NOBODY]

    def _from_preps(self, trigger: Trigger, affected: list[int]) -> list[int]:
        wanted = AGAINST if trigger.frame == "verb" else frozenset({"against", "on"})
        if trigger.type == "territory_captured":
            wanted = frozenset({"from", "against"})
        elif trigger.type in ("surrender", "negotiation", "territory_transferred"):
            wanted = frozenset({"to", "with", "against"})
        hosts = [trigger.verb, *self.tree.kids(trigger.verb, "advmod", "prt")]
        if trigger.type == "surrender":
            hosts += self.tree.kids(trigger.verb, "conj")
        return [h for host in hosts for h in self._governed(host, wanted, FOUGHT) if h not in affected]

    def _struck(self, trigger: Trigger) -> list[int]:
        """What "fired at", "dropped on", "drove into" or "missiles at" names."""
        if trigger.type not in REMOTE:
            return []
        tree = self.tree
        devices = [c for c in tree.kids(trigger.verb, "dobj", "nsubj", "nsubjpass") if self.classes.of(c) & DEVICES]
        hosts = dict.fromkeys([trigger.verb, trigger.word, *devices])
        onto = [h for host in hosts for h in self._governed(host, ONTO, HIT)]
        return [h for h in onto if h not in self.classes.toponyms]

    def _holders(self, trigger: Trigger, objects: list[int]) -> list[int]:
        """Whose the place, road or cache was: "the rebels' bastion", "a school that rebels used", "the base of …"."""
        if trigger.type not in HELD:
            return []
        tree = self.tree
        found: list[int] = []
        for head in dict.fromkeys(n for o in objects for n in (o, self._seen_through(o), *tree.kids(o, "appos"))):
            owner = self._owned_by(head)
            found.extend([owner] if owner is not None else [])
            for c in tree.kids(head, "acl", "relcl"):
                if tree.lemma[c] in HOLDING:
                    args = read_arguments(tree, c)
                    found.extend(a for a in args.agents if "force" in self.classes.of(a))
        return found

    def _owned_by(self, head: int) -> int | None:
        behind = self._owner_behind(head)
        before = self.tree.kids(head, "poss")
        owner = behind if behind is not None else next((c for c in before if self.classes.of(c) & SIDES), None)
        return owner if owner is not None and self.classes.of(owner) & {"force", "person"} else None

    def _governed(self, verb: int, prepositions: frozenset[str], classes: frozenset[str]) -> list[int]:
        """Heads behind prepositions of the verb that are of one of the classes."""
        tree = self.tree
        heads = [
            head
            for p in tree.kids(verb, "prep", "dative")
            if tree.lower[p] in prepositions
            for o in tree.kids(p, "pobj")
            for head in tree.conjuncts(o)
        ]
        return [h for h in heads if self.classes.of(h) & classes]

    def _phrases(
        self, heads: list[int], *, acting: bool = False, states: bool = False, struck: frozenset[str] = NOTHING
    ) -> list[PartyPhrase]:
        found: list[PartyPhrase] = []
        seen: set[int] = set()
        for head in heads:
            phrase = self.phrase(head, states=acting or states, struck=struck)
            if phrase is None or any(f.head == phrase.head for f in found):
                continue
            if phrase.start in seen or (phrase.civilian_object and acting):
                continue
            if found and (self._is_ally_of(head) or self._counted_with(found[-1].head, head)):
                found[-1] = PartyPhrase(found[-1].start, phrase.end, found[-1].head, found[-1].owned)
                continue
            seen.add(phrase.start)
            found.append(phrase)
        return found[:8]

    def _is_ally_of(self, head: int) -> bool:
        tree = self.tree
        before = [c for c in tree.children[head] if c < head]
        is_plain = all(tree.tag[c] in ("PRP$", "DT") for c in before)
        return tree.lemma[head] in ("ally", "supporter", "backer") and is_plain

    def _counted_with(self, first: int, second: int) -> bool:
        """ "two women and a man", "camps and depots": people or things of one kind, told as one."""
        tree = self.tree
        if tree.dep[second] != "conj" or tree.pos[first] != "NOUN" or tree.pos[second] != "NOUN":
            return False
        return bool(_kinds(self.classes.of(first)) & _kinds(self.classes.of(second)))

    def _supporters(self, heads: list[int]) -> list[int]:
        """Forces beside those who act: "backed by …", "together with …"."""
        tree = self.tree
        found: list[int] = []
        for head in heads:
            for c in tree.kids(head, "acl"):
                if tree.lemma[c] in SUPPORTING:
                    by = [p for p in tree.kids(c, "agent", "prep") if tree.lower[p] in ("by", "with")]
                    found.extend(h for p in by for o in tree.kids(p, "pobj") for h in tree.conjuncts(o))
            for p in tree.kids(head, "prep"):
                if tree.lower[p] in ("with", "alongside", "beside"):
                    found.extend(h for o in tree.kids(p, "pobj") for h in tree.conjuncts(o))
        return [h for h in found if self._is_force(h)]

    def _is_force(self, head: int) -> bool:
        classes = self.classes.of(head)
        return "force" in classes or ("aircraft" in classes and bool(self.tree.kids(head, "amod", "compound", "poss")))

    def phrase(self, head: int, *, states: bool = False, struck: frozenset[str] = NOTHING) -> PartyPhrase | None:
        """The party that this noun phrase names, or None where it names none.

        Args:
            states: the name of a country or capital may stand for its government.
            struck: classes of military objects that count by themselves, as those of whoever fights the attacker.
        """
        inner = self._seen_through(head)
        classes = self.classes.of(inner)
        lo, hi = noun_phrase(self.tree, inner)
        if states and "place" in classes and self.tree.pos[inner] == "PROPN":
            return PartyPhrase(lo, hi, inner)
        if classes & NO_PARTY and not classes & (SIDES | OWNED):
            return None
        if classes & OWNED and not classes & {"force", "civilians", "un_ngo"}:
            owned = self._owned(inner, lo, hi, classes)
            if owned is None and classes & struck and not classes & DEVICES_ONLY and inner not in self.classes.toponyms:
                return PartyPhrase(lo, hi, inner)
            return owned
        if classes & PEOPLE:
            return PartyPhrase(lo, hi, inner)
        return None

    def _seen_through(self, head: int) -> int:
        tree = self.tree
        for _ in range(3):
            if tree.lemma[head] not in self.transparent and tree.pos[head] not in ("NUM", "ADJ"):
                break
            of = next((p for p in tree.kids(head, "prep") if tree.lower[p] in ("of", "among")), None)
            pobj = tree.kid(of, "pobj") if of is not None else None
            if pobj is None:
                break
            head = pobj
        return head

    def _owned(self, head: int, lo: int, hi: int, classes: frozenset[str]) -> PartyPhrase | None:
        owner = self._owner(head)
        if owner is not None:
            shared = self._own_owner(head) is None
            return PartyPhrase(lo, hi if shared else max(hi, owner + 1), owner, owned=True)
        if classes & {"aircraft"}:
            return PartyPhrase(lo, hi, head)
        if classes & CIVILIAN_OBJECTS and not classes & {"position"}:
            return PartyPhrase(lo, hi, head, owned=True, civilian_object=True)
        return None

    def _owner(self, head: int) -> int | None:
        """Whose: "the rebels' positions", "a tank and a vehicle of the rebels", "rebel positions"."""
        tree = self.tree
        own = self._own_owner(head)
        if own is not None or self.classes.of(head) & CIVILIAN_OBJECTS:
            return own
        later = tree.conjuncts(head)[1:]
        return next((o for c in later if (o := self._owner_behind(c)) is not None), None)

    def _own_owner(self, head: int) -> int | None:
        tree = self.tree
        before = tree.kids(head, "poss"), tree.kids(head, "compound", "amod", "nmod")
        for c in before[0]:
            owner = c if self.classes.of(c) & SIDES else self._own_owner(c)
            if owner is not None:
                return owner
        behind = self._owner_behind(head)
        return behind if behind is not None else next((c for c in before[1] if self.classes.of(c) & SIDES), None)

    def _owner_behind(self, head: int) -> int | None:
        tree = self.tree
        for p in tree.kids(head, "prep"):
            if tree.lower[p] in ("of", "by", "from"):
                for o in tree.kids(p, "pobj"):
                    if self.classes.of(o) & SIDES:
                        return self._seen_through(o)
        return None


def _kinds(classes: frozenset[str]) -> set[str]:
    """Whether a noun names people who do not fight, or things."""
    people = classes & {"civilians", "person"} and "force" not in classes
    return ({"people"} if people else set()) | ({"things"} if classes & OWNED and not people else set())
