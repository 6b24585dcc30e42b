"""How decisions on events and claims, one after the other, tie claims together and hold them apart.

``merge`` and ``split`` work on what is there: the later one wins, and what a merge had joined stays as it was before.
``same`` and ``not_same`` hold until they are undone.
"""

from __future__ import annotations

from collections.abc import Iterable

from khabar.review.constraints import Constraints, Pair, Side, matches
from khabar.review.decision import Decision, Member

Group = tuple[frozenset[Side], Decision]


class Ties:
    """Groups of sides that are one event and pairs that are not, as decisions are added in their order."""

    def __init__(self) -> None:
        self._groups: list[Group] = []
        self._apart: dict[Pair, Decision] = {}

    def add(self, decision: Decision) -> None:
        ours, theirs = _sides(decision.members), _sides(decision.other_members)
        if decision.kind == "split":
            self._cut(ours, theirs)
        if decision.kind == "merge":
            self._rejoin(ours | theirs)
        if decision.kind in ("same", "merge") and len(ours | theirs) > 1:
            self._groups.append((ours | theirs, decision))
        if decision.kind in ("not_same", "split"):
            pairs = ((a, b) for a in sorted(ours, key=str) for b in sorted(theirs, key=str) if a[0] != b[0])
            self._apart.update(dict.fromkeys(pairs, decision))

    @property
    def constraints(self) -> Constraints:
        return Constraints(tuple(pair for group in self._groups for pair in _star(group[0])), tuple(self._apart))

    @property
    def joined_by(self) -> dict[Pair, Decision]:
        return {pair: d for group, d in self._groups for pair in _star(group)}

    @property
    def parted_by(self) -> dict[Pair, Decision]:
        return dict(self._apart)

    def _cut(self, staying: frozenset[Side], leaving: frozenset[Side]) -> None:
        names = {claim_id for claim_id, _ in leaving}
        cut: list[Group] = []
        for group, decision in self._groups:
            out = frozenset(s for s in group if s[0] in names)
            if decision.kind != "merge" or not any(matches(s, t) for s in group - out for t in staying):
                out = frozenset()
            sides = (_sides(decision.members), _sides(decision.other_members)) if out else ()
            cut += [(part, decision) for part in (group - out, out) if len(part) > 1 and part not in sides]
        self._groups = cut

    def _rejoin(self, members: frozenset[Side]) -> None:
        names = {claim_id for claim_id, _ in members}
        self._apart = {(a, b): d for (a, b), d in self._apart.items() if d.kind != "split" or not {a[0], b[0]} <= names}


def _sides(members: Iterable[Member]) -> frozenset[Side]:
    return frozenset((m.claim_id, m.place) for m in members)


def _star(group: frozenset[Side]) -> list[Pair]:
    first, *others = sorted(group, key=str)
    return [(first, other) for other in others]
