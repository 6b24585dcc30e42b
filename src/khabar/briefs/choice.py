"""Which events are asked for beside days and area: of a kind, a status, a party, a side, an outlet."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import get_args

from khabar.briefs.phrases import side_name
from khabar.briefs.selection import SelectionError
from khabar.briefs.wording import load_wording
from khabar.places.spelling import fold
from khabar.records import Event
from khabar.records.codes import EVENT_TYPES, EventStatus

STATUSES: tuple[str, ...] = get_args(EventStatus)


@dataclass(frozen=True, slots=True)
class Choice:
    """Values that are asked for; of one field any will do, and of an empty one all.

    Attributes:
        types: codes of event types.
        statuses: codes of an event's status.
        parties: ids or names of actors, whatever their spelling; who acts or is acted on.
        sides: those that they are on, codes of the records (``state:XX`` for a foreign state).
        outlets: names of outlets of which one tells the event.

    Raises:
        SelectionError: a type or a status that does not exist.
    """

    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check("event type", self.types, EVENT_TYPES)
        _check("status", self.statuses, STATUSES)

    def __bool__(self) -> bool:
        return any((self.types, self.statuses, self.parties, self.sides, self.outlets))

    def takes(self, event: Event) -> bool:
        """Whether an event is asked for."""
        parties = (*event.initiators, *event.targets)
        named = (name for party in parties for name in (party.actor, party.actor_name) if name)
        return (
            _has(self.types, [event.event_type])
            and _has(self.statuses, [event.status])
            and _has(self.sides, {party.side for party in parties})
            and _has([fold(p) for p in self.parties], {fold(name) for name in named})
            and _has([fold(o) for o in self.outlets], {fold(source) for source in event.sources})
        )

    def told(self) -> tuple[str, ...]:
        """What is asked in words, one field a part: ``kind: Shelling or Air strike``."""
        wording = load_wording()
        parts = {
            "kind": [wording.types[t].label for t in self.types],
            "status": [wording.statuses.get(s, s) for s in self.statuses],
            "party": self.parties,
            "side": [side_name(s) for s in self.sides],
            "outlet": self.outlets,
        }
        return tuple(f"{title}: {' or '.join(values)}" for title, values in parts.items() if values)


def _has(asked: Collection[str], found: Collection[str]) -> bool:
    return not asked or not set(asked).isdisjoint(found)


def _check(what: str, asked: Iterable[str], known: Collection[str]) -> None:
    for value in asked:
        if value not in known:
            raise SelectionError(f"there is no {what} {value!r}", remedy=f"choose among {', '.join(known)}")
