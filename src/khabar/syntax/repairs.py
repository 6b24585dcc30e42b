"""What the parser gets wrong in the same way again and again, set right in the parse itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.language import Language

from khabar.syntax.pack_words import calendar_words, place_words
from khabar.syntax.tellers import give_teller, telling_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REPAIRS = "khabar_repairs"
DATED = frozenset({"on", "in", "by", "at", "since", "until"})
PAST_OR_PRESENT = frozenset({"VBD", "VBP", "VBZ"})
PLACED = frozenset({"in", "at", "near", "outside", "around"})
INSIDE_DATES = frozenset({"NUM", "PUNCT", "DET"})
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.h][0-5]\d")
PARTS_OF_NAMES = ("compound", "amod", "nmod")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


@Language.component(REPAIRS)
def repair(doc: Doc) -> Doc:
    """Set heads and labels right; the words stay as they are."""
    for i in (doc.to_array("LOWER") == doc.vocab.strings["no"]).nonzero()[0]:
        if 0 < i < len(doc) - 2 and doc[int(i) + 1].text == "." and doc[int(i) + 2].like_num:
            _name_number(doc[int(i)])
    deps = doc.to_array("DEP")
    for i in (doc.to_array("ORTH") == doc.vocab.strings["-"]).nonzero()[0]:
        if 0 < i < len(doc) - 1 and doc[int(i) - 1].lower_ in place_words("articles"):
            _join_article(doc[int(i)])
    for i in (deps == doc.vocab.strings["prep"]).nonzero()[0]:
        if doc[int(i)].lower_ in DATED:
            _give_back_subject(doc[int(i)])
        if doc[int(i)].lower_ in PLACED:
            _part_place(doc[int(i)])
    for i in (deps == doc.vocab.strings["advcl"]).nonzero()[0]:
        if i and doc[int(i)].tag_ in PAST_OR_PRESENT:
            _part_clause(doc[int(i)])
    for i in (deps == doc.vocab.strings["ccomp"]).nonzero()[0]:
        _turn_round(doc[int(i)])
    for i in (doc.to_array("ORTH") == doc.vocab.strings["IS"]).nonzero()[0]:
        _name_group(doc[int(i)])
    for token in doc:
        if token.is_sent_start and _CLOCK.fullmatch(token.text):
            _free_hour(token)
    for i in ((deps == doc.vocab.strings["nsubj"]) | (deps == doc.vocab.strings["nsubjpass"])).nonzero()[0]:
        if doc[int(i)].tag_ == "JJ" and i + 1 < len(doc):
            _give_noun(doc[int(i)])
    for i in (doc.to_array("LOWER") == doc.vocab.strings["dead"]).nonzero()[0]:
        if i and doc[int(i)].dep_ == "ROOT" and doc[int(i) - 1].lower_ == "shot":
            _shoot_dead(doc[int(i) - 1], doc[int(i)])
    telling = telling_verbs()
    for token in doc:
        if token.lemma_ in telling:
            give_teller(token)
    for i in (deps == doc.vocab.strings["conj"]).nonzero()[0]:
        if doc[int(i)].tag_ in ("VBD", "VBN"):
            _join_wounded(doc[int(i)])
            _put_below(doc[int(i)])
    for i in (deps == doc.vocab.strings["acl"]).nonzero()[0]:
        _give_verb(doc[int(i)])
    return doc


def _join_article(hyphen: Token) -> None:
    """ "mortars on al-Zahra killed …": the parser parts the article from its name."""
    article, name = hyphen.nbor(-1), hyphen.nbor(1)
    touching = not (article.whitespace_ or hyphen.whitespace_) and name.text[0].isupper()
    if not touching or article.head.i == name.i or article.head.i in (hyphen.i, article.i):
        return
    if article.i in (a.i for a in name.ancestors):
        return
    above, dep = article.head, article.dep_
    if name.i in (a.i for a in above.ancestors) or above.i == name.i:
        return
    name.head, name.dep_ = above, dep
    for child in [c for part in (article, hyphen) for c in part.children if c.i not in (hyphen.i, name.i)]:
        child.head = above if child.i > name.i and child.dep_ == "punct" else name
    before = article.i - 1
    while before >= 0 and article.doc[before].head.i == above.i and article.doc[before].dep_ in PARTS_OF_NAMES:
        article.doc[before].head = name
        before -= 1
    article.head, article.dep_ = name, "compound"
    hyphen.head, hyphen.dep_ = name, "punct"


def _name_number(no: Token) -> None:
    """ "Communiqué No. 8": no denial."""
    before, mark, number = no.nbor(-1), no.nbor(1), no.nbor(2)
    if before.head.i == no.i and no.head.i != no.i:
        before.head, before.dep_ = no.head, no.dep_
    if before.head.i not in (no.i, mark.i, number.i) and no.i not in (a.i for a in before.ancestors):
        no.head, no.dep_ = before, "nmod"
    if no.i not in (mark.i, number.i) and {mark.i, number.i}.isdisjoint(a.i for a in no.ancestors):
        mark.head, mark.dep_ = no, "punct"
        number.head, number.dep_ = no, "nummod"


def _give_back_subject(preposition: Token) -> None:
    """ "On 27 January shells struck …": the parser reads "27 January shells" as one noun and leaves no subject."""
    verb = preposition.head
    noun = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if noun is None or verb.pos_ not in ("VERB", "AUX") or verb.i < noun.i:
        return
    if noun.lower_ in calendar_words() or any(c.dep_ in SUBJECTS for c in verb.children):
        return
    date = _date_before(list(noun.doc[preposition.i + 1 : noun.i]))
    if not date:
        return
    last = date[-1]
    is_passive = any(c.dep_ == "auxpass" for c in verb.children)
    noun.head, noun.dep_ = verb, "nsubjpass" if is_passive else "nsubj"
    last.head, last.dep_ = preposition, "pobj"
    for token in date[:-1]:
        token.head, token.dep_ = last, "nummod" if token.pos_ == "NUM" else "compound"


def _part_place(preposition: Token) -> None:
    """ "In Ramadi insurgents set off a bomb": the parser reads "Ramadi insurgents" as one noun."""
    verb, name = preposition.head, preposition.i + 1 < len(preposition.doc) and preposition.nbor(1)
    if not name or name.tag_ != "NNP" or name.dep_ not in ("compound", "nmod") or not _is_finite(verb):
        return
    noun, objects = name.head, [c for c in preposition.children if c.dep_ == "pobj"]
    if name.i + 1 < noun.i and name.nbor(1).lower_ in place_words("kinds"):
        name = name.nbor(1)
    between = noun.doc[name.i + 1 : noun.i]
    if noun.i <= name.i or noun.tag_ not in ("NNS", "NN") or noun.i + 1 != verb.i:
        return
    if any(t.dep_ not in ("compound", "amod", "nummod") or t.tag_ == "NNP" for t in between):
        return
    is_subject = noun.dep_ in SUBJECTS and noun.head.i == verb.i and not objects
    is_taken = objects == [noun] and not any(c.dep_ in SUBJECTS for c in verb.children)
    if is_subject or is_taken:
        noun.head, noun.dep_ = verb, "nsubj"
        place = preposition.nbor(1)
        if place.i != name.i:
            place.head, place.dep_ = name, "compound"
        name.head, name.dep_ = preposition, "pobj"


def _free_hour(hour: Token) -> None:
    """ "15:30 Sudan has moved …": the hour of an entry is no number of what it tells of."""
    noun = hour.head
    if hour.dep_ in ("nummod", "compound", "nmod", "quantmod", "amod") and noun.i > hour.i and noun.head.i != noun.i:
        hour.head, hour.dep_ = noun.head, "npadvmod"


def _join_wounded(participle: Token) -> None:
    """ "ferried 240 sick and wounded out": the parser takes the second for a verb of its own."""
    first = participle.nbor(-2) if participle.i > 1 else participle
    is_pair = first.pos_ == "ADJ" and first.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj") and first.head.i < first.i
    if (
        not is_pair
        or participle.nbor(-1).dep_ != "cc"
        or any(c.dep_ in ("dobj", *SUBJECTS) for c in participle.children)
    ):
        return
    verb = participle.head
    for child in list(participle.children):
        child.head = verb
    participle.head, participle.dep_ = first, "conj"
    participle.pos_, participle.tag_, participle.lemma_ = "ADJ", "JJ", participle.lower_


def _part_clause(verb: Token) -> None:
    """ "stormed X in Y and the rebels pulled out": the parser takes who pulled out for one more place."""
    noun = verb.nbor(-1)
    if noun.dep_ != "conj" or noun.pos_ not in ("NOUN", "PROPN") or any(c.i < verb.i for c in verb.children):
        return
    first = noun.head
    joint = next((c for c in first.children if c.dep_ == "cc" and c.i < noun.left_edge.i), None)
    if joint is None or joint.i + 1 != noun.left_edge.i or first.dep_ not in ("dobj", "pobj") or verb.head.i > first.i:
        return
    noun.head, noun.dep_ = verb, "nsubj"
    joint.head, verb.dep_ = verb.head, "conj"


def _is_finite(verb: Token) -> bool:
    """In a tense, as far as its form tells: "wounded" without "were" or "had" is."""
    return verb.tag_ in PAST_OR_PRESENT or (
        verb.tag_ == "VBN" and not any(c.dep_.startswith("aux") for c in verb.children)
    )


def _give_noun(adjective: Token) -> None:
    """ "Angolan rebel leader Savimbi was killed": the parser takes the nationality for a subject of its own."""
    subjects = [c for c in adjective.head.children if c.dep_ == adjective.dep_ and c.i > adjective.i]
    if len(subjects) == 1 and subjects[0].left_edge.i == adjective.i + 1 and not any(adjective.children):
        adjective.head, adjective.dep_ = subjects[0], "amod"


def _shoot_dead(shot: Token, dead: Token) -> None:
    """ "Gunmen on a motorbike shot dead a policeman": the parser takes the shot for a noun."""
    preposition = shot.head
    before = [c for c in shot.children if c.i < shot.i]
    if shot.dep_ != "pobj" or shot.i == 0 or shot.nbor(-1) not in before:
        return
    noun = shot.nbor(-1)
    children = list(dead.children)
    noun.head, noun.dep_ = preposition, "pobj"
    for child in (c for c in before if c.i != noun.i):
        child.head = noun
    shot.head, shot.dep_, shot.pos_, shot.tag_, shot.lemma_ = shot, "ROOT", "VERB", "VBD", "shoot"
    for child in children:
        child.head = shot
    dead.head, dead.dep_ = shot, "acomp"


def _put_below(verb: Token) -> None:
    """ "were killed on Monday when armed fighters attacked": the parser hangs the "when" on the fighters."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if verb.dep_ != "conj" or subject is None or verb.head.i > subject.i:
        return
    for when in [c for c in subject.children if c.dep_ == "advmod" and c.lower_ == "when"]:
        verb.dep_, when.head = "advcl", verb


def _turn_round(told: Token) -> None:
    """ "Thousands fled, warns the mayor": the parser takes the one whose words are told for the object of "warns"."""
    verb = told.head
    if told.i > verb.i or verb.i == 0 or verb.nbor(-1).text not in (",", "”", '"', "''"):
        return
    after = [c for c in verb.children if c.i > verb.i and c.dep_ == "dobj"]
    if len(after) == 1 and not any(c.dep_ in SUBJECTS for c in verb.children):
        after[0].dep_ = "nsubj"


def _name_group(token: Token) -> None:
    """ "17 IS members were killed": the parser takes the group's name for a verb, and the number for its subject."""
    if token.pos_ != "AUX" or token.dep_ not in ("compound", "nmod", "amod"):
        return
    token.pos_, token.tag_, token.lemma_ = "PROPN", "NNP", token.text
    for number in [c for c in token.children if c.pos_ == "NUM"]:
        number.head, number.dep_ = token.head, "nummod"


def _give_verb(hurt: Token) -> None:
    """ "… were killed and ten others injured after gunmen attacked X": the parser takes those hurt for a second subject
    of what stands behind "after"."""
    people = hurt.head
    later = people.head
    if hurt.tag_ != "VBN" or hurt.i != people.i + 1 or people.dep_ != "nsubj" or later.dep_ != "conj":
        return
    marks = [c for c in later.children if c.dep_ == "mark" and c.i == hurt.i + 1]
    if not marks or not any(c.dep_ in SUBJECTS and c.i > hurt.i for c in later.children):
        return
    hurt.head, hurt.dep_ = later.head, "conj"
    people.head, people.dep_ = hurt, "nsubjpass"
    later.head, later.dep_ = hurt, "advcl"


def _date_before(words: Sequence[Token]) -> list[Token]:
    """The words of a date that these begin with; empty where they begin with none."""
    found: list[Token] = []
    ends = 0
    for word in words:
        if word.lower_ not in calendar_words() and word.pos_ not in INSIDE_DATES:
            break
        found.append(word)
        ends = len(found) if word.lower_ in calendar_words() else ends
    return found[:ends]
