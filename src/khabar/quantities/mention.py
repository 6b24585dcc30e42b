"""A number of a text, with what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.records import QuantityKind

Number = float | int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityMention:
    """A count told by a passage.

    ``start``, ``end``: offsets of the phrase in the passage's text (end exclusive). ``min``, ``max``: bounds, both
    inclusive, ``None`` where open. ``kind`` is ``None`` where the number is no quantity of an event. ``of``: what is
    counted, as the passage's words tell it without knowing sides. ``head``: token index of the counted noun, or of the
    number where no noun stands; ``number``: of the number's last word. ``cue``: token index of the word that tells the
    kind. ``cumulative``: a total of a longer time, not of one event. ``subset``: part of a total told beside it.
    """

    start: int
    end: int
    text: str
    min: Number | None
    max: Number | None
    kind: QuantityKind | None
    of: str | None
    head: int
    number: int
    cue: int | None = None
    cumulative: bool = False
    subset: bool = False
    indefinite: bool = False
