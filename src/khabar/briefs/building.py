"""Builds a brief from events, their claims and the reports that make them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from khabar.briefs.brief import Brief, Group, Province
from khabar.briefs.grouping import count_totals, group_key, head_paragraph
from khabar.briefs.items import ItemMaker
from khabar.briefs.narrator import Narrator
from khabar.briefs.phrases import country_name
from khabar.briefs.selection import Period, select_events
from khabar.records import Claim, Event, Place, Report

MOST_LISTED = 1500
FOLDED_WHEN_MANY = 12
GroupedEvents = Mapping[str, list[Event]]


def build_brief(
    events: Iterable[Event],
    claims: Iterable[Claim],
    reports: Iterable[Report],
    *,
    start: str | None = None,
    end: str | None = None,
    area: str | None = None,
    narrator: Narrator | None = None,
    only: Sequence[str] = (),
) -> Brief:
    """Build the brief of a period and an area.

    Args:
        start, end: first and last day, ISO, inclusive; null for an open side.
        area: name of a place, district, province or country in any usual spelling, or ``west,south,east,north``.
        only: what the events were chosen by already, in words for the head.
        narrator: words the items; by default one with the general pack's templates and loaded words.

    An event without any date is listed apart, with the reason, when one of its reports was published in the period.
    With more than ``MOST_LISTED`` events only the weightiest of each group are listed; all are counted.
    """
    period = Period(start, end)
    dated, undated = select_events(events, period, area)
    wanted = {claim_id for event in (*dated, *undated) for claim_id in event.claims}
    by_id = {c.claim_id: c for c in claims if c.claim_id in wanted}
    needed = {c.report_id for c in by_id.values()}
    by_report = {r.report_id: msgspec.structs.replace(r, text="") for r in reports if r.report_id in needed}
    undated = [e for e in undated if _published_within(period, e, by_id, by_report)]
    maker = ItemMaker(narrator or Narrator(year=period.only_year), by_id, by_report)
    grouped = _by_province(dated, period)
    most = FOLDED_WHEN_MANY if len(dated) + len(undated) > MOST_LISTED else MOST_LISTED
    counts = Counter({k: sum(len(p.get(k, ())) for p in grouped.values()) for k in ("people", "plans")})
    totals = count_totals([*dated, *undated], counts)
    apart, left_out = maker.items(undated, most)
    provinces = [_province(where, groups, maker, most) for where, groups in _ordered(grouped)]
    head = head_paragraph(totals, period)
    return Brief(period.title, area or "", totals, head, tuple(provinces), apart, left_out, tuple(only))


def _by_province(events: Sequence[Event], period: Period) -> dict[tuple[str, str], GroupedEvents]:
    """Events by country and province, then by group."""
    found: dict[tuple[str, str], dict[str, list[Event]]] = defaultdict(lambda: defaultdict(list))
    for event in events:
        place = event.place or Place()
        found[country_name(place.country), place.admin1 or ""][group_key(event, period)].append(event)
    return dict(found)


def _ordered(grouped: Mapping[tuple[str, str], GroupedEvents]) -> list[tuple[tuple[str, str], GroupedEvents]]:
    """Countries and provinces with most events first; what has no province, and what has no place, last."""
    sizes = {where: sum(map(len, groups.values())) for where, groups in grouped.items()}
    countries: Counter[str] = Counter()
    for (country, _), size in sizes.items():
        countries[country] += size

    def key(where: tuple[str, str]) -> tuple[bool, int, str, bool, int, str]:
        country, name = where
        return (where == ("", ""), -countries[country], country, not name, -sizes[where], name)

    return [(where, grouped[where]) for where in sorted(grouped, key=key)]


def _province(where: tuple[str, str], groups: GroupedEvents, maker: ItemMaker, most: int) -> Province:
    made = []
    for key, told in maker.narrator.wording.groups.items():
        if groups.get(key):
            items, left_out = maker.items(groups[key], max(most, told.shown))
            made.append(Group(key, told.title, items, told.shown, left_out))
    return Province(where[0], maker.narrator.plain(where[1]), tuple(made))


def _published_within(period: Period, event: Event, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> bool:
    if period.start is None and period.end is None:
        return True
    own = [reports[claims[i].report_id] for i in event.claims if i in claims and claims[i].report_id in reports]
    return any(r.published and period.overlaps(r.published, r.published) for r in own)
