"""A dependency tree as plain lists: what the rules ask for, without a parser object behind each answer.

All indices are token indices of the parsed passage; ``idx[i]`` is the offset of token ``i`` in the passage's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

CLAUSE_DEPS = frozenset({"ROOT", "conj", "ccomp", "advcl", "relcl", "parataxis", "acl", "pcomp", "csubj", "xcomp"})
SUBJECT_DEPS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})


@dataclass(slots=True)
class Tree:
    doc: Doc
    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    idx: list[int]
    children: list[list[int]]
    sentences: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.text)

    def end_char(self, i: int) -> int:
        return self.idx[i] + len(self.text[i])

    def kids(self, i: int, *deps: str) -> list[int]:
        """Children of ``i``, in order; only those with one of ``deps`` where any is given."""
        if not deps:
            return self.children[i]
        return [c for c in self.children[i] if self.dep[c] in deps]

    def kid(self, i: int, *deps: str) -> int | None:
        for c in self.children[i]:
            if self.dep[c] in deps:
                return c
        return None

    def subtree(self, i: int, stop: Iterable[int] = ()) -> Iterator[int]:
        """``i`` and all below it, without the subtrees whose roots are in ``stop``."""
        blocked = set(stop)
        stack = [i]
        while stack:
            t = stack.pop()
            yield t
            stack.extend(c for c in self.children[t] if c not in blocked)

    def ancestors(self, i: int) -> Iterator[int]:
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def sentence_of(self, i: int) -> tuple[int, int]:
        return next((s for s in self.sentences if s[0] <= i < s[1]), (0, len(self.text)))

    def conjuncts(self, i: int) -> list[int]:
        """``i`` and the words coordinated with it, in order."""
        found, queue = [i], [i]
        while queue:
            for c in self.kids(queue.pop(0), "conj", "appos"):
                if self.dep[c] == "conj":
                    found.append(c)
                    queue.append(c)
        return found


def build_tree(doc: Doc, irregular: Mapping[str, str] | None = None) -> Tree:
    """Read a parsed passage into plain lists (one pass).

    Args:
        irregular: verb forms that the lemmatizer leaves as they are, with their lemma.
    """
    irregular = irregular or {}
    text: list[str] = []
    lemma: list[str] = []
    pos: list[str] = []
    tag: list[str] = []
    dep: list[str] = []
    head: list[int] = []
    idx: list[int] = []
    starts: list[int] = []
    children: list[list[int]] = [[] for _ in range(len(doc))]
    for i, t in enumerate(doc):
        text.append(t.text)
        low = t.lemma_.lower()
        lemma.append(irregular.get(low, low))
        pos.append(t.pos_)
        tag.append(t.tag_)
        dep.append(t.dep_)
        above = t.head.i
        head.append(above)
        idx.append(t.idx)
        if t.is_sent_start:
            starts.append(i)
        if above != i:
            children[above].append(i)
    return Tree(
        doc=doc,
        text=text,
        lower=[word.lower() for word in text],
        lemma=lemma,
        pos=pos,
        tag=tag,
        dep=dep,
        head=head,
        idx=idx,
        children=children,
        sentences=list(pairwise([*starts, len(text)])),
    )
