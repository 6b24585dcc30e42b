"""What kind of thing an argument is: a force, a place, a weapon, people …"""

from __future__ import annotations

from collections.abc import Mapping

from khabar.claims.lexicon import Lexicon
from khabar.places.knowledge import country_words
from khabar.syntax.tree import Tree

AID = frozenset({"aid"})
FORCE = frozenset({"force"})
PLACE = frozenset({"place"})
UNKNOWN = frozenset({"unknown"})
PRONOUN = frozenset({"pronoun"})
IT = frozenset({"it"})
THING = frozenset({"thing"})
PERSON = frozenset({"person"})
GROUND = frozenset({"place", "position", "building", "route", "infrastructure"})
SAME_AS = {"armed": "force", "state": "force", "place_noun": "place"}


class ArgumentClasses:
    """Classes of the noun phrases of one passage, worked out when asked for and remembered.

    Args:
        noun_classes: lemma → class names (pack table ``noun_classes``).
        toponyms: tokens that belong to a recognised toponym.
        actors: token → kind of the named actor that it belongs to.
    """

    def __init__(
        self,
        tree: Tree,
        lexicon: Lexicon,
        noun_classes: Mapping[str, frozenset[str]],
        toponyms: frozenset[int],
        actors: Mapping[int, str],
    ) -> None:
        self.tree, self.lexicon, self.noun_classes = tree, lexicon, noun_classes
        self.toponyms, self.actors = toponyms, actors
        self._known: dict[int, frozenset[str]] = {}

    def of(self, i: int) -> frozenset[str]:
        known = self._known.get(i)
        if known is None:
            self._known[i] = UNKNOWN  # guards against cycles of "part of a part of"
            known = self._known[i] = self._work_out(i)
        return known

    def any_of(self, tokens: list[int]) -> frozenset[str]:
        found: set[str] = set()
        for t in tokens:
            found |= self.of(t)
        return frozenset(found)

    def _work_out(self, i: int) -> frozenset[str]:
        tree = self.tree
        if i in self.actors:
            return frozenset({SAME_AS.get(self.actors[i], self.actors[i])})
        if self.is_pair(i):
            return FORCE
        own = self._by_word(i)
        inner = self._seen_through(i)
        if inner is not None:
            is_of_ground = bool(inner & GROUND) and tree.lemma[i] in self.lexicon.arguments["people_numbers"]
            return inner if is_of_ground else inner | own
        if i in self.toponyms and not own & FORCE:
            return PLACE | own
        if own:
            return own
        if tree.pos[i] == "PRON":
            return PRONOUN | IT if tree.lower[i] in ("it", "this", "which") else PRONOUN
        if tree.pos[i] == "ADJ" and tree.dep[i] == "amod" and not self.is_of_nation(i):
            return THING
        if tree.pos[i] in ("NUM", "ADJ", "DET"):
            return PERSON
        if tree.pos[i] == "PROPN":
            return (PERSON if self._is_people(i) else UNKNOWN) | self._by_modifier(i)
        return THING | self._by_modifier(i)

    def is_harm(self, i: int) -> bool:
        """A verb that tells who was hurt."""
        return any(rule.result for rule in self.lexicon.verbs.get(self.tree.lemma[i], ()))

    def is_named_place(self, i: int) -> bool:
        """A place with a name of its own, unlike "a barracks"."""
        if i not in self.toponyms:
            return False
        return any(self.tree.pos[t] == "PROPN" for t in (i, *self.tree.kids(i, "compound", "poss", "nmod", "amod")))

    def is_pair(self, i: int) -> bool:
        """ "both sides", "the two countries"."""
        words, lemma = self.lexicon.arguments, self.tree.lemma[i]
        if lemma not in words["sides_words"] and lemma not in words["country_words"]:
            return False
        return any(self.tree.lower[c] in words["both_words"] for c in self.tree.children[i])

    def is_of_nation(self, i: int) -> bool:
        """ "Russian", also "Gazan"; what only begins a sentence is a quality."""
        text = self.tree.text[i]
        opens = any(start == i for start, _ in self.tree.sentences)
        return text in country_words() or (text[0].isupper() and not opens)

    def _is_people(self, i: int) -> bool:
        """ "Russians": a word for the people of a country in the plural."""
        return self.tree.tag[i] == "NNPS" and self.tree.text[i].removesuffix("s") in country_words()

    def _by_word(self, i: int) -> frozenset[str]:
        tree = self.tree
        lemma, lower = tree.lemma[i], tree.lower[i]
        if lower in self.lexicon.arguments["named_forces"] and tree.text[i][0].isupper() and tree.children[i]:
            return FORCE
        found: set[str] = set()
        for word in (lemma, lower):
            found |= self.noun_classes.get(word, frozenset())
            found |= self.lexicon.argument_classes.get(word, frozenset())
        if lemma in self.lexicon.arguments["aid_carrier"] and self._carries_aid(i):
            return AID
        if not found and lemma in self.lexicon.arguments["people_numbers"]:
            found.add("person")
        if not found and any(c.isdecimal() or c.isupper() for c in tree.text[i]):
            found.update(name for name, pattern in self.lexicon.models if pattern.match(tree.text[i]))
        if lemma in self.lexicon.nouns or lower in self.lexicon.nouns:
            found.add("event")
        return frozenset(SAME_AS.get(c, c) for c in found)

    def _carries_aid(self, i: int) -> bool:
        words = self.lexicon.arguments["aid_words"]
        return any(self.tree.lower[t] in words for t in self.tree.subtree(i) if abs(t - i) <= 8)

    def _seen_through(self, i: int) -> frozenset[str] | None:
        """ "hundreds of civilians", "parts of the district": the class of what the phrase is about."""
        tree = self.tree
        if tree.lemma[i] not in self.lexicon.arguments["transparent"] and tree.pos[i] not in ("NUM", "ADJ"):
            return None
        for prep in tree.kids(i, "prep"):
            if tree.lower[prep] in ("of", "among"):
                pobj = tree.kid(prep, "pobj")
                if pobj is not None:
                    return self.of(pobj)
        return None

    def _by_modifier(self, i: int) -> frozenset[str]:
        tree = self.tree
        is_member = tree.lemma[i] == "member"
        for c in tree.kids(i, "compound"):
            if c in self.actors and (tree.pos[i] == "PROPN" or is_member):
                return frozenset({SAME_AS.get(self.actors[c], self.actors[c])})
        return frozenset()
