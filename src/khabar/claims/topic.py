"""Whether a text speaks of a conflict at all: sport, weather and business use the same verbs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from khabar.packs import Packs

WORD = re.compile(r"[a-z][a-z'-]+")
MOST_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Topics:
    """Words of war, and words of other matters."""

    war: frozenset[str]
    other: frozenset[str]

    def is_conflict(self, text: str) -> bool:
        """No more different words of other matters than of war."""
        words = set(WORD.findall(text[:MOST_CHARACTERS].lower()))
        war = len(words & self.war)
        return war >= len(words & self.other)


def load_topics(packs: Packs) -> Topics:
    table = packs.table("topics")
    return Topics(frozenset(table["war"]), frozenset(table["other"]))
