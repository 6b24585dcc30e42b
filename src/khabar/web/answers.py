"""The shapes of the API's answers; records stand in them as the contract of the product has them."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from khabar.control import Holder, Stretch
from khabar.events.explaining import ToldReason
from khabar.outlets import OutletRecord
from khabar.records import Claim, Contradiction, Event, Place, Report
from khabar.review import Decision

Direction = Literal["ltr", "rtl"]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What all answers share."""


class Listed(Answer, frozen=True, kw_only=True):
    """A value to filter by, and how many events have it."""

    id: str
    label: str
    count: int


class NamedCount(Answer, frozen=True, kw_only=True):
    id: str
    name: str
    count: int


class OutletCount(Answer, frozen=True, kw_only=True):
    name: str
    alignment: str | None
    count: int


class Admin1Count(Answer, frozen=True, kw_only=True):
    name: str
    country: str | None
    count: int


class Extent(Answer, frozen=True, kw_only=True):
    """First and last day, and the box (west, south, east, north in degrees) of all events."""

    first: str | None
    last: str | None
    bbox: tuple[float, float, float, float] | None


class Me(Answer, frozen=True, kw_only=True):
    name: str
    role: str
    team: bool


class Meta(Answer, frozen=True, kw_only=True):
    """What the pages need before anything else."""

    version: str
    counts: dict[str, int]
    extent: Extent
    types: list[Listed]
    sides: list[Listed]
    parties: list[NamedCount]
    outlets: list[OutletCount]
    alignments: list[Listed]
    statuses: list[Listed]
    countries: list[NamedCount]
    admin1: list[Admin1Count]
    me: Me
    csrf: str
    base_layers: list[dict[str, str]] = []


class SummaryPlace(Answer, frozen=True, kw_only=True):
    id: str | None
    name: str | None
    kind: str | None
    admin1: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: int | None


class Summary(Answer, frozen=True, kw_only=True):
    """An event in a list; ``sources`` counts the independent ones."""

    event_id: str
    title: str
    event_type: str
    status: str
    start: str | None
    end: str | None
    granularity: str | None
    place: SummaryPlace | None
    parties: list[str]
    sides: list[str]
    outlets: list[str]
    claims: int
    sources: int
    modality: str
    casualties: dict[str, float | int | None]
    review: str


class SummaryPage(Answer, frozen=True, kw_only=True):
    items: list[Summary]
    next: str | None
    total: int


class MapColumns(Answer, frozen=True, kw_only=True):
    """All events that match and have a point, one array for each of their values.

    ``type`` and ``status`` are numbers in ``types`` and ``statuses``; ``day`` counts from 1970, null where not known.
    """

    ids: list[str]
    lon: list[float]
    lat: list[float]
    precision: list[int]
    type: list[int]
    status: list[int]
    day: list[int | None]
    types: list[str]
    statuses: list[str]
    unplaced: int
    total: int


class Timeline(Answer, frozen=True, kw_only=True):
    """Events by step and status, by their first day; ``undated`` have none."""

    start: str | None
    step: Literal["day", "week", "month", "year"]
    statuses: list[str]
    counts: list[list[int]]
    undated: int


class ReportItem(Answer, frozen=True, kw_only=True):
    report_id: str
    source: str
    title: str | None
    published: str | None
    url: str | None
    alignment: str | None
    lang: str | None
    claims: int


class ReportPage(Answer, frozen=True, kw_only=True):
    items: list[ReportItem]
    next: str | None
    total: int


class LoggedDecision(Decision, Answer, frozen=True, kw_only=True):
    """A decision of the log, and whether it was taken back."""

    undone: bool = False


class EventClaim(Answer, frozen=True, kw_only=True):
    """A claim of an event, with who tells it; ``lineage`` leads from the outlet to whom it rests on."""

    record: Claim
    report: ReportItem
    outlet: str
    alignment: str | None
    side: str | None
    lineage: list[str]
    words: str
    review: str


class WeighedLink(Answer, frozen=True, kw_only=True):
    """Why two claims of an event were taken to tell the same.

    Attributes:
        a, b: ids of the claims.
        begin: log odds of two claims that nothing is known of.
        reasons: what speaks for (above 0) and against it, the strongest first; those below 0.05 are left out.
        score: log odds in all: ``begin`` and all reasons together.
    """

    a: str
    b: str
    begin: float
    reasons: list[ToldReason]
    score: float


class EventDetail(Answer, frozen=True, kw_only=True):
    """An event; ``threshold`` is what the mean log odds between two groups of claims must exceed to be joined."""

    record: Event
    summary: Summary
    claims: list[EventClaim]
    links: list[WeighedLink]
    threshold: float
    contradictions: list[Contradiction]
    history: list[LoggedDecision]
    forwarded_from: str | None


class ReportDetail(Answer, frozen=True, kw_only=True):
    """A report with its claims; ``events`` has the ids of each claim's events."""

    record: Report
    claims: list[dict[str, Any]]
    direction: Direction


class TextCount(Answer, frozen=True, kw_only=True):
    text: str
    count: int


class Account(Answer, frozen=True, kw_only=True):
    """Control according to the outlets of one side, or one outlet that takes none."""

    teller: str
    history: list[Stretch]


class PlaceHistory(Answer, frozen=True, kw_only=True):
    history: list[Stretch]
    accounts: list[Account]


class PlaceDetail(Answer, frozen=True, kw_only=True):
    place: Place
    spellings: list[TextCount]
    control: PlaceHistory | None
    events: list[Summary]
    total: int


class ActorInfo(Answer, frozen=True, kw_only=True):
    """``wikidata``: its item (``Q…``), where the built-in packs tell one."""

    id: str
    name: str
    side: str | None
    wikidata: str | None = None


class ActorCounts(Answer, frozen=True, kw_only=True):
    as_initiator: int
    as_target: int
    by_type: list[dict[str, Any]]


class ActorDetail(Answer, frozen=True, kw_only=True):
    actor: ActorInfo
    names: list[TextCount]
    counts: ActorCounts
    events: list[Summary]
    total: int


class OutletInfo(Answer, frozen=True, kw_only=True):
    name: str
    alignment: str | None


class OutletDetail(Answer, frozen=True, kw_only=True):
    outlet: OutletInfo
    record: OutletRecord | None
    cautions: list[str]
    reports: list[ReportItem]
    events: list[Summary]
    total: int


class ControlPlace(Answer, frozen=True, kw_only=True):
    """Who is said to hold a place on a day."""

    place: Place
    state: str
    holder: str | None
    holders: list[Holder]
    side: str | None
    since: str | None
    certain: bool
    last_told: str | None
    carried_days: int | None
    claims: list[str]
    why: str


class ControlOnDay(Answer, frozen=True, kw_only=True):
    date: str | None
    alignments: list[str]
    places: list[ControlPlace]


class FoundReport(Answer, frozen=True, kw_only=True):
    """A report with words around the first hits, each part with whether it is one."""

    report_id: str
    source: str
    title: str | None
    published: str | None
    alignment: str | None
    snippet: list[tuple[str, bool]]


class FoundClaim(Answer, frozen=True, kw_only=True):
    claim_id: str
    report_id: str
    source: str
    published: str | None
    words: str
    event_type: str
    event_id: str | None


class Found(Answer, frozen=True, kw_only=True):
    """``spellings`` are the words that were looked for."""

    reports: list[FoundReport]
    claims: list[FoundClaim]
    reports_total: int
    claims_total: int
    spellings: list[str]


class WrittenBrief(Answer, frozen=True, kw_only=True):
    """A brief as Markdown, and as one HTML page with everything escaped."""

    markdown: str
    html: str


class GazetteerPlace(Answer, frozen=True, kw_only=True):
    id: str | None
    name: str | None
    kind: str | None
    admin1: str | None
    admin2: str | None
    country: str | None
    lat: float | None
    lon: float | None
    population: int
    distance_km: float | None


class GazetteerPlaces(Answer, frozen=True, kw_only=True):
    items: list[GazetteerPlace]


def logged(decision: Decision, undone: frozenset[str]) -> LoggedDecision:
    """A decision as the API shows it."""
    kept = {name: getattr(decision, name) for name in Decision.__struct_fields__}
    return LoggedDecision(**kept, undone=decision.id in undone)
