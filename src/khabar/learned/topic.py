"""Whether a text tells of a war at all: reviews, obituaries, sport and history use the same verbs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp, sqrt
from pathlib import Path
from typing import Protocol

import msgspec
import numpy as np

from khabar.learned.candidates import Floats
from khabar.learned.files import DATA, reading

NAME = "topic"
FEWEST = 25
"""A text of which fewer different words are known is read in any case."""
MOST_CHARACTERS = 20_000
_PLAIN = re.compile(r"(?<![\w'’-])[a-z][a-z'-]+(?!['’-]?\w)")


class TopicChooser(Protocol):
    """Says whether a text is worth reading for claims."""

    def tells_of_war(self, text: str) -> bool: ...


class TopicDescription(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``topic.json``: the words that have a weight, and how likely a text must be one on war to be read."""

    words: list[str]
    least: float


@dataclass(frozen=True, slots=True)
class TopicJudge:
    """Adds up what each word speaks for; names have no weight, so that no side and no place has one."""

    weights: Floats
    bias: float
    columns: Mapping[str, int]
    least: float

    def tells_of_war(self, text: str) -> bool:
        known = [self.columns[word] for word in plain_words(text) if word in self.columns]
        return len(known) < FEWEST or self.likelihood(known) >= self.least

    def likelihood(self, known: list[int]) -> float:
        """From 0 to 1, of a text with the words of these columns."""
        told = self.bias + float(self.weights[known].sum()) / sqrt(max(1, len(known)))
        return 1 / (1 + exp(-told))


def plain_words(text: str) -> set[str]:
    """The different words that are written small, without those that begin a sentence or a name."""
    return set(_PLAIN.findall(text[:MOST_CHARACTERS]))


@lru_cache(maxsize=8)
def load_topic_judge(model: Path | None = None) -> TopicJudge:
    """Load the judge; the second call is free.

    Args:
        model: another model with the same words; by default the one that is shipped.

    Raises:
        ReaderError: its files are missing or broken.
    """
    path = model or DATA / f"{NAME}.npz"
    with reading(path):
        description = msgspec.json.decode((DATA / f"{NAME}.json").read_bytes(), type=TopicDescription)
        with np.load(path, allow_pickle=False) as found:
            weights, bias = found["weights"].astype(np.float32), float(found["bias"][0])
        if len(weights) != len(description.words):
            raise ValueError("words and weights do not belong together")
    return TopicJudge(weights, bias, {word: n for n, word in enumerate(description.words)}, description.least)
