from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from khabar.llm import LlmEndpoint, Marker
from khabar.llm.answers import AnswerStore
from khabar.llm.chat import Chat
from tests.llm.server import ModelServer, serving


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    monkeypatch.delenv("KHABAR_LLM_KEY", raising=False)
    with serving() as found:
        yield found


@pytest.fixture
def waits() -> list[float]:
    """The seconds that the marker has waited between tries; none of them really pass."""
    return []


@pytest.fixture
def marker_of(tmp_path: Path, waits: list[float]) -> Callable[..., Marker]:
    def make(server: ModelServer, **options: Any) -> Marker:
        endpoint = LlmEndpoint(**{"url": server.url, "model": "small", **options})
        return Marker(endpoint, Chat(endpoint, sleep=waits.append), AnswerStore(tmp_path / "answers"))

    return make
