"""What the judge is asked and what it answers, in plain values: no parse, no rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A word that may assert an event; all positions are tokens of the passage. Each is equal to itself only.

    ``word`` names the event, ``verb`` carries it, ``lo`` to ``hi`` (exclusive) is its clause. ``features`` are what the
    parse and the rules know of it, by name. ``groups`` are words that stand to it in a certain way (who acts, on whom
    …), always the same number of groups in the same order.
    """

    sentence: int
    word: int
    verb: int
    lo: int
    hi: int
    features: Mapping[str, float]
    groups: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Proposals:
    """The candidates of one passage, with its words and lemmas as the parser cuts them.

    ``context`` has a row a word: what the parser's own network makes of the word and those around it.
    """

    passage: int
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...]
    context: Floats
    candidates: tuple[Candidate, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Judgement:
    """``asserts``: how likely it asserts an event; ``typed``: how likely one of ``event_type``; ``confidence``: how
    likely that holds where it becomes a claim."""

    event_type: str
    modality: str | None
    asserts: float
    typed: float
    confidence: float

    @property
    def weight(self) -> float:
        """What decides whether it becomes a claim: the mean of both, as a claim of the wrong kind is of little use."""
        return (self.asserts + self.typed) / 2
