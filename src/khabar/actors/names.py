"""Proper names that no pack knows: groups by their cue words, persons by their titles and what was said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.actors.phrase import Phrase
from khabar.actors.resolution import Resolution, plain

if TYPE_CHECKING:
    from khabar.actors.resolver import PartyResolver

WORDS_BEFORE = 4


def read_name(resolver: PartyResolver, p: Phrase) -> Resolution | None:
    """The party of a proper name, or None where the head is none."""
    if p.token.pos_ != "PROPN":
        return None
    return _known_person(resolver, p) or _group(resolver, p) or _titled(resolver, p)


def _known_person(resolver: PartyResolver, p: Phrase) -> Resolution | None:
    known = resolver.memory.people.get(p.token.text)
    return known.because(f"{p.token.text}: named before") if known else None


def _group(resolver: PartyResolver, p: Phrase) -> Resolution | None:
    """ "Suqour Battalion", "Ministry of Defence": a name that says what it names."""
    cues = resolver.words.cues
    own = {*p.before, p.lower}
    found: Resolution | None = None
    numbered = any(w[0].isdecimal() or w in cues["ordinals"] for w in own)
    if own & cues["state_words"] and (numbered or not own & cues["group_words"]):
        found = resolver.army("a unit of a state's force, by its name") if own & cues["army_words"] else None
        found = found or plain("government", "a body of a state, by its name")
    elif own & cues["group_words"]:
        found = plain("opposition", "a group, by its name")
    elif own & cues["relief_names"]:
        found = plain("un_ngo", "a relief organisation, by its name")
    elif own & cues["civil_names"]:
        found = plain("civilians", "a civil object, by its name")
    return found


def _titled(resolver: PartyResolver, p: Phrase) -> Resolution:
    """ "General X", "Senator X", "rebel commander X"; remembered for when X is named alone."""
    cues = resolver.words.cues
    begins = p.token.head.i + 1 if p.token.dep_ == "pobj" and p.token.head.i < p.head else 0
    words = [t.lower_ for t in p.doc[max(begins, p.start - WORDS_BEFORE, 0) : p.head]]
    name = f"{p.token.text}: a name that no pack knows"
    found = _word_before(resolver, words)
    if found is None and set(words) & cues["civil_titles"]:
        found = plain("civilians", "a title of a civilian", "person")
    if found is None and set(words) & cues["state_titles"]:
        found = plain("government", "a title of the state", "person")
    if found is None:
        return plain("unknown", name)
    person = Resolution(found.actor, found.actor_name, found.side, found.reason, "person")
    resolver.memory.people[p.token.text] = person
    return person


def _word_before(resolver: PartyResolver, words: list[str]) -> Resolution | None:
    """The nearest word before the name that tells a side."""
    for word in reversed(words):
        group = resolver.words.modifiers.get(word)
        described = resolver.words.descriptor(word)
        if group is None and described is not None:
            group = described[1]
        if group == "own":
            return resolver.stance.own(f"{word}: the outlet's own side")
        if group in ("context", "opposition", "militia"):
            party = resolver.memory.non_state
            return party.because(f"{word}: the group named last") if party else plain("opposition", word)
    return None
