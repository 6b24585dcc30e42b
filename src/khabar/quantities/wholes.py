"""Wholes of which a part is counted: "17 of 20 drones", "of the 40 hostages, 12", "members of a family of six"."""

from __future__ import annotations

from khabar.quantities.numerals import read_numeral
from khabar.quantities.phrases import Counted
from khabar.syntax.tree import Tree

_WHICH = frozenset({"the", "its", "their", "those", "these", "all"})
_PART_FORMS = frozenset({"number", "vague", "plus"})


def end_of_whole(words: list[str], counted: Counted) -> int:
    """The token after the number, or after the larger one that it is part of."""
    numeral = counted.numeral
    i = numeral.end + (words[numeral.end : numeral.end + 1] == ["out"])
    if numeral.form not in _PART_FORMS or counted.fixed is not None or words[i : i + 1] != ["of"]:
        return numeral.end
    i += 1 + (i + 1 < len(words) and words[i + 1] in _WHICH)
    whole = read_numeral(words, i) if i < len(words) else None
    if whole is None or whole.form != "number" or whole.min is None or numeral.min is None:
        return numeral.end
    return whole.end if whole.min > numeral.min else numeral.end


def is_whole_of_part(tree: Tree, counted: Counted) -> bool:
    """ "Of the 40 hostages, 12 were killed"; the family of "three members of a family"."""
    i = counted.start - 1
    while i > 0 and tree.lower[i] in _WHICH:
        i -= 1
    if i < 0 or tree.lower[i] != "of":
        return False
    if i == tree.sentence_of(i)[0]:
        return tree.lower[counted.end : counted.end + 1] == [","]
    if counted.noun is None or tree.lemma[counted.noun] not in _KIN_GROUPS:
        return False
    return tree.lemma[i - 1] == "member" or (tree.lower[counted.numeral.start] == "one" and i > 0)


_KIN_GROUPS = frozenset({"family", "household", "crew", "clan"})
