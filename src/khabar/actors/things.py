"""Things, counts and people of any kind as parties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from khabar.actors.phrase import OBJECTS, SUBJECTS, Phrase
from khabar.actors.pronouns import agent_side
from khabar.actors.resolution import Resolution, is_armed, plain

if TYPE_CHECKING:
    from spacy.tokens import Token

    from khabar.actors.resolver import PartyResolver


def of_thing(r: PartyResolver, p: Phrase) -> Resolution | None:
    group = r.group(p)
    if group not in ("arms", "military_object"):
        return None
    if any(t.lower_ in r.words.cues["relief_words"] for t in p.token.subtree):
        return plain("un_ngo", f"{p.lower}: relief")
    user = p.held_by(r.words.cues["holding_verbs"])
    if user is not None:
        return r.resolve_token(user)
    if p.is_affected:
        opposed = opposed_to_agent(r, p)
        if opposed is not None:
            return opposed
    acts = p.token.dep_ in SUBJECTS and group == "arms"
    if acts or p.token.head.dep_ == "agent":
        return r.army(f"{p.lower}: the force of the state")
    return r.enemy(p, p.lower)


def opposed_to_agent(r: PartyResolver, p: Phrase) -> Resolution | None:
    """Whose a thing is that somebody attacks: the side opposed to the attacker."""
    agent = p.agent()
    found = r.resolve_token(agent) if agent is not None else None
    if found is None or not is_armed(found.side):
        return None
    return opposed_to(r, found, f"{p.lower}: of the side opposed to {agent.text}")  # type: ignore[union-attr]


def opposed_to(r: PartyResolver, party: Resolution, reason: str) -> Resolution:
    side = party.side
    if side.startswith("state:"):
        fought = next((s for s, enemy in r.conflict.enemies.items() if enemy == side), None)
        if fought is not None:
            return plain(fought, reason)
        code = side.removeprefix("state:")
        if code not in r.conflict.foreign and r.non_state("") is None:
            return plain("government", reason)
        side = r.conflict.foreign.get(code, "government")
    if side == "government":
        group = r.non_state("")
        state = r.conflict.enemies.get(side) or r.stance.hostile_state()
        if group is None and state is not None:
            return Resolution(None, None, state, reason, "state")
        return group.because(reason) if group else plain("opposition", reason)
    against = r.stance.non_state(reason)
    if side == "sdf" and against is not None and against.side == "isil":
        return against
    return plain("government", reason)


def sent_by(r: PartyResolver, p: Phrase) -> Resolution | None:
    """ "lost more than 300", "sent 1,000 officers": the one whose they are."""
    verb = p.verb()
    if verb is None or p.token.dep_ not in OBJECTS or verb.lemma_.lower() not in r.words.cues["losing_words"]:
        return None
    if p.token.dep_ == "pobj" and p.token.head.lower_ in ("to", "against"):  # "lost the town to an army"
        return None
    agent = p.agent()
    found = r.resolve_token(agent) if agent is not None else None
    return found if found is not None and is_armed(found.side) else None


def of_number(r: PartyResolver, p: Phrase) -> Resolution | None:
    """ "Hundreds fled", "another 8,000": people named before, or people in general."""
    quantity = p.token.pos_ in ("NUM", "ADJ", "DET", "PRON", "VERB") or p.lemma in r.words.cues["numerals"]
    if not quantity and p.lower not in r.words.cues["numerals"]:
        return None
    inner = p.owner_after(frozenset({"of", "among"}))
    if inner is not None and inner.pos_ != "PRON":
        return r.resolve_token(inner)
    is_other = "other" in p.forms
    people_do = r.words.cues["people_verbs"]
    verb = next((v for v in _verbs_of(p) if v.lemma_.lower() in people_do), None)
    if not is_other and verb is not None and _counts_things(r, p):
        return plain("unknown", f"{p.lower}: of the things counted before")
    if not is_other and verb is not None:
        return plain("civilians", f"{p.lower}: people who {verb.lemma_}")
    if not is_other and p.is_modified_by(people_do):
        return plain("civilians", f"{p.lower}: people, by what they did")
    whole = _whole(p)
    loser = sent_by(r, whole)
    if loser is not None:
        return loser.because(f"{p.lower}: of the one who lost them")
    agent = agent_side(r, whole) if whole.is_affected else None
    is_subject = not whole.is_affected
    found = r.antecedent(p.doc, p.head, "they", subject=is_subject, not_side=agent)
    if found is None or (found.side == "un_ngo" and not is_subject):  # "a strike killed 31" is told by a relief agency
        return plain("civilians", f"{p.lower}: people")
    return found.because(f"{p.lower}: named before")


def _counts_things(r: PartyResolver, p: Phrase) -> bool:
    """ "80 trucks left, but only 28 have arrived"."""
    counted = [t.head.lemma_.lower() for t in p.token.sent if t.dep_ == "nummod" and t.i < p.head]
    return p.token.pos_ == "NUM" and bool(counted) and counted[-1] in r.words.cues["vehicles"]


def _verbs_of(p: Phrase) -> Iterator[Token]:
    """The verb that a number is an argument of, and the "left" of "8,000 who left"."""
    above = p.verb()
    if above is not None:
        yield above
    yield from (c for c in p.token.children if c.dep_ == "relcl")


def _whole(p: Phrase) -> Phrase:
    """ "a number of others": what stands in the sentence is the number."""
    token = p.token
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.pos_ == "NOUN":
        above = token.head.head
        return Phrase(p.doc, above.i, above.i, above.i + 1)
    return p


def of_any_person(r: PartyResolver, p: Phrase) -> Resolution | None:
    if p.token.pos_ == "NOUN" and any(p.forms[-1].endswith(s) for s in r.words.cues["human_suffixes"]):
        return plain("civilians", p.lower)
    return None
