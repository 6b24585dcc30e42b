"""Two parties in one word: "both sides", "the two countries"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.actors.phrase import Phrase
from khabar.actors.pronouns import agent_side
from khabar.actors.resolution import NON_STATE, Named, Resolution, is_armed, plain

if TYPE_CHECKING:
    from khabar.actors.resolver import PartyResolver


def of_both(r: PartyResolver, p: Phrase) -> Resolution | None:
    """The two sides that were named last; where only one was, it and the one that it fights."""
    cues = r.words.cues
    if not any(f in cues["sides_words"] or f in cues["country_words"] for f in p.forms) or p.token.tag_ != "NNS":
        return None
    if not cues["both_words"] & {*p.before, *(t.lower_ for t in p.doc[max(0, p.start - 1) : p.start])}:
        return None
    if p.owner_after(frozenset({"of", "in", "within"})) is not None:
        return None  # "two factions of the dissidents" are on one side
    states_only = any(f in cues["country_words"] for f in p.forms)
    pair = _named_last(r, p, states_only=states_only) or ([] if states_only else _opposed(r))
    if len(pair) < 2:
        return None
    words = r.offsets_of(p)
    return plain("unknown", f"{p.lower}: two sides").standing_for(tuple(Named(*words, party) for party in pair))


def _named_last(r: PartyResolver, p: Phrase, *, states_only: bool) -> list[Resolution]:
    found: dict[str, Resolution] = {}
    acts = agent_side(r, p) if p.is_affected else None  # "China has urged both sides"
    for noted in reversed(r.noted_before(p.doc, p.head)):
        side = noted.party.side
        if side == acts:
            continue
        is_state = side.startswith("state:") or side == "government"
        if is_armed(side) and side not in found and (is_state or not states_only):
            found[side] = noted.party.because(f"{p.lower}: one of the two named last")
        if len(found) == 2:
            return list(found.values())[::-1]
    return []


def _opposed(r: PartyResolver) -> list[Resolution]:
    group = r.non_state("")
    if group is None or group.side not in NON_STATE:
        return []
    return [r.army("both sides: the state's force"), group.because("both sides: the group that the report is about")]
