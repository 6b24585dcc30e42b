"""Values of one event that cannot all be right: whether it happened, who did it, when, how many, and all or a part.

Only what two voices say can contradict: two reports, or one that names different sources for the two.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations, product

from khabar.events.extent import WHOLE, extent_of
from khabar.events.figures import shown_bounds
from khabar.events.unit import REAL, Unit
from khabar.records import Claim, ClaimTime, Contradiction, ContradictionValue, Quantity
from khabar.sources import Lineage

ONE_SIDED: frozenset[str] = frozenset(
    (
        "air_strike",
        "shelling",
        "explosive_device",
        "suicide_bombing",
        "chemical_attack",
        "attack_on_civilians",
        "sexual_violence",
        "abduction",
        "property_destruction",
        "territory_captured",
    )
)
MOMENTS = ONE_SIDED | {"territory_transferred", "withdrawal", "surrender", "agreement"}
COUNTED: frozenset[str] = frozenset(
    (
        "killed",
        "wounded",
        "casualties",
        "captured",
        "destroyed",
        "surrendered",
        "evacuated",
        "share",
    )
)
SLACK = 0.1
Values = list[tuple[str, str]]


def find_contradictions(
    units: Sequence[Unit], lineage: Lineage, whole_words: Collection[str] = ()
) -> list[Contradiction]:
    """Contradictions among the claims of one event, in the order whether, who, when, figures, share."""
    claims = sorted({u.claim.claim_id: u.claim for u in units}.values(), key=lambda c: c.claim_id)
    if len(claims) < 2:
        return []
    found = [*_whether(claims), *_who(claims), *_when(claims), *_figures(claims, lineage)]
    if not any(field == "share" for field, _ in found):
        found += _extent(claims, whole_words)
    return [Contradiction(field, _grouped(values)) for field, values in found]


def opposed(camps: Iterable[str | None]) -> bool:
    """Whether independent sources stand on different sides; outlets that take no side oppose nobody."""
    return len({c for c in camps if c}) > 1


def _two_voices(a: Claim, b: Claim) -> bool:
    return a.report_id != b.report_id or _named(a) != _named(b)


def _named(claim: Claim) -> frozenset[str]:
    return frozenset(" ".join(source.text.lower().split()) for source in claim.attribution)


def _whether(claims: Sequence[Claim]) -> Iterable[tuple[str, Values]]:
    said = [c for c in claims if c.modality in REAL]
    denied = [c for c in claims if c.modality == "negated"]
    if any(_two_voices(a, b) for a, b in product(said, denied)):
        yield "whether", [("happened", c.claim_id) for c in said] + [("denied", c.claim_id) for c in denied]


def _who(claims: Sequence[Claim]) -> Iterable[tuple[str, Values]]:
    named = [(c, _actors(c)) for c in claims if c.event_type in ONE_SIDED and c.modality in REAL]
    named = [(c, sides) for c, sides in named if sides]
    if any(
        a.isdisjoint(b) and not _apart(x.time, y.time) and _two_voices(x, y)
        for (x, a), (y, b) in combinations(named, 2)
    ):
        yield "who", [(" and ".join(sorted(sides)), c.claim_id) for c, sides in named]


def _actors(claim: Claim) -> frozenset[str]:
    return frozenset(p.side for p in claim.initiators if p.side not in ("unknown", "civilians"))


def _apart(x: ClaimTime, y: ClaimTime) -> bool:
    """Whether two times have no day in common: then both may have acted, one after the other."""
    if not (x.start and x.end and y.start and y.end):
        return False
    return x.end < y.start or y.end < x.start


def _when(claims: Sequence[Claim]) -> Iterable[tuple[str, Values]]:
    dated = [
        c
        for c in claims
        if c.event_type in MOMENTS and c.modality in REAL and c.time.precision == "day" and c.time.text
    ]
    if any(_apart(a.time, b.time) for a, b in combinations(dated, 2)):
        yield "when", [(_day(c.time), c.claim_id) for c in dated if c.time.start and c.time.end]


def _day(time: ClaimTime) -> str:
    return time.start or "" if time.start == time.end else f"{time.start} to {time.end}"


def _figures(claims: Sequence[Claim], lineage: Lineage) -> Iterable[tuple[str, Values]]:
    told: dict[tuple[str, str], list[tuple[Quantity, Claim]]] = {}
    for claim in claims:
        for q in claim.quantities:
            if q.kind in COUNTED and claim.modality in REAL and (q.min is not None or q.max is not None):
                told.setdefault((q.kind, q.of or ""), []).append((q, claim))
    for (kind, _), figures in sorted(told.items()):
        if any(_exclude(a, b, lineage) for a, b in combinations(figures, 2)):
            yield kind, [(shown_bounds(q.min, q.max), c.claim_id) for q, c in figures]


def _exclude(a: tuple[Quantity, Claim], b: tuple[Quantity, Claim], lineage: Lineage) -> bool:
    (x, first), (y, second) = a, b
    if first.report_id == second.report_id and not _named_differently(first, second):
        return False
    if _middle_of(x) > _middle_of(y):
        x, y, first, second = y, x, second, first
    if x.max is None or y.min is None or x.max * (1 + SLACK) >= y.min:
        return False
    return not _risen(first, second, lineage)


def _named_differently(a: Claim, b: Claim) -> bool:
    """Whether one report gives two numbers on the word of two sources; without them it may count different people."""
    x, y = _named(a), _named(b)
    return bool(x and y) and x != y


def _extent(claims: Sequence[Claim], whole_words: Collection[str]) -> Iterable[tuple[str, Values]]:
    """Taken whole, or in part, in days that are not told to be others: more may have been taken later."""
    told = [(c, value) for c in claims if c.modality in REAL and (value := extent_of(c, whole_words)) is not None]
    whole = [c for c, value in told if value == WHOLE]
    parts = [c for c, value in told if value != WHOLE]
    if any(_two_voices(a, b) and not _on_other_days(a.time, b.time) for a, b in product(whole, parts)):
        yield "share", [(value, c.claim_id) for c, value in told]


def _on_other_days(x: ClaimTime, y: ClaimTime) -> bool:
    return x.precision == y.precision == "day" and _apart(x, y)


def _risen(less: Claim, more: Claim, lineage: Lineage) -> bool:
    """A toll that a later report puts higher has risen; that is no contradiction."""
    dates = [lineage.reports[c.report_id].published if c.report_id in lineage.reports else None for c in (less, more)]
    earlier, later = dates
    return earlier is not None and later is not None and earlier < later


def _middle_of(quantity: Quantity) -> float:
    low = quantity.min if quantity.min is not None else 0
    return (low + (quantity.max if quantity.max is not None else low)) / 2 if low < math.inf else low


def _grouped(values: Values) -> list[ContradictionValue]:
    behind: dict[str, list[str]] = {}
    for value, claim_id in values:
        behind.setdefault(value, []).append(claim_id)
    return [ContradictionValue(value, sorted(set(ids))) for value, ids in sorted(behind.items())]
