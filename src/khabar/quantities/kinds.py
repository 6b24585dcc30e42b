"""What a number counts: the kind, from the words that govern it in the dependency tree."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.quantities.lexicon import KindWords, load_kind_words
from khabar.records import QuantityKind
from khabar.syntax.tree import Tree

PEOPLE_KINDS = frozenset({"killed", "wounded", "casualties", "surrendered", "displaced", "returned", "evacuated"})
VERBAL = frozenset({"VERB", "AUX"})
CLASSES = ("munition", "force", "people", "place", "thing")
LOCATIVE = frozenset({"in", "from", "at", "near", "into", "towards", "toward", "inside", "outside", "around", "through", "across",
                      "between", "on", "along", "past"})  # fmt: skip
NAMED = frozenset({"leave", "find", "report", "count", "say", "put", "see", "give", "claim", "confirm", "document", "record"})


@dataclass(frozen=True, slots=True)
class Told:
    """The kind, and the token that tells it."""

    kind: QuantityKind
    cue: int | None


def noun_class(tree: Tree, i: int) -> str:
    """``force``, ``people``, ``munition``, ``place``, ``thing`` or ``unknown``."""
    sets = load_kind_words().sets
    for word in (tree.lemma[i], tree.lower[i]):
        for name in CLASSES:
            if word in sets[name]:
                return name
    return "unknown"


def tell_kind(tree: Tree, anchor: int, noun: int | None, end: int) -> Told | None:
    """The kind of the phrase whose highest word is ``anchor``.

    Args:
        noun: the counted noun; ``None`` where the number stands alone.
        end: first token after the phrase.
    """
    words = load_kind_words()
    klass = noun_class(tree, noun) if noun is not None else "people"
    own = words.own_nouns.get(tree.lemma[noun]) or words.own_nouns.get(tree.lower[noun]) if noun is not None else None
    if own == "casualties" or (own == "killed" and klass != "people"):
        return Told(own, noun)
    follower = _follower(tree, words, anchor, noun, end, klass)
    if follower is not None:
        return follower
    governed = _governed(tree, words, anchor, klass, noun)
    if governed is not None:
        return governed
    if own is not None:
        return Told(own, noun)
    return _by_class(tree, anchor, noun, klass)


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
    """"seven killed and 17 wounded", "46 civilians dead", "20 taken prisoner"."""
    i = end
    if i < len(tree) and tree.lower[i] in ("more", "others", "people", "were", "was", "are", "is", "have", "had", "reported", "taken",
                                           "badly", "seriously", "slightly", "severely", "been", "left", "also", "being"):  # fmt: skip
        i += 1
    if i < len(tree) and tree.lower[i] in ("badly", "seriously", "slightly", "been", "critically", "lightly", "reported", "severely", "also"):
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
    if kind in PEOPLE_KINDS and klass in ("thing", "munition", "place"):
        return None
    if kind == "destroyed" and klass in ("people", "force") and noun is not None:
        return None
    return Told(_with_other(tree, words, i, kind), i)


def _with_other(tree: Tree, words: KindWords, i: int, kind: QuantityKind) -> QuantityKind:
    """"killed and wounded", "dead or injured" of the same people."""
    if kind in ("killed", "wounded") and i + 2 < len(tree) and tree.lower[i + 1] in ("and", "or", "/", "&"):
        other = words.followers.get(tree.lower[i + 2])
        if other in ("killed", "wounded") and other != kind:
            return "casualties"
    return kind


def _governed(tree: Tree, words: KindWords, anchor: int, klass: str, noun: int | None) -> Told | None:
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
        if dep == "pobj":
            told, up = _by_preposition(tree, words, node, head, klass)
            if told is not None or up is None:
                return told
            node = up
            continue
        if tree.pos[head] in VERBAL or dep in ("nsubj", "nsubjpass", "dobj"):
            return _by_role(tree, words, node, head, dep, klass, noun)
        if dep == "prep":
            node = head
            continue
        return _of_clause(tree, words, node, klass)
    return None


def _by_role(tree: Tree, words: KindWords, node: int, verb: int, dep: str, klass: str, noun: int | None) -> Told | None:
    if dep in ("nsubjpass", "dobj", "oprd", "dative"):
        return _by_verb(tree, words, verb, "patient", klass) or _of_clause(tree, words, node, klass)
    if dep == "nsubj":
        role = "patient" if tree.tag[verb] == "VBN" and not _has_have(tree, verb) else "agent"
        return _by_verb(tree, words, verb, role, klass) or _of_clause(tree, words, node, klass)
    if dep in ("attr", "npadvmod", "acomp"):
        subject = tree.kid(verb, "nsubj", "nsubjpass")
        return _toll(tree, words, subject) if subject is not None else None
    return _of_clause(tree, words, node, klass)


def _has_have(tree: Tree, verb: int) -> bool:
    return any(tree.lemma[c] in ("have", "having") for c in tree.kids(verb, "aux"))


def _toll(tree: Tree, words: KindWords, subject: int) -> Told | None:
    """"the death toll rose to 24", "the number of dead is 12"."""
    for i in tree.subtree(subject):
        kind = words.toll_nouns.get(tree.lemma[i])
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
    if word == "to" and tree.pos[head] in VERBAL:
        subject = tree.kid(head, "nsubj", "nsubjpass") or tree.kid(head, "dobj")
        return (_toll(tree, words, subject) if subject is not None else None), None
    if word in ("at", "to", "against") and tree.pos[head] in VERBAL:
        subject = tree.kid(head, "dobj") or tree.kid(head, "nsubj", "nsubjpass")
        return (_toll(tree, words, subject) if subject is not None else None), None
    if word in ("with", "for", "on", "against") and klass in ("people", "force", "unknown"):
        return None, None
    return None, None


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
        return klass in ("thing", "munition", "place", "unknown")
    return True


def _by_verb(tree: Tree, words: KindWords, verb: int, role: str, klass: str) -> Told | None:
    """The kind that the verb gives to the counted; a verb of which it is only the frame passes on to its complement."""
    told = _phrase_kind(tree, words, verb, role, klass) or _verb_kind(tree, words, verb, role, klass)
    if told is not None:
        return told
    for c in tree.children[verb]:
        if tree.dep[c] in ("xcomp", "ccomp", "oprd", "acomp", "conj") and c > verb:
            follower = words.followers.get(tree.lower[c])
            if follower is not None and tree.dep[c] in ("oprd", "acomp", "ccomp", "xcomp") and _fits(follower, klass):
                return Told(_complement_with_other(tree, words, c, follower), c)
            if tree.dep[c] in ("xcomp", "ccomp") and tree.pos[c] in VERBAL and tree.kid(c, "nsubj", "nsubjpass") is None:
                inner_role = "patient" if tree.kid(c, "auxpass") is not None else "agent"
                return _by_verb(tree, words, c, inner_role, klass)
    return None


def _complement_with_other(tree: Tree, words: KindWords, i: int, kind: QuantityKind) -> QuantityKind:
    kinds = {kind} | {words.followers.get(tree.lower[c]) for c in tree.kids(i, "conj")}
    return "casualties" if kinds >= {"killed", "wounded"} else kind


def _phrase_kind(tree: Tree, words: KindWords, verb: int, role: str, klass: str) -> Told | None:
    lemma = tree.lemma[verb]
    below = [c for c in tree.children[verb] if tree.dep[c] in ("dobj", "prt", "advmod", "prep", "oprd", "acomp", "xcomp", "npadvmod", "dative")]
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
    if chosen in ("killed", "wounded") and _shares_object(tree, words, verb, role, chosen):
        chosen = "casualties"
    return Told(chosen, verb)


def _suits(kind: QuantityKind, klass: str, role: str, lemma: str, words: KindWords) -> bool:
    """Whether this kind of the verb's goes with the class of the counted."""
    if kind == "places":
        return klass == "place"
    if kind == "munitions":
        return klass == "munition"
    if kind == "destroyed":
        return klass == "thing" or (klass in ("munition", "unknown") and lemma not in ("hit", "target", "shoot", "bring", "lose"))
    if kind == "strength":
        return klass in ("force", "people", "thing", "unknown")
    if kind == "captured":
        return klass != "place"
    if kind == "evacuated":
        return klass in ("people", "force", "unknown")
    if kind == "displaced":
        return klass in ("people", "unknown") or (klass == "force" and lemma in ("flee", "escape", "displace"))
    return klass in ("people", "force", "unknown")


def _shares_object(tree: Tree, words: KindWords, verb: int, role: str, kind: QuantityKind) -> bool:
    """"killing and wounding a number of militants", "were killed or wounded": one object of two verbs."""
    partners = [c for c in tree.kids(verb, "conj") if c > verb]
    if tree.dep[verb] == "conj":
        partners.append(tree.head[verb])
    for other in partners:
        kinds = words.verbs.get((tree.lemma[other], "patient"), ())
        if not kinds or kinds[0] not in ("killed", "wounded") or kinds[0] == kind:
            continue
        first, second = min(verb, other), max(verb, other)
        between = [c for c in tree.children[first] if first < c < second and tree.dep[c] == "dobj"]
        own_subject = tree.kid(second, "nsubjpass", "nsubj")
        own_object = role == "patient" and verb == first and tree.kid(second, "dobj") is not None
        if not between and own_subject is None and not own_object:
            return True
    return False


def _of_clause(tree: Tree, words: KindWords, node: int, klass: str) -> Told | None:
    """"45 who were killed", "29 homes looted": the clause that hangs on the counted."""
    for c in tree.children[node]:
        if c > node and tree.dep[c] in ("relcl", "acl") and tree.pos[c] in VERBAL:
            passive = tree.kid(c, "auxpass") is not None or (tree.dep[c] == "acl" and tree.tag[c] == "VBN")
            return _by_verb(tree, words, c, "patient" if passive else "agent", klass)
        if c > node and tree.dep[c] in ("amod", "acl") and (kind := words.followers.get(tree.lower[c])) is not None and _fits(kind, klass):
            return Told(kind, c)
    return None
