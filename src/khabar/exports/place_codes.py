"""The place codes of ACLED and UCDP that follow from a place's kind and precision.

They say what a coder would enter for where khabar puts an event; khabar does not move the point as these data sets do:
ACLED gives the coordinates of a town or capital for codes 2 and 3, UCDP those of the unit. Compare points only together
with their code.

What the codes mean, and how far that was checked:

- UCDP GED ``where_prec``: the values of GED's codebook, as the project's code lists took them from it. That the middle
  of two towns is a "linear feature or fuzzy area" only where it is farther off than "near" is this project's reading.
- ACLED ``geo_precision``: as ACCORD describes it in its reports on ACLED's data; ACLED's own codebook was not at hand.
"""

from __future__ import annotations

from khabar.records import Place

LINES = frozenset({"road", "river", "valley"})
FUZZY = frozenset({"spot", "region", "desert", "plain", "mountain", "forest", "marsh", "lake"})
WATERS = frozenset({"sea"})
NEAR = 2
_ACLED = {1: 1, 2: 2, 3: 2, 4: 3}
_UCDP = {1: 1, 2: 2, 3: 3, 4: 4}


def acled_geo_precision(place: Place | None, precision: int | None) -> int | None:
    """``geo_precision`` of ACLED.

    1 the named place; 2 near it, or only a part of a province is known (ACLED then gives the coordinates of a town
    nearby or of the district's capital); 3 only the province, or a region, is known (the province's capital). Null
    where no place or only a country is told, which ACLED has no code for.

    Args:
        place: where the event is put; null where that is not known.
        precision: 1 to 5, as in the record.
    """
    if place is None or precision is None or place.kind == "country":
        return None
    if place.lat is None:
        return 3 if place.admin1 else None
    return _ACLED.get(precision, 3)


def ucdp_where_prec(place: Place | None, precision: int | None) -> int | None:
    """``where_prec`` of UCDP GED.

    1 the exact place; 2 within about 25 km of a known point; 3 its district (admin 2); 4 its province (admin 1); 5 a
    linear feature or fuzzy area; 6 only the country is known; 7 waters or air space of no country. Null where no place
    is told. A name that is in no gazetteer is as fine as the area that is known around it. The middle of two towns is 2
    where they are near enough, else 5; so is a road or river that is named as a whole.

    Args:
        place: where the event is put; null where that is not known.
        precision: 1 to 5, as in the record.
    """
    if place is None or precision is None:
        return None
    if place.kind == "country":
        return 6
    if place.lat is None:
        return 4 if place.admin1 else 6 if place.country else None
    if place.kind in WATERS and place.country is None:
        return 7
    if place.kind in LINES | FUZZY:
        return 2 if precision == NEAR else 5
    return _UCDP.get(precision, 5)
