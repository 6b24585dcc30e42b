"""What the reading of control knows, as data: effects of event types, words for parts and wholes, limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from khabar.errors import PackError
from khabar.packs import load_packs

TABLE = "control"
EFFECTS = frozenset({"gain", "loss", "siege"})
WORD_LISTS = (
    "no_holders", "holding", "giving", "passing", "mastery", "locating", "shares", "wholes", "nouns", "things",
    "directions", "some", "parts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ControlTables:
    """The tables of ``control.yaml``.

    Attributes:
        effects: by event type, what it means for its ``initiators`` and ``targets``.
        roles: by event type, the roles in which a place must stand.
        words: the word lists by name.
        misfits: by kind of place, common nouns that cannot mean it.
        towns: kinds of places that have parts, with the distance in km up to which a part may lie from their point.
        stale_days: days after which an older statement is no contradiction to a newer one.
        same_change_days: days that dates told for one change may lie apart.
    """

    effects: Mapping[str, Mapping[str, str]]
    roles: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    misfits: Mapping[str, frozenset[str]]
    towns: Mapping[str, float]
    stale_days: int
    same_change_days: int


@lru_cache(maxsize=4)
def load_tables(packs: tuple[str, ...] | None = None) -> ControlTables:
    """The tables of these packs, by default the built-in ones. Raises PackError."""
    return tables_from(load_packs(packs).table(TABLE))


def tables_from(table: Mapping[str, Any]) -> ControlTables:
    """Tables of a mapping like the general pack's ``control.yaml``. Raises PackError naming what is wrong."""
    try:
        effects = {kind: dict(by_field) for kind, by_field in table["effects"].items()}
        unknown = {e for by_field in effects.values() for e in by_field.values()} - EFFECTS
        if unknown:
            raise ValueError(f"{', '.join(sorted(unknown))} is no effect")
        return ControlTables(
            effects=effects,
            roles={kind: frozenset(str(roles).split()) for kind, roles in table["roles"].items()},
            words={name: frozenset(str(table[name]).split()) for name in WORD_LISTS},
            misfits={kind: frozenset(str(nouns).split()) for kind, nouns in table["misfits"].items()},
            towns={kind: float(km) for kind, km in table["towns"].items()},
            stale_days=int(table["stale_days"]),
            same_change_days=int(table["same_change_days"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as reason:
        remedy = "see the built-in table for the form of each entry"
        raise PackError(f"a wrong or missing entry: {reason}", where=f"{TABLE}.yaml", remedy=remedy) from reason
