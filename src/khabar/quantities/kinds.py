"""What a number counts: the kind, from the words that govern it in the dependency tree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from khabar.quantities.lexicon import KindWords, load_kind_words
from khabar.records import QuantityKind
from khabar.syntax.tree import Tree

PEOPLE_KINDS = frozenset({"killed", "wounded", "casualties", "surrendered", "displaced", "returned", "evacuated"})
VERBAL = frozenset({"VERB", "AUX"})
CLASSES = ("munition", "force", "people", "place", "thing")
LOCATIVE = frozenset({"in", "from", "at", "near", "into", "towards", "toward", "inside", "outside", "around", "through", "across",
                      "between", "on", "along", "past"})  # fmt: skip
_MODEL = re.compile(r"[A-Za-z]{1,5}-\d+\w{0,3}$")  # T-55s, BMP-1, Su-25


@dataclass(frozen=True, slots=True)
class Told:
    """The kind, and the token that tells it."""

    kind: QuantityKind
    cue: int | None


def noun_class(tree: Tree, i: int) -> str:
    """``force``, ``people``, ``munition``, ``place``, ``thing``, ``site`` (a place or a thing) or ``unknown``."""
    sets = load_kind_words().sets
    if tree.pos[i] == "PRON":
        return "people"
    if _MODEL.match(tree.text[i]):
        return "thing"
    for word in (tree.lemma[i], tree.lower[i]):
        for name in CLASSES:
            if word in sets[name]:
                return "site" if name == "place" and word in sets["thing"] else name
    return "unknown"


def tell_kind(tree: Tree, anchor: int, noun: int | None, start: int, end: int) -> Told | None:
    """The kind of the phrase whose highest word is ``anchor``.

    Args:
        noun: the counted noun; ``None`` where the number stands alone.
        start: first token of the phrase.
        end: first token after it.
    """
    words = load_kind_words()
    klass = noun_class(tree, noun) if noun is not None else "unknown"
    if noun is not None and tree.lemma[noun] in ("number", "toll", "tally"):
        return _toll(tree, words, noun)
    own = words.own_nouns.get(tree.lemma[noun]) or words.own_nouns.get(tree.lower[noun]) if noun is not None else None
    if own in ("casualties", "killed") and noun is not None:
        return Told(_own_with_other(tree, words, noun, own), noun)
    follower = _follower(tree, words, anchor, noun, end, klass)
    if follower is not None:
        return follower
    governed = _governed(tree, words, anchor, klass, start)
    if own == "wounded" and (governed is None or governed.kind not in ("evacuated", "captured")):
        return Told(own, noun)
    if own == "captured" and governed is not None and governed.cue is not None and _frees(tree, words, governed.cue):
        return None
    if governed is not None:
        return governed
    if (told := _by_participle(tree, words, noun, start, klass)) is not None:
        return told
    if own is not None:
        return Told(own, noun)
    return _by_class(tree, anchor, noun, klass)


def _own_with_other(tree: Tree, words: KindWords, noun: int, own: QuantityKind) -> QuantityKind:
    """ "tens of dead and wounded"."""
    for other in tree.kids(noun, "conj"):
        if words.own_nouns.get(tree.lower[other]) == "wounded" and tree.kid(other, "nummod") is None:
            return "casualties"
    return own


def _frees(tree: Tree, words: KindWords, cue: int) -> bool:
    return tree.lemma[cue] in words.sets["freeing_verbs"]


def _by_class(tree: Tree, anchor: int, noun: int | None, klass: str) -> Told | None:
    if noun is None:
        return None
    if klass == "munition":
        return Told("munitions", noun)
    if klass == "place" and not (tree.dep[anchor] == "pobj" and tree.lower[tree.head[anchor]] in LOCATIVE):
        return Told("places", noun)
    if klass == "force" and tree.head[anchor] == anchor:
        return Told("strength", noun)
    return None


def _follower(tree: Tree, words: KindWords, anchor: int, noun: int | None, end: int, klass: str) -> Told | None:
    """ "seven killed and 17 wounded", "46 civilians dead", "20 taken prisoner"."""
    i = end
    if i < len(tree) and tree.lower[i] in ("more", "others", "people", "were", "was", "are", "is", "have", "had", "reported", "taken",
                                           "badly", "seriously", "slightly", "severely", "been", "left", "also", "being"):  # fmt: skip
        i += 1
    if i < len(tree) and tree.lower[i] in (
        "badly",
        "seriously",
        "slightly",
        "been",
        "critically",
        "lightly",
        "reported",
        "severely",
        "also",
    ):
        i += 1
    if i >= len(tree):
        return None
    kind = words.followers.get(tree.lower[i])
    if kind is None or (kind == "captured" and tree.lower[i] == "missing" and klass == "thing"):
        return None
    if tree.tag[i] == "VBD" and i == end and any(tree.dep[c] == "dobj" for c in tree.children[i]):
        return None
    if tree.pos[i] in ("ADJ", "VERB") and tree.dep[i] == "amod" and tree.head[i] > i:
        return None
    if kind in PEOPLE_KINDS and klass in ("thing", "munition", "place", "site"):
        return None
    if kind == "destroyed" and klass in ("people", "force") and noun is not None:
        return None
    return Told(_with_other(tree, words, i, kind), i)


def _with_other(tree: Tree, words: KindWords, i: int, kind: QuantityKind) -> QuantityKind:
    """ "killed and wounded", "dead or injured" of the same people."""
    if kind in ("killed", "wounded") and i + 2 < len(tree) and tree.lower[i + 1] in ("and", "or", "/", "&"):
        other = words.followers.get(tree.lower[i + 2])
        if other in ("killed", "wounded") and other != kind:
            return "casualties"
    return kind


def _by_participle(tree: Tree, words: KindWords, noun: int | None, start: int, klass: str) -> Told | None:
    """ "160 dead civilians", "forty-three destroyed houses"."""
    for i in range(start, noun or start):
        kind = words.followers.get(tree.lower[i])
        if kind is not None and _fits(kind, klass):
            return Told(kind, i)
    return None


def _governed(tree: Tree, words: KindWords, anchor: int, klass: str, start: int) -> Told | None:
    """Climb from the phrase to the verb or event noun that governs it."""
    node, steps = anchor, 0
    while steps < 8:
        steps += 1
        dep, head = tree.dep[node], tree.head[node]
        if head == node:
            return _of_clause(tree, words, node, klass)
        if dep in ("conj", "appos", "nmod", "compound", "nummod", "quantmod", "amod"):
            if dep == "appos" and (told := _of_clause(tree, words, node, klass)) is not None:
                return told
            node = head
            if tree.pos[node] in VERBAL:
                return _by_verb(tree, words, node, "patient" if tree.tag[node] != "VBD" else "agent", klass)
            continue
        if dep == "pobj" and head >= start and tree.head[head] != head:
            verb = tree.head[head]  # "killing over 200": the preposition belongs to the number
            if tree.pos[verb] in VERBAL:
                passive = tree.kid(verb, "auxpass") is not None
                return _by_verb(tree, words, verb, "patient" if passive or verb < start else "agent", klass)
            node = head
            continue
        if dep == "pobj":
            told, up = _by_preposition(tree, words, node, head, klass)
            if told is not None or up is None:
                return told
            node = up
            continue
        if tree.pos[head] in VERBAL or dep in ("nsubj", "nsubjpass", "dobj"):
            return _by_role(tree, words, node, head, dep, klass)
        if dep == "prep":
            node = head
            continue
        return _of_clause(tree, words, node, klass)
    return None


def _by_role(tree: Tree, words: KindWords, node: int, verb: int, dep: str, klass: str) -> Told | None:
    if dep in ("nsubjpass", "dobj", "oprd", "dative", "npadvmod"):
        told = _by_verb(tree, words, verb, "patient", klass)
        if dep == "nsubjpass":
            told = _by_next_verb(tree, words, verb, told, klass)
        return told or _of_clause(tree, words, node, klass)
    if dep == "nsubj":
        told = None
        if tree.tag[verb] == "VBN" and not _has_have(tree, verb):
            told = _by_verb(tree, words, verb, "patient", klass)
        told = told or _by_verb(tree, words, verb, "agent", klass)
        return _by_next_verb(tree, words, verb, told, klass) or _of_clause(tree, words, node, klass)
    if dep in ("attr", "acomp"):
        subject = tree.kid(verb, "nsubj", "nsubjpass")
        return _toll(tree, words, subject) if subject is not None else None
    return _of_clause(tree, words, node, klass)


def _by_next_verb(tree: Tree, words: KindWords, verb: int, told: Told | None, klass: str) -> Told | None:
    """ "two aircraft attacked the capital and were shot down": the later verb says what became of them."""
    if told is not None and told.kind != "strength":
        return told
    for other in tree.kids(verb, "conj"):
        if other > verb and tree.pos[other] in VERBAL and tree.kid(other, "nsubj", "nsubjpass") is None:
            role = "patient" if tree.kid(other, "auxpass") is not None else "agent"
            later = _by_verb(tree, words, other, role, klass)
            if later is not None:
                return later
    return told


def _has_have(tree: Tree, verb: int) -> bool:
    return any(tree.lemma[c] in ("have", "having") for c in tree.kids(verb, "aux"))


def _toll(tree: Tree, words: KindWords, subject: int) -> Told | None:
    """ "the death toll rose to 24", "the number of dead is 12", "the number of soldiers killed"."""
    for i in tree.subtree(subject):
        kind = words.toll_nouns.get(tree.lemma[i]) or words.followers.get(tree.lower[i])
        if kind is not None and tree.lemma[i] != "toll":
            return Told(kind, i)
    kind = words.toll_nouns.get(tree.lemma[subject])
    return Told(kind, subject) if kind is not None else None


def _by_preposition(tree: Tree, words: KindWords, node: int, prep: int, klass: str) -> tuple[Told | None, int | None]:
    """What the preposition says; else the word to climb on to, ``None`` to stop."""
    word, head = tree.lower[prep], tree.head[prep]
    if tree.dep[prep] == "agent" or word == "by" or head == prep:
        return None, None
    if word == "of":
        kind = words.event_nouns.get(tree.lemma[head])
        if kind is not None and _fits(kind, klass):
            return Told(_noun_with_other(tree, words, head, kind), head), None
        if tree.lemma[head] in words.sets["loss_nouns"]:
            return Told("destroyed" if klass in ("thing", "munition") else "killed", head), None
        return None, head if tree.pos[head] in ("NOUN", "PROPN", "NUM", "ADJ", "PRON") and head != prep else None
    if word in ("with", "containing") and tree.pos[head] in ("NOUN", "PROPN"):
        told = _governed(tree, words, head, "thing", head)
        return (Told("captured", told.cue) if told is not None and told.kind == "captured" else None), None
    if word in ("at", "to") and tree.pos[head] in VERBAL:
        return _toll_of_verb(tree, words, head), None
    return None, None


def _toll_of_verb(tree: Tree, words: KindWords, verb: int) -> Told | None:
    for child in tree.kids(verb, "dobj", "nsubj", "nsubjpass"):
        if (told := _toll(tree, words, child)) is not None:
            return told
    return None


def _noun_with_other(tree: Tree, words: KindWords, head: int, kind: QuantityKind) -> QuantityKind:
    others = {words.event_nouns.get(tree.lemma[i]) for i in (*tree.kids(head, "conj"), tree.head[head])}
    return "casualties" if {kind, *others} >= {"killed", "wounded"} else kind


def _fits(kind: QuantityKind, klass: str) -> bool:
    if kind in PEOPLE_KINDS:
        return klass in ("people", "force", "unknown")
    if kind == "places":
        return klass == "place"
    if kind == "munitions":
        return klass == "munition"
    if kind == "destroyed":
        return klass in ("thing", "munition", "place", "site", "unknown")
    return True


def _by_verb(tree: Tree, words: KindWords, verb: int, role: str, klass: str) -> Told | None:
    """The kind that the verb gives to the counted; a verb of which it is only the frame passes on to its complement."""
    told = (
        _phrase_kind(tree, words, verb, role, klass)
        or _complement(tree, words, verb, klass)
        or _verb_kind(tree, words, verb, role, klass)
    )
    if told is not None:
        return told
    if (
        role == "patient"
        and tree.lemma[verb] in words.sets["toll_verbs"]
        and (told := _toll_of_verb(tree, words, verb)) is not None
    ):
        return told
    for c in tree.children[verb]:
        if (
            c > verb
            and tree.dep[c] in ("xcomp", "ccomp")
            and tree.pos[c] in VERBAL
            and tree.kid(c, "nsubj", "nsubjpass") is None
        ):
            inner_role = "patient" if tree.kid(c, "auxpass") is not None else "agent"
            return _by_verb(tree, words, c, inner_role, klass)
    return None


def _complement(tree: Tree, words: KindWords, verb: int, klass: str) -> Told | None:
    """ "left four soldiers dead", "were found dead", "are missing"."""
    for c in tree.children[verb]:
        if c > verb and tree.dep[c] in ("oprd", "acomp", "ccomp", "xcomp"):
            kind = words.followers.get(tree.lower[c])
            if kind is not None and _fits(kind, klass):
                return Told(_complement_with_other(tree, words, c, kind), c)
    return None


def _complement_with_other(tree: Tree, words: KindWords, i: int, kind: QuantityKind) -> QuantityKind:
    kinds = {kind} | {words.followers.get(tree.lower[c]) for c in tree.kids(i, "conj")}
    return "casualties" if kinds >= {"killed", "wounded"} else kind


def _phrase_kind(tree: Tree, words: KindWords, verb: int, role: str, klass: str) -> Told | None:
    lemma = tree.lemma[verb]
    below = [
        c
        for c in tree.children[verb]
        if tree.dep[c] in ("dobj", "prt", "advmod", "prep", "oprd", "acomp", "xcomp", "npadvmod", "dative")
    ]
    below += [g for c in below if tree.dep[c] == "prep" for g in tree.kids(c, "pobj")]
    for c in below:
        for other in (tree.lemma[c], tree.lower[c]):
            kind = words.phrases.get((lemma, other, role))
            if kind is not None and (_fits(kind, klass) or kind == "surrendered"):
                return Told(kind, verb)
    return None


def _verb_kind(tree: Tree, words: KindWords, verb: int, role: str, klass: str) -> Told | None:
    lemma = tree.lemma[verb]
    kinds = words.verbs.get((lemma, role))
    if kinds is None:
        return None
    chosen = next((k for k in kinds if _suits(k, klass, role, lemma, words)), None)
    if chosen is None:
        return None
    if chosen == "captured" and lemma in words.sets["moving_verbs"] and _moves(tree, verb):
        chosen = "evacuated"
    if chosen in ("killed", "wounded") and _shares_object(tree, words, verb, role, chosen):
        chosen = "casualties"
    return Told(chosen, verb)


def _moves(tree: Tree, verb: int) -> bool:
    """ "took 470 patients to Pulmoddai", "taken out of the Old City"."""
    return any(
        tree.dep[c] in ("prep", "prt") and tree.lower[c] in ("to", "out", "into", "across", "home")
        for c in tree.children[verb]
    )


def _suits(kind: QuantityKind, klass: str, role: str, lemma: str, words: KindWords) -> bool:
    """Whether this kind of the verb's goes with the class of the counted."""
    if kind == "places":
        return klass in ("place", "site")
    if kind == "munitions":
        return klass == "munition"
    if kind == "destroyed":
        return klass in ("thing", "site") or (
            klass in ("munition", "unknown") and lemma not in ("hit", "target", "shoot", "bring", "lose")
        )
    if kind == "strength":
        return (
            klass in ("force", "unknown")
            or (klass == "people" and lemma in words.sets["crowd_verbs"])
            or (klass == "thing" and role == "patient")
        )
    if kind == "captured":
        return klass in (
            ("thing", "munition")
            if lemma in words.sets["finding_verbs"]
            else ("thing", "munition", "people", "force", "unknown")
        )
    if kind == "evacuated":
        return klass == "force" or (
            klass in ("people", "unknown") and (role == "patient" or lemma not in words.sets["fighters_leave"])
        )
    if kind in ("killed", "wounded") and "destroyed" in words.verbs.get((lemma, role), ()):
        return klass in ("people", "force")
    if kind == "displaced":
        return klass in ("people", "unknown") or (klass == "force" and lemma in ("flee", "escape", "displace"))
    return klass in ("people", "force", "unknown")


def _shares_object(tree: Tree, words: KindWords, verb: int, role: str, kind: QuantityKind) -> bool:
    """ "killing and wounding a number of militants", "were killed or wounded": one object of two verbs."""
    partners = [c for c in tree.kids(verb, "conj") if c > verb]
    if tree.dep[verb] == "conj":
        partners.append(tree.head[verb])
    for other in partners:
        kinds = words.verbs.get((tree.lemma[other], "patient"), ())
        if not kinds or kinds[0] not in ("killed", "wounded") or kinds[0] == kind:
            continue
        first, second = min(verb, other), max(verb, other)
        if second - first > 3:
            continue
        between = [c for c in tree.children[first] if first < c < second and tree.dep[c] == "dobj"]
        own_subject = tree.kid(second, "nsubjpass", "nsubj")
        own_object = role == "patient" and verb == first and tree.kid(second, "dobj") is not None
        if not between and own_subject is None and not own_object:
            return True
    return False


def _of_clause(tree: Tree, words: KindWords, node: int, klass: str) -> Told | None:
    """ "45 who were killed", "29 homes looted": the clause that hangs on the counted."""
    for c in tree.children[node]:
        if c > node and tree.dep[c] in ("relcl", "acl") and tree.pos[c] in VERBAL:
            passive = tree.kid(c, "auxpass") is not None or (tree.dep[c] == "acl" and tree.tag[c] == "VBN")
            told = _by_verb(tree, words, c, "patient" if passive else "agent", klass)
            for other in tree.kids(c, "conj"):
                told = told or _by_verb(tree, words, other, "patient" if passive else "agent", klass)
            return told
        if (
            c > node
            and tree.dep[c] in ("amod", "acl")
            and (kind := words.followers.get(tree.lower[c])) is not None
            and _fits(kind, klass)
        ):
            return Told(kind, c)
    return None
