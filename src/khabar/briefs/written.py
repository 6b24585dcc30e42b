"""The brief of a store, ready to be written in every form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khabar.briefs.brief import Brief
from khabar.briefs.building import build_brief
from khabar.briefs.choice import Choice
from khabar.briefs.loaded import load_loaded_words
from khabar.briefs.markdown import render_markdown
from khabar.briefs.narrator import Narrator
from khabar.briefs.page import render_html
from khabar.briefs.selection import Period
from khabar.records import Claim, Event, Report
from khabar.store import Store

Records = tuple[Iterable[Event], Iterable[Claim], Iterable[Report]]


@dataclass(frozen=True, slots=True)
class WrittenBrief:
    """A brief with the narrator that words it."""

    brief: Brief
    narrator: Narrator

    def markdown(self) -> str:
        return render_markdown(self.brief, self.narrator.wording)

    def html(self, version: str = "") -> str:
        return render_html(self.brief, narrator=self.narrator, version=version)

    def note(self, event: Event) -> str:
        """One neutral, attributed sentence on an event."""
        return self.narrator.note(event)


def brief_of(
    store: Store,
    *,
    period: Period | None = None,
    area: str | None = None,
    packs: Sequence[str] | None = None,
    events: Sequence[Event] | None = None,
    only: Sequence[str] = (),
    choice: Choice | None = None,
) -> WrittenBrief:
    """The brief of all that a store holds, or of a period and an area of it.

    Args:
        events: those of the store that may be told, by default all; ``only`` says in words what they were chosen by.
        choice: the same by fields of events; said in words by itself.
        packs: names or folders of the packs whose loaded words are kept in quotation marks, by default the built-in.
    """
    period = period or Period()
    if choice:
        among = store.iter_events() if events is None else events
        events, only = [e for e in among if choice.takes(e)], (*only, *choice.told())
    lexicon = load_loaded_words(tuple(packs) if packs is not None else None)
    narrator = Narrator(lexicon=lexicon, year=period.only_year)
    records = _all(store) if events is None else _of(store, events)
    brief = build_brief(*records, start=period.start, end=period.end, area=area, narrator=narrator, only=only)
    return WrittenBrief(brief, narrator)


def _all(store: Store) -> Records:
    return store.iter_events(), store.iter_claims(), store.iter_reports()


def _of(store: Store, events: Sequence[Event]) -> Records:
    claims = store.claims_with([c for e in events for c in e.claims])
    return events, claims, store.reports_with([c.report_id for c in claims])
