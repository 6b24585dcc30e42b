"""From a model's answer to ranges of the text; a claim with words that do not stand in the text is dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from khabar.llm.windows import SentenceText, Window
from khabar.records.codes import EVENT_TYPES, MODALITIES

Range = tuple[int, int]
Words = list[str] | str | None
KINDS = ("initiators", "targets", "places", "time", "quantities", "attribution")
FENCED = re.compile(r"```(?:json)?\s*(.*?)\s*```", re.DOTALL)
THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL)


class BrokenAnswerError(Exception):
    """An answer is no JSON, or not of the shape that was asked for."""


class ClaimAnswer(msgspec.Struct, frozen=True):
    """A claim as the model gives it: words, copied from a numbered sentence; other fields are left aside."""

    evidence: str
    trigger: str
    event_type: str
    modality: str
    sentence: int | None = None
    initiators: Words = None
    targets: Words = None
    places: Words = None
    time: Words = None
    quantities: Words = None
    attribution: Words = None

    def words(self, kind: str) -> list[str]:
        given = getattr(self, kind)
        listed = [given] if isinstance(given, str) else given or []
        return [w.strip() for w in listed if w.strip()]


@dataclass(frozen=True, slots=True)
class MarkedClaim:
    """What the model marks of one event: ranges of the passage's text, the end exclusive."""

    passage: int
    sentence: int
    evidence: Range
    trigger: Range
    event_type: str
    modality: str
    marks: dict[str, tuple[Range, ...]]


@dataclass(slots=True)
class Marks:
    """What an answer gives; each name in ``dropped`` stands for a claim, each in ``unused`` for a mark."""

    claims: list[MarkedClaim] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)


class DroppedError(Exception):
    """Why a claim is dropped."""


def read_answer(content: str | None, window: Window) -> Marks:
    """The claims of an answer that stand in the window. Raises BrokenAnswerError."""
    marks = Marks()
    for item in _items(content):
        try:
            claim = _claim(item, window, marks)
            if claim in marks.claims:
                raise DroppedError("told twice")
            marks.claims.append(claim)
        except DroppedError as reason:
            marks.dropped.append(str(reason))
    return marks


def _items(content: str | None) -> list[Any]:
    if not content or not content.strip():
        raise BrokenAnswerError("it is empty")
    said = _decoded(content)
    claims = said.get("claims") if isinstance(said, dict) else said
    if not isinstance(claims, list):
        raise BrokenAnswerError('it has no list "claims"')
    return claims


def _decoded(content: str) -> Any:
    """The JSON of an answer, also where a model wraps it in thoughts, words or a fence."""
    bare = THOUGHTS.sub("", content).strip()
    fenced = FENCED.search(bare)
    outer = bare[bare.find("{") : bare.rfind("}") + 1]
    why = ""
    for text in (bare, fenced.group(1) if fenced else "", outer):
        if text:
            try:
                return msgspec.json.decode(text)
            except (msgspec.DecodeError, RecursionError) as error:
                why = why or str(error)
    raise BrokenAnswerError(f"it is no JSON: {why}")


def _claim(item: Any, window: Window, marks: Marks) -> MarkedClaim:
    try:
        said = msgspec.convert(item, ClaimAnswer)
    except msgspec.ValidationError:
        raise DroppedError("not of the shape asked for") from None
    if said.event_type not in EVENT_TYPES:
        raise DroppedError("unknown event type")
    if said.modality not in MODALITIES:
        raise DroppedError("unknown modality")
    sentence, evidence = _evidence(said, window)
    trigger = _found(said.trigger.strip(), sentence.text, evidence)
    if trigger is None or not _inside(trigger, evidence):
        raise DroppedError("trigger not in its evidence")
    beside: list[str] = []
    found = {kind: tuple(_marked(said.words(kind), kind, sentence, evidence, window, beside)) for kind in KINDS}
    marks.unused.extend(beside)
    moved = {kind: ranges for kind, ranges in found.items() if ranges}
    return MarkedClaim(
        sentence.passage,
        sentence.number,
        _moved(evidence, sentence.start),
        _moved(trigger, sentence.start),
        said.event_type,
        said.modality,
        moved,
    )


def _evidence(said: ClaimAnswer, window: Window) -> tuple[SentenceText, Range]:
    """The sentence that holds the evidence: the one that is named, else the only one."""
    words = said.evidence.strip()
    found = [(s, at) for s in window.sentences if (at := _found(words, s.text, (0, 0))) is not None]
    if not found:
        raise DroppedError("evidence not in the text")
    named = [(s, at) for s, at in found if s is _numbered(said.sentence, window)]
    if len(found) > 1 and not named:
        raise DroppedError("evidence in several sentences")
    return (named or found)[0]


def _numbered(number: int | None, window: Window) -> SentenceText | None:
    return window.sentences[number - 1] if number and 0 < number <= len(window.sentences) else None


def _marked(
    words: Sequence[str], kind: str, sentence: SentenceText, near: Range, window: Window, unused: list[str]
) -> Iterator[Range]:
    """Where words stand, in the passage's text: in the sentence of the claim, else in the nearest of its passage."""
    for one in words:
        for other in _by_nearness(sentence, window):
            at = _found(one, other.text, near if other is sentence else (0, 0))
            if at is not None:
                if other.passage == sentence.passage:
                    yield _moved(at, other.start)
                else:
                    unused.append(f"{kind} in another paragraph")
                break
        else:
            raise DroppedError(f"{kind} not in the text")


def _by_nearness(sentence: SentenceText, window: Window) -> list[SentenceText]:
    """The sentence itself, then those of its passage, the nearest first, then all others."""
    return sorted(
        window.sentences, key=lambda s: (s.passage != sentence.passage, abs(s.number - sentence.number), s.number)
    )


def _found(words: str, text: str, near: Range) -> Range | None:
    """Where whole words stand; of several places the one inside ``near`` or nearest to it."""
    if not words:
        return None
    places = [(at, at + len(words)) for at in _occurrences(words, text) if _is_whole(text, at, at + len(words))]
    return min(places, key=lambda r: (not _inside(r, near), abs(r[0] - near[0]), r), default=None)


def _occurrences(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _is_whole(text: str, start: int, end: int) -> bool:
    cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    return not (cut_before or (end < len(text) and text[end - 1].isalnum() and text[end].isalnum()))


def _inside(inner: Range, outer: Range) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _moved(at: Range, by: int) -> Range:
    return at[0] + by, at[1] + by
