"""A noun phrase as the party rules read it: its head, the words before it, whose it is."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from khabar.actors.words import bases

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "pobj", "dative", "attr", "oprd"})
OWNING = frozenset({"of", "from", "in", "with", "for", "by"})
CLAUSE_LINKS = frozenset({"conj", "xcomp", "advcl", "pcomp", "relcl", "acl"})
STRUCK = frozenset({"on", "at", "against", "upon", "onto", "into", "in", "of", "towards", "toward", "targeting", "to"})
MOST_STEPS = 4


class Phrase:
    """Tokens ``start`` to ``end`` (exclusive) of a passage around the noun ``head``."""

    __slots__ = ("before", "doc", "end", "forms", "head", "lemma", "lower", "start", "token")

    def __init__(self, doc: Doc, head: int, start: int, end: int) -> None:
        self.doc, self.head, self.start, self.end = doc, head, start, end
        self.token: Token = doc[head]
        self.lower: str = self.token.lower_
        self.lemma: str = self.token.lemma_.lower()
        self.forms = bases(self.lemma, self.lower)
        self.before: list[str] = [doc[i].lower_ for i in range(start, head)]

    @property
    def has_number(self) -> bool:
        return any(c.dep_ in ("nummod", "quantmod") for c in self.token.children)

    def is_counted(self, numerals: Container[str]) -> bool:
        """ "tens of thousands of …"."""
        preposition = self.token.head
        if self.token.dep_ != "pobj" or preposition.lower_ != "of":
            return False
        return preposition.head.lower_ in numerals or preposition.head.lemma_.lower() in numerals

    def is_modified_by(self, verbs: Container[str]) -> bool:
        """ "a group trying to leave", "45 who tried to flee": whether a clause after it tells one of these verbs."""
        clauses = [c for c in self.token.children if (c.dep_ == "acl" and c.tag_ == "VBG") or c.dep_ == "relcl"]
        return any(v.lemma_ in verbs for c in clauses for v in (c, *(x for x in c.children if x.dep_ == "xcomp")))

    def possessor(self) -> Token | None:
        return next((c for c in self.token.children if c.dep_ == "poss"), None)

    def owner_after(self, prepositions: frozenset[str] = OWNING) -> Token | None:
        """The noun of "of …", "from …" after the head."""
        coordinated = [c for c in self.token.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN")]
        for node in (self.token, *coordinated):
            for child in node.children:
                if child.dep_ == "prep" and child.lower_ in prepositions:
                    return next((c for c in child.children if c.dep_ == "pobj"), None)
        return None

    def apposition(self) -> Token | None:
        return next((c for c in self.token.children if c.dep_ == "appos"), None)

    @property
    def is_affected(self) -> bool:
        """Whether something is done to it: an object, the subject of a passive, what a strike is "on"."""
        dep = self.token.dep_
        if dep == "pobj":
            return self.token.head.lower_ in STRUCK
        return dep in OBJECTS or dep == "nsubjpass" or self.past_participle() is not None

    def past_participle(self) -> Token | None:
        return next((c for c in self.token.children if c.dep_ == "acl" and c.tag_ == "VBN"), None)

    def held_by(self, verbs: Container[str]) -> Token | None:
        """ "a site used by the rebels": who holds or uses it."""
        participle = self.past_participle()
        return _agent_of(participle) if participle is not None and participle.lemma_ in verbs else None

    def verb(self) -> Token | None:
        """The verb that governs the phrase."""
        participle = self.past_participle()
        if participle is not None:
            return participle
        node = self.token
        for _ in range(MOST_STEPS):
            if node.head.i == node.i:
                return None
            node = node.head
            if node.pos_ in ("VERB", "AUX"):
                return node
        return None

    def agent(self) -> Token | None:
        """Who acts in the phrase's clause, when it is another than the phrase itself."""
        verb = self.verb()
        for _ in range(MOST_STEPS):
            if verb is None:
                return None
            agent = _agent_of(verb)
            if agent is not None:
                return None if agent.i == self.head else agent
            verb = verb.head if verb.dep_ in CLAUSE_LINKS and verb.head.i != verb.i else None
        return None


def start_of_compound(token: Token) -> int:
    """ "a Mozambican army vehicle": where the words begin that tell of the "army", though they hang on the vehicle."""
    start = token.i
    if token.dep_ != "compound" or token.head.i <= token.i:
        return start
    beside = {c.i for c in token.head.children if c.dep_ in ("amod", "compound", "nmod")}
    while start - 1 in beside:
        start -= 1
    return start


def _agent_of(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "nsubj":
            return child
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return verb.head if verb.dep_ == "acl" and verb.tag_ == "VBG" else None
