"""The records and decisions behind the stand-in, which of them match the filters, and how lists show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from tests.web.records import Record

Query = dict[str, list[str]]
STATUSES = ["contested", "cross_side", "corroborated", "single_source"]
EPOCH = date(1970, 1, 1)
DECIDED = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}


class Answers:
    """The state behind the stand-in; ``team`` asks for a login first."""

    def __init__(self, records: dict[str, list[Record]], *, team: bool = False, role: str = "admin") -> None:
        self.reports = {r["report_id"]: r for r in records["reports"]}
        self.claims = {c["claim_id"]: c for c in records["claims"]}
        self.events = {e["event_id"]: e for e in records["events"]}
        self.decisions: list[Record] = []
        self.jobs: list[Record] = []
        self.users: list[Record] = [{"name": "ana", "role": role, "active": True, "made_at": "2026-01-02T10:00:00Z"}]
        self.role = role
        self.tokens: list[Record] = []
        self.closed: list[Record] = []
        self.team = team
        self.inside = not team
        self.asked: list[tuple[str, str, Any]] = []

    def review_of(self, record_id: str) -> str:
        kinds = [d["kind"] for d in self.decisions if d["record_id"] == record_id and not d["undone"]]
        return next((DECIDED[k] for k in reversed(kinds) if k in DECIDED), "open")

    def matching(self, query: Query) -> list[Record]:
        return [
            e for e in self.events.values() if all(test(self, e, query[k]) for k, test in TESTS.items() if k in query)
        ]

    def events_of(self, claim_id: str) -> list[str]:
        return [e["event_id"] for e in self.events.values() if claim_id in e["claims"]]


def _sides(event: Record) -> set[str]:
    return {p["side"] for p in event["initiators"] + event["targets"]}


def _inside(event: Record, box: str) -> bool:
    west, south, east, north = map(float, box.split(","))
    place = event["place"] or {}
    return place.get("lat") is not None and west <= place["lon"] <= east and south <= place["lat"] <= north


def _words(state: Answers, event: Record) -> str:
    return " ".join(state.claims[c]["evidence"]["text"] for c in event["claims"]).lower()


TESTS: dict[str, Callable[[Answers, Record, list[str]], bool]] = {
    "type": lambda _, e, v: e["event_type"] in v,
    "status": lambda _, e, v: e["status"] in v,
    "side": lambda _, e, v: bool(_sides(e) & set(v)),
    "outlet": lambda _, e, v: bool(set(e["sources"]) & set(v)),
    "from": lambda _, e, v: (e["end"] or "") >= v[0],
    "to": lambda _, e, v: bool(e["start"]) and e["start"] <= v[0],
    "q": lambda s, e, v: v[0].lower() in _words(s, e),
    "bbox": lambda _, e, v: _inside(e, v[0]),
    "place": lambda _, e, v: bool(e["place"]) and e["place"]["id"] in v,
}


def title(event: Record) -> str:
    who = ", ".join(p["actor_name"] or p["side"] for p in event["initiators"][:2])
    kind = event["event_type"].replace("_", " ").capitalize()
    where = f" in {event['place']['name']}" if event["place"] else ""
    return f"{kind}{f' by {who}' if who else ''}{where}"


def summary(state: Answers, event: Record) -> Record:
    place = {**event["place"], "precision": event["precision"]} if event["place"] else None
    keys = ("event_id", "event_type", "status", "start", "end", "sides", "modality")
    return {k: event[k] for k in keys} | {
        "title": title(event),
        "place": place,
        "parties": [],
        "outlets": event["sources"],
        "claims": len(event["claims"]),
        "sources": len(event["independent_sources"]),
        "review": state.review_of(event["event_id"]),
    }


def listed(values: Iterable[str | None]) -> list[Record]:
    return [{"id": k, "label": k, "count": n} for k, n in Counter(v for v in values if v).most_common()]
