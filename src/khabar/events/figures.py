"""Ranges of figures: what is the least, the most and the best told number, and which claims tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median_low

from khabar.records import Claim, FigureRange, Quantity

Number = float | int


def ranges_of(claims: Sequence[Claim]) -> list[FigureRange]:
    """One range for each kind and ``of``. ``best`` is the number told most often, the middle one among equals."""
    told: dict[tuple[str, str], list[tuple[Quantity, str]]] = {}
    for claim in claims:
        for quantity in claim.quantities:
            if quantity.min is not None or quantity.max is not None:
                told.setdefault((quantity.kind, quantity.of or ""), []).append((quantity, claim.claim_id))
    return [_range(told[key]) for key in sorted(told)]


def _range(told: Sequence[tuple[Quantity, str]]) -> FigureRange:
    bounds = [n for q, _ in told for n in (q.min, q.max) if n is not None]
    middles = [middle(q) for q, _ in told]
    counts = Counter(middles)
    most = max(counts.values())
    behind: dict[str, list[str]] = {}
    for quantity, claim_id in told:
        ids = behind.setdefault(_shown(quantity), [])
        if claim_id not in ids:
            ids.append(claim_id)
    first = told[0][0]
    return FigureRange(
        kind=first.kind,
        of=first.of,
        low=min(bounds),
        best=median_low(sorted(n for n in counts if counts[n] == most)),
        high=max(bounds),
        claims={value: sorted(ids) for value, ids in sorted(behind.items())},
    )


def middle(quantity: Quantity) -> Number:
    if quantity.min is None or quantity.max is None:
        return quantity.min if quantity.min is not None else quantity.max or 0
    if quantity.min == quantity.max:
        return quantity.min
    middle = (quantity.min + quantity.max) / 2
    return middle if quantity.kind in ("share", "area_km2") else round(middle)


def shown_bounds(low: Number | None, high: Number | None) -> str:
    """Bounds in few signs: ``24``, ``20-28``, ``25+``, ``<=30``."""
    if low == high and low is not None:
        return f"{low:g}" if isinstance(low, float) else str(low)
    if high is None:
        return f"{low}+"
    return f"<={high}" if low is None else f"{low}-{high}"


def _shown(quantity: Quantity) -> str:
    return shown_bounds(quantity.min, quantity.max)
