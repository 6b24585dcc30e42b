"""An organisation of the actor table, and its row's check."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from khabar.packs import Packs

FORCE_KINDS = frozenset({"armed", "rebels", "militia", "state"})
KINDS = FORCE_KINDS | {"civilians", "un_ngo", "person", "authority", "outlet"}
SIDES = frozenset({"government", "opposition", "isil", "sdf", "civilians", "un_ngo", "unknown"})
REQUIRED = ("id", "name", "side", "kind")
DATES = ("since", "until")
TEXTS = frozenset({*REQUIRED, *DATES, "country", "parent", "successor", "wikidata"})
ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
WIKIDATA_ID = re.compile(r"Q[1-9]\d*")
LISTS = frozenset({"aliases", "local", "leaders"})


@dataclass(frozen=True, slots=True, eq=False)
class Actor:
    """An organisation.

    Attributes:
        side: its side in the war of ``country``, or in any war where no country is given. A state's own force is that
            foreign state's elsewhere.
        kind: ``armed`` (a group; ``rebels`` or ``militia`` where that is told), ``state`` (a state's force, or one that
            sees itself as a state's: a rival army), ``civilians``, ``un_ngo``, ``person``, ``authority``, ``outlet``.
        sides: sides in the wars of other countries, by ISO code.
        local: named by words that are too general to mean it outside ``country``.
        ambiguous: named by a number ("111th Brigade") or one family name, which mean it in its own war alone, and speak
            for that war.
        since, until: ISO dates between which it bore this name.
        changes: ISO dates from which it was on another side, with that side, in order.
        parent: id of the actor that it belongs to.
        successor: id of the actor that bears its name's meaning after ``until``.
        wikidata: its item (``Q…``), where known.
    """

    id: str
    name: str
    side: str
    kind: str
    country: str | None = None
    sides: Mapping[str, str] = field(default_factory=dict)
    parent: str | None = None
    local: bool = False
    wikidata: str | None = None
    since: str | None = None
    until: str | None = None
    successor: str | None = None
    changes: tuple[tuple[str, str], ...] = ()
    ambiguous: bool = False

    def side_in(self, country: str | None) -> str:
        """Its side in the war of ``country`` (ISO code)."""
        if country is not None and country in self.sides:
            return self.sides[country]
        is_abroad = country is not None and self.country not in (None, country)
        if is_abroad and self.kind == "state" and self.side == "government":
            return f"state:{self.country}"
        return self.side

    def fits(self, country: str | None) -> bool:
        """Whether its names can mean it in the war of ``country``."""
        is_anywhere = not (self.local or self.ambiguous)
        return is_anywhere or country is None or self.country == country or country in self.sides


def read_actor(row: Any, packs: Packs) -> Actor:
    """One row of the table ``actors``. Raises PackError with file, line and field."""
    if not isinstance(row, dict):
        raise packs.fault("actors", None, "", f"an actor is a mapping, not {row!r}")
    for name in REQUIRED:
        if not row.get(name):
            raise packs.fault("actors", row, name, "an actor needs it")
    _check_types(row, packs)
    _check_codes(row, packs)
    return Actor(
        row["id"],
        row["name"],
        row["side"],
        row["kind"],
        row.get("country"),
        row.get("sides") or {},
        row.get("parent"),
        False,
        row.get("wikidata"),
        row.get("since"),
        row.get("until"),
        row.get("successor"),
        tuple(sorted((change["since"], change["side"]) for change in row.get("changes") or ())),
    )


@lru_cache(maxsize=4096)
def on_day(actor: Actor, day: str | None) -> Actor:
    """The actor with the side that it was on at a day (ISO); by its table row where no day is told."""
    held = [side for since, side in actor.changes if day is not None and since <= day]
    return replace(actor, side=held[-1]) if held else actor


def _check_types(row: Mapping[str, Any], packs: Packs) -> None:
    for name, value in row.items():
        if name in TEXTS:
            wrong = not isinstance(value, str)
        elif name in LISTS:
            wrong = not isinstance(value, list) or not all(isinstance(v, str) and v for v in value)
        elif name == "sides":
            wrong = not isinstance(value, dict)
        elif name == "changes":
            wrong = not isinstance(value, list) or not all(_is_change(v) for v in value)
        else:
            raise packs.fault("actors", row, name, "there is no such field")
        if wrong:
            raise packs.fault("actors", row, name, f"cannot be {value!r}")


def _check_codes(row: Mapping[str, Any], packs: Packs) -> None:
    if row["kind"] not in KINDS:
        raise packs.fault("actors", row, "kind", f"{row['kind']!r} is none of {', '.join(sorted(KINDS))}")
    for name in DATES:
        if row.get(name) and not ISO_DATE.fullmatch(row[name]):
            raise packs.fault("actors", row, name, f"{row[name]!r} is no ISO date")
    if row.get("wikidata") and not WIKIDATA_ID.fullmatch(row["wikidata"]):
        raise packs.fault("actors", row, "wikidata", f"{row['wikidata']!r} is no item of Wikidata (Q and a number)")
    for name, side in _sides_of(row):
        if not is_side(side):
            raise packs.fault("actors", row, name, f"{side!r} is none of {', '.join(sorted(SIDES))}, state:XX")


def _sides_of(row: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Each side that a row tells, with the field that tells it."""
    elsewhere, later = (row.get("sides") or {}).values(), (c["side"] for c in row.get("changes") or ())
    return [("side", row["side"]), *(("sides", s) for s in elsewhere), *(("changes", s) for s in later)]


def _is_change(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"since", "side"} and bool(ISO_DATE.fullmatch(value["since"]))


def is_side(side: Any) -> bool:
    """Whether a value is one of the sides of the records; ``state:`` stands before an ISO code."""
    if not isinstance(side, str):
        return False
    code = side.removeprefix("state:")
    return side in SIDES or (side != code and len(code) == 2 and code.isupper())
