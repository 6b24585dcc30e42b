"""Builds a brief from events, their claims and the reports that make them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from khabar.briefs.brief import Brief, Group, Item, Province, Quote, Totals
from khabar.briefs.narrator import Narrator, time_precision
from khabar.briefs.phrases import country_name, day
from khabar.briefs.selection import Period, select_events
from khabar.records import Claim, Event, Place, Report

STATUS_ORDER = ("cross_side", "corroborated", "contested", "single_source")
UNREAL = ("planned", "expected", "hypothetical")
TALKS = ("negotiation", "agreement", "statement")
PEOPLE_TYPES = ("attack_on_civilians", "sexual_violence", "abduction", "displacement")
HARM = ("killed", "wounded", "casualties", "displaced", "evacuated")
PEOPLE = {"civilians", "people", "children", "women", "residents", "families", "civilian", "child", "patients"}
MAX_QUOTES = 12


def build_brief(
    events: Iterable[Event],
    claims: Iterable[Claim],
    reports: Iterable[Report],
    *,
    start: str | None = None,
    end: str | None = None,
    area: str | None = None,
    narrator: Narrator | None = None,
) -> Brief:
    """Build the brief of a period and an area.

    Args:
        start, end: first and last day, ISO, inclusive; null for an open side.
        area: name of a place, district, province or country in any usual spelling, or ``west,south,east,north``.
        narrator: words the items; by default one with the general pack's templates and loaded words.

    An event without any date is listed apart, with the reason, when one of its reports was published in the period.
    """
    period = Period(start, end)
    dated, undated = select_events(events, period, area)
    wanted = {claim_id for event in (*dated, *undated) for claim_id in event.claims}
    by_id = {c.claim_id: c for c in claims if c.claim_id in wanted}
    needed = {c.report_id for c in by_id.values()}
    by_report = {r.report_id: r for r in reports if r.report_id in needed}
    maker = _ItemMaker(narrator or Narrator(year=_only_year(period)), by_id, by_report)
    provinces = _provinces(dated, period, maker)
    apart = maker.items([e for e in undated if _published_within(period, e, by_id, by_report)])
    totals = _totals([*(i for p in provinces for i in p.items), *apart], provinces)
    head = head_paragraph(totals, period)
    return Brief(period.title, area or "", totals, head, tuple(provinces), tuple(apart))


class _ItemMaker:
    def __init__(self, narrator: Narrator, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> None:
        self.narrator, self.claims, self.reports = narrator, claims, reports

    def items(self, events: Iterable[Event]) -> list[Item]:
        """One item per event, but one for all places that the same first claim tells of; the weightiest first."""
        joined: dict[tuple[str, ...], list[Event]] = defaultdict(list)
        for event in sorted(events, key=_rank):
            first = next(iter(self._claims_of(event)), None)
            joined[(event.event_type, event.modality, first.claim_id if first else event.event_id)].append(event)
        return [self._item(together) for together in joined.values()]

    def _item(self, events: Sequence[Event]) -> Item:
        event, more = events[0], tuple(events[1:])
        told = self._claims_of(event)
        kind = self.narrator.wording.types[event.event_type]
        if not told:
            return Item(event, self.narrator.note(event), kind.label, kind.family, event.status, None, (), more)
        places = [e.place for e in more if e.place is not None]
        sentence = self.narrator.tell(event, told, self.reports, places)
        quotes = tuple(self._quote(c) for c in told[:MAX_QUOTES])
        return Item(event, sentence, kind.label, kind.family, event.status, self._undated(event, told), quotes, more)

    def _claims_of(self, event: Event) -> list[Claim]:
        return sorted((self.claims[i] for i in event.claims if i in self.claims), key=self._order)

    def _order(self, claim: Claim) -> tuple[str, str, int, str]:
        report = self.reports.get(claim.report_id)
        published = report.published if report and report.published else "9999"
        return (published, claim.report_id, claim.evidence.start or 0, claim.claim_id)

    def _undated(self, event: Event, claims: Sequence[Claim]) -> str | None:
        if event.start is None and event.end is None:
            return next((c.time.reason for c in claims if c.time.reason), None) or "no date is told or known"
        if time_precision(event, claims) in (None, "unknown"):
            return f"no words tell the day; the reports are of {day(event.end or event.start or '')}"
        return None

    def _quote(self, claim: Claim) -> Quote:
        report = self.reports.get(claim.report_id)
        return Quote(
            claim_id=claim.claim_id,
            report_id=claim.report_id,
            outlet=self.narrator.outlet(self.reports, claim),
            alignment=report.alignment if report else None,
            published=report.published if report else None,
            url=report.url if report else None,
            words=claim.evidence.text,
            attribution=tuple(dict.fromkeys(self.narrator.plain(" ".join(a.text.split())) for a in claim.attribution)),
            modality=claim.modality,
        )


def group_key(event: Event, period: Period) -> str:
    """Which group of a province an event belongs to."""
    if event.modality in UNREAL:
        return "plans"
    if not period.holds_mostly(event):
        return "longer"
    if harms_people(event):
        return "people"
    return "talks" if event.event_type in TALKS else "happened"


def harms_people(event: Event) -> bool:
    """Whether civilians are said to be killed, hurt, taken or displaced."""
    if event.modality == "negated":
        return False
    if event.event_type in PEOPLE_TYPES:
        return True
    civilians = any(p.side == "civilians" for p in event.targets)
    for figure in event.quantities:
        of = (figure.of or "people").lower()
        concerns = not PEOPLE.isdisjoint(of.split()) if figure.of else civilians
        if figure.kind in HARM and concerns and (figure.low, figure.high) != (0, 0):
            return True
    return False


def _rank(event: Event) -> tuple[int, float, int, str, str]:
    harmed = sum(f.best or f.low or 0 for f in event.quantities if f.kind in HARM)
    return (
        STATUS_ORDER.index(event.status),
        -harmed,
        -len(event.independent_sources or event.sources),
        event.start or "",
        event.event_id,
    )


def _provinces(events: Sequence[Event], period: Period, maker: _ItemMaker) -> list[Province]:
    found: dict[tuple[str, str], dict[str, list[Event]]] = defaultdict(lambda: defaultdict(list))
    for event in events:
        place = event.place or Place()
        where = (country_name(place.country), maker.narrator.plain(place.admin1 or ""))
        found[where][group_key(event, period)].append(event)
    made = [Province(country, name, _groups(groups, maker)) for (country, name), groups in found.items()]
    weight: dict[str, int] = defaultdict(int)
    for province in made:
        weight[province.country] += len(province.items)
    made.sort(
        key=lambda p: (not p.country and not p.name, -weight[p.country], p.country, not p.name, -len(p.items), p.name)
    )
    return made


def _groups(groups: Mapping[str, list[Event]], maker: _ItemMaker) -> tuple[Group, ...]:
    wording = maker.narrator.wording.groups
    return tuple(
        Group(key, told.title, tuple(maker.items(groups[key])), told.shown)
        for key, told in wording.items()
        if groups.get(key)
    )


def _published_within(period: Period, event: Event, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> bool:
    if period.start is None and period.end is None:
        return True
    own = [reports[claims[i].report_id] for i in event.claims if i in claims and claims[i].report_id in reports]
    return any(r.published and period.overlaps(r.published, r.published) for r in own)


def _only_year(period: Period) -> int | None:
    years = {d[:4] for d in (period.start, period.end) if d}
    return int(years.pop()) if len(years) == 1 and period.start and period.end else None


def _totals(items: Sequence[Item], provinces: Sequence[Province]) -> Totals:
    quotes = {q.claim_id: q for i in items for q in i.quotes}
    events = [e for i in items for e in i.events]
    statuses = [e.status for e in events]
    groups = [g for p in provinces for g in p.groups]
    in_group = {key: sum(len(i.events) for g in groups if g.key == key for i in g.items) for key in ("people", "plans")}
    return Totals(
        claims=len({c for e in events for c in e.claims}),
        events=len(events),
        outlets=len({s for e in events for s in e.sources} or {q.outlet for q in quotes.values()}),
        reports=len({q.report_id for q in quotes.values()}),
        cross_side=statuses.count("cross_side"),
        corroborated=statuses.count("corroborated"),
        contested=statuses.count("contested"),
        single_source=statuses.count("single_source"),
        **in_group,
    )


def head_paragraph(totals: Totals, period: Period) -> str:
    """The brief's first paragraph: how much is claimed, by how many, and how it is borne out."""
    if not totals.events:
        return "No claims were found for this period and area. That does not mean that nothing happened."
    borne_out = [
        (totals.cross_side, "told by opposed sides"),
        (totals.corroborated, "told by two or more independent sources"),
        (totals.contested, "contested"),
        (totals.single_source, "from a single source"),
    ]
    told = [
        f"{_count(totals.claims, 'claim')} by {_count(totals.outlets, 'outlet')} "
        f"tell of {_count(totals.events, 'event')}{', ' + period.title if period.title else ''}: "
        + ", ".join(f"{count} {words}" for count, words in borne_out if count)
        + "."
    ]
    if totals.people:
        told.append(
            f"{totals.people} {'tells' if totals.people == 1 else 'tell'} of civilians killed, hurt or displaced."
        )
    if totals.plans:
        told.append(f"{_count(totals.plans, 'event')} {_is(totals.plans)} only planned, predicted or conditional.")
    told.append("These are claims, not facts: each is attributed, and words in quotation marks are the outlet’s own.")
    return " ".join(told)


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
