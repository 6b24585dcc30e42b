"""Which words of a sentence assert an event, and of what type: verbs here, nouns in ``event_nouns``."""

from __future__ import annotations

from khabar.claims.arguments import Arguments, read_arguments
from khabar.claims.classes import ArgumentClasses
from khabar.claims.event_nouns import EventNouns
from khabar.claims.lexicon import Lexicon, VerbRule
from khabar.claims.means import means_of_clause
from khabar.claims.trigger import Trigger
from khabar.syntax.tree import Tree

ANY = "other"
PARTICLE_REACH = 7
DONE_TO_PLACES = frozenset({"territory_captured", "siege", "air_strike", "shelling"})


class TriggerFinder:
    """Finds the triggers of one parsed passage."""

    def __init__(self, tree: Tree, lexicon: Lexicon, classes: ArgumentClasses) -> None:
        self.tree, self.lexicon, self.classes = tree, lexicon, classes
        self.nouns = EventNouns(tree, lexicon, classes)
        self._args: dict[int, Arguments] = {}
        self._found: dict[tuple[int, int], list[Trigger]] = {}

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
        known = self._found.get((start, end))
        if known is None:
            known = self._found[start, end] = self._find(start, end)
        return list(known)

    def _find(self, start: int, end: int) -> list[Trigger]:
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
                    spent.update(self.nouns.told_by(trigger))
        found.extend(self.nouns.alone(start, end, spent))
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
        return self.nouns.candidate(i, ANY)

    def _verb_trigger(self, verb: int) -> Trigger | None:
        args = self.args(verb)
        carried = self.nouns.carried(verb, args)
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
