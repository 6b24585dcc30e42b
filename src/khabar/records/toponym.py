"""A mention of a place in a text, whether or not a claim uses it."""

from __future__ import annotations

from typing import Literal

import msgspec

from khabar.records.claim import Place

ToponymUse = Literal["literal", "metonym", "demonym", "embedded"]


class ToponymMention(msgspec.Struct, frozen=True, kw_only=True):
    """Words that name a place. Offsets count code points of ``Report.text``; ``end`` is exclusive.

    ``use``: ``literal`` (the place itself), ``metonym`` (its government or people: "Moscow said"), ``demonym``
    ("Syrian"), ``embedded`` (a part of a longer name: "Aleppo University"). ``place`` is null where no candidate is
    good; ``reason`` says why, or why this one. ``precision`` and ``point`` as in a claim; ``score``, 0 to 1, is that of
    the choice.
    """

    report_id: str
    text: str
    start: int
    end: int
    use: ToponymUse = "literal"
    place: Place | None = None
    precision: int = 1
    score: float = 0.0
    reason: str = ""
    point: Place | None = None
