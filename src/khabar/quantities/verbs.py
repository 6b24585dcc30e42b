"""The kind that a verb gives to what is counted as its subject or object."""

from __future__ import annotations

from khabar.quantities.lexicon import KindWords
from khabar.quantities.nouns import PEOPLE_KINDS, VERBAL, Told
from khabar.quantities.tolls import toll_of_verb
from khabar.records import QuantityKind
from khabar.syntax.tree import Tree

PHRASE_DEPS = ("agent", "dobj", "prt", "advmod", "prep", "oprd", "acomp", "xcomp", "npadvmod", "dative")


def by_verb(tree: Tree, words: KindWords, verb: int, role: str, klass: str) -> Told | None:
    """The kind that the verb gives to the counted; a verb of which it is only the frame passes on to its complement.

    Args:
        role: ``agent`` or ``patient``: how the counted stands to the verb.
        klass: the class of the counted noun.
    """
    told = (
        _phrase_kind(tree, words, verb, role, klass)
        or _complement(tree, words, verb, klass)
        or _verb_kind(tree, words, verb, role, klass)
    )
    if told is None and role == "patient" and tree.lemma[verb] in words.sets["toll_verbs"]:
        told = toll_of_verb(tree, words, verb)
    if told is not None:
        return told
    for c in tree.kids(verb, "xcomp", "ccomp"):
        if c > verb and tree.pos[c] in VERBAL and tree.kid(c, "nsubj", "nsubjpass") is None:
            inner_role = "patient" if tree.kid(c, "auxpass") is not None else "agent"
            return by_verb(tree, words, c, inner_role, klass)
    return None


def of_clause(tree: Tree, words: KindWords, node: int, klass: str) -> Told | None:
    """ "45 who were killed", "29 homes looted": the clause that hangs on the counted."""
    for c in tree.children[node]:
        if c > node and tree.dep[c] in ("relcl", "acl") and tree.pos[c] in VERBAL:
            passive = tree.kid(c, "auxpass") is not None or (tree.dep[c] == "acl" and tree.tag[c] == "VBN")
            role = "patient" if passive else "agent"
            told = (by_verb(tree, words, verb, role, klass) for verb in (c, *tree.kids(c, "conj")))
            return next((t for t in told if t is not None), None)
        if c > node and tree.dep[c] in ("amod", "acl"):
            kind = words.followers.get(tree.lower[c])
            if kind is not None and fits(kind, klass):
                return Told(kind, c)
    return None


def fits(kind: QuantityKind, klass: str) -> bool:
    if kind in PEOPLE_KINDS:
        return klass in ("people", "force", "unknown")
    if kind == "places":
        return klass == "place"
    if kind == "munitions":
        return klass == "munition"
    if kind == "destroyed":
        return klass in ("thing", "munition", "place", "site", "unknown")
    return True


def _complement(tree: Tree, words: KindWords, verb: int, klass: str) -> Told | None:
    """ "left four soldiers dead", "were found dead", "are missing"."""
    for c in tree.children[verb]:
        if c > verb and tree.dep[c] in ("oprd", "acomp", "ccomp", "xcomp"):
            kind = words.followers.get(tree.lower[c])
            if kind is not None and fits(kind, klass):
                return Told(_complement_with_other(tree, words, c, kind), c)
    return None


def _complement_with_other(tree: Tree, words: KindWords, i: int, kind: QuantityKind) -> QuantityKind:
    kinds = {kind} | {words.followers.get(tree.lower[c]) for c in tree.kids(i, "conj")}
    return "casualties" if kinds >= {"killed", "wounded"} else kind


def _phrase_kind(tree: Tree, words: KindWords, verb: int, role: str, klass: str) -> Told | None:
    below = tree.kids(verb, *PHRASE_DEPS)
    leading = [c for c in below if tree.dep[c] in ("prep", "agent")]
    under = [d for c in leading for d in (c, *tree.kids(c, "prep"))]  # "out of action"
    below = below + [g for d in under for g in tree.kids(d, "pobj")]
    for c in sorted(below, key=lambda i: tree.dep[i] in ("prt", "advmod")):  # "laid down their lives": the object first
        for other in (tree.lemma[c], tree.lower[c]):
            for kind in words.phrases.get((tree.lemma[verb], other, role), ()):
                if fits(kind, klass) or kind == "surrendered":
                    return Told(kind, verb)
    return None


def _verb_kind(tree: Tree, words: KindWords, verb: int, role: str, klass: str) -> Told | None:
    lemma = tree.lemma[verb]
    if any(tree.lower[c] == "at" and not tree.children[c] for c in tree.kids(verb, "prep")):
        return None  # "was shot at by gunmen"
    kinds = words.verbs.get((lemma, role))
    if kinds is None:
        return None
    chosen = next((k for k in kinds if _suits(k, klass, role, lemma, words)), None)
    if chosen is None or (chosen == "destroyed" and role == "agent" and tree.kid(verb, "dobj") is not None):
        return None  # "a unit burned a jeep"
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
    person = klass in ("people", "force", "unknown")
    if kind == "places":
        return klass in ("place", "site")
    if kind == "munitions":
        return klass == "munition"
    rids = lemma in words.sets["rid_verbs"]
    if kind == "destroyed":
        can_be = klass == "munition" or (klass == "unknown" and not rids)
        return klass in ("thing", "site") or (can_be and lemma not in ("bring", "lose"))
    if kind == "strength":
        crowd = klass == "people" and lemma in words.sets["crowd_verbs"]
        return klass in ("force", "unknown") or crowd or (klass == "thing" and role == "patient")
    if kind == "captured":
        taken = klass == "munition" and lemma not in words.sets["downing_verbs"]
        return klass == "thing" or taken or (person and lemma not in words.sets["finding_verbs"])
    if kind == "evacuated":
        moved = role == "patient" or lemma not in words.sets["fighters_leave"]
        return klass == "force" or (person and moved)
    if kind in ("killed", "wounded") and "destroyed" in words.verbs.get((lemma, role), ()) and not rids:
        return klass in ("people", "force")
    if kind == "displaced":
        return person and (klass != "force" or lemma in ("flee", "escape", "displace"))
    return person


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
