"""Parties of an event as other schemes have them: names, who is a state, who fights whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from khabar.packs import load_packs
from khabar.records import Event, EventParty

CIVILIANS, AID, CLASH = "civilians", "un_ngo", "armed_clash"
NO_STATE = 2
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


def acting_and_acted_on(event: Event) -> tuple[list[EventParty], list[EventParty]]:
    """Who acts and on whom; whoever stands on both sides acts."""
    acting = {(p.actor, p.actor_name, p.side) for p in event.initiators}
    return list(event.initiators), [p for p in event.targets if (p.actor, p.actor_name, p.side) not in acting]


def opponents(event: Event, one_sided_types: frozenset[str]) -> Opponents:
    """Side A and side B: the country's government comes first, then other states, then who acts.

    Civilians are a side only where nobody else is acted on. Parties of several sides that are told to clash without
    one acting on the other are opponents.
    """
    acting, acted_on = acting_and_acted_on(event)
    first, second = (tuple(p for p in parties if p.side not in UNARMED) for parties in (acting, acted_on))
    civilians_only = only_civilians(acted_on) or (not acted_on and _only_civilians_killed(event))
    if event.event_type in one_sided_types and civilians_only:
        return Opponents(first, (), True)
    if event.event_type == CLASH and not (first and second):
        clashing = first or second
        first = tuple(p for p in clashing if p.side == clashing[0].side)
        second = tuple(p for p in clashing if p.side != clashing[0].side)
    if min(map(_rank, second), default=NO_STATE) < min(map(_rank, first), default=NO_STATE):
        first, second = second, first
    return Opponents(first, second, False)


def _rank(party: EventParty) -> int:
    return 0 if party.side == "government" else 1 if is_state(party.side) else NO_STATE


def _only_civilians_killed(event: Event) -> bool:
    killed = [f for f in event.quantities if f.kind == "killed"]
    return bool(killed) and all(f.of == CIVILIANS for f in killed)


@lru_cache(maxsize=4)
def actor_kinds(packs: tuple[str, ...] | None = None) -> dict[str, str]:
    """The kind of each actor of the packs' table (``state``, ``militia`` …), by its id. Raises PackError."""
    return {row["id"]: row["kind"] for row in load_packs(packs).table("actors")}
