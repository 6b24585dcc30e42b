"""Deaths of an event by side, each with a range and the claims behind it; totals are not added to what they include."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec

from khabar.records import FigureRange

WHOLE = frozenset({None, "people"})
Number = float | int


class Toll(msgspec.Struct, frozen=True, kw_only=True):
    """Low, best and high number, with the claims that tell it; all 0 where nobody tells one (``told`` false)."""

    low: int = 0
    best: int = 0
    high: int = 0
    told: bool = False
    claims: list[str] = []


class Deaths(msgspec.Struct, frozen=True, kw_only=True):
    """Deaths as UCDP has them.

    Attributes:
        a, b: of the two sides; ``civilians``: of civilians.
        unknown: told of nobody in particular, or of others, beyond the three.
        total: of all. Its ``best`` is the sum of the four others'.
    """

    a: Toll = Toll()
    b: Toll = Toll()
    civilians: Toll = Toll()
    unknown: Toll = Toll()
    total: Toll = Toll()


def deaths_of(figures: Iterable[FigureRange], a: Collection[str], b: Collection[str]) -> Deaths:
    """Deaths by side from an event's figures.

    A figure told of nobody in particular, or of people, is a total: it includes the parts that are told of one side, so
    they are not added to it; what it has beyond them is of unknown side. Where the parts sum up to more than the total,
    they stand. ``casualties`` (killed or wounded, not told apart) are no deaths.

    Args:
        figures: all of one event.
        a, b: codes of the sides that count as side A and side B.
    """
    killed = [f for f in figures if f.kind == "killed"]
    parts = [f for f in killed if f.of not in WHOLE]
    whole = [f for f in killed if f.of in WHOLE]
    of_a, of_b = (_summed([f for f in parts if f.of in side]) for side in (a, b))
    civilians = _summed([f for f in parts if f.of == "civilians" and f.of not in (*a, *b)])
    others = _summed([f for f in parts if f.of not in ("civilians", *a, *b)])
    known = (of_a, of_b, civilians)
    total = _total(_widest(whole), _added([*known, others]))
    rest = total.best - sum(t.best for t in known)
    least = max(0, total.low - sum(t.high for t in known))
    unknown = Toll(
        low=min(rest, max(least, others.low if not whole else 0)),
        best=rest,
        high=max(rest, others.high),
        told=others.told or bool(whole),
        claims=sorted({*others.claims, *(c for f in whole for c in _claims(f))}),
    )
    return Deaths(a=of_a, b=of_b, civilians=civilians, unknown=unknown, total=total)


def _total(whole: Toll, parts: Toll) -> Toll:
    """A total that somebody tells and the sum of the parts: each bound that fits both."""
    if not whole.told:
        return parts
    best = max(whole.best, parts.best)
    claims = sorted({*whole.claims, *parts.claims})
    return Toll(low=min(whole.low, best), best=best, high=max(whole.high, parts.high), told=True, claims=claims)


def _summed(figures: Sequence[FigureRange]) -> Toll:
    return _added([_toll(f) for f in figures])


def _added(tolls: Sequence[Toll]) -> Toll:
    return Toll(
        low=sum(t.low for t in tolls),
        best=sum(t.best for t in tolls),
        high=sum(t.high for t in tolls),
        told=any(t.told for t in tolls),
        claims=sorted({c for t in tolls for c in t.claims}),
    )


def _widest(figures: Sequence[FigureRange]) -> Toll:
    """Totals told in different words ("people", nobody in particular) are the same people."""
    tolls = [_toll(f) for f in figures]
    if not tolls:
        return Toll()
    low, high = min(t.low for t in tolls), max(t.high for t in tolls)
    best = max(tolls, key=lambda t: (len(t.claims), t.best)).best
    return Toll(low=low, best=best, high=high, told=True, claims=sorted({c for t in tolls for c in t.claims}))


def _toll(figure: FigureRange) -> Toll:
    told = [n for n in (figure.low, figure.best, figure.high) if n is not None]
    if not told:
        return Toll()
    best = _whole(figure.best if figure.best is not None else told[0])
    low, high = min(_whole(min(told)), best), max(_whole(max(told)), best)
    return Toll(low=low, best=best, high=high, told=True, claims=_claims(figure))


def _whole(number: Number) -> int:
    return round(number)


def _claims(figure: FigureRange) -> list[str]:
    return sorted({c for ids in figure.claims.values() for c in ids})
