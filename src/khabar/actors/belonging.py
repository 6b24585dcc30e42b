"""Whose people and things are: possessors, "of …", allies, numbered units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.actors.general import FIGHTERS
from khabar.actors.phrase import Phrase
from khabar.actors.pronouns import agent_side
from khabar.actors.resolution import Resolution, is_armed, plain

if TYPE_CHECKING:
    from khabar.actors.resolver import PartyResolver

LEAVING = frozenset({"leave", "abandon", "suffer"})
THEIRS = frozenset({"its", "his", "her", "their"})


def possessed(r: PartyResolver, p: Phrase) -> Resolution | None:
    """ "its men", "his forces", "their positions": whoever they belong to."""
    owner = p.possessor()
    if owner is None or owner.pos_ != "PRON" or owner.lower_ not in THEIRS:
        return None
    belongs = any(f in r.words.cues["belonging"] for f in p.forms)
    if not belongs and r.group(p) not in ("government", "arms", "military_object", "air", "context", "boys"):
        return None
    noted = r.antecedent(p.doc, owner.i, owner.lower_, subject=True, not_side=_harmed_by(r, p), armed=True)
    return noted.because(f"{owner.lower_} {p.lower}: of the party named before") if noted else None


def _harmed_by(r: PartyResolver, p: Phrase) -> str | None:
    """The side that harms them: "repelled them, killing 20 of its fighters" are not its own."""
    verb = p.verb()
    if verb is None:
        return None
    puts_out = verb.lemma_ == "put" and any(c.lower_ == "out" for c in verb.children)  # of action
    harms = verb.lemma_.lower() in r.words.cues["harming_verbs"] or puts_out
    struck = p.is_affected or p.is_counted(r.words.cues["numerals"]) or p.token.dep_ == "pobj"
    return agent_side(r, p) if harms and struck else None


def aligned(r: PartyResolver, p: Phrase) -> Resolution | None:
    """ "GNA-aligned groups": on the side of the one who stands behind them, who is no foreign state."""
    if r.group(p) in ("civilians", "settlement", "civil_object", "un_ngo"):
        return None
    for i in range(p.start + 1, p.head - 1):
        if p.doc[i].text != "-" or p.doc[i + 1].lower_ not in r.words.support:
            continue
        for start in range(max(p.start, i - 3), i):
            actor = r.index.named(p.doc[start:i].text, r.country, r.day)
            if actor is not None and not actor.side_in(r.country).startswith("state:"):
                return plain(actor.side_in(r.country), f"{p.doc[i + 1].lower_} by {actor.name}")
    return None


def allied(r: PartyResolver, p: Phrase) -> Resolution | None:
    """ "the army and allied militias", "the army's allies": on the side of those they are named with."""
    if any(f in r.words.cues["allies"] for f in p.forms):
        owner = p.possessor() or p.owner_after(frozenset({"of"}))
        party = r.resolve_token(owner) if owner is not None else None
        if party is not None and is_armed(party.side) and not party.side.startswith("state:"):
            return plain(party.side, f"{p.lower}: of those who fight on this side")
    if p.token.dep_ != "conj" or not {"allied", "friendly", "auxiliary", "supporting"} & set(p.before):
        return None
    found = r.resolve_token(p.token.head)
    return plain(found.side, f"{p.lower}: allied to those named before") if found else None


def loyal(r: PartyResolver, p: Phrase) -> Resolution | None:
    """ "fighters loyal to the government", "militiamen serving the council": on the side of those they are loyal to."""
    for child in p.token.children:
        if child.i < p.head or child.lemma_.lower() not in r.words.cues["loyalty"]:
            continue
        objects = [c for c in child.children if c.dep_ in ("dobj", "prep")]
        masters = [o if o.dep_ == "dobj" else next((c for c in o.children if c.dep_ == "pobj"), None) for o in objects]
        for master in masters:
            found = r.resolve_token(master) if master is not None else None
            if found is not None and is_armed(found.side):
                return plain(found.side, f"{child.lower_} to {master}")
    return None


def staff(r: PartyResolver, p: Phrase) -> Resolution | None:
    """ "its staff": of the relief organisation named last, else people."""
    owner = p.possessor()
    if owner is None or owner.lower_ not in THEIRS or not any(f in r.words.cues["relief_own"] for f in p.forms):
        return None
    named = r.antecedent(p.doc, owner.i, owner.lower_, subject=True, not_side=None, armed=False)
    if named is not None and named.side == "un_ngo":
        return named.because(f"{owner.lower_} {p.lower}: of the relief organisation named before")
    return plain("civilians", p.lower) if r.group(p) == "civilians" else None


def on_side(r: PartyResolver, p: Phrase) -> Resolution | None:
    """ "eight dead on the rebel side", "losses among the attackers": of those who lost them."""
    cues = r.words.cues
    if not any(f in cues["lost_words"] for f in p.forms):
        return None
    is_left = p.token.dep_ == "dobj" and p.token.head.lemma_.lower() in LEAVING
    agent = p.agent() if is_left else None
    loser = r.resolve_token(agent) if agent is not None else None
    if loser is not None and is_armed(loser.side):
        return loser.because(f"{p.lower}: of those who left them")
    put = p.token.head.head if p.token.dep_ == "pobj" and p.token.head.lower_ == "at" else None
    for summed in (c for c in put.children if c.dep_ == "dobj") if put is not None else ():
        found = r.resolve_token(summed)  # "put Taliban casualties at 200 dead"
        if found is not None and is_armed(found.side):
            return found
    dealt = [c for c in p.token.children if c.dep_ == "acl" and c.lower_ in ("inflicted", "sustained", "suffered")]
    governed = [c for t in (p.token, *dealt) for c in t.children]
    for preposition in (c for c in governed if c.lower_ in ("on", "among", "in", "by")):
        for among in (c for c in preposition.children if c.dep_ == "pobj"):
            told = preposition.lower_ == "among" or preposition.head.i != p.head
            if not told and among.lemma_.lower() not in cues["sides_words"] | cues["ranks"]:
                continue
            owner = next((c for c in among.children if c.dep_ == "poss"), among)
            found = r.resolve_token(owner)
            if found is not None and is_armed(found.side):
                return found.because(f"{p.lower}: {preposition.lower_} {among.lower_}")
    return None


def numbered_unit(r: PartyResolver, p: Phrase) -> Resolution | None:
    words = [*p.before, p.lower]
    cues = r.words.cues
    if not any(w[:1].isdecimal() or w in cues["ordinals"] for w in words):
        return None
    if not any(w.removesuffix("s") in cues["unit_words"] for w in words):
        return None
    struck = r.stance.enemy("a unit whose arms are struck") if _is_of_struck_thing(r, p) else None
    return possessor_of(r, p) or struck or r.army("a numbered unit of a state's force")


def _is_of_struck_thing(r: PartyResolver, p: Phrase) -> bool:
    """ "a depot of the 59th Brigade was destroyed", in what the other side tells."""
    preposition = p.token.head
    if not r.stance.takes_side or p.token.dep_ != "pobj" or preposition.lower_ != "of":
        return False
    thing = preposition.head
    return thing.dep_ in ("nsubjpass", "dobj") and r.group_of(thing) in ("arms", "military_object")


def office(r: PartyResolver, p: Phrase) -> Resolution | None:
    """ "the Head of State", "the chief of the general staff": of the country that is fought over; the head of a side's
    council or force is of that side."""
    cues = r.words.cues
    of = p.owner_after(frozenset({"of"})) if any(f in cues["offices"] for f in p.forms) else None
    if of is None:
        return None
    if of.lower_ in cues["seats_of_office"]:
        return plain("government", f"{p.lower} of {of.lower_}: the state's")
    body = r.resolve_token(of)
    return body.because(f"{p.lower} of {of.lower_}") if body is not None and is_armed(body.side) else None


def possessor_of(r: PartyResolver, p: Phrase) -> Resolution | None:
    owner = p.possessor()
    if owner is None or owner.pos_ == "PRON":
        return None
    found = r.resolve_token(owner)
    return found if found is not None and is_armed(found.side) else None


def owned(r: PartyResolver, p: Phrase) -> Resolution | None:
    """ "men of the 53rd Division", "the army's jets", "an aid worker of the UN": whose they are."""
    group = r.group(p)
    fights = group in FIGHTERS or group == "own"
    belongs = fights or any(f in r.words.cues["belonging"] for f in p.forms)
    things = ("arms", "military_object", "air")
    carries = any(f in r.words.cues["carriers"] for f in p.forms)
    if not belongs and not carries and group not in things and p.token.pos_ != "PROPN":
        return None
    of = frozenset({"of"}) if p.token.pos_ == "PROPN" or fights else frozenset({"of", "from", "in", "with"})
    for owner in (p.possessor(), p.owner_after(of), p.apposition()):
        if owner is None or owner.pos_ == "PRON" or owner.lower_ == "whose" or owner.i == p.head:
            continue
        if owner.dep_ == "appos" and p.token.pos_ != "PROPN":
            continue
        found = r.resolve_token(owner)
        if found is None or found.side == "unknown":
            continue
        is_taken = p.lemma in ("prisoner", "captive", "detainee", "pow")
        if (
            found.side == "un_ngo"
            or owner.dep_ == "appos"
            or (is_armed(found.side) and (group != "civilians" or is_taken))
        ):
            return found
        if found.side == "civilians" and carries and r.group_of(owner) in ("civilians", "people"):
            return found
    return None
