"""General words for forces and people: whose side each is on in this report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.actors.phrase import Phrase
from khabar.actors.pronouns import agent_side
from khabar.actors.resolution import ARMED_SIDES, NON_STATE, Resolution, is_armed, plain
from khabar.actors.things import opposed_to_agent, sent_by
from khabar.actors.words import FIGHTING

if TYPE_CHECKING:
    from khabar.actors.resolver import PartyResolver

FIGHTERS = frozenset({"context", "militia", "unidentified", "opposition"})
WEAPONRY = frozenset({"munition", "weapon"})
STRUCK_AS = frozenset({"dobj", "nsubjpass"})
OVERRULED = FIGHTERS | {"own", "government", "hostile", "coalition"}


def side_before(r: PartyResolver, p: Phrase) -> str | None:
    """What the words before the head say: ``government``, ``context``, ``civilians`` …"""
    found: str | None = None
    compound = r.compound(p)
    for i, word in enumerate(p.before):
        if compound is not None and compound[0].startswith(f"{word}-"):
            continue
        group = r.words.modifiers.get(word)
        if group is None and word not in r.words.cues["group_words"]:
            described = r.words.descriptor(*_forms(word))
            group = described[1] if described and described[1] in FIGHTING else None
        if group is None or (i + 1 < len(p.before) and is_support(r, p, i)):
            continue
        if group == "government" and i >= 2 and p.before[i - 1] == "-" and p.before[i - 2] == "anti":
            group = "opposition"
        if i >= 2 and p.before[i - 1] == "-" and p.before[i - 2] == "non":
            group = "un_ngo" if word in r.words.cues["non_governmental"] else "opposition"
        found = group
    hyphened = {"".join(p.before[i : i + 3]) for i in range(len(p.before))}
    return "hostile" if r.stance.takes_side and hyphened & r.words.cues["belittling"] else found


def is_support(r: PartyResolver, p: Phrase, i: int) -> bool:
    return p.before[i + 1] == "-" and i + 2 < len(p.before) and p.before[i + 2] in r.words.support


def of_general_word(r: PartyResolver, p: Phrase) -> Resolution | None:
    """The side of a general word; "suspected militants" may be of any group, whichever was named before."""
    found = _of_word(r, p)
    guessed = found is not None and found.actor is not None and r.words.cues["guessed"] & {*p.before}
    return plain(found.side, f"{found.reason}; which group is not told") if found is not None and guessed else found


def _of_word(r: PartyResolver, p: Phrase) -> Resolution | None:
    described = r.words.descriptor(*p.forms)
    word, group = (described[0], r.group(p)) if described else (p.lower, None)
    if group is None and p.token.pos_ == "PROPN":
        return None
    local = next((r.conflict.words[f] for f in p.forms if f in r.conflict.words), None)
    modifier = side_before(r, p)
    if modifier is None and not p.is_affected and word in r.words.cues["own_units"] and is_of_non_state(r):
        return r.stance.own(f"{word}: the outlet's own side, which names no other")
    if modifier == "unknown" and group not in (None, "civilians", "un_ngo"):
        return plain("unknown", f"{word}: said to be unidentified")
    if local is not None and modifier in (None, local, "civilians"):
        return plain(local, f"{word}: on this side in this war")
    if is_relief(r, p, word, modifier):
        return plain("un_ngo", f"{word}: of a relief organisation")
    if group == "context" and any(is_model(r, w) for w in p.before):
        group = "air"
    if group == "context" and p.is_modified_by(r.words.cues["people_verbs"]):
        return plain("civilians", f"{word}: people on the way")
    if "suicide" in p.before or "martyrdom" in p.before:
        group = "own" if "martyrdom" in p.before and r.stance.side in NON_STATE else "context"
    if group in (None, "unknown", "arms", "military_object", "air"):
        return side_of(r, modifier, p, word) if modifier is not None else air(r, p, group)
    if group in ("settlement", "civil_object"):
        is_official = group == "civil_object" and modifier in ("government", "context", "opposition")
        return side_of(r, modifier, p, word) if is_official else plain("civilians", word)
    if group in ("boys", "people"):
        if are_armed(r, p):
            return plain("unknown", f"{word}: armed, nothing more is told")
        return side_of(r, modifier if modifier not in (None, "civilians") else group, p, word)
    if group == "team":
        return side_of(r, modifier or "un_ngo", p, word)
    if group in OVERRULED and modifier in ("government", "opposition", "un_ngo"):
        group = modifier
    if modifier == "hostile" and group in OVERRULED and r.stance.takes_side:
        group = modifier
    return side_of(r, group, p, word)


def are_armed(r: PartyResolver, p: Phrase) -> bool:
    """ "armed men", "two men with pistols"."""
    owned = p.owner_after(frozenset({"with"}))
    return "armed" in p.before or (owned is not None and r.words.nouns.get(owned.lemma_.lower()) in WEAPONRY)


def is_of_non_state(r: PartyResolver) -> bool:
    """Whether the outlet is of a non-state side that has no army."""
    return r.stance.side in NON_STATE and not r.stance.has_army


def is_relief(r: PartyResolver, p: Phrase, word: str, modifier: str | None) -> bool:
    """ "aid workers"; what a relief organisation calls its teams, convoys and partners."""
    if modifier == "un_ngo":
        return True
    carries = any(f in r.words.cues["carriers"] or f in r.words.cues["relief_own"] for f in p.forms)
    if carries and any(t.lower_ in r.words.cues["relief_words"] for t in p.token.subtree):
        return True
    if r.stance.side != "un_ngo" or modifier is not None:
        return False
    is_self = p.token.pos_ == "PROPN" and r.group(p) in ("context", "coalition")
    owner = p.owner_after()
    is_own = owner is None or r.group_of(owner) in ("civil_object", "arms")
    return is_self or (is_own and any(f in r.words.cues["relief_own"] for f in p.forms))


def is_model(r: PartyResolver, word: str) -> bool:
    """ "F-16s", "Sukhoi": whether a word names an aircraft, whole or by what stands before its hyphen."""
    found = (r.words.descriptor(word), r.words.descriptor(word.partition("-")[0]))
    return any(described is not None and described[1] == "air" for described in found)


def air(r: PartyResolver, p: Phrase, group: str | None) -> Resolution | None:
    if group != "air":
        return None
    if p.is_affected:
        opposed, flying = opposed_to_agent(r, p), r.memory.in_air
        if opposed is not None:
            return flying if flying is not None and flying.side not in (r.stance.side, "unknown") else opposed
    is_flown_by_all = p.lower in r.words.cues["flown_by_all"]
    if r.memory.in_air is None and r.stance.side in NON_STATE and not (r.stance.has_army or is_flown_by_all):
        return _enemy_in_the_air(r, p)
    return r.memory.in_air or r.army(f"{p.lower}: no other air force named before")


def _enemy_in_the_air(r: PartyResolver, p: Phrase) -> Resolution:
    """Whose aircraft they are in an outlet of a side that has none: armed groups have none either."""
    why = f"{p.lower}: whom the outlet's side fights, which has none itself"
    enemy = r.stance.enemy(why)
    if enemy.side not in NON_STATE:
        return enemy
    state = r.stance.hostile_state() or r.stance.state_named()
    return (
        r.state(state.removeprefix("state:"), p.lower).because(why) if state is not None else plain("government", why)
    )


def side_of(r: PartyResolver, group: str | None, p: Phrase, word: str) -> Resolution | None:
    if group == "government":
        return state_word(r, p, word)
    if group == "context":
        if word in r.words.cues["neutral_fighters"] and is_of_non_state(r):
            return r.stance.own(f"{word}: the outlet's own side")
        found = r.non_state(word)
        if r.stance.side in NON_STATE and (found is None or found.side == r.stance.side):
            if agent_side(r, p) in ("government", r.stance.enemy("").side):
                return r.stance.own(f"{word}: whom the outlet's enemy strikes")
            return r.stance.enemy(f"{word}: whom the outlet fights", foreign=False)
        return found or plain("opposition", f"{word}: no group named before")
    if group == "militia":
        fights = r.stance.side in NON_STATE
        enemy = r.stance.enemy(f"{word}: whom the outlet fights", foreign=False) if fights else None
        return enemy or r.non_state(word) or plain("opposition", f"{word}: no group named before")
    if group == "unidentified":
        return r.non_state(word) or plain("unknown", f"{word}: no group named before")
    if group == "coalition":
        return coalition(r, word)
    if group == "hostile":
        return r.enemy(p, word)
    if group == "own":
        return our_heroes(r, word)
    if group == "brother":
        is_own = r.stance.side in NON_STATE and (p.token.tag_ == "NNS" or p.apposition() is not None)
        return r.stance.own(f"{word}: the outlet's own side") if is_own else plain("civilians", word)
    if group == "boys" or group == "people":
        return men(r, p, word)
    if group == "opposition" and r.stance.side != "opposition":
        return r.stance.only_rebels(word) or plain(group, word)
    return plain(group, word) if group else None


def state_word(r: PartyResolver, p: Phrase, word: str) -> Resolution:
    is_another = any(p.doc[i].pos_ == "PROPN" for i in range(p.start, p.head))
    sender = sent_by(r, p)
    if sender is not None:
        return sender.because(f"{word}: of the one who sends or loses them")
    of_word = None if is_another else r.memory.by_word.get(word)
    named = of_word or (r.memory.by_head.get(p.lower) if p.before in (["the"], []) else None)
    if named is not None:
        return named.because(f"{word}: the one named last")
    if p.lower == "force" and p.before in (["the"], []) and r.memory.state_force is not None:
        return r.memory.state_force.because("force: the one named last")
    struck = _struck_unit(r, p, word) or _of_those_struck(r, p)
    if struck is not None:
        return struck
    if word in r.words.cues["army_words"]:
        return r.army(f"{word}: the force of the state")
    return plain("government", f"{word}: the state's")


def _struck_unit(r: PartyResolver, p: Phrase, word: str) -> Resolution | None:
    """ "the army hit a unit": a unit, column or patrol of any side is not of the one that strikes it."""
    if word not in r.words.cues["units_of_any_side"] or not p.is_affected or p.token.dep_ not in STRUCK_AS:
        return None
    return opposed_to_agent(r, p)


def _of_those_struck(r: PartyResolver, p: Phrase) -> Resolution | None:
    """ "a bomb hit an Israeli patrol, killing two soldiers": of the patrol's side."""
    verb = p.token.head
    if p.token.dep_ != "dobj" or verb.tag_ != "VBG" or verb.dep_ != "advcl":
        return None
    struck = [c for c in verb.head.children if c.dep_ in ("dobj", "nsubjpass") and c.i < verb.i and c.pos_ != "PRON"]
    onto = [c for c in verb.head.children if c.dep_ == "prep" and c.lower_ in ("against", "on", "at") and c.i < verb.i]
    parties = [r.resolve_token(t) for t in (*struck, *(o for q in onto for o in q.children if o.dep_ == "pobj"))]
    named = [q for q in parties if q is not None and is_armed(q.side) and (q.actor or q.side.startswith("state:"))]
    return named[0].because(f"{p.lower}: of those who are struck") if named else None


def coalition(r: PartyResolver, word: str) -> Resolution:
    named = r.memory.by_word.get(word)
    actor = r.index.named(word.capitalize(), r.country, r.day)
    if named is not None:
        return named.because(f"{word}: the one named last")
    return r.of_actor(actor) if actor else plain("unknown", f"{word}: none named before")


def our_heroes(r: PartyResolver, word: str) -> Resolution:
    if r.stance.takes_side:
        return r.stance.own(f"{word}: the outlet's own side")
    if word in r.words.cues["words_for_dead"]:
        return plain("civilians", f"{word}: people who died")
    if word in r.words.cues["defending_words"]:
        besieger = r.non_state(word)
        sides = (ARMED_SIDES - {besieger.side}) if besieger else frozenset({"government"})
        defender = r.stance.most_named(sides)
        if defender is not None:
            return r.of_actor(defender).because(f"{word}: the force named most on another side than the attackers")
    return r.non_state(word) or plain("opposition", f"{word}: no group named before")


def men(r: PartyResolver, p: Phrase, word: str) -> Resolution:
    """Men who are taken, or who lose their lives for a side, are fighters; others are people."""
    verb = p.verb()
    lemma = verb.lemma_.lower() if verb is not None and p.is_affected else ""
    if lemma in r.words.cues["capture_words"]:
        return opposed_to_agent(r, p) or plain("civilians", word)
    if p.token.dep_ == "pobj" and p.token.head.lower_ == "with" and verb is not None:
        fights = verb.lemma_.lower() in r.words.cues["fighting_verbs"]
        fought = opposed_to_agent(r, p) or r.non_state(word) if fights else None
        if fought is not None:
            return fought
    sender = sent_by(r, p)
    return sender.because(f"{word}: of the one who {lemma}s them") if sender is not None else plain("civilians", word)


def _forms(word: str) -> tuple[str, ...]:
    return (word, word.removesuffix("s"))
