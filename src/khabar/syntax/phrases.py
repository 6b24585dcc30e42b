"""Stretches of words: the noun phrase of a head, the clause a word belongs to."""

from __future__ import annotations

from khabar.syntax.tree import Tree

PREMODIFIERS = frozenset({"det", "amod", "compound", "poss", "nummod", "quantmod", "nmod", "predet", "punct", "advmod"})
PLACED = frozenset({"in", "at", "near", "on"})
OPENING = frozenset({"not", "when", "where", "while", "how", "why"})
COLONS = frozenset({":", "):"})
"""The parser takes the end of "(Agency): the army …" for one mark."""
OWN_CLAUSE = frozenset({"relcl", "acl", "advcl", "appos", "cc", "conj"})


def left_edge(tree: Tree, i: int) -> int:
    return min(tree.subtree(i))


def noun_phrase(tree: Tree, head: int, *, of: bool = False) -> tuple[int, int]:
    """Token range (end exclusive) of the noun phrase: from its first modifier to its head.

    Args:
        of: also take in the "of …" and "for …" that follow the head, without clauses.
    """
    lo, hi = head, head + 1
    for c in tree.children[head]:
        if c < head and tree.dep[c] in PREMODIFIERS and tree.text[c] not in (",", ";", ":", "(", '"'):
            lo = min(lo, left_edge(tree, c))
        elif of and c > head and tree.dep[c] == "prep" and tree.lower[c] in ("of", "for", "in", "from"):
            hi = max(hi, _without_loose_end(tree, head, _phrase_end(tree, c)))
    return _without_leading_marks(tree, lo, head), hi


def _without_loose_end(tree: Tree, head: int, end: int) -> int:
    """ "the commander of the": where a mark cuts a phrase off, what asks for a noun goes as well."""
    while end > head + 1 and (tree.pos[end - 1] in ("DET", "ADP") or tree.text[end - 1] == ","):
        end -= 1
    return end


def _phrase_end(tree: Tree, prep: int) -> int:
    stop = [t for s in tree.subtree(prep) for t in tree.children[s] if tree.dep[t] in OWN_CLAUSE]
    tokens = sorted(tree.subtree(prep, stop))
    end = prep
    for t in tokens:
        if t > end + 1 or (tree.pos[t] == "PUNCT" and tree.text[t] not in ("-", ".")):
            break
        end = t
    return end + 1


def _without_leading_marks(tree: Tree, lo: int, head: int) -> int:
    lo = max([lo, *(i + 1 for i in range(lo, head) if tree.text[i] in COLONS)])
    while lo < head and (
        tree.pos[lo] in ("PUNCT", "CCONJ") or (tree.dep[lo] == "advmod" and tree.lower[lo] in OPENING)
    ):
        lo += 1
    return _without_place(tree, lo, head)


def _without_place(tree: Tree, lo: int, head: int) -> int:
    """ "In Homs 17 members": where it happened is no part of who did it, though the parser hangs it on the noun."""
    place = tree.kid(lo, "pobj") if tree.dep[lo] == "prep" and tree.lower[lo] in PLACED else None
    return place + 1 if place is not None and place < head else lo


def owners(tree: Tree, marks: dict[int, int]) -> list[int | None]:
    """For each token the label of the nearest marked token at or above it.

    Args:
        marks: token index → label.
    """
    found: list[int | None] = [None] * len(tree)
    done = [False] * len(tree)
    for i in range(len(tree)):
        path = []
        node = i
        while not done[node] and node not in marks:
            path.append(node)
            if tree.head[node] == node:
                break
            node = tree.head[node]
        label = marks[node] if node in marks else found[node]
        found[node], done[node] = (label, True) if node in marks or done[node] else (found[node], done[node])
        for p in path:
            found[p], done[p] = label, True
    return found
