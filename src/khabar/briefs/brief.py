"""The parts of a situation brief; renderers turn one into Markdown or a page."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.records import Event


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of one claim, with whose they are."""

    claim_id: str
    report_id: str
    outlet: str
    alignment: str | None
    published: str | None
    url: str | None
    words: str
    attribution: tuple[str, ...]
    modality: str


@dataclass(frozen=True, slots=True)
class Item:
    """One event in words; ``more`` are events that the same first claim tells of further places.

    ``undated`` says why the event has no day of its own, null when it has one.
    """

    event: Event
    sentence: str
    label: str
    family: str
    status: str
    undated: str | None
    quotes: tuple[Quote, ...]
    more: tuple[Event, ...] = ()

    @property
    def events(self) -> tuple[Event, ...]:
        return (self.event, *self.more)

    @property
    def parties_sides(self) -> tuple[str, ...]:
        """Sides that act or are acted on, sorted."""
        return tuple(sorted({p.side for p in (*self.event.initiators, *self.event.targets)}))


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one kind in one province: the first ``shown`` are printed, the rest folded, ``left_out`` not listed."""

    key: str
    title: str
    items: tuple[Item, ...]
    shown: int
    left_out: int = 0

    @property
    def head(self) -> tuple[Item, ...]:
        return self.items[: self.shown]

    @property
    def rest(self) -> tuple[Item, ...]:
        return self.items[self.shown :]


@dataclass(frozen=True, slots=True)
class Province:
    """All groups of one province of one country; ``name`` is empty where the claims tell none."""

    country: str
    name: str
    groups: tuple[Group, ...]

    @property
    def title(self) -> str:
        return ", ".join(n for n in (self.name, self.country) if n) or "Place not told"

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for group in self.groups for item in group.items)

    @property
    def size(self) -> int:
        """Number of items, those that are not listed included."""
        return sum(len(group.items) + group.left_out for group in self.groups)


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of what the brief covers."""

    claims: int = 0
    events: int = 0
    outlets: int = 0
    cross_side: int = 0
    corroborated: int = 0
    contested: int = 0
    single_source: int = 0
    people: int = 0
    plans: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """A neutral, attributed account of what is claimed for a period and an area.

    ``only`` tells in words what else was asked for, such as ``kind: Shelling``.
    """

    period: str
    area: str
    totals: Totals
    head: str
    provinces: tuple[Province, ...]
    undated: tuple[Item, ...]
    undated_left_out: int = 0
    only: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return " · ".join(n for n in ("Situation brief", self.area, self.period) if n)

    @property
    def only_line(self) -> str:
        """What was asked for beside period and area, empty where that was nothing."""
        return f"Only: {'; '.join(self.only)}." if self.only else ""

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in the order in which they are printed."""
        return (*(item for province in self.provinces for item in province.items), *self.undated)
