"""Whom a report names as a source, whether or not a claim rests on it."""

from __future__ import annotations

import msgspec

from khabar.records.claim import Span


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """One place where a report says on whose word it tells something.

    Attributes:
        source: the source's words, without what they are about.
        cue: the word that makes it a source ("said", "according", "statement").
        stands_alone: the cue only names the source; whatever it vouches for stands in no clause below it.
        heard_by: the words for whom it was told to ("told SANA"), where the report says so.
        tells_event: a claim of an event rests on it.
        actor, actor_name, side: the party that the words name, as in `Party`; null where none is known.
        country: ISO code of the country fought over, where the report tells it.
    """

    report_id: str
    source: Span
    cue: str
    stands_alone: bool = False
    heard_by: str | None = None
    tells_event: bool = False
    actor: str | None = None
    actor_name: str | None = None
    side: str = "unknown"
    country: str | None = None
