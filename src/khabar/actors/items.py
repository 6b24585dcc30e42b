"""Actors' items of Wikidata: one actor of a pack has one, and nobody else of that pack has the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from khabar.packs import Packs, load_packs


def check_items(rows: Sequence[Mapping[str, Any]], packs: Packs) -> None:
    """Check that no pack gives the same item to two actors; packs may each have their own row for an organisation.

    Args:
        rows: the table ``actors`` of all packs, each row checked by itself.

    Raises:
        PackError: two actors of one pack have the same ``wikidata``; ``where`` has file, line and field of the later.
    """
    holders: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        item = row.get("wikidata")
        if not item:
            continue
        for other in holders.setdefault(item, []):
            if other["id"] != row["id"] and packs.file_of("actors", other) == packs.file_of("actors", row):
                raise packs.fault("actors", row, "wikidata", f"{item} is the item of {other['id']} already")
        holders[item].append(row)


@lru_cache(maxsize=4)
def actor_items(packs: tuple[str, ...] | None = None) -> dict[str, str]:
    """The item of Wikidata (``Q…``) of each actor of the packs' table that has one, by its id. Raises PackError."""
    return {row["id"]: row["wikidata"] for row in reversed(load_packs(packs).table("actors")) if row.get("wikidata")}
