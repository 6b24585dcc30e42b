"""What a report rests on."""

from __future__ import annotations

from typing import Literal

import msgspec

DependencyKind = Literal["reprint", "relays", "quotes"]


class Dependency(msgspec.Struct, frozen=True, kw_only=True):
    """``on`` is the id of a report or the name of a source, in brackets the words that the report has for it."""

    report_id: str
    on: str
    kind: DependencyKind
    score: float
    why: str
