"""Which entries of several gazetteers are one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import cos, hypot, radians
from operator import itemgetter

from khabar.places.entries import kind_class

MERGE_KM = 3.0
_DEGREES = MERGE_KM / 111.0
NamedRow = tuple[str, str, int, float, float, str]  # key, country, place, lat, lon, kind
MergedRow = tuple[int, str, str | None, str | None, int]  # leader, ids, admin1, admin2, population


def same_places(by_id: Iterable[tuple[str, int]], by_name: Iterable[NamedRow]) -> list[tuple[int, int]]:
    """The places that are the same as an earlier one, each with the earliest.

    Args:
        by_id: ids and places, sorted.
        by_name: rows sorted by key, country and place; those of one key and country, of a compatible kind, that lie
            within ``MERGE_KM`` of each other are one place.
    """
    earlier: dict[int, int] = {}
    for _, same in groupby(by_id, key=itemgetter(0)):
        _join(earlier, [place for _, place in same])
    for _, rows in groupby(by_name, key=itemgetter(0, 1)):
        named = list(rows)
        if len(named) > 1:
            for pair in _near_ones(named):
                _join(earlier, pair)
    return [(place, _first(earlier, place)) for place in sorted(earlier)]


def _join(earlier: dict[int, int], places: Sequence[int]) -> None:
    if len(places) > 1:
        firsts = sorted({_first(earlier, place) for place in places})
        earlier.update((place, firsts[0]) for place in firsts[1:])


def _first(earlier: dict[int, int], place: int) -> int:
    while place in earlier:
        place = earlier[place]
    return place


def _near_ones(named: Sequence[NamedRow]) -> Iterator[tuple[int, int]]:
    """Pairs of a place and the earliest one that it is the same as; compared with those of like latitude only."""
    seen: dict[tuple[int, int], list[tuple[int, float, float]]] = {}
    for _, _, place, lat, lon, kind in named:
        kinds, row = kind_class(kind), int(lat // _DEGREES)
        found = min(
            (
                other
                for band in (row - 1, row, row + 1)
                for other, at_lat, at_lon in seen.get((kinds, band), ())
                if other == place or _near(lat, lon, at_lat, at_lon)
            ),
            default=None,
        )
        if found is None:
            seen.setdefault((kinds, row), []).append((place, lat, lon))
        elif found != place:
            yield found, place


def _near(lat: float, lon: float, at_lat: float, at_lon: float) -> bool:
    return hypot(lat - at_lat, (lon - at_lon) * cos(radians(lat))) <= _DEGREES


def merged_row(rows: Sequence[MergedRow]) -> tuple[str, str | None, str | None, int, int]:
    """What is kept of the rows of one place, the first leading: ids, admin1, admin2, population, and its number."""
    ids = " ".join(dict.fromkeys(i for row in rows for i in row[1].split(" ")))
    admin1 = next((row[2] for row in rows if row[2]), None)
    admin2 = next((row[3] for row in rows if row[3]), None)
    return ids, admin1, admin2, max(row[4] for row in rows), rows[0][0]
