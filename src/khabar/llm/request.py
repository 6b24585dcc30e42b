"""The body of a request, and what to leave out of it where a server refuses a part."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from khabar.llm.endpoint import LlmEndpoint
from khabar.llm.instructions import Message, answer_schema

Format = Literal["json_schema", "json_object", "text"]
LOOSER: dict[Format, Format] = {"json_schema": "json_object", "json_object": "text"}
TOO_LONG = re.compile(r"context[ _-]?(?:length|size|window)|too long|too many tokens|maximum context", re.I)


@dataclass(frozen=True, slots=True)
class Form:
    """What a request holds beside model and messages; servers differ in what they take."""

    format: Format = "json_schema"
    most: str = "max_tokens"
    temperature: bool = True
    seed: bool = True

    @property
    def left_out(self) -> list[str]:
        """What answers no longer rest on, for messages."""
        kept = {"temperature 0": self.temperature, "seed": self.seed}
        return [name for name, held in kept.items() if not held]

    def looser(self, refusal: str) -> Form | None:
        """The form without what the server's words refuse; without a hint, a looser format. None: nothing is left."""
        said = refusal.lower()
        about_format = "response_format" in said or "schema" in said
        if not about_format and self.most == "max_tokens" and "max_completion_tokens" in said:
            return replace(self, most="max_completion_tokens")
        if not about_format and self.temperature and "temperature" in said:
            return replace(self, temperature=False)
        if not about_format and self.seed and re.search(r"\bseed\b", said):
            return replace(self, seed=False)
        looser = LOOSER.get(self.format)
        return replace(self, format=looser) if looser else None


def body_of(endpoint: LlmEndpoint, messages: Sequence[Message], form: Form, most: int) -> dict[str, Any]:
    """The JSON of a request for an answer of at most ``most`` tokens."""
    body: dict[str, Any] = {"model": endpoint.model, "messages": list(messages), form.most: most}
    if form.temperature:
        body["temperature"] = 0
    if form.seed:
        body["seed"] = endpoint.seed
    if form.format != "text":
        body["response_format"] = _format(form.format)
    return body


def _format(name: Format) -> Mapping[str, Any]:
    if name == "json_object":
        return {"type": name}
    return {"type": name, "json_schema": {"name": "claims", "strict": True, "schema": answer_schema()}}


def is_too_long(refusal: str) -> bool:
    """Whether a server refuses a request for its length."""
    return TOO_LONG.search(refusal) is not None
