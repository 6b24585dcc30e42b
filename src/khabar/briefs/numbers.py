"""Numbers and what they count, in words."""

from __future__ import annotations

from khabar.records import FigureRange

Number = float | int
SAME_IN_PLURAL = frozenset({"aircraft", "people", "ammunition", "equipment", "troops", "area", "personnel"})


def figure_number(figure: FigureRange, scale: int = 1) -> str:
    """The range of a figure in words; ``at least`` or ``more than`` where its highest number was told as such.

    Of a figure that an order of sources decides its number stands before the range; of an open one all values.
    """
    open_end = figure.high is not None and f"{figure.high}+" in figure.claims
    told = number_range(figure.low, figure.high, scale, open_end=open_end)
    if (figure.rule or "").startswith("sources:") and figure.best is not None and figure.low != figure.high:
        return f"{_number(figure.best * scale)} ({told} told)"
    if figure.rule == "open" and len(figure.claims) > 1:
        bounds = sorted((_bounds(value) for value in figure.claims), key=lambda b: (b[0] or 0, b[1] or 0))
        return " or ".join(number_range(*pair, scale) for pair in bounds)
    return told


def _bounds(value: str) -> tuple[Number | None, Number | None]:
    """Bounds of a value as an event lists it: ``24``, ``20-28``, ``25+``, ``<=30``."""
    if value.startswith("<="):
        return None, _parsed(value[2:])
    low, dash, high = value.removesuffix("+").partition("-")
    return _parsed(low), None if value.endswith("+") else _parsed(high if dash else low)


def _parsed(number: str) -> Number:
    return float(number) if "." in number or "e" in number else int(number)


def number_range(low: Number | None, high: Number | None, scale: int = 1, *, open_end: bool = False) -> str:
    """``24``, ``24 to 30``, ``at least 24``, ``more than 20,000``, ``46 to 212 or more``, ``up to 30`` or ``no``."""
    if low is None or high is None:
        known = low if high is None else high
        if known is None:
            return ""
        return _at_least(known, scale) if high is None else f"up to {_number(known * scale)}"
    if low == high and open_end:
        return _at_least(low, scale)
    if low == high:
        return _number(low * scale) if low else "no"
    return f"{_number(low * scale)} to {_number(high * scale)}{' or more' if open_end else ''}"


def told_value(value: str) -> str:
    """A value of a contradiction in words: ``212+`` is ``at least 212``; whatever is no number stays."""
    number = value.removesuffix("+")
    if number != value and number.replace(".", "", 1).isdecimal():
        return _at_least(float(number) if "." in number else int(number), 1)
    return value.replace("_", " ")


def counted(noun: str, number: str) -> str:
    """The noun in the number that goes with it: ``3 barrel bombs``, ``1 tank``."""
    last = noun.rpartition(" ")[2]
    if number == "1" or not last.islower() or last.endswith("s") or last in SAME_IN_PLURAL:
        return noun
    if last.endswith(("man", "men")):
        return f"{noun[:-3]}men"
    if last.endswith(("sh", "ch", "x")):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if last.endswith("y") and last[-2] not in "aeiou" else f"{noun}s"


def _at_least(number: Number, scale: int) -> str:
    """``more than 20,000`` is recorded as from 20,001 on, and told as it was."""
    if scale == 1 and isinstance(number, int) and number > 10 and number % 10 == 1:
        return f"more than {_number(number - 1)}"
    return f"at least {_number(number * scale)}"


def _number(value: Number) -> str:
    rounded = round(value, 1)
    return f"{int(rounded):,}" if rounded == int(rounded) else f"{rounded:,}"
