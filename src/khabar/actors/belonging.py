"""Whose people and things are: possessors, "of …", allies, numbered units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.actors.general import FIGHTERS
from khabar.actors.phrase import Phrase
from khabar.actors.pronouns import agent_side
from khabar.actors.resolution import Resolution, is_armed, plain

if TYPE_CHECKING:
    from spacy.tokens import Token

    from khabar.actors.resolver import PartyResolver

THEIRS = frozenset({"its", "his", "her", "their"})


def possessed(r: PartyResolver, p: Phrase) -> Resolution | None:
    """ "its men", "his forces", "their positions": whoever they belong to."""
    owner = p.possessor()
    if owner is None or owner.pos_ != "PRON" or owner.lower_ not in THEIRS:
        return None
    if owner.lower_ == "its" and any(f in r.words.cues["of_places"] for f in p.forms):
        return None
    belongs = any(f in r.words.cues["belonging"] for f in p.forms)
    if not belongs and r.group(p) not in ("government", "arms", "military_object", "air", "context", "boys"):
        return None
    speaker = _unknown_speaker(r, owner)
    if speaker is not None:
        return plain("unknown", f"{owner.lower_} {p.lower}: of {speaker.text}, whose side nobody tells")
    noted = r.antecedent(p.doc, owner.i, owner.lower_, subject=True, not_side=_harmed_by(r, p), armed=True)
    return noted.because(f"{owner.lower_} {p.lower}: of the party named before") if noted else None


def _unknown_speaker(r: PartyResolver, owner: Token) -> Token | None:
    """The person of "Sheikh Sharif said his men had left" whom no pack knows."""
    if owner.lower_ not in ("his", "her"):
        return None
    for verb in owner.ancestors:
        if verb.lemma_.lower() in r.words.speech and verb.i < owner.i:
            subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "PROPN"]
            found = r.resolve_token(subjects[0]) if subjects else None
            return subjects[0] if found is not None and found.side == "unknown" else None
    return None


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
    if r.group(p) in ("civilians", "people", "settlement", "civil_object", "un_ngo"):
        return None
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


def of_losers(r: PartyResolver, p: Phrase) -> Resolution | None:
    """The dead, the wounded, the losses: of those who lost them."""
    if not any(f in r.words.cues["lost_words"] for f in p.forms):
        return None
    found = _left_behind(r, p) or _summed_up(r, p) or _on_side(r, p)
    return found.because(f"{p.lower}: of those who lost them ({found.reason})") if found is not None else None


def _left_behind(r: PartyResolver, p: Phrase) -> Resolution | None:
    """ "The rebels left 17 bodies": their own."""
    if p.token.dep_ != "dobj" or p.token.head.lemma_.lower() not in r.words.cues["leaving_verbs"]:
        return None
    return _armed(r, p.agent())


def _summed_up(r: PartyResolver, p: Phrase) -> Resolution | None:
    """ "put Taliban casualties at 200 dead"."""
    if p.token.dep_ != "pobj" or p.token.head.lower_ != "at":
        return None
    return _armed(r, next((c for c in p.token.head.head.children if c.dep_ == "dobj"), None))


def _on_side(r: PartyResolver, p: Phrase) -> Resolution | None:
    """ "eight dead on the rebel side", "losses among the attackers", "casualties inflicted on the army"."""
    cues = r.words.cues
    dealt = [c for c in p.token.children if c.dep_ == "acl" and c.lower_ in cues["dealt_words"]]
    for preposition in (c for t in (p.token, *dealt) for c in t.children if c.lower_ in ("on", "among", "in", "by")):
        names_them = preposition.lower_ == "among" or preposition.head.i != p.head
        for among in (c for c in preposition.children if c.dep_ == "pobj"):
            if names_them or among.lemma_.lower() in cues["sides_words"] | cues["ranks"]:
                found = _armed(r, next((c for c in among.children if c.dep_ == "poss"), among))
                if found is not None:
                    return found
    return None


def _armed(r: PartyResolver, token: Token | None) -> Resolution | None:
    found = r.resolve_token(token) if token is not None else None
    return found if found is not None and is_armed(found.side) else None


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
    body = _armed(r, of)
    return body.because(f"{p.lower} of {of.lower_}") if body is not None else None


def possessor_of(r: PartyResolver, p: Phrase) -> Resolution | None:
    owner = p.possessor()
    if owner is None or owner.pos_ == "PRON":
        return None
    return _armed(r, owner)


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
        has_title = not r.words.cues["state_titles"].isdisjoint(p.before)
        if owner.dep_ == "appos" and (p.token.pos_ != "PROPN" or has_title):
            continue
        found = r.resolve_token(owner)
        if found is None or found.side == "unknown":
            continue
        of_force = is_armed(found.side) and (group != "civilians" or p.lemma in r.words.cues["captives"])
        if found.side == "un_ngo" or owner.dep_ == "appos" or of_force:
            return found
        if found.side == "civilians" and carries and r.group_of(owner) in ("civilians", "people"):
            return found
    return None
