"""A word that asserts an event."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.claims.arguments import Arguments
from khabar.claims.lexicon import NounRule, VerbRule


@dataclass(slots=True)
class Trigger:
    """One event-asserting word: ``word`` names the event, ``verb`` is the verb whose clause tells it."""

    word: int
    verb: int
    type: str
    args: Arguments
    verb_rule: VerbRule | None = None
    noun_rule: NounRule | None = None
    means: str | None = None
    result: bool = False
    reversed: bool = False
    frame: str = "verb"
