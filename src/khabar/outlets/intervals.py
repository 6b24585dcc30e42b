"""Shares with their interval."""

from __future__ import annotations

from math import sqrt

import msgspec

Z_95 = 1.959963984540054


class Share(msgspec.Struct, frozen=True):
    """``count`` of ``of``, as a share with its 95 % Wilson score interval; nulls where ``of`` is 0."""

    count: int
    of: int
    share: float | None = None
    low: float | None = None
    high: float | None = None


def wilson(count: int, of: int, z: float = Z_95) -> Share:
    """The share of ``count`` in ``of`` with its Wilson score interval (E. B. Wilson, 1927), to four digits.

    Args:
        z: quantile of the normal distribution; by default that of 95 %.

    Raises:
        ValueError: ``count`` is negative or more than ``of``.
    """
    if not 0 <= count <= of:
        raise ValueError(f"{count} of {of} is no share")
    if of == 0:
        return Share(0, 0)
    share = count / of
    middle = share + z * z / (2 * of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    low, high = (middle - half) / scale, (middle + half) / scale
    return Share(count, of, round(share, 4), round(max(0.0, low), 4), round(min(1.0, high), 4))
