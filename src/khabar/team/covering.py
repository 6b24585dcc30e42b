"""Covering words in records, so that all offsets go on pointing at what they pointed at."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from khabar.exports.protection import MASK
from khabar.records import Claim, Event, Report
from khabar.review import Decision
from khabar.team.persons import Persons, Spans

SIGN = "█"
PROSE = frozenset({"text", "actor_name", "reason", "reasons", "why", "words", "value", "title"})
_SHOWN = re.compile(r"\S")


def cover(text: str, spans: Iterable[tuple[int, int]], first: int = 0) -> str:
    """The text with a sign in place of each letter of some spans; it is as long as before.

    Args:
        first: where the text begins in that which the spans count from.
    """
    for start, end in spans:
        a, b = max(0, start - first), min(len(text), end - first)
        if a < b:
            text = text[:a] + _SHOWN.sub(SIGN, text[a:b]) + text[b:]
    return text


class Cover:
    """Covers what may not be seen in records of one report, or of several.

    Args:
        spans: in the text of the report.
        persons: finds names in what has no offsets; null where names are shown.
        words: of the names in the reports concerned.
    """

    def __init__(self, spans: Spans, persons: Persons | None, words: frozenset[str] = frozenset()) -> None:
        self.spans, self.persons, self.words = spans, persons, words

    def claim(self, claim: Claim) -> Claim:
        return msgspec.convert(self.value(msgspec.to_builtins(claim)), Claim)

    def event(self, event: Event) -> Event:
        said = [
            *(p.actor_name or "" for p in (*event.initiators, *event.targets) if p.actor is None),
            *(v.value for c in event.contradictions for v in c.values),
            *(reason for link in event.links for reason in link.reasons),
        ]
        if all(self.prose(text) == text for text in said):
            return event
        return msgspec.convert(self.value(msgspec.to_builtins(event)), Event)

    def decision(self, decision: Decision) -> Decision:
        """The decision; the words of the claims behind it, which may be of any report, are left out."""
        covered = msgspec.convert(self.value(msgspec.to_builtins(decision)), Decision)
        bare = ([msgspec.structs.replace(m, words="") for m in of] for of in (decision.members, decision.other_members))
        return msgspec.structs.replace(covered, members=next(bare), other_members=next(bare))

    def report(self, report: Report, title: Spans) -> Report:
        """The report; where names are masked without its address, which often holds the headline."""
        text, told = cover(report.text, self.spans), cover(report.title, title) if report.title else report.title
        return msgspec.structs.replace(report, text=text, title=told, url=None if self.persons else report.url)

    def value(self, value: Any, key: str = "") -> Any:
        """Anything made of dictionaries, lists and strings."""
        if isinstance(value, dict):
            return self._of_dict(value)
        if isinstance(value, list):
            return [self.value(v, key) for v in value]
        return self.prose(value) if isinstance(value, str) and key in PROSE else value

    def prose(self, text: str) -> str:
        """Text without offsets: names are replaced as in the exports."""
        if self.persons is None or not text:
            return text
        for start, end in reversed(self.persons.spans(text, self.words)):
            text = text[:start] + MASK + text[end:]
        return text

    def _of_dict(self, value: dict[str, Any]) -> dict[str, Any]:
        """Words with offsets are covered; the name of a party that no actor table has goes with its words."""
        first = _first(value)
        told: dict[str, Any] = {}
        for key, part in value.items():
            anchored = key in ("text", "words") and isinstance(part, str) and first is not None and self.spans
            told[key] = cover(part, self.spans, first or 0) if anchored else self.value(part, key)
        if "actor_name" in value and value.get("actor") is not None:
            told["actor_name"] = value["actor_name"]
        if told.get("text") != value.get("text"):
            told |= {"reason": None} if "reason" in told else {}
            told |= {"actor_name": told["text"]} if value.get("actor_name") and value.get("actor") is None else {}
        return told


def _first(value: dict[str, Any]) -> int | None:
    """Where words begin in their report; null where that is not told."""
    start, span = value.get("start"), value.get("span")
    if isinstance(start, int):
        return start
    return span[0] if isinstance(span, list) and span and isinstance(span[0], int) else None
