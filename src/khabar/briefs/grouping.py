"""Which part of a brief an event belongs to, in which order, and what the brief counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from khabar.briefs.brief import Totals
from khabar.briefs.selection import Period
from khabar.records import Event

STATUS_ORDER = ("cross_side", "corroborated", "contested", "single_source")
UNREAL = ("planned", "expected", "hypothetical")
TALKS = ("negotiation", "agreement", "statement")
PEOPLE_TYPES = ("attack_on_civilians", "sexual_violence", "abduction", "displacement")
HARM = ("killed", "wounded", "casualties", "displaced", "evacuated")
PEOPLE = {"civilians", "people", "children", "women", "residents", "families", "civilian", "child", "patients"}


def group_key(event: Event, period: Period) -> str:
    """Which group of a province an event belongs to, a key of the templates' ``groups``."""
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
        concerns = not PEOPLE.isdisjoint(figure.of.lower().split()) if figure.of else civilians
        if figure.kind in HARM and concerns and (figure.low, figure.high) != (0, 0):
            return True
    return False


def rank(event: Event) -> tuple[int, float, int, str, str]:
    """Sorting key: best borne out first, then most people harmed, then most sources, then earliest."""
    harmed = sum(f.best or f.low or 0 for f in event.quantities if f.kind in HARM)
    sources = len(event.independent_sources or event.sources)
    return (STATUS_ORDER.index(event.status), -harmed, -sources, event.start or "", event.event_id)


def count_totals(events: Sequence[Event], groups: Counter[str]) -> Totals:
    """What the brief covers; ``groups`` counts events by group."""
    statuses = Counter(e.status for e in events)
    return Totals(
        claims=len({c for e in events for c in e.claims}),
        events=len(events),
        outlets=len({s for e in events for s in e.sources}),
        cross_side=statuses["cross_side"],
        corroborated=statuses["corroborated"],
        contested=statuses["contested"],
        single_source=statuses["single_source"],
        people=groups["people"],
        plans=groups["plans"],
    )


def head_paragraph(totals: Totals, period: Period) -> str:
    """The brief's first paragraph: how much is claimed, by how many, and how it is borne out."""
    if not totals.events:
        return "No claims were found for what was asked. That does not mean that nothing happened."
    borne_out = [
        (totals.cross_side, "told by opposed sides"),
        (totals.corroborated, "told by two or more independent sources"),
        (totals.contested, "contested"),
        (totals.single_source, "from a single source"),
    ]
    tells = "tells" if totals.claims == 1 else "tell"
    told = [
        f"{_count(totals.claims, 'claim')} by {_count(totals.outlets, 'outlet')} {tells} of "
        f"{_count(totals.events, 'event')}{', ' + period.title if period.title else ''}: "
        + ", ".join(f"{count:,} {words}" for count, words in borne_out if count)
        + "."
    ]
    if totals.people:
        tell = "tells" if totals.people == 1 else "tell"
        told.append(f"{totals.people:,} {tell} of civilians killed, hurt or displaced.")
    if totals.plans:
        told.append(f"{_count(totals.plans, 'event')} {_is(totals.plans)} only planned, predicted or conditional.")
    told.append("These are claims, not facts: each is attributed, and words in quotation marks are the outlet’s own.")
    return " ".join(told)


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
