"""Nouns that assert an event: carried by another verb ("launched an attack", "clashes erupted"), or standing alone."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.claims.arguments import Arguments
from khabar.claims.classes import ArgumentClasses
from khabar.claims.lexicon import Lexicon, NounRule, Words
from khabar.claims.means import means_beside, means_of_clause
from khabar.claims.trigger import Trigger
from khabar.syntax.tree import Tree

BEFORE = ("poss", "compound", "amod", "nmod")
ACTING = frozenset({"force", "un_ngo", "authority", "aircraft", "unknown", "person", "pronoun"})
HURT = frozenset(
    {"civilians", "position", "vehicle", "building", "home", "weapon", "cache", "infrastructure", "aircraft"}
)


class EventNouns:
    """Finds them in one parsed passage."""

    def __init__(self, tree: Tree, lexicon: Lexicon, classes: ArgumentClasses) -> None:
        self.tree, self.lexicon, self.classes = tree, lexicon, classes

    def candidate(self, noun: int, event_type: str) -> Trigger:
        """The noun as a trigger of this type, whether or not a rule fires."""
        rule = self.noun_rule(noun) or NounRule(event_type)
        arguments = self._noun_arguments(noun, rule, noun, "alone", Arguments())
        return Trigger(noun, noun, event_type, arguments, frame="alone")

    def carried(self, verb: int, args: Arguments) -> Trigger | None:
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
            if rule.not_of and self._is_of(noun, rule.not_of):
                continue
            behind = rule.or_behind and self._is_of(noun, rule.with_words)
            if not rule.with_words or rule.with_words & beside or behind:
                return rule
        return None

    def _is_of(self, noun: int, words: Words) -> bool:
        tree = self.tree
        objects = [o for of in tree.kids(noun, "prep") for o in tree.kids(of, "pobj")]
        return any(tree.lemma[o] in words or tree.lower[o] in words for o in objects)

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
            args.affected = args.affected or [a for a in above.affected if self.classes.of(a) & HURT]
        self._from_preps(verb, args)
        return args

    def _named_behind(self, verb: int, preposition: str) -> list[int]:
        tree = self.tree
        pobjs = [
            o for p in tree.kids(verb, "prep", "agent") if tree.lower[p] == preposition for o in tree.kids(p, "pobj")
        ]
        return [t for o in pobjs for t in tree.conjuncts(o) if self.classes.of(t) & ACTING]

    def _from_noun_phrase(self, noun: int, rule: NounRule, args: Arguments) -> None:
        tree = self.tree
        hyphened = noun >= 2 and tree.text[noun - 1] == "-" and tree.head[noun - 2] == tree.head[noun]
        for c in [k for n in ((noun - 2, noun) if hyphened else (noun,)) for k in tree.kids(n, *BEFORE)]:
            if tree.lower[c] in self.lexicon.arguments["of_anybody"]:
                continue
            if self.classes.of(c) & ACTING and c not in args.agents:
                args.agents.extend(tree.conjuncts(c))
        for p in tree.kids(noun, "prep"):
            for pobj in tree.kids(p, "pobj"):
                self._place_argument(tree.lower[p], tree.conjuncts(pobj), rule, args)

    def _place_argument(self, prep: str, tokens: list[int], rule: NounRule, args: Arguments) -> None:
        people = [t for t in tokens if self.classes.of(t) & (ACTING | HURT)]
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
                people = [t for t in tree.conjuncts(pobj) if self.classes.of(t) & (ACTING | HURT)]
                if word == "between" and people and not args.agents:
                    args.agents.extend(people[:1])
                    args.affected.extend(people[1:])
                elif word in ("against", "on") and not args.affected:
                    args.affected.extend(people)
                elif word == "by" and not args.agents:
                    args.agents.extend(people)

    def told_by(self, trigger: Trigger) -> set[int]:
        """Event nouns that are arguments or adjuncts of a trigger: part of what it tells."""
        tree = self.tree
        told: set[int] = set()
        for c in tree.children[trigger.verb]:
            if tree.dep[c] in ("dobj", "nsubj", "nsubjpass", "prep", "agent", "npadvmod", "attr", "appos"):
                told.update(t for t in tree.subtree(c) if tree.pos[t] in ("NOUN", "PROPN"))
        return told

    def alone(self, start: int, end: int, spent: set[int]) -> Iterator[Trigger]:
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
