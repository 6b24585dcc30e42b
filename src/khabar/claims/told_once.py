"""One event that the learned judge finds in two words of a sentence is told once: by the word that tells all of it.

What counts as one claim is settled in the description of the records: results told in the same sentence are quantities
or targets of the claim, no claims of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from khabar.claims.lexicon import Words
from khabar.claims.no_events import TURNED
from khabar.claims.trigger import Trigger
from khabar.syntax.tree import Tree

PLAIN = frozenset({"armed_clash", "attack_on_civilians"})
TAKEN = frozenset({"weapons_seized", "property_destruction"})
LEADING = frozenset({"pobj", "pcomp", "prep", "agent", "conj", "compound", "nmod"})
AFTER = frozenset({"after", "following"})
MEANS = frozenset({"by", "with", "of"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
Chosen = Mapping[int, Trigger]
"""By the word that tells the event."""


def told_once(
    tree: Tree, found: Chosen, has_own_place: Callable[[Trigger], bool], words: Mapping[str, Words], denials: Words
) -> list[Trigger]:
    """The triggers of a sentence without those that tell what another tells; a harm takes the kind of its cause.

    Args:
        words: the classes of ``event_arguments.yaml``.
        denials: verbs that deny.
    """
    chosen = dict(found)
    for word in found:
        harm = _harm_of_cause(tree, word, chosen, words["harm"]) or _harm_before(tree, word, chosen, words["harm"])
        if harm is not None and not (tree.dep[word] == "conj" and has_own_place(chosen[word])):
            kind = chosen.pop(word).type
            chosen[harm] = replace(chosen[harm], type=kind if chosen[harm].type in PLAIN else chosen[harm].type)
    told = {word: t for word, t in chosen.items() if not _only_denies(tree, word, chosen, denials)}
    return [t for word, t in told.items() if not _is_told_by_another(tree, word, told, words)]


def _only_denies(tree: Tree, word: int, chosen: Chosen, denials: Words) -> bool:
    """ "denied that its ships had blockaded the port": the event that is denied is told by its own verb."""
    denied = tree.kids(word, "ccomp", "xcomp", "pcomp") if tree.lemma[word] in denials else []
    return any(d in chosen or any(a in chosen for a in tree.subtree(d)) for d in denied)


def _is_told_by_another(tree: Tree, word: int, chosen: Chosen, words: Mapping[str, Words]) -> bool:
    return (
        _is_told_by_its_result(tree, word, chosen)
        or _is_means(tree, word, chosen, words["taking_part"])
        or _only_describes(tree, word, chosen, words["lasting"])
        or _leads_to(tree, word, chosen)
        or _only_violates(tree, word, chosen, words["violating"])
    )


def _harm_of_cause(tree: Tree, word: int, chosen: Chosen, harms: Words) -> int | None:
    """ "Ten died and six were hurt when missiles struck a block": one event, which the first harm tells and the "when"
    says of what kind."""
    verb = chosen[word].verb
    mark = any(tree.lower[c] in ("when", "as") for c in tree.kids(verb, "advmod", "mark"))
    if not mark or tree.dep[verb] != "advcl":
        return None
    harm = tree.head[verb]
    while harm not in chosen and tree.dep[harm] == "conj" and tree.lemma[harm] in harms:
        harm = tree.head[harm]
    return harm if harm in chosen and tree.lemma[harm] in harms else None


def _harm_before(tree: Tree, word: int, chosen: Chosen, harms: Words) -> int | None:
    """ "… killed five and injured nine", "they fired back, and two were killed": the word that it adds to."""
    before = chosen.get(tree.head[word])
    results = tree.dep[word] == "advcl" and tree.tag[word] == "VBG"  # "confronted them, killing 27"
    if before is None or not (tree.dep[word] == "conj" or results) or tree.lemma[word] not in harms:
        return None
    if results:
        return before.word
    kinds = {before.type, chosen[word].type}
    both_harm = tree.lemma[before.word] in harms and bool(kinds & PLAIN)
    acts = tree.kid(word, "nsubj") is not None and tree.kid(word, "dobj") is not None
    if (len(kinds) > 1 and not both_harm) or acts or tree.kid(word, "agent") is not None:
        return None
    return before.word


def _is_told_by_its_result(tree: Tree, word: int, chosen: Chosen) -> bool:
    """ "Shelling by the army killed four": one event, of which the verb tells all."""
    result = chosen.get(tree.head[word])
    return result is not None and tree.dep[word] in ("nsubj", "csubj") and result.type == chosen[word].type


def _is_means(tree: Tree, word: int, chosen: Chosen, taking_part: Words) -> bool:
    """ "was hit by rocket and artillery fire", "were engaged in street fighting": what it was done with or was."""
    i = word
    if tree.pos[word] not in ("NOUN", "PROPN") and tree.dep[word] not in ("pcomp", "pobj"):
        return False
    while tree.dep[i] in LEADING and tree.head[i] != i:
        part = tree.lower[i] == "in" and tree.lemma[tree.head[i]] in taking_part
        if tree.dep[i] in ("prep", "agent") and tree.lower[i] not in MEANS and not part:
            return False
        i = tree.head[i]
        if i in chosen:
            return chosen[i].type == chosen[word].type and tree.pos[i] == "VERB"
    return False


def _leads_to(tree: Tree, word: int, chosen: Chosen) -> bool:
    """ "took the village after fierce clashes with the rebels": the fight is a part of what it led to."""
    prep = tree.head[word]
    fights = chosen[word].type == "armed_clash" and tree.pos[word] == "NOUN" and tree.dep[word] == "pobj"
    above = chosen.get(tree.head[prep])
    return fights and tree.lower[prep] in AFTER and above is not None and above.type in TURNED


def _only_violates(tree: Tree, word: int, chosen: Chosen, violating: Words) -> bool:
    """ "violating the truce, the army shelled X": what breaks an agreement makes none."""
    verb = chosen[word].verb
    breaks = chosen[word].type == "agreement" and tree.lemma[verb] in violating
    return breaks and tree.dep[verb] in ("advcl", "acl") and any(a in chosen for a in tree.ancestors(verb))


def _only_describes(tree: Tree, word: int, chosen: Chosen, lasting: Words) -> bool:
    """ "A second column advancing from the south halted", "attacked a camp held by rebels", "recovered rifles looted
    from armouries": what only says which one the other verb tells of."""
    noun = tree.head[word]
    above = chosen.get(tree.head[noun])
    if tree.dep[word] != "acl":
        return False
    if noun in chosen and chosen[noun].type == chosen[word].type:  # "a truce brokered by … took effect"
        return True
    if tree.dep[noun] == "pobj" and tree.lemma[word] in lasting:
        return any(a in chosen for a in tree.ancestors(noun))
    if above is None:
        return False
    found_again = above.type == "weapons_seized" and chosen[word].type in TAKEN and tree.dep[noun] == "dobj"
    return found_again or (tree.dep[noun] in SUBJECTS and above.type == chosen[word].type)
