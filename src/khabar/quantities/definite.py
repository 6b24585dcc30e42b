"""One person whom the words name as known ("its pilot", "the governor"): counted as one where harmed or taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.quantities.kinds import tell_kind
from khabar.quantities.lexicon import load_kind_words
from khabar.quantities.nouns import noun_class
from khabar.quantities.numerals import Numeral
from khabar.quantities.phrases import Counted
from khabar.syntax.tree import Tree

KINDS = frozenset({"killed", "wounded", "captured"})
PLACES = frozenset({"nsubjpass", "dobj", "nsubj"})


def definite_victims(tree: Tree, found: Sequence[Counted]) -> Iterator[Counted]:
    """Those that no number counts already."""
    sets = load_kind_words().sets
    taken = {i for c in found for i in range(c.start, c.end)}
    for noun in range(len(tree)):
        if tree.tag[noun] != "NN" or tree.dep[noun] not in PLACES or noun in taken:
            continue
        start = _start_of_definite(tree, noun)
        if (
            start is None
            or tree.lemma[noun] in sets["collectives"]
            or noun_class(tree, noun) not in ("people", "force")
        ):
            continue
        told = tell_kind(tree, noun, noun, start, noun + 1)
        if told is None or told.cue is None or told.kind not in KINDS:
            continue
        beside = tree.head[told.cue] == tree.head[noun] and tree.dep[told.cue] in ("oprd", "acomp")
        governs = told.cue == tree.head[noun] or beside
        if governs and tree.lemma[told.cue] in sets["strict_verbs"] | sets["dying_verbs"]:
            counted = Counted(Numeral(start, start + 1, 1, 1, "one"), start, noun + 1, noun, noun)
            counted.told = told
            yield counted


def _start_of_definite(tree: Tree, noun: int) -> int | None:
    """Where "the" or "its" stands before a noun that no number counts."""
    if tree.kid(noun, "nummod") is not None:
        return None
    owner = tree.kid(noun, "poss")
    if owner is not None:
        return min(tree.subtree(owner))
    article = tree.kid(noun, "det")
    return article if article is not None and tree.lower[article] == "the" else None
