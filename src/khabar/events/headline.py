"""Which number of an event stands at its head: by a rule that the user chooses and that each figure names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Literal

import msgspec

from khabar.errors import InputError
from khabar.events.figures import Number, middle
from khabar.records import Claim, FigureRange
from khabar.sources import Lineage, SourceGroup

RuleName = Literal["majority", "sources", "range", "open"]
FORMS = "majority, sources:NAME,NAME…, range or open"


@dataclass(frozen=True, slots=True)
class HeadlineRule:
    """How ``best`` of a figure is chosen.

    ``majority``: the number that most independent sources tell, the middle one among equals. ``sources``: that of the
    first of ``outlets`` that tells one. ``range`` and ``open``: none; low and high stand, or the values side by side.
    """

    name: RuleName = "majority"
    outlets: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> HeadlineRule:
        """The rule that a user writes, as ``str`` gives it back. Raises InputError."""
        name, colon, rest = text.strip().partition(":")
        outlets = tuple(part.strip() for part in rest.split(",") if part.strip())
        if name == "sources" and outlets:
            return cls("sources", outlets)
        if name in ("majority", "range", "open") and not colon:
            return cls(name)  # type: ignore[arg-type]
        raise InputError(f"{text!r} is no rule for headline numbers", where="--headline", remedy=f"write {FORMS}")

    def __str__(self) -> str:
        return f"{self.name}:{','.join(self.outlets)}" if self.outlets else self.name


DEFAULT_RULE = HeadlineRule()


def with_headlines(
    figures: Iterable[FigureRange],
    claims: Sequence[Claim],
    groups: Sequence[SourceGroup],
    lineage: Lineage,
    rule: HeadlineRule = DEFAULT_RULE,
) -> list[FigureRange]:
    """The figures of an event with ``best`` and ``rule`` as the rule has them.

    Args:
        claims: those that tell the figures.
        groups: the event's independent sources.
    """
    return [msgspec.structs.replace(f, **_headline(f, claims, groups, lineage, rule)) for f in figures]


def _headline(
    figure: FigureRange,
    claims: Sequence[Claim],
    groups: Sequence[SourceGroup],
    lineage: Lineage,
    rule: HeadlineRule,
) -> dict[str, Number | str | None]:
    if rule.name in ("range", "open"):
        return {"best": None, "rule": rule.name}
    told = {c.claim_id: numbers for c in claims if (numbers := _numbers(c, figure))}
    if rule.name == "majority":
        return {"best": _commonest(_of_claims(g.claims, told) for g in groups), "rule": rule.name}
    for outlet in rule.outlets:
        own = [c.claim_id for c in claims if lineage.outlet(c.report_id) == lineage.names.outlet(outlet)]
        if (number := _of_claims(own, told)) is not None:
            return {"best": number, "rule": f"sources:{outlet}"}
    return {"best": None, "rule": rule.name}


def _numbers(claim: Claim, figure: FigureRange) -> list[Number]:
    same = [q for q in claim.quantities if q.kind == figure.kind and (q.of or "") == (figure.of or "")]
    return [middle(q) for q in same if q.min is not None or q.max is not None]


def _of_claims(ids: Iterable[str], told: Mapping[str, list[Number]]) -> Number | None:
    return _commonest(number for claim_id in ids for number in told.get(claim_id, ()))


def _commonest(numbers: Iterable[Number | None]) -> Number | None:
    """The number that stands most often, the middle one among equals."""
    counts = Counter(n for n in numbers if n is not None)
    most = max(counts.values(), default=0)
    return median_low(sorted(n for n in counts if counts[n] == most)) if counts else None
