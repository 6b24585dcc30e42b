"""The server answers with all that the pages read, which the stand-in of their tests spells out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from khabar.web.server import Server
from tests.web.answers import answer
from tests.web.state import Answers
from tests.web_api.conftest import TestClient

OPTIONAL = frozenset({"admin2", "url", "lang"})
"""Keys that the pages' types mark as such."""
READING: tuple[tuple[str, dict[str, str]], ...] = (
    ("/meta", {}),
    ("/events", {}),
    ("/events/map", {}),
    ("/events/timeline", {}),
    ("/events/e-1", {}),
    ("/reports", {}),
    ("/reports/r1", {}),
    ("/places/geonames:1", {}),
    ("/actors/syrian-army", {}),
    ("/outlets/Wire", {}),
    ("/control", {"date": "2013-09-20"}),
    ("/search", {"q": "Maaloula"}),
    ("/brief", {}),
    ("/review/queue", {}),
)


def missing(expected: Any, told: Any, at: str = "") -> Iterator[str]:
    """Where an answer lacks a key, or has another kind of value, than the pages expect."""
    if isinstance(expected, dict) and isinstance(told, dict):
        for key, value in expected.items():
            if key in told:
                yield from missing(value, told[key], f"{at}.{key}")
            elif key not in OPTIONAL:
                yield f"{at}.{key}"
    elif isinstance(expected, list) and isinstance(told, list):
        if expected and told:
            yield from missing(expected[0], told[0], f"{at}[]")
    elif None not in (expected, told) and _kind(expected) is not _kind(told):
        yield f"{at}: {type(told).__name__} for {type(expected).__name__}"


def _kind(value: Any) -> type:
    return float if type(value) is int else type(value)


@pytest.fixture
def standin(server: Server) -> Answers:
    store = server.store
    records = {"reports": store.iter_reports(), "claims": store.iter_claims(), "events": store.iter_events()}
    return Answers({name: [msgspec.to_builtins(r) for r in found] for name, found in records.items()})


@pytest.mark.parametrize(("path", "query"), READING)
def test_the_server_tells_what_the_pages_read(
    client: TestClient, standin: Answers, path: str, query: dict[str, str]
) -> None:
    status, expected = answer(standin, "GET", path, {k: [v] for k, v in query.items()}, None)
    told = client.get(f"/api{path}", params=query)
    assert (status, told.status_code) == (200, 200), told.text
    assert list(missing(expected, told.json())) == []
