"""Which model is asked, where, and how: all that the user says of it. The key is never part of it."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, urlsplit

from khabar.errors import EndpointError
from khabar.records.codes import ReaderName

KEY_VARIABLE = "KHABAR_LLM_KEY"
CHAT_PATH = "/chat/completions"
LEAST_WINDOW = 200
log = logging.getLogger("khabar.llm")
_announced: set[str] = set()


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmEndpoint:
    """An OpenAI-compatible chat endpoint.

    Args:
        url: its base address, such as ``http://localhost:8080/v1``; texts are sent there and nowhere else.
        model: the model's name, as the server knows it.
        window: most characters of text in one request.
        timeout: seconds that one request may take.
        parallel: requests at a time in each process.
        prices: what a million tokens in and a million out cost, in any currency.
        answer_tokens: most tokens of one answer.
        seed: given with each request, so that the same request gets the same answer where the server can do that.
        answers: folder where answers are kept, by default ``llm-answers`` in the home folder.

    Raises:
        EndpointError: one of these cannot be used.
    """

    url: str
    model: str
    window: int = 4000
    timeout: float = 120.0
    parallel: int = 1
    prices: tuple[float, float] | None = None
    answer_tokens: int = 4096
    seed: int = 1
    answers: str | None = None

    def __post_init__(self) -> None:
        _check_address(self.url)
        if not self.model.strip():
            raise EndpointError("no model is named", remedy="name the one that the server shall use (--llm-model)")
        if self.window < LEAST_WINDOW or self.timeout <= 0 or self.parallel < 1 or self.answer_tokens < 1:
            remedy = f"a window has {LEAST_WINDOW} characters or more, all else is above 0"
            raise EndpointError("window, timeout, parallel or answer_tokens is too small", remedy=remedy)
        if self.prices is not None and min(self.prices) < 0:
            raise EndpointError("a price is below 0", remedy="give what a million tokens cost")

    @property
    def chat_url(self) -> str:
        """The address that requests go to."""
        base = self.url.rstrip("/")
        return base if base.endswith(CHAT_PATH) else base + CHAT_PATH

    @property
    def is_local(self) -> bool:
        """Whether the server is on this machine."""
        host = urlsplit(self.url).hostname or ""
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host == "localhost" or host.endswith(".localhost")

    @property
    def notice(self) -> str:
        """One sentence: texts leave the process, and to which address."""
        where = "on this machine" if self.is_local else "over the network"
        bare = "" if self.is_local or self.url.lower().startswith("https:") else ", not encrypted"
        return f"The sentences of the reports leave this process: they are sent to {self.chat_url} ({where}{bare})"

    def describe(self) -> dict[str, Any]:
        """What answers depend on, as run.json has it."""
        return {
            "url": self.url,
            "model": self.model,
            "window": self.window,
            "answer_tokens": self.answer_tokens,
            "seed": self.seed,
        }


def check_endpoint(reader: ReaderName, llm: LlmEndpoint | None) -> None:
    """Raises EndpointError where the reader ``llm`` has no endpoint, or another reader has one."""
    if reader == "llm" and llm is None:
        remedy = "name a server and a model: --llm-url and --llm-model, or llm=LlmEndpoint(url=…, model=…)"
        raise EndpointError("the reader llm needs a model server", remedy=remedy)
    if reader != "llm" and llm is not None:
        raise EndpointError(f"a model server is named, but the reader is {reader}", remedy="ask for the reader llm")


def announce(endpoint: LlmEndpoint) -> None:
    """Say once in a process, as a warning of the log (on stderr by default), that texts leave it, and to where."""
    if endpoint.chat_url not in _announced:
        _announced.add(endpoint.chat_url)
        log.warning(endpoint.notice)


def _check_address(url: str) -> None:
    remedy = "give a base address such as http://localhost:8080/v1 (--llm-url)"
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        known = False
    if not known or any(c.isspace() or not c.isprintable() for c in url):
        raise EndpointError("the model server's address is no http or https address", remedy=remedy)
    if _tells_secrets(parts):
        keep = f"put a key into the environment variable {KEY_VARIABLE}; an address is shown and recorded"
        raise EndpointError("the model server's address holds a user, a query or a fragment", remedy=keep)


def _tells_secrets(parts: SplitResult) -> bool:
    return bool(parts.username or parts.password or parts.query or parts.fragment)


def key_of_environment() -> str | None:
    """The key that the user has put into the environment. Raises EndpointError, without it, where no header takes it.

    It is read for each request and kept nowhere.
    """
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if not key:
        return None
    if not key.isascii() or not key.isprintable() or " " in key:
        raise EndpointError(f"{KEY_VARIABLE} holds characters that no key has", remedy="set it again, or unset it")
    return key
