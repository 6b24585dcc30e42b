"""One event that the learned judge finds in two words of a sentence is told once: by the word that tells all of it.

What counts as one claim is settled in the description of the records: results told in the same sentence are quantities
or targets of the claim, no claims of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from khabar.claims.trigger import Trigger
from khabar.syntax.tree import Tree

HARM = frozenset({"kill", "die", "wound", "injure", "hurt", "perish", "martyr"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
Chosen = Mapping[int, Trigger]
"""By the word that tells the event."""


def told_once(tree: Tree, found: Chosen, has_own_place: Callable[[Trigger], bool]) -> list[Trigger]:
    """The triggers of a sentence without those that tell what another tells; a harm takes the kind of its cause."""
    chosen = dict(found)
    causes = {word: tree.head[word] for word in chosen if _is_cause_of_harm(tree, word, chosen)}
    for word, harm in causes.items():
        chosen[harm] = replace(chosen[harm], type=chosen.pop(word).type)
    return [t for word, t in chosen.items() if not _is_told_by_another(tree, word, chosen, has_own_place)]


def _is_told_by_another(tree: Tree, word: int, chosen: Chosen, has_own_place: Callable[[Trigger], bool]) -> bool:
    return (
        _is_told_by_its_result(tree, word, chosen)
        or _only_describes(tree, word, chosen)
        or (_adds_harm(tree, word, chosen) and not has_own_place(chosen[word]))
    )


def _is_cause_of_harm(tree: Tree, word: int, chosen: Chosen) -> bool:
    """ "Ten died when missiles struck a block": one event, which the harm tells and the "when" says of what kind."""
    mark = any(tree.lower[c] in ("when", "as") for c in tree.kids(word, "advmod", "mark"))
    return mark and tree.dep[word] == "advcl" and tree.head[word] in chosen and tree.lemma[tree.head[word]] in HARM


def _is_told_by_its_result(tree: Tree, word: int, chosen: Chosen) -> bool:
    """ "Shelling by the army killed four": one event, of which the verb tells all."""
    result = chosen.get(tree.head[word])
    return result is not None and tree.dep[word] in ("nsubj", "csubj") and result.type == chosen[word].type


def _only_describes(tree: Tree, word: int, chosen: Chosen) -> bool:
    """ "A second column advancing from the south halted": what only says which one the other verb tells of."""
    noun = tree.head[word]
    above = chosen.get(tree.head[noun])
    describes = tree.dep[word] == "acl" and tree.dep[noun] in SUBJECTS
    return describes and above is not None and above.type == chosen[word].type


def _adds_harm(tree: Tree, word: int, chosen: Chosen) -> bool:
    """ "… killed five and injured nine", "they fired back, and two were killed"."""
    before = chosen.get(tree.head[word])
    if before is None or tree.dep[word] != "conj" or tree.lemma[word] not in HARM or before.type != chosen[word].type:
        return False
    acts = tree.kid(word, "nsubj") is not None and tree.kid(word, "dobj") is not None
    return not acts and tree.kid(word, "agent") is None
