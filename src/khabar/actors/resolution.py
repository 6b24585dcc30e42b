"""Who a noun phrase was found to be."""

from __future__ import annotations

from dataclasses import dataclass

UNIDENTIFIED = {
    "opposition": "unidentified opposition fighters",
    "government": "government forces",
    "civilians": "civilians",
    "un_ngo": "humanitarian or international organisation",
    "isil": "Islamic State",
    "sdf": "Syrian Democratic Forces",
}
NON_STATE = frozenset({"opposition", "isil", "sdf"})
ARMED_SIDES = NON_STATE | {"government"}


@dataclass(frozen=True, slots=True)
class Resolution:
    """``actor`` is an id of the actor table or null; ``reason`` says how the side was found.

    ``kind``: ``armed``, ``state``, ``civilians``, ``un_ngo``, ``person``, ``authority``, ``outlet`` or null.
    """

    actor: str | None
    actor_name: str | None
    side: str
    reason: str
    kind: str | None = None

    def because(self, reason: str) -> Resolution:
        return Resolution(self.actor, self.actor_name, self.side, reason, self.kind)


def plain(side: str, reason: str, kind: str | None = None) -> Resolution:
    """A party that no name identifies."""
    if kind is None:
        kind = {"civilians": "civilians", "un_ngo": "un_ngo", "unknown": None}.get(
            side, "armed" if side in NON_STATE else "state"
        )
    return Resolution(None, UNIDENTIFIED.get(side), side, reason, kind)


def is_armed(side: str) -> bool:
    return side in ARMED_SIDES or side.startswith("state:")
