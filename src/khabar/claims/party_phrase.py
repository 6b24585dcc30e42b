"""The words that name the parties of a claim."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartyPhrase:
    """Token range of a party's words, the head to resolve it by, and whether it is a thing that the party owns."""

    start: int
    end: int
    head: int
    owned: bool = False
    civilian_object: bool = False
    relief: bool = False
    counted: bool = False


@dataclass(slots=True)
class PartyPhrases:
    initiators: list[PartyPhrase]
    targets: list[PartyPhrase]
