"""What asking a model has cost, and what became of what it marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import msgspec

REASONS_SHOWN = 6
LOST_SHOWN = 10


class LostWindow(msgspec.Struct, frozen=True):
    """Sentences on which the model gave no usable answer: the rules have read them."""

    report_id: str
    begins: str
    sentences: int
    reason: str


class Tally(msgspec.Struct):
    """Counts; ``tokens_in`` and ``tokens_out`` are as the server tells them, ``untold`` counts answers without them.

    ``dropped``: claims, by reason; ``unused``: marks that stand in the text and that khabar could not use, by kind.
    """

    requests: int = 0
    retries: int = 0
    repairs: int = 0
    kept_answers: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    untold: int = 0
    marked: int = 0
    dropped: dict[str, int] = {}
    unused: dict[str, int] = {}
    lost: list[LostWindow] = []
    given_up: list[str] = []

    def add(self, other: Tally) -> None:
        """Count ``other`` too."""
        for name in ("requests", "retries", "repairs", "kept_answers", "tokens_in", "tokens_out", "untold", "marked"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.dropped = _sum(self.dropped, other.dropped)
        self.unused = _sum(self.unused, other.unused)
        self.lost = [*self.lost, *other.lost]
        self.given_up = sorted({*self.given_up, *other.given_up})

    def cost(self, prices: tuple[float, float] | None) -> float | None:
        """In the currency of the prices of a million tokens in and out; None where no prices are known."""
        return None if prices is None else (self.tokens_in * prices[0] + self.tokens_out * prices[1]) / 1e6

    def lines(self, prices: tuple[float, float] | None = None) -> list[str]:
        """For a person: requests, tokens, costs, what was dropped and why, what was lost."""
        dropped = sum(self.dropped.values())
        share = f" ({100 * dropped / self.marked:.0f} %)" if self.marked else ""
        told = [
            f"Model: {self.requests} requests ({self.retries} tried again, {self.repairs} to repair an answer), "
            f"{self.kept_answers} answers kept from before",
            f"Tokens: {self.tokens_in:,} in, {self.tokens_out:,} out{self._untold()}{self._cost(prices)}",
            f"Claims: {self.marked} marked, {dropped} dropped{share}{_reasons(self.dropped)}",
        ]
        if self.unused:
            told.append(f"Marks of claims that were kept, but that khabar could not use{_reasons(self.unused)}")
        if self.given_up:
            told.append(f"The server does not take {', '.join(self.given_up)}: answers may differ from run to run")
        return told + self._losses()

    def _untold(self) -> str:
        return f" (and {self.untold} answers of which the server tells no tokens)" if self.untold else ""

    def _cost(self, prices: tuple[float, float] | None) -> str:
        cost = self.cost(prices)
        return f", cost {cost:.4f}" if cost is not None else ""

    def _losses(self) -> list[str]:
        if not self.lost:
            return []
        sentences = sum(lost.sentences for lost in self.lost)
        told = [f"No usable answer on {sentences} sentences: the rules have read these"]
        told += [f'  {lost.report_id}, "{lost.begins} …": {lost.reason}' for lost in self.lost[:LOST_SHOWN]]
        return told + ([f"  and {len(self.lost) - LOST_SHOWN} more"] if len(self.lost) > LOST_SHOWN else [])


def _sum(a: Mapping[str, int], b: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted((Counter(a) + Counter(b)).items()))


def _reasons(counted: Mapping[str, int]) -> str:
    most = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:REASONS_SHOWN]
    return ": " + ", ".join(f"{count} {reason}" for reason, count in most) if most else ""
