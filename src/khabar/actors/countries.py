"""The country that a report's war is fought over, as its words tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from khabar.actors.index import ActorIndex, ActorMention
from khabar.actors.nations import nation_words as country_words
from khabar.actors.nations import seats
from khabar.places.knowledge import provinces

if TYPE_CHECKING:
    from spacy.tokens import Doc

ACTOR_WEIGHT = 2.0
COUNTRY_WEIGHT = 1.0
LOCATED_WEIGHT = 6.0
OUTSIDER_SHARE = 0.4
MOST_OF_ONE = 6
HOST_SHARE = 0.25
"""Of the votes of a country that fights abroad: from which on a report is on the country where it does."""
_CAPITALISED = re.compile(r"\b[^\W\d_a-z]\w*")


@lru_cache(maxsize=1)
def _place_words() -> dict[str, str]:
    """Countries by their names, adjectives, capitals and provinces."""
    found = {name: p.country for p in provinces() for name in (p.name, *p.spellings)}
    return seats() | found | country_words()


def country_from_text(
    docs: Sequence[Doc],
    index: ActorIndex,
    mentions: Sequence[Sequence[ActorMention]] | None = None,
    *,
    located_in: str | None = None,
) -> str | None:
    """ISO code of the country that the named actors and countries of a report speak for most; None where none is named.

    Args:
        mentions: what ``find_actors`` found in each of ``docs``; looked up when not given.
        located_in: the country that the report's places lie in, where they tell one.
    """
    actors: Counter[tuple[str, str]] = Counter()
    words: Counter[str] = Counter()
    known, outsiders = _place_words(), index.words.cues["outsiders"]
    for doc, named in zip(docs, mentions or [index.find_actors(d) for d in docs], strict=True):
        for mention in named:
            bearers = (mention.actor, *mention.others)
            is_shared = len({actor.country for actor in bearers}) > 1
            for actor in bearers:
                if actor.country and not actor.local and not (actor.ambiguous and is_shared):
                    actors[actor.country, actor.id] += 1
        for text in _CAPITALISED.findall(doc.text):
            if text in known:
                words[known[text]] += 1
    votes: dict[str, float] = {located_in: LOCATED_WEIGHT} if located_in else {}
    for (country, _), n in actors.items():
        votes[country] = votes.get(country, 0.0) + ACTOR_WEIGHT * min(n, MOST_OF_ONE)
    for country, n in words.items():
        share = OUTSIDER_SHARE if country in outsiders else 1.0
        votes[country] = votes.get(country, 0.0) + COUNTRY_WEIGHT * share * n
    if not votes:
        return None
    most = max(votes, key=lambda c: (votes[c], c))
    hosts = [c for c in index.words.conflict(most).abroad if votes.get(c, 0.0) >= HOST_SHARE * votes[most]]
    return max(hosts, key=lambda c: (votes[c], c)) if hosts else most
