"""What a number counts: the kind, from the words that govern it in the dependency tree."""

from __future__ import annotations

from khabar.quantities.lexicon import KindWords, load_kind_words
from khabar.quantities.nouns import PEOPLE_KINDS, VERBAL, Told, noun_class
from khabar.quantities.tolls import toll_kind, toll_of_verb
from khabar.quantities.verbs import by_verb, fits, of_clause
from khabar.records import QuantityKind
from khabar.syntax.tree import Tree

HEADING_LENGTH = 4
BURNT = ("thing", "site", "place", "unknown")
BESIDES = ("along", "together")
MODIFIER_DEPS = frozenset({"conj", "appos", "nmod", "compound", "nummod", "quantmod", "amod"})


def tell_kind(tree: Tree, anchor: int, noun: int | None, start: int, end: int) -> Told | None:
    """The kind of the phrase whose highest word is ``anchor``.

    Args:
        noun: the counted noun; ``None`` where the number stands alone.
        start: first token of the phrase.
        end: first token after it.
    """
    words = load_kind_words()
    klass = _class_of(tree, words, noun)
    if (led := _by_headline_verb(tree, words, start, klass)) is not None:
        return led
    if noun is not None and tree.lemma[noun] in ("number", "toll", "tally"):
        return toll_kind(tree, words, noun)
    own = words.own_nouns.get(tree.lemma[noun]) or words.own_nouns.get(tree.lower[noun]) if noun is not None else None
    if own in ("casualties", "killed") and noun is not None:
        return Told(_own_with_other(tree, words, noun, own), noun)
    follower = _follower(tree, words, noun, end, klass) or _by_heading(tree, words, start, klass)
    if follower is not None:
        return follower
    governed = _of_toll(tree, words, anchor, klass) or _governed(tree, words, anchor, klass, start)
    if own == "wounded" and not _is_more_than_hurt(tree, words, governed):
        return Told(own, noun)
    if own == "displaced" and governed is not None and governed.kind == "captured":
        return Told(own, noun)
    if own == "captured" and _is_freed(tree, words, anchor, governed):
        return None
    if governed is not None:
        return governed
    if (told := _by_participle(tree, words, noun, start, klass)) is not None:
        return told
    if own is not None:
        return Told(own, noun)
    return _by_class(tree, anchor, noun, klass)


def _of_toll(tree: Tree, words: KindWords, anchor: int, klass: str) -> Told | None:
    """ "a toll of 170 rebels and 15 soldiers"."""
    of = tree.head[anchor]
    if tree.dep[anchor] != "pobj" or tree.lower[of] != "of" or klass not in ("people", "force"):
        return None
    toll = tree.head[of]
    kind = words.toll_nouns.get(tree.lemma[toll]) if tree.lemma[toll] in ("toll", "tally") else None
    return Told(kind, toll) if kind is not None else None


def _own_with_other(tree: Tree, words: KindWords, noun: int, own: QuantityKind) -> QuantityKind:
    """ "tens of dead and wounded"."""
    for other in tree.kids(noun, "conj"):
        if words.own_nouns.get(tree.lower[other]) == "wounded" and tree.kid(other, "nummod") is None:
            return "casualties"
    return own


def _is_more_than_hurt(tree: Tree, words: KindWords, governed: Told | None) -> bool:
    """The wounded who are taken away, or die."""
    if governed is None or governed.cue is None:
        return False
    dies = "killed" in words.verbs.get((tree.lemma[governed.cue], "agent"), ())
    return governed.kind in ("evacuated", "captured") or (governed.kind == "killed" and dies)


def _is_freed(tree: Tree, words: KindWords, anchor: int, governed: Told | None) -> bool:
    cue = governed.cue if governed is not None and governed.cue is not None else tree.head[anchor]
    return tree.lemma[cue] in words.sets["freeing_verbs"]


def _class_of(tree: Tree, words: KindWords, noun: int | None) -> str:
    """The class of the noun; the men of a force are fighters, "31 of them" and "26 others" may be anything."""
    if noun is None or tree.pos[noun] == "PRON" or tree.lemma[noun] == "other":
        return "unknown"
    if tree.lemma[noun] in words.sets["neutral_people"] and tree.dep[noun] == "pobj":
        of = tree.head[noun]
        if tree.lower[of] == "of" and tree.lemma[tree.head[of]] in words.sets["armed_groups"]:
            return "force"
    return noun_class(tree, noun)


def _by_heading(tree: Tree, words: KindWords, start: int, klass: str) -> Told | None:
    """ "Spoils: nine guns, 84 rifles", "Killed: 14": the word before the colon that opens the sentence."""
    first = tree.sentence_of(start)[0]
    for colon in range(start - 1, first, -1):
        if tree.text[colon] == ":":
            kind = words.headings.get(tree.lower[colon - 1]) if colon - first <= HEADING_LENGTH else None
            return Told(kind, colon - 1) if kind is not None and (fits(kind, klass) or kind == "captured") else None
        if tree.pos[colon] in VERBAL:
            return None
    return None


def _by_headline_verb(tree: Tree, words: KindWords, start: int, klass: str) -> Told | None:
    """ "Blast kills 12, wounds 30": the parser takes such a verb for a noun."""
    if start == 0 or klass not in ("people", "force", "unknown") or tree.tag[start - 1] != "NNS":
        return None
    kind = words.headline_verbs.get(tree.lower[start - 1])
    return Told(kind, start - 1) if kind is not None else None


def _by_class(tree: Tree, anchor: int, noun: int | None, klass: str) -> Told | None:
    if noun is None:
        return None
    if klass == "munition":
        return Told("munitions", noun)
    if klass == "place" and not (_only_locates(tree, anchor) or _only_locates(tree, noun)):
        return Told("places", noun)
    if klass == "force" and tree.head[anchor] == anchor:
        return Told("strength", noun)
    return None


def _only_locates(tree: Tree, anchor: int) -> bool:
    """ "fought in five villages"; but "withdrew from five villages" counts them."""
    sets, prep = load_kind_words().sets, tree.head[anchor]
    if tree.dep[anchor] != "pobj" or tree.lower[prep] not in sets["locative"]:
        return False
    return tree.lower[prep] != "from" or tree.lemma[tree.head[prep]] not in sets["leaving_verbs"]


def _follower(tree: Tree, words: KindWords, noun: int | None, end: int, klass: str) -> Told | None:
    """ "seven killed and 17 wounded", "46 civilians dead", "20 taken prisoner"."""
    i = end
    for skipped in ("before_follower", "manner_before_follower"):
        if i < len(tree) and tree.lower[i] in words.sets[skipped]:
            i += 1
    kind = words.followers.get(tree.lower[i]) if i < len(tree) else None
    if kind is None or not _is_follower(tree, i, at_once=i == end):
        return None
    if kind in PEOPLE_KINDS and klass in ("thing", "munition", "place", "site"):
        return None
    if kind == "destroyed" and klass in ("people", "force") and noun is not None:
        return None
    if kind == "captured" and (klass == "place" or (tree.lower[i] == "missing" and klass == "thing")):
        return None
    return Told(_with_other(tree, words, i, kind), i)


def _is_follower(tree: Tree, i: int, *, at_once: bool) -> bool:
    """Not a verb with an object of its own, nor the attribute of a noun behind it."""
    if tree.tag[i] == "VBD" and at_once and any(tree.dep[c] == "dobj" for c in tree.children[i]):
        return False
    return not (tree.pos[i] in ("ADJ", "VERB") and tree.dep[i] == "amod" and tree.head[i] > i)


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
        if kind is not None and fits(kind, klass):
            return Told(kind, i)
    return None


def _governed(tree: Tree, words: KindWords, anchor: int, klass: str, start: int) -> Told | None:
    """Climb from the phrase to the verb or event noun that governs it."""
    node, steps = anchor, 0
    while steps < 8:
        steps += 1
        dep, head = tree.dep[node], tree.head[node]
        if head == node:
            return of_clause(tree, words, node, klass)
        if dep in MODIFIER_DEPS:
            if dep == "appos" and (told := of_clause(tree, words, node, klass)) is not None:
                return told
            node = head
            if tree.pos[node] in VERBAL:
                return by_verb(tree, words, node, "patient" if tree.tag[node] != "VBD" else "agent", klass)
            continue
        if dep == "pobj" and head >= start and tree.head[head] != head:
            verb = tree.head[head]  # "killing over 200": the preposition belongs to the number
            if tree.pos[verb] in VERBAL:
                passive = tree.kid(verb, "auxpass") is not None
                return by_verb(tree, words, verb, "patient" if passive or verb < start else "agent", klass)
            node = head
            continue
        if dep == "pobj":
            told, up = _by_preposition(tree, words, head, klass)
            if told is not None or up is None:
                return told
            node = up
            continue
        if tree.pos[head] in VERBAL or dep in ("nsubj", "nsubjpass", "dobj"):
            return _by_role(tree, words, node, head, dep, klass)
        if dep == "prep":
            node = head
            continue
        return of_clause(tree, words, node, klass)
    return None


def _by_role(tree: Tree, words: KindWords, node: int, verb: int, dep: str, klass: str) -> Told | None:
    if dep in ("nsubjpass", "dobj", "oprd", "dative", "npadvmod"):
        told = by_verb(tree, words, verb, "patient", klass)
        if dep == "nsubjpass":
            told = _by_next_verb(tree, words, verb, told, klass)
        return told or of_clause(tree, words, node, klass)
    if dep == "nsubj":
        told = None
        if tree.tag[verb] == "VBN" and not _has_have(tree, verb):
            told = by_verb(tree, words, verb, "patient", klass)
        told = told or by_verb(tree, words, verb, "agent", klass)
        return _by_next_verb(tree, words, verb, told, klass) or of_clause(tree, words, node, klass)
    if dep in ("attr", "acomp"):
        subject = tree.kid(verb, "nsubj", "nsubjpass")
        return toll_kind(tree, words, subject) if subject is not None else None
    return of_clause(tree, words, node, klass)


def _by_next_verb(tree: Tree, words: KindWords, verb: int, told: Told | None, klass: str) -> Told | None:
    """ "two aircraft attacked the capital and were shot down": the later verb says what became of them."""
    if told is not None and told.kind != "strength":
        return told
    for other in tree.kids(verb, "conj"):
        if other > verb and tree.pos[other] in VERBAL and tree.kid(other, "nsubj", "nsubjpass") is None:
            role = "patient" if tree.kid(other, "auxpass") is not None else "agent"
            later = by_verb(tree, words, other, role, klass)
            if later is not None:
                return later
    return told


def _has_have(tree: Tree, verb: int) -> bool:
    return any(tree.lemma[c] in ("have", "having") for c in tree.kids(verb, "aux"))


def _by_preposition(tree: Tree, words: KindWords, prep: int, klass: str) -> tuple[Told | None, int | None]:
    """What the preposition says; else the word to climb on to, ``None`` to stop."""
    word, head = tree.lower[prep], tree.head[prep]
    if tree.dep[prep] == "agent" or word == "by" or head == prep:
        return None, None
    if word == "of":
        kind = words.event_nouns.get(tree.lemma[head])
        if kind is not None and fits(kind, klass):
            return Told(_noun_with_other(tree, words, head, kind), head), None
        if tree.lemma[head] in words.sets["loss_nouns"]:
            return Told("destroyed" if klass in ("thing", "munition") else "killed", head), None
        return None, head if tree.pos[head] in ("NOUN", "PROPN", "NUM", "ADJ", "PRON") and head != prep else None
    if word == "with" and prep > 0 and tree.lower[prep - 1] in BESIDES:
        verb = next((v for v in (head, *tree.ancestors(head)) if tree.pos[v] in VERBAL), None)
        return (_with_its_victims(tree, words, verb, klass) if verb is not None else None), None
    if word in ("with", "containing") and tree.pos[head] in ("NOUN", "PROPN"):
        told = _governed(tree, words, head, "thing", head)
        return (Told("captured", told.cue) if told is not None and told.kind == "captured" else None), None
    if word == "to" and klass in BURNT and (verb := _sets_fire(tree, head)) is not None:
        return Told("destroyed", verb), None
    if word in ("at", "to") and tree.pos[head] in VERBAL:
        put = (v for v in tree.ancestors(head) if word == "at" and tree.lemma[v] in words.sets["estimating_verbs"])
        tolls = (toll_of_verb(tree, words, verb) for verb in (head, *put))
        return next((t for t in tolls if t is not None), None) or _lost(tree, words, head, klass), None
    return None, None


def _with_its_victims(tree: Tree, words: KindWords, verb: int, klass: str) -> Told | None:
    """ "was killed along with four others", "recovered together with 23 rifles": what becomes of those before them."""
    affects = tree.kid(verb, "auxpass", "nsubjpass", "dobj", "oprd") is not None or tree.tag[verb] == "VBN"
    return by_verb(tree, words, verb, "patient" if affects else "agent", klass)


def _sets_fire(tree: Tree, head: int) -> int | None:
    """The "set" of "set fire to", whichever word the "to" hangs on."""
    verb = tree.head[head] if tree.lemma[head] == "fire" else head
    fires = tree.lemma[head] == "fire" or any(tree.lemma[o] == "fire" for o in tree.kids(verb, "dobj"))
    return verb if fires and tree.lemma[verb] == "set" else None


def _lost(tree: Tree, words: KindWords, verb: int, klass: str) -> Told | None:
    """ "the losses amounted to 240 men"."""
    subject = tree.kid(verb, "nsubj")
    if subject is None or tree.lemma[subject] not in words.sets["loss_nouns"]:
        return None
    if klass in ("thing", "munition"):
        return Told("destroyed", subject)
    return Told("casualties", subject) if klass in ("people", "force") else None


def _noun_with_other(tree: Tree, words: KindWords, head: int, kind: QuantityKind) -> QuantityKind:
    others = {words.event_nouns.get(tree.lemma[i]) for i in (*tree.kids(head, "conj"), tree.head[head])}
    return "casualties" if {kind, *others} >= {"killed", "wounded"} else kind
