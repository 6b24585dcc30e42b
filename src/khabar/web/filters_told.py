"""Filters in words, for the head of a brief."""

from __future__ import annotations

from collections.abc import Callable

from khabar.briefs.phrases import country_name, side_name
from khabar.briefs.wording import load_wording
from khabar.store import Store
from khabar.web.filters import Filters
from khabar.web.snapshot import Snapshot

TITLES = {
    "type": "kind", "status": "status", "party": "party", "side": "side", "outlet": "outlet",
    "alignment": "outlets that lean to", "country": "country", "admin1": "province", "place": "place",
    "review": "review",
}  # fmt: skip
REVIEW = {"open": "not yet looked at"}


def told(asked: Filters, snapshot: Snapshot, store: Store) -> tuple[str, ...]:
    """What is asked beside days and area, one filter a part: ``kind: Shelling or Air strike``."""
    parts = [
        f"{title}: {_either(name, asked, snapshot, store)}" for name, title in TITLES.items() if name in asked.lists
    ]
    if asked.words:
        parts.append(f"claims with the words “{asked.words}”")
    if asked.box:
        west, south, east, north = (f"{degrees:g}" for degrees in asked.box)
        parts.append(f"between {west} and {east} degrees east, {south} and {north} degrees north")
    return tuple(parts)


def _either(name: str, asked: Filters, snapshot: Snapshot, store: Store) -> str:
    word = _words(name, snapshot, store)
    return " or ".join(dict.fromkeys(word(value) for value in asked.lists[name]))


def _words(name: str, snapshot: Snapshot, store: Store) -> Callable[[str], str]:
    """How the values of a filter are called; what has no other name is called as it was asked for."""
    wording = load_wording()
    known: dict[str, Callable[[str], str]] = {
        "type": lambda v: wording.types[v].label if v in wording.types else v,
        "status": lambda v: wording.statuses.get(v, v),
        "party": lambda v: snapshot.events.actor_names.get(v, v),
        "side": side_name,
        "alignment": side_name,
        "country": country_name,
        "place": lambda v: _place_name(v, snapshot, store),
        "review": lambda v: REVIEW.get(v, v),
    }
    return known.get(name, str)


def _place_name(place_id: str, snapshot: Snapshot, store: Store) -> str:
    numbers = snapshot.events.places.among([place_id]).nonzero()[0].tolist()
    events = store.events_with([snapshot.events.ids[n] for n in numbers[:1]])
    names = [e.place.name for e in events if e.place and e.place.name]
    return names[0] if names else place_id
