"""Parties further off than subject and object: who is fired at, whose the ground was, who helps, who planted."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.claims.arguments import read_arguments
from khabar.claims.classes import ArgumentClasses
from khabar.claims.trigger import Trigger
from khabar.syntax.tree import Tree

SIDES = frozenset({"force", "civilians", "un_ngo", "authority"})
FOUGHT = SIDES | {"position"}
PARTNERS = SIDES | {"person", "place", "unknown"}
DEVICES = frozenset({"munition", "weapon", "artillery"})
REMOTE = frozenset(
    {"air_strike", "shelling", "suicide_bombing", "explosive_device", "chemical_attack", "attack_on_civilians"}
)
ONTO = frozenset({"on", "upon", "at", "against", "into", "onto", "among", "amid", "amidst", "inside", "targeting"})
HIT = FOUGHT | {"vehicle", "building", "home", "cache", "infrastructure", "heritage", "pronoun"}
HELD = frozenset({"territory_captured", "weapons_seized", "siege"})
HOLDING = frozenset(
    {
        "hold",
        "control",
        "occupy",
        "use",
        "keep",
        "leave",
        "seize",
        "capture",
        "lay",
        "plant",
        "abandon",
        "serve",
        "make",
    }
)
PLANTING = frozenset({"plant", "lay", "leave", "set", "place", "bury", "hide", "detonate"})
SUPPORTING = frozenset({"back", "support", "help", "assist", "aid", "lead", "join", "reinforce", "accompany"})
FIGHTING = frozenset({"armed_clash", "territory_captured"})
IN_A_FIGHT = frozenset({"in", "after", "amid", "following", "during"})
WITH = frozenset({"with", "against"})
ANNOUNCED = frozenset({"territory_captured", "agreement", "withdrawal"})
ANNOUNCING = frozenset({"announce", "declare", "claim", "celebrate", "proclaim", "complete"})
BESIDE = frozenset({"alongside", "beside"})
UNDER = frozenset({"in", "by", "under", "from", "during", "amid"})
FROM_ABOVE = frozenset({"event", "munition", "artillery"})


class IndirectParties:
    """Reads them off one passage."""

    def __init__(self, tree: Tree, classes: ArgumentClasses) -> None:
        self.tree, self.classes = tree, classes

    def governed(self, host: int, prepositions: frozenset[str], classes: frozenset[str]) -> list[int]:
        """Heads behind prepositions of a verb or noun that are of one of the classes."""
        tree = self.tree
        heads = [
            head
            for p in tree.kids(host, "prep", "dative")
            if tree.lower[p] in prepositions
            for o in tree.kids(p, "pobj")
            for head in tree.conjuncts(o)
        ]
        return [h for h in heads if self.classes.of(h) & classes]

    def partners(self, verb: int) -> list[int]:
        """Whom "returns to Doha for a round of talks with X" names."""
        talks = [t for t in self.tree.subtree(verb) if "talks" in self.classes.of(t)]
        return [h for t in talks for h in self.governed(t, WITH, PARTNERS)]

    def struck(self, trigger: Trigger) -> list[int]:
        """What "fired at", "dropped on", "drove into" or "missiles at" names."""
        if trigger.type not in REMOTE:
            return []
        tree = self.tree
        verb = tree.head[trigger.word] if tree.dep[trigger.word] == "nsubj" else trigger.verb
        devices = [c for c in tree.kids(verb, "dobj", "nsubj", "nsubjpass") if self.classes.of(c) & DEVICES]
        hosts = dict.fromkeys([verb, trigger.verb, trigger.word, *devices])
        onto = [h for host in hosts for h in self.governed(host, ONTO, HIT)]
        return [h for h in onto if not self.classes.is_named_place(h)]

    def strikers(self, trigger: Trigger) -> list[int]:
        """ "died in government air strikes", "a mine planted by rebels": whose the weapon was."""
        if trigger.type not in REMOTE and not trigger.result:
            return []
        tree = self.tree
        under = [
            o for p in tree.kids(trigger.verb, "prep", "agent") if tree.lower[p] in UNDER for o in tree.kids(p, "pobj")
        ]
        weapons = [o for o in under if self.classes.of(o) & FROM_ABOVE]
        devices = [a for a in (*trigger.args.agents, *weapons, trigger.word) if tree.pos[a] in ("NOUN", "PROPN")]
        owners = [o for w in weapons if (o := self.owner(w)) is not None]
        return owners or self._doing(devices, PLANTING)

    def announcers(self, trigger: Trigger) -> list[int]:
        """ "the army announced the recapture of …": a force that announces a gain tells of its own."""
        tree = self.tree
        verb = tree.head[trigger.word]
        if trigger.frame != "alone" or trigger.type not in ANNOUNCED or tree.lemma[verb] not in ANNOUNCING:
            return []
        return [s for n in tree.kids(verb, "nsubj") for s in tree.conjuncts(n) if "force" in self.classes.of(s)]

    def _doing(self, heads: Iterable[int], verbs: frozenset[str]) -> list[int]:
        """Forces that do something to what these words name, by a clause that hangs on them."""
        tree = self.tree
        clauses = [c for h in heads for c in tree.kids(h, "acl", "relcl") if tree.lemma[c] in verbs]
        return [a for c in clauses for a in read_arguments(tree, c).agents if "force" in self.classes.of(a)]

    def holders(self, trigger: Trigger, grounds: list[int]) -> list[int]:
        """Whose the place, road or cache was: "the rebels' bastion", "a school that rebels used", "the base of …"."""
        if trigger.type not in HELD:
            return []
        heads = list(dict.fromkeys(n for g in grounds for n in (g, *self.tree.kids(g, "appos"))))
        owners = [o for h in heads if (o := self._ground_owner(h, trigger)) is not None]
        return owners + self._doing(heads, HOLDING)

    def _ground_owner(self, head: int, trigger: Trigger) -> int | None:
        if "force" in self.classes.of(head):
            return None
        behind = self.owner_behind(head)
        before = self.tree.kids(head, "poss", *(("compound", "amod") if trigger.type == "siege" else ()))
        owner = behind if behind is not None else next((c for c in before if self.classes.of(c) & SIDES), None)
        return owner if owner is not None and self.classes.of(owner) & {"force", "person"} else None

    def fought(self, trigger: Trigger) -> list[int]:
        """ "engaged in clashes with …", "took the hill after clashes with …": whom the fight was with."""
        if trigger.frame != "verb" or trigger.type not in FIGHTING:
            return []
        tree = self.tree
        nouns = [
            o for p in tree.kids(trigger.verb, "prep") if tree.lower[p] in IN_A_FIGHT for o in tree.kids(p, "pobj")
        ]
        fights = [n for n in nouns if "event" in self.classes.of(n)]
        return [h for n in fights for h in self.governed(n, WITH, SIDES)]

    def hurt_above(self, trigger: Trigger) -> list[int]:
        """ "three people died when a mine went off": those whom the clause above tells to be hurt."""
        tree = self.tree
        above = tree.head[trigger.verb]
        if trigger.type not in REMOTE or tree.dep[trigger.verb] != "advcl" or not self.classes.is_harm(above):
            return []
        args = read_arguments(tree, above)
        hurt = args.affected if args.passive else args.agents
        return [h for h in hurt if self.classes.of(h) & (SIDES | {"person"}) and tree.pos[h] not in ("NUM", "ADJ")]

    def driven(self, trigger: Trigger) -> list[int]:
        """ "fought through the town, pushing back rebels": whom the result befalls."""
        if trigger.frame != "verb" or trigger.type not in FIGHTING:
            return []
        tree = self.tree
        results = [c for c in tree.kids(trigger.verb, "advcl") if tree.tag[c] == "VBG"]
        return [
            a for c in results for o in tree.kids(c, "dobj") for a in tree.conjuncts(o) if "force" in self.classes.of(a)
        ]

    def supporters(self, trigger: Trigger, heads: list[int]) -> list[int]:
        """Forces beside those who act: "backed by …", "together with …"."""
        tree = self.tree
        found: list[int] = []
        for head in heads:
            for c in tree.kids(head, "acl"):
                if tree.lemma[c] in SUPPORTING:
                    by = [p for p in tree.kids(c, "agent", "prep") if tree.lower[p] in ("by", "with")]
                    found.extend(h for p in by for o in tree.kids(p, "pobj") for h in tree.conjuncts(o))
            found.extend(self.governed(head, BESIDE | {"with"}, SIDES | {"aircraft"}))
        if heads:
            found.extend(self.governed(trigger.verb, BESIDE, SIDES))
        return [h for h in found if self._is_force(h)]

    def _is_force(self, head: int) -> bool:
        classes = self.classes.of(head)
        return "force" in classes or ("aircraft" in classes and bool(self.tree.kids(head, "amod", "compound", "poss")))

    def runs_into(self, verb: int, agents: list[int], affected: list[int]) -> bool:
        """ "a truck struck a mine": what meets a device is what is hit; boats that lay mines are not."""
        if self.tree.lemma[verb] in PLANTING:
            return False
        devices = bool(affected) and all(self.classes.of(a) & DEVICES for a in affected)
        return devices and any("vehicle" in self.classes.of(a) for a in agents)

    def owner(self, head: int) -> int | None:
        """Whose a thing is: "the army's tanks", "tanks of the army", "army tanks"."""
        tree = self.tree
        before = tree.kids(head, "poss"), tree.kids(head, "compound", "amod", "nmod")
        for c in before[0]:
            owner = c if self.classes.of(c) & SIDES else self.owner(c)
            if owner is not None:
                return owner
        behind = self.owner_behind(head)
        nearest = (c for c in reversed(before[1]) if self.classes.of(c) & SIDES)
        return behind if behind is not None else next(nearest, None)

    def owner_behind(self, head: int) -> int | None:
        tree = self.tree
        for p in tree.kids(head, "prep"):
            if tree.lower[p] in ("of", "by", "from"):
                for o in tree.kids(p, "pobj"):
                    if self.classes.of(o) & SIDES:
                        return o
        return None
