"""How right found dependencies are: what rests on which report, outlet or named source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from khabar.records import Dependency

_FILLERS = re.compile(r"\b(the|news|agency)\b")
_FORMS = re.compile(r"[(),/;]")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of the gold dependencies how many are found, of the found ones how many stand in gold."""

    gold: int
    found: int
    gold_met: int
    found_right: int

    @property
    def precision(self) -> float:
        return self.found_right / max(1, self.found)

    @property
    def recall(self) -> float:
        return self.gold_met / max(1, self.gold)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score_dependencies(
    gold: Sequence[Dependency], found: Sequence[Dependency], outlets: Mapping[str, str], kind: str | None = None
) -> Agreement:
    """The agreement of all dependencies, or of those of one ``kind``; whatever gold has for a report counts as right.

    Args:
        outlets: the outlet of each report; resting on a report and resting on its outlet is the same.
    """
    wanted = [g for g in gold if kind in (None, g.kind)]
    given = [f for f in found if kind in (None, f.kind) and f.report_id in outlets]
    met = sum(_any_same(g, found_one=given, outlets=outlets) for g in wanted)
    right = sum(_any_same(f, found_one=gold, outlets=outlets) for f in given)
    return Agreement(len(wanted), len(given), met, right)


def _any_same(one: Dependency, *, found_one: Iterable[Dependency], outlets: Mapping[str, str]) -> bool:
    own = names_of(one.on, outlets)
    return any(one.report_id == o.report_id and own & names_of(o.on, outlets) for o in found_one)


def names_of(on: str, outlets: Mapping[str, str]) -> set[str]:
    """All names that a source goes by, without case, articles and punctuation."""
    named = {on} if on in outlets else set()
    return named | _plain(on) | _plain(outlets.get(on, ""))


def _plain(words: str) -> set[str]:
    forms = (re.sub(r"[^a-z0-9]", "", _FILLERS.sub("", form.lower())) for form in [words, *_FORMS.split(words)])
    return {form for form in forms if len(form) > 1}
