"""How the places of two units lie to each other, each place as exact as its precision has it."""

from __future__ import annotations

import numpy as np

from khabar.events.columns import NO_NAME, Columns, spots_of
from khabar.events.ragged import Bools, Floats, Ints, Ragged, shared, spread, starts_of, sums
from khabar.events.unit import BROAD
from khabar.places.geometry import EARTH_RADIUS_KM

PLACE_REASONS = (
    *("place_same", "place_next", "place_part", "place_near", "place_area"),
    *("place_mid", "place_unclear", "place_apart", "place_far", "place_none"),
)
SAME, NEXT, PART, NEAR, AREA, MID, UNCLEAR, APART, FAR, NONE = range(len(PLACE_REASONS))
SAME_SPOT_KM, SAME_NAME_KM, PART_KM = 0.7, 30, 40


def where(columns: Columns, i: Ints, j: Ints) -> Ints:
    """The closest way in which places of two units lie to each other, by number in ``PLACE_REASONS``."""
    x, y, others = columns.spot[i], columns.spot[j], columns.others
    found = np.full(len(i), NONE)
    known = np.flatnonzero((x >= 0) & (y >= 0))
    found[known] = between(columns, x[known], y[known])
    for lead, unit in ((x, j), (y, i)):
        more = known[others.lengths[unit[known]] > 0]
        pair, at = spread(others.starts, unit[more])
        np.minimum.at(found, more[pair], between(columns, lead[more][pair], others.items[at]))
    return found


def shared_rarity(columns: Columns, i: Ints, j: Ints) -> Floats:
    """How rare the rarest name is that two units have both among their places; 0 where they have none."""
    key, found = columns.places.key, np.zeros(len(i))
    x, y = columns.spot[i], columns.spot[j]
    alone = (columns.others.lengths[i] == 0) & (columns.others.lengths[j] == 0)
    same = alone & (key[x] == key[y])
    found[same] = columns.key_rarity[key[x[same]]]
    rest = np.flatnonzero(~alone)
    ours, theirs = _all_spots(columns, i[rest]), _all_spots(columns, j[rest])
    pair, a = spread(ours.starts, np.arange(len(rest)))
    turn, b = spread(theirs.starts, pair)
    pair, keys = pair[turn], key[ours.items[a[turn]]]
    equal = keys == key[theirs.items[b]]
    np.maximum.at(found, rest[pair[equal]], columns.key_rarity[keys[equal]])
    return found


def _all_spots(columns: Columns, units: Ints) -> Ragged:
    owner, spot = spots_of(columns, units)
    order = np.argsort(owner, kind="stable")
    return Ragged(starts_of(np.bincount(owner, minlength=len(units))), spot[order], np.ones(len(spot)))


def between(columns: Columns, x: Ints, y: Ints) -> Ints:
    """How two places lie to each other, by number in ``PLACE_REASONS``."""
    p = columns.places
    apart, reach = kilometres(p.lat[x], p.lon[x], p.lat[y], p.lon[y]), p.reach[x] + p.reach[y]
    unknown = np.isnan(apart)
    apart = np.where(unknown, -1.0, apart)
    broad = np.maximum(p.precision[x], p.precision[y]) >= BROAD
    part = _one_name_in_the_other(columns, p.name[x], p.name[y])
    area_x, area_y = p.admin1[x], p.admin1[y]
    elsewhere = (area_x > 0) & (area_y > 0) & (area_x != area_y)
    scaled = apart / reach
    return np.select(
        [
            (p.key[x] == p.key[y]) & (p.key[x] != NO_NAME) & (apart < reach + SAME_NAME_KM),
            unknown & part,
            unknown & elsewhere,
            unknown,
            (apart <= SAME_SPOT_KM) & ~broad,
            part & (apart < PART_KM),
            part,
            broad & ((area_x == area_y) | (scaled <= 1)),
            broad,
            scaled <= 0.4,
            scaled <= 1,
            scaled <= 4,
        ],
        [SAME, PART, APART, UNCLEAR, SAME, PART, FAR, AREA, FAR, NEXT, NEAR, MID],
        FAR,
    )


def kilometres(lat: Floats, lon: Floats, lat2: Floats, lon2: Floats) -> Floats:
    """Great-circle distances, nan where a coordinate is; degrees, WGS 84."""
    a, b = np.radians(lat), np.radians(lat2)
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(lon2 - lon) / 2) ** 2
    found: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, half)))
    return found


def _one_name_in_the_other(columns: Columns, x: Ints, y: Ints) -> Bools:
    """Whether all words of one name stand in the other, which has more."""
    p = columns.places
    both = p.bits[x] & p.bits[y]
    found: Bools = np.zeros(len(x), np.bool_)
    maybe = np.flatnonzero(((both == p.bits[x]) | (both == p.bits[y])) & (p.words.lengths[x] != p.words.lengths[y]))
    names, turn = np.unique(np.stack([x[maybe], y[maybe]], axis=1), axis=0, return_inverse=True)
    at, _ = shared(p.words, p.words, names[:, 0], names[:, 1], p.word_count)
    count = sums(at, np.ones(len(at)), len(names))
    fewer = np.minimum(p.words.lengths[names[:, 0]], p.words.lengths[names[:, 1]])
    found[maybe] = (count == fewer)[turn.ravel()]
    return found
