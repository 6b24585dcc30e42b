"""What speaks for and against two claims telling the same event, as named reasons with values of 0 to 1.

Worked out for many pairs at once: a reason comes as (name, for which pairs it holds, its values there).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from khabar.events.columns import MODALITY_CODES, NO_DAY, TYPE_CODES, Columns
from khabar.events.knowledge import AKIN, CLOSE, LinkSettings
from khabar.events.ragged import Bools, Floats, Ints, Ragged, crossed, greatest, shared, sums
from khabar.events.unit import NOT_YET
from khabar.events.where import PLACE_REASONS, shared_rarity, where

Holding = tuple[str, Bools, Floats | float]
PLAIN_NUMBER = 10
NEXT_SENTENCES = 250
TIME_REASONS = (
    *("time_same_day", "time_overlap", "time_day_apart", "time_days_apart", "time_far"),
    *("time_none", "time_around", "time_elsewhere"),
    *("untold_overlap", "untold_days", "untold_weeks", "untold_far", "untold_before"),
)
KIND_REASONS = ("type_same", "type_close", "type_akin", "type_other", "type_far")
FIGURE_REASONS = ("figure_same", "figure_alike", "figure_small", "figure_differs")
TIME = {name: n for n, name in enumerate(TIME_REASONS)}
NOT_YET_CODES = np.array([MODALITY_CODES[m] for m in sorted(NOT_YET)])
NEGATED = MODALITY_CODES["negated"]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of units, the lower first, with the claims that they are of."""

    columns: Columns
    i: Ints
    j: Ints
    a: Ints
    b: Ints

    @classmethod
    def of(cls, columns: Columns, i: Ints, j: Ints) -> Pairs:
        return cls(columns, i, j, columns.claim[i], columns.claim[j])

    def __len__(self) -> int:
        return len(self.i)

    def only(self, kept: Bools) -> Pairs:
        return Pairs(self.columns, self.i[kept], self.j[kept], self.a[kept], self.b[kept])


def compare(pairs: Pairs, settings: LinkSettings) -> Iterator[Holding]:
    """All reasons of all pairs."""
    yield from frame(pairs, settings)
    yield from particulars(pairs)
    yield from wording(pairs)
    yield from surroundings(pairs)


def frame(pairs: Pairs, settings: LinkSettings) -> Iterator[Holding]:
    """Place, time and kind."""
    columns = pairs.columns
    place, time, kind = where(columns, pairs.i, pairs.j), _when(pairs), kinds(settings)[_types(pairs)]
    yield from _named(PLACE_REASONS, place)
    yield from _named(TIME_REASONS, time)
    yield from _named(KIND_REASONS, kind)
    close_by = (place <= PLACE_REASONS.index("place_part")) & (kind <= KIND_REASONS.index("type_close"))
    yield "all_three", close_by & (time == TIME["time_same_day"]), 1.0
    yield "undated_two", close_by & (time == TIME["time_none"]), 1.0
    alike, here = kind == KIND_REASONS.index("type_same"), place == PLACE_REASONS.index("place_same")
    yield "type_rare", alike, columns.type_rarity[columns.type[pairs.a[alike]]]
    yield "place_rare", here, shared_rarity(columns, pairs.i[here], pairs.j[here])
    yield "same_place_and_type", here & alike, 1.0


def particulars(pairs: Pairs) -> Iterator[Holding]:
    """Parties, figures, modality, and where in one report both stand."""
    yield from _who(pairs)
    yield from _named(FIGURE_REASONS, _figures(pairs))
    yield from _modality(pairs)
    columns, a, b = pairs.columns, pairs.a, pairs.b
    one_report = columns.report[a] == columns.report[b]
    apart = np.maximum(columns.start[a], columns.start[b]) - np.minimum(columns.end[a], columns.end[b])
    yield "same_report", one_report, 1.0
    yield "next_sentences", one_report & (apart < NEXT_SENTENCES), 1.0


def wording(pairs: Pairs) -> Iterator[Holding]:
    """Words of both, by how rare they are."""
    words, count = pairs.columns.words, len(pairs)
    at, product = shared(words, words, pairs.a, pairs.b, pairs.columns.stems)
    total = sums(at, product, count)
    some = total > 0
    yield "words_none", ~some, 1.0
    yield "words", some, total[some]
    yield "words_most", some, np.sqrt(greatest(at, product, count)[some])


def surroundings(pairs: Pairs) -> Iterator[Holding]:
    """Words around both, where they stand in different reports."""
    columns = pairs.columns
    apart = columns.report[pairs.a] != columns.report[pairs.b]
    at, product = shared(columns.context, columns.context, pairs.a[apart], pairs.b[apart], columns.stems)
    yield "context", apart, sums(at, product, int(apart.sum()))


def _named(names: Sequence[str], codes: Ints) -> Iterator[Holding]:
    for code, name in enumerate(names):
        yield name, codes == code, 1.0


def kinds(settings: LinkSettings) -> Ints:
    """How near two event types are, as places in ``KIND_REASONS``, by their codes."""
    levels = {CLOSE: KIND_REASONS.index("type_close"), AKIN: KIND_REASONS.index("type_akin")}
    found = np.full((len(TYPE_CODES), len(TYPE_CODES)), KIND_REASONS.index("type_far"))
    for pair, level in settings.akin.items():
        x, y = (TYPE_CODES[code] for code in sorted(pair))
        found[x, y] = found[y, x] = levels[level]
    np.fill_diagonal(found, KIND_REASONS.index("type_same"))
    for code in ("other", "statement"):
        found[TYPE_CODES[code], TYPE_CODES[code]] = KIND_REASONS.index("type_other")
    return found


def _types(pairs: Pairs) -> tuple[Ints, Ints]:
    return pairs.columns.type[pairs.a], pairs.columns.type[pairs.b]


def _when(pairs: Pairs) -> Ints:
    c, a, b = pairs.columns, pairs.a, pairs.b
    first_a, last_a, first_b, last_b = c.first[a], c.last[a], c.first[b], c.last[b]
    gap = np.maximum(first_a, first_b) - np.minimum(last_a, last_b)
    wide = np.maximum(last_a - first_a, last_b - first_b) > 1
    told_a, told_b = c.told[a], c.told[b]
    told = np.select(
        [(gap <= 0) & ~wide, gap <= 0, gap == 1, gap <= 3],
        [TIME["time_same_day"], TIME["time_overlap"], TIME["time_day_apart"], TIME["time_days_apart"]],
        TIME["time_far"],
    )
    other_after_guess = np.where(told_a, first_a > last_b, first_b > last_a)
    untold = np.select(
        [gap <= 0, (told_a | told_b) & other_after_guess, gap <= 3, (told_a | told_b) & (gap <= 14)],
        [TIME["untold_overlap"], TIME["untold_before"], TIME["untold_days"], TIME["untold_weeks"]],
        TIME["untold_far"],
    )
    dated = (first_a != NO_DAY) & (first_b != NO_DAY)
    return np.where(dated, np.where(told_a & told_b, told, untold), _undated(pairs))


def _undated(pairs: Pairs) -> Ints:
    """One or both have no date: the days of what else their reports tell say a little."""
    c = pairs.columns
    (first_a, last_a), (first_b, last_b) = (
        (
            np.where(c.first[x] == NO_DAY, c.near_first[x], c.first[x]),
            np.where(c.first[x] == NO_DAY, c.near_last[x], c.last[x]),
        )
        for x in (pairs.a, pairs.b)
    )
    near = np.maximum(first_a, first_b) - np.minimum(last_a, last_b) <= 3
    unknown = (first_a == NO_DAY) | (first_b == NO_DAY)
    return np.where(unknown, TIME["time_none"], np.where(near, TIME["time_around"], TIME["time_elsewhere"]))


def _modality(pairs: Pairs) -> Iterator[Holding]:
    x, y = pairs.columns.modality[pairs.a], pairs.columns.modality[pairs.b]
    denial = (x == NEGATED) != (y == NEGATED)
    both = np.isin(x, NOT_YET_CODES) & np.isin(y, NOT_YET_CODES)
    yield "denial", denial, 1.0
    yield "both_not_yet", both & ~denial, 1.0
    yield "still_going_on", (x != y) & ~both & ~denial, 1.0


def _who(pairs: Pairs) -> Iterator[Holding]:
    columns, count = pairs.columns, len(pairs)
    acting: Bools = np.zeros(count, np.bool_)
    for name, rows in (("initiators", columns.initiators), ("targets", columns.targets)):
        both = (rows.lengths[pairs.a] > 0) & (rows.lengths[pairs.b] > 0)
        same, rarity = _in_common(rows, rows, pairs)
        yield f"{name}_same", same, 1.0
        yield f"{name}_differ", both & ~same, 1.0
        yield "parties_rare", same, rarity[same]
        if name == "initiators":
            acting = same
    swapped, _ = _in_common(columns.initiators, columns.targets, pairs)
    turned, _ = _in_common(columns.targets, columns.initiators, pairs)
    yield "parties_swapped", ~acting & (swapped | turned), 1.0
    x, y = columns.sides[pairs.a], columns.sides[pairs.b]
    known: Bools = np.logical_or.reduce(x != 0, axis=1) & np.logical_or.reduce(y != 0, axis=1)
    apart: Bools = np.logical_and.reduce((x & y) == 0, axis=1)
    equal: Bools = np.logical_and.reduce(x == y, axis=1)
    yield "sides_differ", known & apart, 1.0
    yield "sides_same", known & equal, 1.0


def _in_common(x: Ragged, y: Ragged, pairs: Pairs) -> tuple[Bools, Floats]:
    """Whether a row of ``x`` and one of ``y`` share a name, and how rare the rarest one is."""
    some = np.flatnonzero((x.lengths[pairs.a] > 0) & (y.lengths[pairs.b] > 0))
    one = y.weighted(np.ones(len(y.items)))
    at, rarity = shared(x, one, pairs.a[some], pairs.b[some], pairs.columns.names)
    best = np.zeros(len(pairs))
    best[some] = greatest(at, rarity, len(some))
    return best > 0, best


def _figures(pairs: Pairs) -> Ints:
    """The likest two figures of the same kind, as places in ``FIGURE_REASONS``; beyond them where there are none."""
    figures, none = pairs.columns.figures, len(FIGURE_REASONS)
    best = np.full(len(pairs), none)
    some = np.flatnonzero((np.diff(figures.starts)[pairs.a] > 0) & (np.diff(figures.starts)[pairs.b] > 0))
    pair, x, y = crossed(figures.starts, pairs.a[some], pairs.b[some])
    alike = figures.kind[x] == figures.kind[y]
    pair, x, y = pair[alike], x[alike], y[alike]
    least_x, most_x, least_y, most_y = figures.least[x], figures.most[x], figures.least[y], figures.most[y]
    equal = _equal(least_x, least_y) & _equal(most_x, most_y)
    size = np.nan_to_num(np.where(np.isnan(least_x), most_x, least_x))
    uncommon = (size > PLAIN_NUMBER) | ((size > 0) & (size < 1))
    low = np.maximum(np.nan_to_num(least_x), np.nan_to_num(least_y))
    high = np.minimum(np.nan_to_num(most_x, nan=np.inf), np.nan_to_num(most_y, nan=np.inf))
    code = np.where(equal, np.where(uncommon, 0, 2), np.where(low <= high, 1, 3))
    np.minimum.at(best, some[pair], code)
    return best


def _equal(x: Floats, y: Floats) -> Bools:
    found: Bools = (x == y) | (np.isnan(x) & np.isnan(y))
    return found
