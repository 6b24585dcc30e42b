"""Words for fighters that mean aircraft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.actors.nations import nation_of
from khabar.actors.phrase import Phrase

if TYPE_CHECKING:
    from khabar.actors.resolver import PartyResolver


def flies(r: PartyResolver, p: Phrase) -> bool:
    """ "fighter jets", "Russian bombers": aircraft, and no men who fight or bear a bomb."""
    return _stands_before_aircraft(r, p) or _is_bomber_of_nation(r, p)


def _stands_before_aircraft(r: PartyResolver, p: Phrase) -> bool:
    """ "fighter jets", when the parser takes the first word for the head."""
    after = p.doc[p.head + 1] if p.head + 1 < len(p.doc) else None
    described = r.words.descriptor(after.lemma_.lower(), after.lower_) if after is not None else None
    return described is not None and described[1] == "air"


def _is_bomber_of_nation(r: PartyResolver, p: Phrase) -> bool:
    of_nation = any(nation_of(p.doc, i) is not None for i in range(p.start, p.head))
    return of_nation and p.lower in r.words.cues["bombers"] and "suicide" not in p.before
