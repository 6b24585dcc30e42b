"""Who says it, at the end of a sentence: "…, residents and rebel sources said." """

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from khabar.packs import load_packs

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
NAMES = frozenset({"NOUN", "PROPN"})
JOINED = frozenset({"conj", "appos", "dobj", "nmod", "dep", "npadvmod"})


@cache
def telling_verbs() -> frozenset[str]:
    """Lemmas of the verbs that end a sentence with who says it (``language.yaml``: ``telling``)."""
    return frozenset(load_packs(("general",)).table("language")["telling"])


def give_teller(says: Token) -> None:
    """The parser takes the one who says it for one more of the nouns that stand before the comma; it is the subject.

    What it took for a verb beside ("captured the town and drove out the people, the council said") is what is told.
    """
    if says.tag_ not in ("VBD", "VBZ", "VBP") or says.i == says.sent.start:
        return
    subject = next((c for c in says.children if c.dep_ in SUBJECTS), None)
    if subject is not None:
        _take_object_back(says, subject)
        return
    teller = _teller_before(says)
    if teller is None:
        return
    told = says.head
    is_loose = says.dep_ == "advcl" and not any(c.dep_ == "mark" for c in says.children)
    if (says.dep_ == "conj" or is_loose) and told.i < teller.i:
        while told.dep_ == "conj" and told.head.i != told.i:
            told = told.head
        says.head, says.dep_ = (says, "ROOT") if told.dep_ == "ROOT" else (told.head, told.dep_)
        told.head, told.dep_ = says, "ccomp"
    elif says.dep_ != "ROOT" or not any(c.dep_ == "ccomp" and c.i < teller.i for c in says.children):
        return
    teller.head, teller.dep_ = says, "nsubj"


def _take_object_back(says: Token, subject: Token) -> None:
    """ "The army recaptured Bailundo, the stronghold of UNITA, General de Matos announced": what was captured is not
    what announces it, but its last apposition is."""
    verb = says.head
    lacks_object = not any(c.dep_ == "dobj" for c in verb.children)
    if says.dep_ != "ccomp" or not verb.i < subject.i < says.i or not lacks_object or verb.lemma_ in telling_verbs():
        return
    behind = [c for c in subject.children if c.dep_ in ("appos", "conj") and c.i > subject.i and c.pos_ in NAMES]
    tellers = [c for c in behind if c.dep_ == "appos" or c.left_edge.nbor(-1).text == ","]
    if not tellers or tellers[-1].i + 1 != says.i:
        return
    teller = tellers[-1]
    told = verb
    says.head, says.dep_ = (says, "ROOT") if told.dep_ == "ROOT" else (told.head, told.dep_)
    told.head, told.dep_ = says, "ccomp"
    subject.head, subject.dep_ = told, "dobj"
    teller.head, teller.dep_ = says, "nsubj"


def _teller_before(says: Token) -> Token | None:
    """The noun that heads the words between the last comma and the verb, or before what explains it ("the minister,
    Ahmed Said, said"); null where it hangs on nothing before that comma."""
    doc, end = says.doc, says.i
    if end > says.sent.start and doc[end - 1].text == ",":
        end = _comma_before(says.sent.start, doc[end - 1])
    comma = _comma_before(says.sent.start, doc[end]) if end > says.sent.start else -1
    if comma <= says.sent.start or end - comma < 2:
        return None
    heads = [t for t in doc[comma + 1 : end] if t.head.i <= comma and t.pos_ in NAMES and t.dep_ in JOINED]
    return heads[0] if heads else None


def _comma_before(start: int, token: Token) -> int:
    return next((i for i in range(token.i - 1, start, -1) if token.doc[i].text == ","), -1)
