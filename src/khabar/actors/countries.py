"""The country that a report's war is fought over, as its words tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from khabar.actors.index import ActorIndex, ActorMention
from khabar.actors.nations import nation_words as country_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

ACTOR_WEIGHT = 2.0
COUNTRY_WEIGHT = 1.0


def country_from_text(
    docs: Sequence[Doc], index: ActorIndex, mentions: Sequence[Sequence[ActorMention]] | None = None
) -> str | None:
    """ISO code of the country that the named actors and countries of a report speak for most; None where none is named.

    Args:
        mentions: what ``find_actors`` found in each of ``docs``; looked up when not given.
    """
    votes: Counter[str] = Counter()
    known = country_words()
    for doc, named in zip(docs, mentions or [index.find_actors(d) for d in docs], strict=True):
        for mention in named:
            if mention.actor.country:
                votes[mention.actor.country] += ACTOR_WEIGHT
        for token in doc:
            if token.text[0].isupper() and token.text in known:
                votes[known[token.text]] += COUNTRY_WEIGHT
    return max(votes, key=lambda c: (votes[c], c)) if votes else None
