"""What the model is told: its task, the sentences as data, and the shape of an answer."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from khabar.llm.windows import Window
from khabar.records.codes import EVENT_TYPES, MODALITIES

DATA = Path(__file__).parent / "data"
SPANS = ("initiators", "targets", "places", "time", "quantities", "attribution")
Message = dict[str, str]


@cache
def instructions() -> str:
    """The task, in words."""
    return _text("instructions.md")


@cache
def _text(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8").strip()


@cache
def answer_schema() -> dict[str, Any]:
    """JSON schema of an answer, within what strict servers take: no field is optional, none is unknown."""
    words = {"type": "array", "items": {"type": "string"}}
    fields: dict[str, Any] = {
        "sentence": {"type": "integer"},
        "evidence": {"type": "string"},
        "trigger": {"type": "string"},
        "event_type": {"type": "string", "enum": list(EVENT_TYPES)},
        "modality": {"type": "string", "enum": list(MODALITIES)},
        **dict.fromkeys(SPANS, words),
    }
    return _closed({"claims": {"type": "array", "items": _closed(fields)}})


def _closed(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def question(window: Window) -> list[Message]:
    """The messages that ask for the claims of a window; sentences are numbered from 1, one a line.

    An example goes before, as an earlier turn: small models copy one that stands in the instructions.
    """
    lines = [f"[{number}] {' '.join(s.text.split())}" for number, s in enumerate(window.sentences, start=1)]
    return [
        {"role": "system", "content": instructions()},
        {"role": "user", "content": _text("example_question.txt")},
        {"role": "assistant", "content": _text("example_answer.json")},
        {"role": "user", "content": "\n".join(lines)},
    ]


def repair(asked: list[Message], answer: str, why: str) -> list[Message]:
    """The messages that ask once more, after a broken answer."""
    again = (
        f"This cannot be read: {why}. Give the same claims again, as valid JSON of the shape asked for, nothing else."
    )
    return [*asked, {"role": "assistant", "content": answer}, {"role": "user", "content": again}]
