"""Units as columns: everything that comparing needs of each claim and place, as numbers in flat arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

import numpy as np

from khabar.events.knowledge import LinkSettings
from khabar.events.ragged import Bools, Collector, Floats, Ints, Ragged, spread, sums
from khabar.events.unit import Spot, Unit
from khabar.events.words import LaidOut, Stems
from khabar.places.spelling import skeleton
from khabar.records import EVENT_TYPES, MODALITIES, QUANTITY_KINDS, Claim, Party

AROUND = 300
"""Characters before and after the evidence that count as what stands around it."""
NO_DAY = np.iinfo(np.int32).min
NO_NAME = len(EVENT_TYPES)
"""The number of a name without a letter that is known."""
TYPE_CODES = {code: n for n, code in enumerate(EVENT_TYPES)}
MODALITY_CODES = {code: n for n, code in enumerate(MODALITIES)}
KIND_CODES = {code: n for n, code in enumerate(QUANTITY_KINDS)}


class Numbers:
    """Numbers for names, given in the order in which they are met."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._numbers: dict[str, int] = {}
        for name in names:
            self.of(name)

    def __len__(self) -> int:
        return len(self._numbers)

    def of(self, name: str) -> int:
        return self._numbers.setdefault(name, len(self._numbers))


@dataclass(frozen=True, slots=True)
class Places:
    """Each place of each claim. ``key`` and ``words`` number its name, ``lat``/``lon`` are nan where unknown.

    ``words`` has the words of the names, row by ``name``; ``bits`` a hash of each of these rows, so that most names
    that are no part of each other are told at a glance.
    """

    key: Ints
    name: Ints
    admin1: Ints
    lat: Floats
    lon: Floats
    precision: Ints
    reach: Floats
    words: Ragged
    bits: Ints
    word_count: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Quantities of all claims in a row; ``least`` and ``most`` are nan where open."""

    starts: Ints
    kind: Ints
    least: Floats
    most: Floats


@dataclass(frozen=True, slots=True)
class Columns:
    """Claims (in the order of their ids), their units and places.

    Attributes:
        claim, spot: of each unit its claim and its place (-1: none); ``others`` its other places.
        type, modality, report: codes of each claim.
        first, last: days as proleptic ordinals, ``NO_DAY`` where there is none; ``told``: its words tell the time.
        near_first, near_last: when the report's other claims say that they happened.
        start, end: where its evidence stands in the report (0 where unknown).
        sides: bits of the known sides, several columns where there are many.
        initiators, targets: numbers of their names, weighted by their rarity; ``names`` is how many names there are.
        words, context: stems of the evidence and of what stands around it, as vectors of length one.
        type_rarity, key_rarity: 0 to 1, near 1 where few claims have it; by type, and by key of a place.
    """

    claim: Ints
    spot: Ints
    others: Ragged
    places: Places
    type: Ints
    modality: Ints
    report: Ints
    first: Ints
    last: Ints
    told: Bools
    near_first: Ints
    near_last: Ints
    start: Ints
    end: Ints
    sides: Ints
    initiators: Ragged
    targets: Ragged
    names: int
    figures: Figures
    words: Ragged
    context: Ragged
    stems: int
    type_rarity: Floats
    key_rarity: Floats


def columns_of(units: Sequence[Unit], settings: LinkSettings) -> Columns:
    """The columns of units that stand in the order of their claims' ids."""
    claims, of_unit = _claims(units)
    names = Numbers([*EVENT_TYPES, ""])
    places, spot, others = _places(units, names)
    initiators, targets = (_parties([getattr(c, field) for c in claims], names) for field in ("initiators", "targets"))
    codes = np.array([TYPE_CODES[c.event_type] for c in claims], np.int64)
    reports = Numbers()
    report = np.array([reports.of(c.report_id) for c in claims], np.int64)
    rarity = _rarity(len(claims), len(names), codes, initiators, targets, of_unit, places, spot, others)
    first, last, told, exact = _days(claims)
    words, context, stems = _words(claims, units, report, len(reports), settings)
    return Columns(
        claim=of_unit,
        spot=spot,
        others=others,
        places=places,
        type=codes,
        modality=np.array([MODALITY_CODES[c.modality] for c in claims], np.int64),
        report=report,
        first=first,
        last=last,
        told=told,
        near_first=_of_reports(np.minimum, first, exact, report, len(reports)),
        near_last=_of_reports(np.maximum, last, exact, report, len(reports)),
        start=np.array([c.evidence.start or 0 for c in claims], np.int64),
        end=np.array([c.evidence.end or 0 for c in claims], np.int64),
        sides=_sides(claims),
        initiators=initiators.weighted(rarity[initiators.items]),
        targets=targets.weighted(rarity[targets.items]),
        names=len(names),
        figures=_figures(claims),
        words=words,
        context=context,
        stems=stems,
        type_rarity=rarity[: len(EVENT_TYPES)],
        key_rarity=rarity,
    )


def _claims(units: Sequence[Unit]) -> tuple[list[Claim], Ints]:
    claims: list[Claim] = []
    numbers = np.zeros(len(units), np.int64)
    for n, unit in enumerate(units):
        if not claims or claims[-1] is not unit.claim:
            claims.append(unit.claim)
        numbers[n] = len(claims) - 1
    return claims, numbers


def _places(units: Sequence[Unit], names: Numbers) -> tuple[Places, Ints, Ragged]:
    spots: dict[int, int] = {}
    found: list[Spot] = []

    def number(spot: Spot) -> int:
        if id(spot) not in spots:
            spots[id(spot)] = len(found)
            found.append(spot)
        return spots[id(spot)]

    others = Collector()
    lead = np.full(len(units), -1, np.int64)
    for n, unit in enumerate(units):
        if unit.spot is not None:
            lead[n] = number(unit.spot)
        others.add([number(s) for s in unit.others])
    words, bits, of_spot, count = _names_of(found)
    areas = Numbers([""])
    places = Places(
        key=np.array([names.of(s.key) for s in found], np.int64),
        name=of_spot,
        admin1=np.array([areas.of(s.admin1) for s in found], np.int64),
        lat=np.array([np.nan if s.lat is None else s.lat for s in found], np.float64),
        lon=np.array([np.nan if s.lon is None else s.lon for s in found], np.float64),
        precision=np.array([s.precision for s in found], np.int64),
        reach=np.array([s.reach for s in found], np.float64),
        words=words,
        bits=bits,
        word_count=count,
    )
    return places, lead, others.done()


def _names_of(spots: Sequence[Spot]) -> tuple[Ragged, Ints, Ints, int]:
    """The distinct names of places: rows of words, a hash of each row, and of each place its row."""
    known: dict[frozenset[str], int] = {}
    of_spot = np.array([known.setdefault(s.words, len(known)) for s in spots], np.int64)
    words, rows = Numbers(), Collector()
    bits = np.zeros(len(known), np.int64)
    for n, name in enumerate(known):
        numbers = [words.of(word) for word in sorted(name)]
        rows.add(numbers)
        for number in numbers:
            bits[n] |= 1 << (number * 37 % 61)
    return rows.done(), bits, of_spot, len(words)


def _parties(rows: Iterable[Sequence[Party]], names: Numbers) -> Ragged:
    found = Collector()
    for parties in rows:
        found.add(names.of(key) for key in sorted(party_keys(parties)))
    return found.done()


def party_keys(parties: Sequence[Party]) -> set[str]:
    """Names of parties as comparing sees them: the actor where it is known, else the words' consonants."""
    return {key for p in parties if (key := skeleton(p.actor_name or p.actor or p.text))}


def _rarity(
    claims: int,
    names: int,
    codes: Ints,
    initiators: Ragged,
    targets: Ragged,
    of_unit: Ints,
    places: Places,
    spot: Ints,
    others: Ragged,
) -> Floats:
    """By name (of types, places, parties): near 1 where few claims have it."""
    placed = np.flatnonzero(spot >= 0)
    owners = [
        np.arange(claims),
        initiators.rows.astype(np.int64),
        targets.rows.astype(np.int64),
        of_unit[placed],
        of_unit[others.rows],
    ]
    held = [codes, initiators.items, targets.items, places.key[spot[placed]], places.key[others.items]]
    once = np.unique(np.concatenate(owners) * names + np.concatenate(held))
    counts = np.bincount(once % names, minlength=names)
    rarity: Floats = 1 - np.log(np.maximum(counts, 1)) / np.log(1 + max(1, claims))
    return rarity


def _days(claims: Sequence[Claim]) -> tuple[Ints, Ints, Bools, Bools]:
    """First and last day, whether words tell the time, and whether they tell it to the day."""
    first, last = np.full(len(claims), NO_DAY, np.int64), np.full(len(claims), NO_DAY, np.int64)
    told, exact = np.zeros(len(claims), np.bool_), np.zeros(len(claims), np.bool_)
    for n, claim in enumerate(claims):
        time = claim.time
        days = [_ordinal(d) for d in (time.start, time.end) if d]
        if days:
            first[n], last[n] = min(days), max(days)
        told[n], exact[n] = time.precision != "unknown", time.precision == "day" and len(days) == 2
    return first, last, told, exact


@lru_cache(maxsize=1 << 15)
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _of_reports(choose: np.ufunc, days: Ints, exact: Bools, report: Ints, reports: int) -> Ints:
    """The first or last of the days that the dated claims of each claim's report tell to the day."""
    worst = np.iinfo(np.int64).max if choose is np.minimum else np.iinfo(np.int64).min
    found = np.full(reports, worst)
    choose.at(found, report[exact], days[exact])
    return np.where(found == worst, NO_DAY, found)[report] if reports else days


def _sides(claims: Sequence[Claim]) -> Ints:
    sides = Numbers()
    rows = Collector()
    for claim in claims:
        named = {p.side for p in claim.initiators} | {p.side for p in claim.targets}
        rows.add(sides.of(side) for side in sorted(named) if side != "unknown")
    found = rows.done()
    bits = np.zeros((len(claims), max(1, -(-len(sides) // 62))), np.int64)
    np.bitwise_or.at(bits, (found.rows, found.items // 62), np.left_shift(np.int64(1), found.items % 62))
    return bits


def _figures(claims: Sequence[Claim]) -> Figures:
    told = [q for claim in claims for q in claim.quantities]
    lengths = np.array([len(claim.quantities) for claim in claims], np.int64)
    return Figures(
        starts=np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)]),
        kind=np.array([KIND_CODES[q.kind] for q in told], np.int64),
        least=np.array([np.nan if q.min is None else q.min for q in told], np.float64),
        most=np.array([np.nan if q.max is None else q.max for q in told], np.float64),
    )


def _words(
    claims: Sequence[Claim], units: Sequence[Unit], report: Ints, reports: int, settings: LinkSettings
) -> tuple[Ragged, Ragged, int]:
    """Stems of the evidence and around it, weighted by how few reports have them."""
    stems = Stems(settings.stop_words)
    own, around, by_report = Collector(), Collector(), Collector()
    texts = {unit.claim.report_id: unit.report for unit in units}
    order = np.argsort(report, kind="stable")
    for _, numbers in groupby(order.tolist(), key=report.tolist().__getitem__):
        told = [claims[n] for n in numbers]
        text = texts[told[0].report_id]
        laid_out = stems.laid_out(text.text) if text else None
        in_report: set[int] = set()
        for claim in told:
            evidence = stems.of(claim.evidence.text)
            nearby = _around(claim, laid_out) or evidence
            own.add(sorted(evidence))
            around.add(sorted(nearby))
            in_report |= nearby
        by_report.add(in_report)
    told_by = np.bincount(by_report.done().items, minlength=len(stems))
    rarity = np.where(told_by > 0, np.log((1 + reports) / (0.5 + told_by)), 1.0).astype(np.float32)
    back = np.argsort(order, kind="stable")
    words, context = (_unit_length(rows.done().taken(back), rarity) for rows in (own, around))
    return words, context, len(stems)


def _around(claim: Claim, laid_out: LaidOut | None) -> set[int]:
    """What stands before and after the evidence in its report, with it; nothing where that is not known."""
    start, end = claim.evidence.start, claim.evidence.end
    if laid_out is None or start is None or end is None:
        return set()
    return laid_out.between(start - AROUND, end + AROUND)


def _unit_length(rows: Ragged, rarity: Floats) -> Ragged:
    weights, owners = rarity[rows.items], rows.rows
    lengths = np.sqrt(sums(owners, weights * weights, len(rows.starts) - 1)).astype(np.float32)
    return rows.weighted(weights / lengths[owners])


def spots_of(columns: Columns, units: Ints) -> tuple[Ints, Ints]:
    """All places of some units: for each its place in ``units`` and its number."""
    owner, at = spread(columns.others.starts, units)
    lead = columns.spot[units]
    here = np.flatnonzero(lead >= 0)
    return np.concatenate([here, owner]), np.concatenate([lead[here], columns.others.items[at]])
