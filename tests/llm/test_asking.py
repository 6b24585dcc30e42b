"""Asking over real HTTP: failures, waits, repairs, looser requests, kept answers."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from khabar.errors import EndpointError, RefusedError
from khabar.llm import LlmEndpoint, MarkedReport, Marker, SentenceText, Tally
from khabar.llm.retrying import seconds_to_wait
from tests.llm.server import QUESTION, ModelServer, Say, claims, error

SENTENCE = "The army shelled Douma."
SHELLED = {
    "sentence": 1,
    "evidence": SENTENCE[:-1],
    "trigger": "shelled",
    "event_type": "shelling",
    "modality": "occurred",
}
REPORT = ("r", [SentenceText(0, 0, 0, SENTENCE)])
MarkerOf = Callable[..., Marker]


def four_sentences() -> tuple[str, Sequence[SentenceText]]:
    return "long", [SentenceText(0, n, n * 30, f"The army shelled Douma {n}.") for n in range(4)]


def mark(marker: Marker) -> MarkedReport:
    (marked,) = marker.mark([REPORT])
    return marked


def test_a_request_is_deterministic_and_holds_nothing_but_the_sentences(
    server: ModelServer, marker_of: MarkerOf
) -> None:
    server.turns = [claims(SHELLED)]
    marked = mark(marker_of(server))
    assert [c.trigger for c in marked.claims] == [(9, 16)]
    asked = server.asked[0]
    assert (asked["model"], asked["temperature"], asked["seed"]) == ("small", 0, 1)
    assert asked["response_format"]["json_schema"]["strict"] is True
    assert server.sentences() == f"[1] {SENTENCE}"
    assert "Authorization" not in server.headers[0]
    assert (marked.tally.requests, marked.tally.tokens_in, marked.tally.tokens_out) == (1, 100, 10)


def test_the_key_goes_into_the_header_and_nowhere_else(
    server: ModelServer, marker_of: MarkerOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHABAR_LLM_KEY", "sk-secret")
    server.turns = [error(401, "Incorrect API key provided: sk-secret")]
    marker = marker_of(server)
    with pytest.raises(RefusedError) as refused:
        mark(marker)
    assert server.headers[0]["Authorization"] == "Bearer sk-secret"
    assert "KH912" in str(refused.value)
    assert "KHABAR_LLM_KEY" in refused.value.remedy
    assert "sk-secret" not in f"{refused.value} {marker.endpoint} {marker.endpoint.describe()}"


def test_a_key_that_no_header_takes_is_not_shown(
    server: ModelServer, marker_of: MarkerOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHABAR_LLM_KEY", "sk-secret\nX: y")
    with pytest.raises(EndpointError) as raised:
        mark(marker_of(server))
    assert "secret" not in str(raised.value)
    assert server.asked == []


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_a_passing_failure_is_tried_again(
    server: ModelServer, marker_of: MarkerOf, waits: list[float], status: int
) -> None:
    server.turns = [error(status, "busy"), error(status, "busy"), claims(SHELLED)]
    marked = mark(marker_of(server))
    assert len(marked.claims) == 1
    assert waits == [1, 2]
    assert (marked.tally.requests, marked.tally.retries) == (3, 2)


def test_the_server_says_how_long_to_wait(server: ModelServer, marker_of: MarkerOf, waits: list[float]) -> None:
    server.turns = [error(429, "slow down", Retry_After="7"), claims(SHELLED)]
    assert len(mark(marker_of(server)).claims) == 1
    assert waits == [7]


def test_nobody_waits_for_hours(server: ModelServer, marker_of: MarkerOf, waits: list[float]) -> None:
    server.turns = [error(429, "quota", Retry_After="86400")]
    marked = mark(marker_of(server))
    assert waits == []
    assert marked.error is not None
    assert "86400" in str(marked.error)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("3", 3),
        ("0.5", 2),
        ("Thu, 08 Dec 2016 10:00:20 GMT", 20),
        ("Thu, 08 Dec 2016 09:00:00 GMT", 2),
        ("soon", 2),
        ("9999", None),
        (None, 2),
    ],
)
def test_waits(header: str | None, seconds: float | None) -> None:
    assert seconds_to_wait(2, header, datetime(2016, 12, 8, 10, tzinfo=UTC)) == seconds


def test_a_slow_server_is_asked_twice(server: ModelServer, marker_of: MarkerOf) -> None:
    server.turns = [Say(seconds=1.0), Say(seconds=1.0)]
    marked = mark(marker_of(server, timeout=0.2))
    assert marked.error is not None
    assert marked.error.code == "KH911"
    assert "no answer in time" in marked.error.what
    assert marked.tally.requests == 2


def test_after_three_failures_in_a_row_nobody_asks_on(
    server: ModelServer, marker_of: MarkerOf, waits: list[float]
) -> None:
    server.always = lambda _: error(500, "out of order")
    marker = marker_of(server)
    for _ in range(2):
        assert mark(marker).error is not None
    with pytest.raises(RefusedError, match=r"3 times in a row.*out of order"):
        mark(marker)
    assert len(server.asked) == 15


def test_a_server_that_is_not_there_is_named(server: ModelServer, marker_of: MarkerOf, waits: list[float]) -> None:
    marked = mark(marker_of(server, url="http://127.0.0.1:9/v1"))
    assert marked.error is not None
    assert marked.error.where == "http://127.0.0.1:9/v1/chat/completions"
    assert "refused" in marked.error.what
    assert waits == [1, 2, 4, 8]


def test_texts_follow_no_redirect(server: ModelServer, marker_of: MarkerOf) -> None:
    for status in (302, 307, 308):
        server.turns = [Say(status=status, headers={"Location": f"{server.url}/elsewhere"})]
        with pytest.raises(RefusedError, match="redirects to"):
            mark(marker_of(server))
    assert len(server.asked) == 3


@pytest.mark.parametrize("body", ["<html>hello</html>", "{}", '{"choices": []}', "[" * 5000])
def test_what_is_no_model_server_is_told(server: ModelServer, marker_of: MarkerOf, body: str) -> None:
    server.turns = [Say(body=body)]
    with pytest.raises(RefusedError, match="no chat completion"):
        mark(marker_of(server))


def test_a_server_without_schemas_is_asked_for_json_then_for_words(server: ModelServer, marker_of: MarkerOf) -> None:
    def picky(asked: dict[str, Any]) -> Say:
        refused = "response_format" in asked
        return error(400, "'response_format' is not supported") if refused else claims(SHELLED)

    server.always = picky
    marker = marker_of(server)
    assert len(mark(marker).claims) == 1
    formats = [a.get("response_format", {}).get("type") for a in server.asked]
    assert formats == ["json_schema", "json_object", None]
    marker.mark([four_sentences()])
    assert "response_format" not in server.asked[-1], "what the server refuses is remembered"
    assert len(server.asked) == 4


def test_refused_parameters_are_left_out_and_that_is_said(server: ModelServer, marker_of: MarkerOf) -> None:
    server.turns = [
        error(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
        error(400, "Unsupported value: 'temperature' does not support 0"),
        error(422, "unknown field seed"),
        claims(SHELLED),
    ]
    marked = mark(marker_of(server))
    asked = server.asked[-1]
    assert {"temperature", "seed", "max_tokens"} & asked.keys() == set()
    assert asked["max_completion_tokens"] == 512
    assert asked["response_format"]["type"] == "json_schema"
    assert marked.tally.given_up == ["seed", "temperature 0"]
    assert "may differ" in " ".join(marked.tally.lines())


def test_a_broken_answer_is_repaired_once(server: ModelServer, marker_of: MarkerOf) -> None:
    server.turns = [Say('{"claims": [{"sentence": 1,'), claims(SHELLED)]
    marked = mark(marker_of(server))
    assert len(marked.claims) == 1
    assert marked.tally.repairs == 1
    roles = [m["role"] for m in server.asked[1]["messages"]]
    assert roles[QUESTION:] == ["user", "assistant", "user"]
    assert "no JSON" in server.asked[1]["messages"][-1]["content"]


def test_what_stays_broken_is_lost_alone_and_asked_for_again_next_time(
    server: ModelServer, marker_of: MarkerOf
) -> None:
    def broken_on_two(asked: dict[str, Any]) -> Say:
        return Say("sorry") if "Douma 2" in asked["messages"][QUESTION]["content"] else Say()

    server.always = broken_on_two
    marker = marker_of(server, window=200)
    sentences = [SentenceText(n, 0, 0, f"The army shelled Douma {n} {'again and ' * 15}again.") for n in range(4)]
    (marked,) = marker.mark([("r", sentences)])
    assert marked.lost == {(2, 0)}
    assert [(w.report_id, w.sentences) for w in marked.tally.lost] == [("r", 1)]
    assert 'r, "The army shelled Douma 2 again …": it is no JSON' in "\n".join(marked.tally.lines())
    before = len(server.asked)
    (again,) = marker.mark([("r", sentences)])
    assert again.tally.kept_answers == 3
    assert len(server.asked) - before == 2


@pytest.mark.parametrize("whole", [Say('{"cla', finish="length"), error(400, "exceeds the available context size")])
def test_what_is_too_long_is_asked_in_halves(server: ModelServer, marker_of: MarkerOf, whole: Say) -> None:
    def short_only(asked: dict[str, Any]) -> Say:
        lines = asked["messages"][QUESTION]["content"].count("\n") + 1
        return whole if lines > 1 else claims({**SHELLED, "evidence": "army shelled Douma"})

    server.always = short_only
    (marked,) = marker_of(server).mark([four_sentences()])
    assert [(c.sentence, c.trigger[0]) for c in marked.claims] == [(0, 9), (1, 39), (2, 69), (3, 99)]
    assert not marked.lost
    assert len(server.asked) == 7


def test_a_sentence_that_is_too_long_by_itself_is_lost(server: ModelServer, marker_of: MarkerOf) -> None:
    server.always = lambda _: error(400, "maximum context length is 10 tokens")
    marked = mark(marker_of(server))
    assert marked.lost == {(0, 0)}
    assert marked.error is None


def test_answers_are_kept_by_all_they_depend_on(server: ModelServer, marker_of: MarkerOf) -> None:
    server.always = lambda _: claims(SHELLED)
    first = mark(marker_of(server))
    again = mark(marker_of(server, timeout=9, parallel=2))
    assert again.claims == first.claims
    assert (again.tally.requests, again.tally.kept_answers, again.tally.tokens_in) == (0, 1, 0)
    mark(marker_of(server, seed=2))
    mark(marker_of(server, model="other"))
    assert len(server.asked) == 3


def test_a_damaged_answer_on_disk_is_asked_for_again(server: ModelServer, marker_of: MarkerOf) -> None:
    server.always = lambda _: claims(SHELLED)
    marker = marker_of(server)
    mark(marker)
    (kept,) = marker.answers.folder.rglob("*.json")
    for damage in (b"", b'{"content": 3}', json.dumps({"content": "no"}).encode()):
        kept.write_bytes(damage)
        assert mark(marker).tally.requests == 1
    assert mark(marker).tally.kept_answers == 1
    assert [p.name for p in marker.answers.folder.rglob(".writing-*")] == []


def test_several_requests_at_a_time_give_the_same_in_the_same_order(server: ModelServer, marker_of: MarkerOf) -> None:
    def slow(asked: dict[str, Any]) -> Say:
        say = claims({**SHELLED, "evidence": "army shelled Douma"})
        say.seconds = 0.15
        return say

    server.always = slow
    reports = [(f"r{n}", [SentenceText(0, 0, n, f"The army shelled Douma {n}.")]) for n in range(8)]
    begun = time.monotonic()
    found = marker_of(server, parallel=8).mark(reports)
    assert time.monotonic() - begun < 1.0
    assert [m.claims[0].evidence[0] for m in found] == [4 + n for n in range(8)]


def test_an_error_in_a_thread_reaches_the_caller(server: ModelServer, marker_of: MarkerOf) -> None:
    server.always = lambda _: error(404, "model 'small' not found")
    with pytest.raises(RefusedError, match="not found"):
        marker_of(server, parallel=4).mark([(f"r{n}", [SentenceText(0, 0, 0, f"{n}")]) for n in range(8)])
    assert len(server.asked) <= 8


@pytest.mark.parametrize(
    ("options", "what"),
    [
        ({"url": "localhost:8080"}, "no http or https address"),
        ({"url": "ftp://host/v1"}, "no http or https address"),
        ({"url": "http://host:port/v1"}, "no http or https address"),
        ({"url": "http://"}, "no http or https address"),
        ({"url": "https://me:secret@host/v1"}, "holds a user"),
        ({"url": "https://host/v1?key=secret"}, "holds a user"),
        ({"model": " "}, "no model"),
        ({"window": 10}, "too small"),
        ({"timeout": 0}, "too small"),
        ({"parallel": 0}, "too small"),
        ({"prices": (-1, 0)}, "below 0"),
    ],
)
def test_settings_that_cannot_be_used_are_told_without_secrets(options: dict[str, Any], what: str) -> None:
    with pytest.raises(EndpointError, match=what) as raised:
        LlmEndpoint(**{"url": "http://localhost/v1", "model": "m", **options})
    assert "secret" not in str(raised.value)
    assert raised.value.remedy


def test_the_notice_names_address_and_dangers() -> None:
    here = LlmEndpoint(url="http://localhost:8080/v1/", model="m").notice
    assert "http://localhost:8080/v1/chat/completions (on this machine)" in here
    assert "(over the network)" in LlmEndpoint(url="https://api.example/v1", model="m").notice
    assert "(over the network, not encrypted)" in LlmEndpoint(url="http://10.0.0.7/v1", model="m").notice


def test_a_tally_adds_up_and_says_what_it_has_cost() -> None:
    tally = Tally(requests=1, tokens_in=1_000_000, tokens_out=500_000, untold=1, marked=4, dropped={"a": 1})
    tally.add(Tally(marked=4, dropped={"a": 1, "b": 2}))
    text = "\n".join(tally.lines((0.5, 2.0)))
    assert tally.cost((0.5, 2.0)) == 1.5
    assert tally.cost(None) is None
    assert "cost 1.5000" in text
    assert "8 marked, 4 dropped (50 %): 2 a, 2 b" in text
    assert "1 answers of which the server tells no tokens" in text
