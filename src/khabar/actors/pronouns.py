"""Pronouns as parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.actors.phrase import OBJECTS, SUBJECTS, Phrase
from khabar.actors.resolution import Named, Resolution, plain

if TYPE_CHECKING:
    from khabar.actors.resolver import PartyResolver

THEIRS = frozenset({"its", "his", "her", "their"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
ANYBODY = frozenset({"those", "anyone", "everyone", "anybody", "everybody", "nobody", "someone", "somebody"})


def of_pronoun(r: PartyResolver, p: Phrase) -> Resolution | None:
    if p.lower not in r.words.cues["pronouns"] or p.lower in r.words.cues["numerals"]:
        return None
    if p.token.pos_ not in ("PRON", "DET") and len(p.before) > 1:
        return None
    if p.lower in RELATIVE:
        clause = p.token.head
        if clause.dep_ == "relcl":
            return r.resolve_token(clause.head)
    if p.lower in ANYBODY and p.lower != "people":
        return anybody(r, p)
    own = agent_side(r, p) if p.token.dep_ in OBJECTS else None
    subject = p.token.dep_ in SUBJECTS or p.lower in THEIRS
    found = r.antecedent(p.doc, p.head, p.lower, subject=subject, not_side=own)
    if found is not None:
        reason = f"{p.lower}: named before"
        words = tuple(Named(n.start, n.end, n.party.because(f"{reason} ({n.party.reason})")) for n in found.named)
        return found.because(reason).standing_for(words)
    return plain("civilians", f"{p.lower}: nobody named before") if p.lower in ("he", "she", "her", "him") else None


def anybody(r: PartyResolver, p: Phrase) -> Resolution:
    clause = {t.lemma_.lower() for t in p.token.subtree}
    if clause & r.words.cues["fighting_words"]:
        return r.non_state(p.lower) or plain("opposition", f"{p.lower}: who fight")
    return plain("civilians", f"{p.lower}: people in general")


def agent_side(r: PartyResolver, p: Phrase) -> str | None:
    agent = p.agent()
    if agent is None or agent.pos_ == "PRON":
        return None
    found = r.resolve_token(agent)
    return found.side if found else None
