"""Who a noun phrase was found to be."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
class Named:
    """Where a report names the party that a pronoun stands for: offsets in the report's text, end exclusive."""

    start: int
    end: int
    party: Resolution


@dataclass(frozen=True, slots=True)
class Resolution:
    """``actor`` is an id of the actor table or null; ``reason`` says how the side was found.

    ``kind``: ``armed``, ``state``, ``civilians``, ``un_ngo``, ``person``, ``authority``, ``outlet`` or null;
    ``named``: for a pronoun the words that it stands for, several where those are coordinated.
    """

    actor: str | None
    actor_name: str | None
    side: str
    reason: str
    kind: str | None = None
    named: tuple[Named, ...] = ()

    @property
    def has_forces(self) -> bool:
        """A named army or armed group, though on no known side in this war."""
        return self.actor is not None and self.kind in ("armed", "state")

    def because(self, reason: str) -> Resolution:
        return Resolution(self.actor, self.actor_name, self.side, reason, self.kind)

    def standing_for(self, named: tuple[Named, ...]) -> Resolution:
        return replace(self, named=named)


def plain(side: str, reason: str, kind: str | None = None) -> Resolution:
    """A party that no name identifies."""
    if kind is None:
        kind = {"civilians": "civilians", "un_ngo": "un_ngo", "unknown": None}.get(
            side, "armed" if side in NON_STATE else "state"
        )
    return Resolution(None, UNIDENTIFIED.get(side), side, reason, kind)


def is_armed(side: str) -> bool:
    return side in ARMED_SIDES or side.startswith("state:")
