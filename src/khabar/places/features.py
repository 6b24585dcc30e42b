"""What kind of place the features of GeoNames and the place types of Who's On First are."""

from __future__ import annotations

from functools import lru_cache

from khabar.packs import find_pack, read_yaml
from khabar.places.entries import settlement_kind

_PLACE_TYPES = {
    "county": "district",
    "region": "province",
    "macroregion": "region",
    "neighbourhood": "quarter",
    "macrohood": "quarter",
    "microhood": "quarter",
    "borough": "quarter",
    "campus": "airport",
    "country": "country",
    "dependency": "country",
    "macrocounty": "district",
    "localadmin": "subdistrict",
}


@lru_cache(maxsize=1)
def feature_kinds() -> tuple[dict[str, str], dict[str, str]]:
    """Kinds by feature class and by feature code, from ``feature_kinds.yaml`` of the general pack."""
    table = read_yaml(find_pack("general") / "feature_kinds.yaml")
    return table["classes"], {code: kind for kind, codes in table["codes"].items() for code in codes}


def feature_kind(feature_class: str, code: str, population: int) -> str:
    """The kind of a GeoNames feature; a populated place is a city, town or village by its ``population``."""
    classes, codes = feature_kinds()
    return codes.get(code) or classes.get(feature_class) or settlement_kind(population)


def place_type_kind(place_type: str, code: str, population: int) -> str:
    """The kind of a Who's On First place, by its place type, else by the feature code that it has in GeoNames."""
    return _PLACE_TYPES.get(place_type) or feature_kind("P", code, population)
