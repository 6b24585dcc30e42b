"""How fast the web app answers on many events, and in what memory: ``python -m benchmarks.web [EVENTS] [--team]``.

The events are made up: places, days, parties, outlets and words are drawn at random from small lists. With ``--team``
a reader asks, from whom names of private persons are masked.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from fastapi.testclient import TestClient

from khabar.records import Claim, ClaimTime, Event, EventParty, Place, Report, Span
from khabar.records.codes import EVENT_TYPES, EventStatus
from khabar.store import Store, open_store
from khabar.team import Views, open_team
from khabar.web.app import create_app
from khabar.web.server import People, Server

EVENTS, CLAIMS_AN_EVENT, EVENTS_A_REPORT, REPEATS = 100_000, 2, 10, 5
WORD, PAUSE = "seven small stones", 0.2
FIRST_DAY, DAYS = date(2012, 1, 1), 3000
SIDES = ("government", "opposition", "isil", "sdf", "civilians")
STATUSES: tuple[EventStatus, ...] = ("single_source", "corroborated", "cross_side", "contested")
WORDS = ("army", "rebels", "shelled", "village", "town", "killed", "people", "convoy", "troops", "seized", "bridge")
ASKED = (
    "/api/events",
    "/api/events/map",
    "/api/events/timeline",
    "/api/events?type=shelling&from=2014-01-01&to=2014-12-31",
    "/api/events/map?type=shelling&side=government",
    "/api/events/map?bbox=30,30,40,40&outlet=Outlet%207",
    "/api/events/map?q=convoy%20bridge",
    "/api/events/timeline?status=contested&party=Actor%2012",
    "/api/review/queue?limit=20",
    "/api/review/queue?order=most_contested&type=air_strike",
)


def make(store: Store, count: int) -> None:
    """Fill a store with made-up reports, claims and events."""
    chance = random.Random(1)
    reports = count * CLAIMS_AN_EVENT // EVENTS_A_REPORT
    sizes = range(reports)
    store.put_reports(((_report(n), _claims(chance, n)) for n in sizes), extractor="made up")
    store.replace_events(_events(chance, count, reports))


def _report(number: int) -> Report:
    day = FIRST_DAY + timedelta(days=number % DAYS)
    return Report(report_id=f"r{number}", source=f"Outlet {number % 40}", text="made up", published=day.isoformat())


def _claims(chance: random.Random, report: int) -> list[Claim]:
    return [_claim(chance, report, n) for n in range(EVENTS_A_REPORT)]


def _claim(chance: random.Random, report: int, number: int) -> Claim:
    words = " ".join([*chance.choices(WORDS, k=6), *(f"w{int(chance.paretovariate(0.5))}"[:7] for _ in range(14))])
    return Claim(
        claim_id=f"c{report}-{number}",
        report_id=f"r{report}",
        evidence=Span(words, 0, len(words)),
        event_type=chance.choice(EVENT_TYPES),  # type: ignore[arg-type]
        confidence=chance.random(),
        time=ClaimTime(),
    )


def _events(chance: random.Random, count: int, reports: int) -> Iterator[Event]:
    for number in range(count):
        day = (FIRST_DAY + timedelta(days=chance.randrange(DAYS))).isoformat()
        ids = [number * CLAIMS_AN_EVENT + n for n in range(CLAIMS_AN_EVENT)]
        outlets = [f"Outlet {chance.randrange(40)}" for _ in ids]
        yield Event(
            event_id=f"e{number}",
            event_type=chance.choice(EVENT_TYPES),  # type: ignore[arg-type]
            start=day,
            end=day,
            place=_place(chance),
            precision=chance.randint(1, 5),
            initiators=[_party(chance)],
            targets=[_party(chance)],
            claims=[f"c{i // EVENTS_A_REPORT}-{i % EVENTS_A_REPORT}" for i in ids],
            sources=outlets,
            independent_sources=outlets,
            status=chance.choice(STATUSES),
        )


def _place(chance: random.Random) -> Place:
    number = chance.randrange(5000)
    lat, lon = 30 + number % 100 / 10, 30 + number // 100 / 3
    return Place(
        id=f"p{number}", name=f"Place {number}", admin1=f"Province {number % 60}", country="SY", lat=lat, lon=lon
    )


def _party(chance: random.Random) -> EventParty:
    number = chance.randrange(200)
    return EventParty(actor=f"a{number}", actor_name=f"Actor {number}", side=SIDES[number % len(SIDES)])


def main(count: int, *, team: bool) -> None:
    """Print seconds and memory."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "khabar.sqlite") as store:
        make(store, count)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        client = _served(store, folder, team=team)
        print(f"{count:,} events; cold start (columns made): {_seconds(client, '/api/meta'):.2f} s")
        view = ("/api/meta", "/api/events", "/api/events/map", "/api/events/timeline")
        print(f"first view after a warm start: {sum(_seconds(client, p) for p in view):.2f} s")
        _seconds(client, "/api/events?q=army")
        for path in ASKED if not team else [p for p in ASKED if "/review/" not in p]:
            times = [_seconds(client, path) for _ in range(REPEATS)]
            print(f"{statistics.median(times) * 1000:7.0f} ms  {path}")
        _follow(store, client)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"memory at most: {after:.0f} MiB ({before:.0f} MiB before serving, making the events included)")


def _served(store: Store, folder: str, *, team: bool) -> TestClient:
    """A client of the app on a store: of a team a reader's."""
    if not team:
        server = Server(store, "nobody", folder)
        return TestClient(create_app(server), base_url="http://127.0.0.1")
    made = open_team(folder, create=True)
    made.users.add("rea", "reader", WORD)
    server = Server(store, "nobody", folder, people=People(made, Views(store, made.closings)))
    client = TestClient(create_app(server), base_url="http://127.0.0.1")
    assert client.post("/api/login", json={"name": "rea", "password": WORD}).status_code == 200
    return client


def _follow(store: Store, client: TestClient) -> None:
    """Let the store change, and ask some eight times a second until the answers are of what it holds then."""
    seen = _reports(client, [])
    store.put_report(Report(report_id="late", source="Outlet 1", text="made up"), [], extractor="made up")
    begun, times = time.perf_counter(), list[float]()
    while _reports(client, times) == seen:
        times.append(_seconds(client, "/api/events/map?type=shelling&side=government"))
        time.sleep(PAUSE)
    whole, middle = time.perf_counter() - begun, statistics.median(times)
    told = f"median {middle * 1000:.0f} ms, at most {max(times) * 1000:.0f} ms"
    print(f"after a change: {whole:.2f} s until it is seen; {len(times)} answers meanwhile, {told}")


def _reports(client: TestClient, times: list[float]) -> int:
    """How many reports the list has, which is made from what is kept in memory; adds the seconds that it took."""
    begun = time.perf_counter()
    told = int(client.get("/api/reports?limit=1").json()["total"])
    times.append(time.perf_counter() - begun)
    return told


def _seconds(client: TestClient, path: str) -> float:
    begun = time.perf_counter()
    assert client.get(path).status_code == 200
    return time.perf_counter() - begun


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=int, nargs="?", default=EVENTS)
    parser.add_argument("--team", action="store_true", help="a reader of a team asks")
    asked = parser.parse_args()
    main(asked.events, team=asked.team)
