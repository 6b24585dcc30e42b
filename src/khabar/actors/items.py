"""Actors' items of Wikidata: one actor of a pack has one, and nobody else of that pack has the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from khabar.packs import Packs


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
