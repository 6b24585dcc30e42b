"""What is changed in a claim's parties, and which are left out, once all of the claim is known."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from khabar.records import Party, Span

LONGEST_TITLE = 2
LINKS = frozenset({"and", "of", ","})


def as_people(party: Party) -> Party:
    """ "1,700 Egyptians": people of a state who leave are not that state."""
    head = party.text.split()[-1]
    is_nation = party.side.startswith("state:") and party.actor is None and head[0].isupper() and head.endswith("s")
    is_nation = is_nation or (party.side == "unknown" and party.actor is None)
    return (
        msgspec.structs.replace(party, side="civilians", reason=f"{party.reason}: its people") if is_nation else party
    )


def is_part_of(party: Party, other: Party) -> bool:
    """Whether a party's words are another's without its article or title: a name that the parser cuts in two."""
    if party.start is None or other.start is None or (party.actor, party.end) != (other.actor, other.end):
        return False
    cut_off = other.text[: max(0, party.start - other.start)].lower().split()
    return party.actor is not None and 0 < len(cut_off) <= LONGEST_TITLE and not LINKS & {*cut_off}


def of_no_side(party: Party) -> Party:
    """Whoever fights is no civilian, and on nobody's side until it is told."""
    why = f"{party.reason}: armed, of no side that is told"
    return msgspec.structs.replace(party, actor=None, actor_name=None, side="unknown", reason=why)


def only_tells(party: Party, sources: Sequence[Span]) -> bool:
    """A monitor or aid agency that counts what others did ("the Observatory counts 212 dead")."""
    return party.side == "un_ngo" and any(
        s.start is not None and s.end is not None and party.start is not None and s.start <= party.start < s.end
        for s in sources
    )
