"""Peoples and states as parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.actors.general import FIGHTERS
from khabar.actors.nations import nation_of
from khabar.actors.phrase import Phrase
from khabar.actors.resolution import NON_STATE, Resolution, plain

if TYPE_CHECKING:
    from khabar.actors.resolver import PartyResolver


def of_people(r: PartyResolver, p: Phrase) -> Resolution | None:
    """ "Kurdish militias": fighters of a people that the pack knows to be on a side."""
    if not r.conflict.peoples or r.group(p) in ("civilians", "settlement", "civil_object", "un_ngo"):
        return None
    for token in p.doc[p.start : p.head + 1]:
        side = _side_of_people(r, p, token.i)
        if side is None:
            continue
        if token.i == p.head and (p.has_number or p.is_counted(r.words.cues["numerals"])):
            return plain("civilians", f"{token.text}: people counted")
        return plain(side, f"{token.text}: fighters of this people")
    return None


def _side_of_people(r: PartyResolver, p: Phrase, i: int) -> str | None:
    """The side of the people that token ``i`` names, or it and the word before ("Bosnian Serb")."""
    peoples = r.conflict.peoples
    last = p.doc[i].text
    pair = f"{p.doc[i - 1].text} {last}" if i > p.start else last
    name = last.capitalize() if p.doc[i].tag_ == "NNS" else last
    return peoples.get(pair) or peoples.get(last) or peoples.get(last.lower()) or peoples.get(name)


def of_nation(r: PartyResolver, p: Phrase) -> Resolution | None:
    """A nationality or country: the government where the war is its own, else that foreign state."""
    group = r.group(p)
    if group in ("civilians", "opposition", "un_ngo", "settlement", "civil_object"):
        return None
    of_state = group in ("government", "air", "arms") or any(f in r.words.cues["belonging"] for f in p.forms)
    for i in range(p.start, p.head + 1):
        nation = nation_of(p.doc, i, capital=p.head - i in (0, 1, 2) if p.token.pos_ == "PROPN" else of_state)
        if nation is None or i + nation.length > p.head + 1:
            continue
        if r.is_opposed(p.doc, i):
            continue
        if group in FIGHTERS and nation.code == r.country and is_against_isil(r):
            return r.state(nation.code, p.doc[i].text)
        if nation.stands_behind(p.doc, i, r.words.support) or group in FIGHTERS:
            side = r.conflict.foreign.get(nation.code) if nation.code != r.country else None
            if side is not None:
                return plain(side, f"{p.doc[i].text}: foreign fighters on this side")
            continue
        if i == p.head and (p.has_number or p.is_counted(r.words.cues["numerals"])):
            return plain("civilians", f"{p.doc[i].text}: people counted")
        return r.state(nation.code, p.doc[i].text)
    return None


def is_against_isil(r: PartyResolver) -> bool:
    """Where the only armed group is ISIL, a country's own fighters are not its."""
    group = r.stance.non_state("")
    return group is not None and group.side == "isil" and r.stance.side not in NON_STATE
