"""An organisation of the actor table, and its row's check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from khabar.packs import Packs

FORCE_KINDS = frozenset({"armed", "state"})
KINDS = FORCE_KINDS | {"civilians", "un_ngo", "person", "authority", "outlet"}
SIDES = frozenset({"government", "opposition", "isil", "sdf", "civilians", "un_ngo", "unknown"})
REQUIRED = ("id", "name", "side", "kind")
TEXTS = frozenset({*REQUIRED, "country", "parent", "wikidata", "since", "until"})
LISTS = frozenset({"aliases", "local", "leaders"})


@dataclass(frozen=True, slots=True, eq=False)
class Actor:
    """An organisation.

    Attributes:
        side: its side in the war of ``country``, or in any war where no country is given. A state's own force is that
            foreign state's elsewhere.
        kind: ``armed``, ``state`` (a state's force, or one that sees itself as a state's: a rival army),
            ``civilians``, ``un_ngo``, ``person``, ``authority`` or ``outlet``.
        sides: sides in the wars of other countries, by ISO code.
        local: named by words that are too general to mean it outside ``country``.
        since, until: ISO dates between which it bore this name.
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
        return not self.local or country is None or self.country == country or country in self.sides


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
    )


def _check_types(row: Mapping[str, Any], packs: Packs) -> None:
    for name, value in row.items():
        if name in TEXTS:
            wrong = not isinstance(value, str)
        elif name in LISTS:
            wrong = not isinstance(value, list) or not all(isinstance(v, str) and v for v in value)
        elif name == "sides":
            wrong = not isinstance(value, dict)
        else:
            raise packs.fault("actors", row, name, "there is no such field")
        if wrong:
            raise packs.fault("actors", row, name, f"cannot be {value!r}")


def _check_codes(row: Mapping[str, Any], packs: Packs) -> None:
    if row["kind"] not in KINDS:
        raise packs.fault("actors", row, "kind", f"{row['kind']!r} is none of {', '.join(sorted(KINDS))}")
    for name, side in (("side", row["side"]), *(("sides", s) for s in (row.get("sides") or {}).values())):
        if not is_side(side):
            raise packs.fault("actors", row, name, f"{side!r} is none of {', '.join(sorted(SIDES))}, state:XX")


def is_side(side: Any) -> bool:
    """Whether a value is one of the sides of the records; ``state:`` stands before an ISO code."""
    if not isinstance(side, str):
        return False
    code = side.removeprefix("state:")
    return side in SIDES or (side != code and len(code) == 2 and code.isupper())
