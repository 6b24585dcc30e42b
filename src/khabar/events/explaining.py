"""The reasons of pairs in words, from the same terms and weights that their scores are made of."""

from __future__ import annotations

from khabar.events.compare import Pairs, compare
from khabar.events.knowledge import LinkSettings

Reasons = list[tuple[str, float]]
LEAST_WEIGHT = 0.05


def reasons_of(pairs: Pairs, settings: LinkSettings) -> list[Reasons]:
    """Of each pair the names of the reasons that hold, with their values."""
    told: list[Reasons] = [[] for _ in range(len(pairs))]
    for name, rows, values in compare(pairs, settings):
        at = rows.nonzero()[0].tolist()
        given = [values] * len(at) if isinstance(values, float) else values.tolist()
        for n, value in zip(at, given, strict=True):
            told[n].append((name, value))
    return told


class Explainer:
    """Tells reasons in words; equal words are kept once, as there are many links and few different reasons."""

    def __init__(self, settings: LinkSettings) -> None:
        self._reasons = settings.reasons
        self._told: dict[tuple[str, str], str] = {}

    def words(self, reasons: Reasons) -> list[str]:
        """The reasons in words with their weights, the strongest first."""
        weighed = [(self._reasons[name].weight * value, self._reasons[name].words) for name, value in reasons]
        ranked = sorted((w for w in weighed if abs(w[0]) >= LEAST_WEIGHT), key=lambda w: (-abs(w[0]), w[1]))
        return [self._line(words, f"{weight:+.1f}") for weight, words in ranked]

    def _line(self, words: str, weight: str) -> str:
        line = self._told.get((words, weight))
        return line if line is not None else self._told.setdefault((words, weight), f"{words} ({weight})")
