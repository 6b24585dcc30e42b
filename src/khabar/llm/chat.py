"""Asks the server: with tries, waits, and a looser request where it refuses a part of one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from khabar.errors import AnswerError, RefusedError
from khabar.llm.answers import Reply
from khabar.llm.endpoint import KEY_VARIABLE, LlmEndpoint, key_of_environment
from khabar.llm.instructions import Message
from khabar.llm.request import Form, body_of, is_too_long
from khabar.llm.retrying import MOST_TIMEOUTS, MOST_TRIES, PASSING, seconds_to_wait
from khabar.llm.tally import Tally
from khabar.llm.transport import HttpAnswer, UnreachableError, post

FAILURES_IN_A_ROW = 3
REFUSED_PART = frozenset({400, 415, 422, 501})
LONGEST_SAID = 200


class TooLongError(Exception):
    """The request is longer than the model takes."""


class Chat:
    """A conversation partner that remembers which form of request the server takes, and how often it failed."""

    def __init__(self, endpoint: LlmEndpoint, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self.endpoint, self._sleep = endpoint, sleep
        self.form = Form()
        self._failed = 0
        self._lock = threading.Lock()

    def ask(self, messages: Sequence[Message], tally: Tally, most: int) -> Reply:
        """One answer.

        Args:
            tally: told of each request and its tokens.
            most: most tokens of the answer.

        Raises:
            TooLongError: the messages are longer than the model takes.
            AnswerError: there is no answer to this, after all tries.
            RefusedError: the server refuses everything, or has not answered several times in a row.
        """
        try:
            reply = self._ask(messages, tally, most)
        except AnswerError as error:
            self._count_failure(error)
            raise
        self._failed = 0
        return reply

    def _count_failure(self, error: AnswerError) -> None:
        with self._lock:
            self._failed += 1
        if self._failed >= FAILURES_IN_A_ROW:
            self._failed = 0
            remedy = "see that the server runs, then run the same command again: what was answered is kept"
            said = f"the model server failed {FAILURES_IN_A_ROW} times in a row, at last so: {error.what}"
            raise RefusedError(said, where=self.endpoint.chat_url, remedy=remedy) from error

    def _ask(self, messages: Sequence[Message], tally: Tally, most: int) -> Reply:
        form = self.form
        while True:
            answer = self._send(body_of(self.endpoint, messages, form, most), tally)
            if answer.status == 200:
                self.form = form
                tally.given_up = form.left_out
                return _reply(answer, tally, self.endpoint.chat_url)
            form = self._after_refusal(answer, form)

    def _after_refusal(self, answer: HttpAnswer, form: Form) -> Form:
        said = self._said(answer)
        if answer.status in (401, 403):
            remedy = f"set {KEY_VARIABLE} to a key that the server takes"
            raise self._refused(f"the model server refuses the key ({answer.status}: {said})", remedy)
        if answer.status == 404:
            remedy = "check the address and the name of the model"
            raise self._refused(f"the model server knows no such address or model (404: {said})", remedy)
        if 300 <= answer.status < 400:
            remedy = "name that address, if texts may be sent there: redirects are not followed"
            to = answer.headers.get("location", "an address that it does not tell")
            raise self._refused(f"the model server redirects to {to}", remedy)
        if answer.status == 413 or (answer.status in REFUSED_PART and is_too_long(said)):
            raise TooLongError(said)
        looser = form.looser(said) if answer.status in REFUSED_PART else None
        if looser is None:
            raise self._failure(f"the model server answers {answer.status}: {said}")
        return looser

    def _send(self, body: dict[str, Any], tally: Tally) -> HttpAnswer:
        """The first answer that no further try could better; waits between tries."""
        content = msgspec.json.encode(body)
        timeouts = 0
        for attempt in range(1, MOST_TRIES + 1):
            tally.requests += 1
            tally.retries += attempt > 1
            retry_after = None
            try:
                answer = self._post(content)
                if answer.status not in PASSING:
                    return answer
                why, retry_after = f"answers {answer.status}: {self._said(answer)}", answer.headers.get("retry-after")
            except UnreachableError as error:
                timeouts += error.timed_out
                why = f"gives {error}" if error.timed_out else f"cannot be reached: {error}"
            wait = seconds_to_wait(attempt, retry_after)
            if wait is None:
                why += f" (and asks to wait {retry_after})"
            if wait is None or attempt == MOST_TRIES or timeouts == MOST_TIMEOUTS:
                raise self._failure(f"the model server {why}")
            self._sleep(wait)
        raise AssertionError("unreachable")

    def _post(self, content: bytes) -> HttpAnswer:
        key = key_of_environment()
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "khabar"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        at = self.endpoint
        return post(at.chat_url, content, headers, timeout=at.timeout, direct=at.is_local)

    def _said(self, answer: HttpAnswer) -> str:
        """The server's own words, shortened, on one line, without the key."""
        text = _message(answer.body)
        key = key_of_environment()
        text = text.replace(key, "(key)") if key else text
        plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        return plain[:LONGEST_SAID] or "nothing"

    def _failure(self, said: str) -> AnswerError:
        remedy = "run the same command again: what was answered is kept, the rest is asked for"
        return AnswerError(said, where=self.endpoint.chat_url, remedy=remedy)

    def _refused(self, said: str, remedy: str) -> RefusedError:
        return RefusedError(said, where=self.endpoint.chat_url, remedy=remedy)


class _Said(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Said
    finish_reason: str | None = None


class _Usage(msgspec.Struct):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Completion(msgspec.Struct):
    choices: list[_Choice]
    usage: _Usage | None = None


def _reply(answer: HttpAnswer, tally: Tally, url: str) -> Reply:
    try:
        said = msgspec.json.decode(answer.body, type=_Completion)
        choice = said.choices[0]
    except (msgspec.DecodeError, IndexError, RecursionError):
        remedy = "check that the address is that of an OpenAI-compatible server, with /v1 where it has that"
        raise RefusedError("what answers is no chat completion", where=url, remedy=remedy) from None
    usage = said.usage or _Usage()
    tally.tokens_in += usage.prompt_tokens or 0
    tally.tokens_out += usage.completion_tokens or 0
    tally.untold += usage.prompt_tokens is None or usage.completion_tokens is None
    cut = choice.finish_reason == "length"
    return Reply(choice.message.content, cut, usage.prompt_tokens, usage.completion_tokens)


def _message(body: bytes) -> str:
    """ "error.message" of a server's error, else all of it."""
    try:
        said = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError):
        return body.decode("utf-8", "replace")
    error = said.get("error", said) if isinstance(said, dict) else said
    message = error.get("message", error) if isinstance(error, dict) else error
    param = error.get("param") if isinstance(error, dict) else None
    return f"{message} ({param})" if param else str(message)
