"""Which units are compared at all: those that share a place, a day, a rare word or an uncommon figure.

Each unit has keys (a name, a cell of a grid, a word …); DuckDB joins the units of one key. A key of few units pairs all
of them, one of many only those near in time.
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import numpy as np

from khabar.events.columns import NO_DAY, TYPE_CODES, Columns, spots_of
from khabar.events.compare import NOT_YET_CODES, PLAIN_NUMBER
from khabar.events.knowledge import LinkSettings
from khabar.events.ragged import Ints, spread
from khabar.events.unit import BROAD

CELLS_A_DEGREE = 8
DAYS_APART = 4
UNITS_AT_ONCE = 20_000
THREADS, MEMORY = 2, "2GB"
Keys = tuple[Ints, Ints]
"""Keys, and the unit that has each."""

_PLACED = """
CREATE TEMP TABLE placed AS
SELECT key, unit, day, size > $block AS large, rank,
    CASE WHEN size > $block THEN day // ($days + 1) ELSE 0 END AS bucket
FROM (
    SELECT key, unit, day,
        count(*) OVER (PARTITION BY key) AS size,
        row_number() OVER (PARTITION BY key ORDER BY day NULLS LAST, unit) AS rank
    FROM (SELECT key, unit, CASE WHEN day = $no_day THEN NULL ELSE day END AS day FROM keys)
)
WHERE size > 1 AND (size <= $block OR day IS NOT NULL)
"""
_JOINED = """
WITH asking AS (
    SELECT key, unit, day, rank, large, bucket + shift AS bucket
    FROM placed, (VALUES (-1), (0), (1)) AS shifts(shift)
    WHERE unit >= $first AND unit < $last AND (large OR shift = 0)
)
SELECT DISTINCT a.unit AS i, b.unit AS j
FROM asking a JOIN placed b ON a.key = b.key AND a.bucket = b.bucket
WHERE a.unit < b.unit
    AND (NOT a.large OR (abs(a.day - b.day) <= $days AND abs(a.rank - b.rank) <= $block))
"""


def candidate_pairs(columns: Columns, settings: LinkSettings) -> Iterator[tuple[Ints, Ints]]:
    """Units of different claims that are worth comparing, the lower first, sorted, each pair once; in blocks.

    What is said to have happened, or denied, is never paired with what is planned, expected or supposed.
    """
    key, unit = _all_keys(columns, settings)
    day = columns.first[columns.claim[unit]]
    not_yet = np.isin(columns.modality, NOT_YET_CODES)
    with duckdb.connect(config={"threads": THREADS, "memory_limit": MEMORY}) as connection:
        connection.register("keys", {"key": key, "unit": unit.astype(np.int32), "day": day.astype(np.int32)})
        connection.execute(_PLACED, {"block": settings.block, "days": DAYS_APART, "no_day": int(NO_DAY)})
        for first in range(0, len(columns.claim), UNITS_AT_ONCE):
            asked = {"first": first, "last": first + UNITS_AT_ONCE, "block": settings.block, "days": DAYS_APART}
            found = connection.execute(_JOINED, asked).fetchnumpy()
            i, j = found["i"].astype(np.int64), found["j"].astype(np.int64)
            a, b = columns.claim[i], columns.claim[j]
            kept = np.flatnonzero((a != b) & (not_yet[a] == not_yet[b]))
            order = kept[np.lexsort((j[kept], i[kept]))]
            yield i[order], j[order]


def _all_keys(columns: Columns, settings: LinkSettings) -> Keys:
    """The keys of all units, those of one kind in a range of numbers of their own."""
    keys: list[Ints] = []
    owners: list[Ints] = []
    base = 0
    for key, unit in _kinds_of_keys(columns, settings):
        _, number = np.unique(key, return_inverse=True, axis=0)
        number = number.ravel()
        keys.append(number + base)
        owners.append(unit)
        base += int(number.max()) + 1 if len(number) else 0
    key, unit = np.concatenate(keys), np.concatenate(owners)
    once = np.unique(key * (len(columns.claim) + 1) + unit)
    return np.divmod(once, len(columns.claim) + 1)


def _kinds_of_keys(columns: Columns, settings: LinkSettings) -> Iterator[Keys]:
    units, places = np.arange(len(columns.claim)), columns.places
    of_unit, spot = spots_of(columns, units)
    yield places.key[spot], of_unit
    owner, at = spread(places.words.starts, places.name[spot])
    yield places.words.items[at], of_unit[owner]
    yield _cells(columns, of_unit, spot)
    lead = np.where(columns.spot >= 0, columns.spot, 0)
    area = places.admin1[lead] if len(places.admin1) else np.zeros(len(units), np.int64)
    types = columns.type[columns.claim]
    yield _pair_key(np.where(columns.spot >= 0, area, 0), types, len(TYPE_CODES)), units
    yield _parties(columns, types)
    yield _rare_words(columns, settings.rare_claims)
    yield _figures(columns)


def _pair_key(x: Ints, y: Ints, width: int) -> Ints:
    return x * width + y


def _cells(columns: Columns, of_unit: Ints, spot: Ints) -> Keys:
    """A grid cell and, so that cell borders part nobody, the corners of the cells around the place."""
    places = columns.places
    exact = ~np.isnan(places.lat[spot]) & (places.precision[spot] < BROAD)
    unit, y, x = of_unit[exact], places.lat[spot[exact]] * CELLS_A_DEGREE, places.lon[spot[exact]] * CELLS_A_DEGREE
    cells = [
        _pair_key(np.floor(y + up).astype(np.int64), np.floor(x + right).astype(np.int64) + 1_000_000, 4_000_000)
        for up in (0, 0.5)
        for right in (0, 0.5)
    ]
    return np.concatenate(cells), np.tile(unit, 4)


def _parties(columns: Columns, types: Ints) -> Keys:
    """Of units without a place, the kind of event with each party."""
    placeless = np.flatnonzero(columns.spot < 0)
    keys, owners = [], []
    for rows in (columns.initiators, columns.targets):
        owner, at = spread(rows.starts, columns.claim[placeless])
        owners.append(placeless[owner])
        keys.append(_pair_key(rows.items[at].astype(np.int64), types[owners[-1]], len(TYPE_CODES)))
    return np.concatenate(keys), np.concatenate(owners)


def _rare_words(columns: Columns, most: int) -> Keys:
    owner, at = spread(columns.words.starts, columns.claim)
    word = columns.words.items[at]
    counts = np.bincount(word, minlength=columns.stems)
    rare = (counts[word] > 1) & (counts[word] <= most)
    return word[rare], owner[rare]


def _figures(columns: Columns) -> Keys:
    figures = columns.figures
    owner, at = spread(figures.starts, columns.claim)
    uncommon = figures.least[at] > PLAIN_NUMBER
    owner, at = owner[uncommon], at[uncommon]
    least, most = figures.least[at], np.nan_to_num(figures.most[at], nan=-1.0)
    rows = np.stack([figures.kind[at].astype(np.float64), least, most], axis=1)
    return rows, owner
