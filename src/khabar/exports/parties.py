"""Parties of an event as other schemes have them: names, who is a state, who fights whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from khabar.packs import load_packs
from khabar.records import Event, EventParty

CIVILIANS, AID = "civilians", "un_ngo"
UNARMED = frozenset({CIVILIANS, AID})


@dataclass(frozen=True, slots=True)
class Opponents:
    """The two sides of an event, as UCDP has them: codes of their sides, and the parties that belong to each."""

    a: tuple[EventParty, ...]
    b: tuple[EventParty, ...]
    one_sided: bool

    @property
    def sides_a(self) -> frozenset[str]:
        return frozenset(p.side for p in self.a)

    @property
    def sides_b(self) -> frozenset[str]:
        return frozenset(p.side for p in self.b) - {CIVILIANS}


def is_state(side: str) -> bool:
    """Whether a side is a state: the country's own government or a foreign one."""
    return side == "government" or side.startswith("state:")


def is_own_state(side: str, country: str | None) -> bool:
    """Whether a side is the state of the country where it happens."""
    return side == "government" or (country is not None and side == f"state:{country}")


def only_civilians(parties: Sequence[EventParty]) -> bool:
    """Whether there are parties, and all of them are civilians."""
    return bool(parties) and all(p.side == CIVILIANS for p in parties)


def opponents(event: Event, one_sided_types: frozenset[str]) -> Opponents:
    """Side A and side B: a state comes first, else who acts; civilians are a side only where nobody else is."""
    armed = [p for p in (*event.initiators, *event.targets) if p.side not in UNARMED]
    one_sided = event.event_type in one_sided_types and (
        only_civilians(event.targets) or (not event.targets and _only_civilians_killed(event))
    )
    if one_sided:
        return Opponents(tuple(p for p in event.initiators if p.side not in UNARMED), (), True)
    sides = list(dict.fromkeys(p.side for p in armed))
    sides.sort(key=lambda s: (s != "government", not is_state(s)))
    first = sides[0] if sides else None
    a = tuple(p for p in armed if p.side == first)
    b = tuple(p for p in armed if p.side != first)
    return Opponents(a, b, False)


def _only_civilians_killed(event: Event) -> bool:
    killed = [f for f in event.quantities if f.kind == "killed"]
    return bool(killed) and all(f.of == CIVILIANS for f in killed)


@lru_cache(maxsize=4)
def actor_kinds(packs: tuple[str, ...] | None = None) -> dict[str, str]:
    """The kind of each actor of the packs' table (``state``, ``militia`` …), by its id. Raises PackError."""
    return {row["id"]: row["kind"] for row in load_packs(packs).table("actors")}
