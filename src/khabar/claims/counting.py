"""Which counted things belong to which claim, and whose side they are on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khabar.quantities import QuantityMention

HARM_KINDS = frozenset({"killed", "wounded", "casualties"})


def quantities_by_label(
    mentions: Sequence[QuantityMention], owner: Sequence[int | None], labels: Sequence[int]
) -> dict[int, list[QuantityMention]]:
    """Mentions grouped by the label of the trigger whose clause holds them; with one trigger, all are its own."""
    found: dict[int, list[QuantityMention]] = {}
    for m in mentions:
        label = owner[m.head]
        if label is None or label not in labels:
            if len(labels) != 1:
                continue
            label = labels[0]
        found.setdefault(label, []).append(m)
    return found
