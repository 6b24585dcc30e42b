"""The reasons of pairs in words, from the same terms and weights that their scores are made of."""

from __future__ import annotations

import re

import msgspec

from khabar.events.compare import Pairs, reasons
from khabar.events.knowledge import LinkSettings

Reasons = list[tuple[str, float]]
LEAST_WEIGHT = 0.05
_TOLD = re.compile(r"(.+) \(([+-]\d+\.\d+)\)", re.DOTALL)


class ToldReason(msgspec.Struct, frozen=True):
    """A reason of a link; ``weight`` in log odds, null for what a person decided and has none."""

    words: str
    weight: float | None


def reasons_of(pairs: Pairs, settings: LinkSettings) -> list[Reasons]:
    """Of each pair the names of the reasons that hold, with their values."""
    told: list[Reasons] = [[] for _ in range(len(pairs))]
    for reason in reasons(pairs, settings):
        at = reason.rows.nonzero()[0].tolist()
        given = [reason.values] * len(at) if isinstance(reason.values, float) else reason.values.tolist()
        for n, value in zip(at, given, strict=True):
            told[n].append((reason.name, value))
    return told


class Explainer:
    """Tells reasons in words; equal words are kept once, as there are many links and few different reasons."""

    def __init__(self, settings: LinkSettings) -> None:
        self._reasons = settings.reasons
        self._told: dict[tuple[str, str], str] = {}

    def words(self, found: Reasons) -> list[str]:
        """The reasons in words with their weights, the strongest first."""
        weighed = [(self._reasons[name].weight * value, self._reasons[name].words) for name, value in found]
        ranked = sorted((w for w in weighed if abs(w[0]) >= LEAST_WEIGHT), key=lambda w: (-abs(w[0]), w[1]))
        return [self._line(words, f"{weight:+.1f}") for weight, words in ranked]

    def _line(self, words: str, weight: str) -> str:
        line = self._told.get((words, weight))
        return line if line is not None else self._told.setdefault((words, weight), f"{words} ({weight})")


def told_reason(line: str) -> ToldReason:
    """The words and the weight of a line that ``Explainer.words`` wrote."""
    found = _TOLD.fullmatch(line)
    return ToldReason(found[1], float(found[2])) if found else ToldReason(line, None)
