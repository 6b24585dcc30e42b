"""Which words of a sentence assert an event, and of what type: verbs, and nouns carried by other verbs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from khabar.claims.arguments import Arguments, read_arguments
from khabar.claims.classes import ArgumentClasses
from khabar.claims.lexicon import Lexicon, NounRule, VerbRule
from khabar.claims.means import means_beside, means_of_clause
from khabar.syntax.tree import Tree

NO_ONE: frozenset[str] = frozenset({"none"})


@dataclass(slots=True)
class Trigger:
    """One event-asserting word: ``word`` names the event, ``verb`` is the verb whose clause tells it."""

    word: int
    verb: int
    type: str
    args: Arguments
    verb_rule: VerbRule | None = None
    noun_rule: NounRule | None = None
    means: str | None = None
    result: bool = False
    reversed: bool = False
    score: float = 0.5
    frame: str = "verb"
    extra_targets: list[int] = field(default_factory=list)


class TriggerFinder:
    """Finds the triggers of one parsed passage."""

    def __init__(self, tree: Tree, lexicon: Lexicon, classes: ArgumentClasses) -> None:
        self.tree, self.lexicon, self.classes = tree, lexicon, classes
        self._args: dict[int, Arguments] = {}

    def args(self, verb: int) -> Arguments:
        found = self._args.get(verb)
        if found is None:
            if self.tree.dep[verb] == "amod":
                found = self._arguments_of_modifier(verb)
            else:
                found = read_arguments(self.tree, verb)
            self._args[verb] = found
        return found

    def find(self, start: int, end: int) -> list[Trigger]:
        """Triggers among the tokens ``start`` to ``end`` (one sentence), in order, one for each event told."""
        found: list[Trigger] = []
        spent: set[int] = set()
        for i in range(start, end):
            pos = self.tree.pos[i]
            if (pos == "VERB" and (self.tree.dep[i] not in ("amod", "compound") or self._verb_read_as_modifier(i))) or (
                pos == "AUX" and self.tree.dep[i] not in ("aux", "auxpass")
            ):
                trigger = self._verb_trigger(i)
                if trigger is not None and trigger.type != "none" and trigger.word not in spent:
                    found.append(trigger)
                    spent.add(trigger.word)
                    spent.update(self._nouns_told_by(trigger))
        found.extend(self._noun_triggers(start, end, spent))
        return sorted(found, key=lambda t: t.word)

    def _verb_read_as_modifier(self, i: int) -> bool:
        """ "Troops loyal to the government captured Gharyan", read by the parser as "captured Gharyan", a name."""
        tree = self.tree
        return (
            i > 0
            and tree.dep[i] == "amod"
            and tree.tag[i] in ("VBN", "VBD")
            and tree.head[i] > i
            and tree.pos[tree.head[i]] == "PROPN"
            and tree.pos[i - 1] in ("NOUN", "PROPN")
            and tree.dep[i - 1] not in ("compound", "poss")
        )

    def _arguments_of_modifier(self, verb: int) -> Arguments:
        tree = self.tree
        noun = tree.head[verb]
        above = [a for a in tree.ancestors(noun) if a < verb and tree.pos[a] in ("NOUN", "PROPN")]
        return Arguments(agents=above[-1:], affected=tree.conjuncts(noun))

    def candidate(self, i: int) -> Trigger:
        """The word as a trigger of no known type, whether or not a rule fires; a noun stands alone."""
        if self.tree.pos[i] in ("VERB", "AUX"):
            return Trigger(i, i, ANY, self.args(i))
        rule = self.noun_rule(i) or NounRule(ANY)
        return Trigger(i, i, ANY, self._noun_arguments(i, rule, i, "alone", Arguments()), frame="alone")

    # --- verbs ---

    def _verb_trigger(self, verb: int) -> Trigger | None:
        args = self.args(verb)
        carried = self._carried_noun(verb, args)
        if carried is not None:
            return carried
        for rule in self.lexicon.verbs.get(self.tree.lemma[verb], ()):
            if self._fires(rule, verb, args):
                return self._from_verb_rule(rule, verb, args)
        return None

    def _from_verb_rule(self, rule: VerbRule, verb: int, args: Arguments) -> Trigger:
        if not args.affected and rule.type in DONE_TO_PLACES and self._only_places(args.agents):
            args = Arguments([], args.agents, True, args.inherited)
        means = None
        if rule.means or rule.result:
            means = means_of_clause(self.tree, verb, args, self.lexicon)
        return Trigger(
            word=verb,
            verb=verb,
            type=means or rule.type,
            args=args,
            verb_rule=rule,
            means=means,
            result=rule.result and means is None,
            reversed=rule.reversed,
        )

    def _only_places(self, tokens: list[int]) -> bool:
        """ "the town captured, the road cut": the subject of a headline's participle is what was acted on."""
        return bool(tokens) and all(
            self.classes.of(t) & {"place", "position", "route"} and "force" not in self.classes.of(t) for t in tokens
        )

    def _fires(self, rule: VerbRule, verb: int, args: Arguments) -> bool:
        tree = self.tree
        if rule.particle and not self._has_particle(verb, rule.particle):
            return False
        if rule.object and not self._class_fits(rule.object, args.affected):
            return False
        if rule.subject and not self._class_fits(rule.subject, args.agents):
            return False
        if rule.object_words and not self._words_in(rule.object_words, args.affected):
            return False
        if rule.subject_words and not self._words_in(rule.subject_words, args.agents or args.affected):
            return False
        if rule.clause_words and not self._clause_has(rule.clause_words, verb):
            return False
        if (rule.prep or rule.prep_words or rule.prep_object) and not self._prep_fits(rule, verb):
            return False
        return tree.pos[verb] != "AUX" or bool(rule.clause_words or rule.prep)

    def _has_particle(self, verb: int, particle: str) -> bool:
        parts = particle.split()
        beside = self.tree.kids(verb, "prt", "advmod", "npadvmod", "acomp", "oprd")
        near = {self.tree.lower[c] for c in (*beside, *self._near_prepositions(verb))}
        return all(p in near or (verb + 1 < len(self.tree) and self.tree.lower[verb + 1] == p) for p in parts)

    def _near_prepositions(self, verb: int) -> list[int]:
        """Prepositions that may be particles: behind the object or an adverb, not at the other end of the clause."""
        return [p for p in self.tree.kids(verb, "prep") if verb < p <= verb + PARTICLE_REACH]

    def _class_fits(self, wanted: frozenset[str], tokens: list[int]) -> bool:
        if not tokens:
            return "none" in wanted
        return any(self.classes.of(t) & wanted for t in tokens)

    def _words_in(self, wanted: frozenset[str], tokens: list[int]) -> bool:
        tree = self.tree
        for t in tokens:
            if tree.lemma[t] in wanted or tree.lower[t] in wanted or tree.lower[t].removesuffix("s") in wanted:
                return True
            for c in tree.kids(t, "compound", "amod", "nmod", "quantmod", "nummod", "prep", "acl"):
                if tree.lemma[c] in wanted or tree.lower[c] in wanted:
                    return True
                if tree.dep[c] == "prep" and tree.lower[c] == "of":
                    p = tree.kid(c, "pobj")
                    if p is not None and (tree.lemma[p] in wanted or tree.lower[p] in wanted):
                        return True
        return False

    def _clause_has(self, wanted: frozenset[str], verb: int) -> bool:
        tree = self.tree
        stop = [c for c in tree.children[verb] if tree.dep[c] in ("conj", "ccomp", "parataxis")]
        return any(tree.lemma[t] in wanted or tree.lower[t] in wanted for t in tree.subtree(verb, stop))

    def _prep_fits(self, rule: VerbRule, verb: int) -> bool:
        tree = self.tree
        for p in tree.kids(verb, "prep", "agent", "prt", "dative", "advmod"):
            if rule.prep and tree.lower[p] not in rule.prep:
                continue
            if rule.prep_object and not any(
                self.classes.of(o) & rule.prep_object for o in tree.kids(p, "pobj", "pcomp")
            ):
                continue
            if not rule.prep_words:
                return True
            words = rule.prep_words
            if any(tree.lemma[t] in words or tree.lower[t] in words for t in tree.subtree(p)):
                return True
        return False

    # --- nouns carried by a verb ---

    def _carried_noun(self, verb: int, args: Arguments) -> Trigger | None:
        tree, predicates = self.tree, self.lexicon.predicates
        lemma = tree.lemma[verb]
        objects = args.affected if not args.passive else []
        if lemma == "be" and tree.kid(verb, "expl") is not None:
            for noun, rule in self._event_nouns(tree.kids(verb, "attr")):
                return self._noun_trigger(noun, rule, verb, "happening", args)
        subjects = args.affected if args.passive else args.agents
        names = {lemma} | {f"{lemma} {tree.lower[c]}" for c in tree.kids(verb, "prt", "advmod", "prep")}
        if names & predicates["met"]:
            for noun, rule in self._event_nouns(subjects if args.passive else objects, "met"):
                if rule.type in ("siege", "agreement"):
                    continue
                return self._noun_trigger(noun, rule, verb, "met", args)
        if names & predicates["light"]:
            for noun, rule in self._event_nouns(objects):
                if rule.type == "siege":
                    continue
                return self._noun_trigger(noun, rule, verb, "light", args)
        if names & predicates["suffered"]:
            for noun, rule in self._nouns_below(verb, ("under", "into")):
                if tree.lower[tree.head[noun]] == "under" or not (rule.alone or tree.pos[verb] == "AUX"):
                    return self._noun_trigger(noun, rule, verb, "suffered", args)
        if (args.inherited and tree.dep[verb] == "advcl") or (lemma == "be" and tree.kid(verb, "attr") is not None):
            return None
        if names & predicates["happening"] or (args.passive and lemma in predicates["light"]):
            for noun, rule in self._event_nouns(subjects):
                return self._noun_trigger(noun, rule, verb, "happening", args)
        if lemma in predicates["results"] and not args.passive:
            for noun, rule in self._event_nouns(subjects):
                return self._noun_trigger(noun, rule, verb, "results", args)
        return None

    def _event_nouns(self, tokens: list[int], frame: str = "") -> Iterator[tuple[int, NounRule]]:
        for t in tokens:
            rule = self.noun_rule(t, frame)
            if rule is not None:
                yield t, rule
                continue
            if self.tree.lemma[t] in self.lexicon.arguments["transparent"]:
                for p in self.tree.kids(t, "prep"):
                    inner = self.tree.kid(p, "pobj")
                    if inner is not None and self.tree.lower[p] == "of":
                        rule = self.noun_rule(inner)
                        if rule is not None:
                            yield inner, rule

    def _nouns_below(self, verb: int, preps: tuple[str, ...]) -> Iterator[tuple[int, NounRule]]:
        for p in self.tree.kids(verb, "prep"):
            if self.tree.lower[p] in preps:
                yield from self._event_nouns(self.tree.kids(p, "pobj"))

    def noun_rule(self, noun: int, frame: str = "") -> NounRule | None:
        """The rule that makes this noun name an event, if any, when a verb carries it so (``frame``)."""
        tree = self.tree
        if tree.pos[noun] not in ("NOUN", "PROPN", "VERB"):
            return None
        rules = self.lexicon.nouns.get(tree.lower[noun], ())
        if tree.lemma[noun] != tree.lower[noun]:
            rules = rules + self.lexicon.nouns.get(tree.lemma[noun], ())
        if not rules:
            return None
        beside = {tree.lower[c] for c in tree.subtree(noun) if noun - 6 <= c < noun}
        beside |= {tree.lemma[c] for c in tree.children[noun] if c < noun}
        for rule in rules:
            if rule.frames and frame not in rule.frames:
                continue
            if not rule.with_words or rule.with_words & beside:
                return rule
        return None

    def _noun_trigger(self, noun: int, rule: NounRule, verb: int, frame: str, above: Arguments) -> Trigger:
        means = None
        if rule.means:
            means = means_beside(self.tree, noun, self.lexicon)
            if means is None and frame in ("light", "results", "suffered"):
                means = means_of_clause(self.tree, verb, above, self.lexicon, skip=noun)
        args = self._noun_arguments(noun, rule, verb, frame, above)
        return Trigger(noun, verb, means or rule.type, args, noun_rule=rule, means=means, frame=frame)

    def _noun_arguments(self, noun: int, rule: NounRule, verb: int, frame: str, above: Arguments) -> Arguments:
        args = Arguments(passive=above.passive)
        self._from_noun_phrase(noun, rule, args)
        if frame == "light":
            args.agents = [a for a in above.agents if a != noun] or args.agents
        elif frame == "suffered":
            args.affected = (above.affected if above.passive else above.agents) or args.affected
        elif frame == "met":
            defenders = [a for a in above.agents if a != noun]
            behind = [] if above.passive or args.agents else self._named_behind(verb, "by")
            args.affected, args.agents = args.agents or behind, defenders
        elif frame == "results":
            args.affected = args.affected or [a for a in above.affected if self.classes.of(a) & _HURT]
        self._from_preps(verb, args)
        return args

    def _named_behind(self, verb: int, preposition: str) -> list[int]:
        tree = self.tree
        pobjs = [
            o for p in tree.kids(verb, "prep", "agent") if tree.lower[p] == preposition for o in tree.kids(p, "pobj")
        ]
        return [t for o in pobjs for t in tree.conjuncts(o) if self.classes.of(t) & _ACTING]

    def _from_noun_phrase(self, noun: int, rule: NounRule, args: Arguments) -> None:
        tree = self.tree
        hyphened = noun >= 2 and tree.text[noun - 1] == "-" and tree.head[noun - 2] == tree.head[noun]
        for c in [k for n in ((noun - 2, noun) if hyphened else (noun,)) for k in tree.kids(n, *BEFORE)]:
            if tree.lower[c] in self.lexicon.arguments["of_anybody"]:
                continue
            if self.classes.of(c) & _ACTING and c not in args.agents:
                args.agents.extend(tree.conjuncts(c))
        for p in tree.kids(noun, "prep"):
            for pobj in tree.kids(p, "pobj"):
                self._place_argument(tree.lower[p], tree.conjuncts(pobj), rule, args)

    def _place_argument(self, prep: str, tokens: list[int], rule: NounRule, args: Arguments) -> None:
        people = [t for t in tokens if self.classes.of(t) & (_ACTING | _HURT)]
        if not people:
            return
        if prep in ("against", "on", "upon", "at", "targeting") or (prep == "of" and rule.of == "target"):
            args.affected.extend(people)
        elif prep == "by" or (prep == "of" and rule.of == "initiator"):
            args.agents.extend(people)
        elif prep == "between":
            args.agents.extend(people[:1] if rule.type != "negotiation" else people)
            args.affected.extend(people[1:] if rule.type != "negotiation" else [])
        elif prep in ("with", "from"):
            (args.affected if prep == "with" else args.agents).extend(people)

    def _from_preps(self, verb: int, args: Arguments) -> None:
        tree = self.tree
        state = [p for a in tree.kids(verb, "acomp", "attr", "advmod") for p in tree.kids(a, "prep")]
        for p in [*tree.kids(verb, "prep", "agent"), *state]:
            word = tree.lower[p]
            for pobj in tree.kids(p, "pobj"):
                people = [t for t in tree.conjuncts(pobj) if self.classes.of(t) & (_ACTING | _HURT)]
                if word == "between" and people and not args.agents:
                    args.agents.extend(people[:1])
                    args.affected.extend(people[1:])
                elif word in ("against", "on") and not args.affected:
                    args.affected.extend(people)
                elif word == "by" and not args.agents:
                    args.agents.extend(people)

    # --- nouns that stand alone ---

    def _nouns_told_by(self, trigger: Trigger) -> set[int]:
        """Event nouns that are arguments or adjuncts of a trigger: part of what it tells."""
        tree = self.tree
        told: set[int] = set()
        for c in tree.children[trigger.verb]:
            if tree.dep[c] in ("dobj", "nsubj", "nsubjpass", "prep", "agent", "npadvmod", "attr", "appos"):
                told.update(t for t in tree.subtree(c) if tree.pos[t] in ("NOUN", "PROPN"))
        return told

    def _noun_triggers(self, start: int, end: int, spent: set[int]) -> Iterator[Trigger]:
        tree = self.tree
        for i in range(start, end):
            if i in spent or tree.pos[i] not in ("NOUN", "PROPN") or tree.dep[i] == "compound":
                continue
            verb = self._governing_verb(i)
            is_whole = (
                verb is None and tree.dep[i] == "ROOT" and bool(tree.kids(i, "prep", "npadvmod", "advmod", "acl"))
            )
            rule = self.noun_rule(i, "verbless" if is_whole else "")
            if rule is None:
                continue
            if is_whole or self._stands_alone(i, rule, verb):
                above = Arguments()
                yield self._noun_trigger(i, rule, i, "alone", above)

    def _governing_verb(self, noun: int) -> int | None:
        for a in self.tree.ancestors(noun):
            if self.tree.pos[a] in ("VERB", "AUX"):
                return a
        return None

    def _stands_alone(self, noun: int, rule: NounRule, verb: int | None) -> bool:
        tree = self.tree
        if verb is None:
            return rule.alone or self._has_complement(noun) or rule.type == "air_strike"
        if tree.dep[noun] in ("dobj", "nsubj", "nsubjpass", "pobj", "conj") and rule.alone:
            return self._has_complement(noun)
        if tree.lemma[verb] in self.lexicon.predicates["reported"] and tree.dep[noun] in ("dobj", "nsubjpass", "pobj"):
            return tree.head[noun] == verb or tree.head[tree.head[noun]] == verb
        return False

    def _has_complement(self, noun: int) -> bool:
        tree = self.tree
        return any(
            tree.dep[c] == "poss" or (tree.dep[c] == "prep" and tree.lower[c] in ("of", "from", "by"))
            for c in tree.children[noun]
        )


ANY = "other"
PARTICLE_REACH = 7
BEFORE = ("poss", "compound", "amod", "nmod")
DONE_TO_PLACES = frozenset({"territory_captured", "siege", "air_strike", "shelling"})
_ACTING = frozenset({"force", "un_ngo", "authority", "aircraft", "unknown", "person", "pronoun"})
_HURT = frozenset(
    {"civilians", "position", "vehicle", "building", "home", "weapon", "cache", "infrastructure", "aircraft"}
)
