"""The grammar's engine: patterns over class letters, whose matches become one letter ``Q`` (a time) each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from khabar.dates.arithmetic import UnanchoredError
from khabar.dates.mention import Interval, Shift
from khabar.dates.tokens import Tokens
from khabar.records import TimePrecision

NO_PUBLISHED = "the day of publication is not known"
NOWHERE: Interval = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time found so far. ``days``: its reading as past; ``later``: as future, where that differs."""

    days: Interval
    later: Interval | None = None
    precision: TimePrecision = "day"
    anchor: str = "published"
    kind: str = "date"
    shift: Shift | None = None
    reason: str | None = None
    future: bool = False
    role: str = ""
    begun: Interval | None = None


@dataclass(slots=True)
class Found:
    """One match: ``value`` and ``time`` answer by the pattern's group name."""

    match: re.Match[str]
    sequence: Sequence
    published: date | None

    def day(self) -> date:
        if self.published is None:
            raise UnanchoredError(NO_PUBLISHED)
        return self.published

    def has(self, group: str) -> bool:
        return self.match.groupdict().get(group) is not None

    def value(self, group: str) -> Any:
        return self.sequence.value(self.match.start(group))

    def tag(self, group: str) -> str:
        return self.sequence.tags[self.match.start(group)]

    def word(self, group: str) -> str:
        return self.sequence.word(self.match.start(group)).lower()

    def time(self, group: str) -> Time:
        time = self.sequence.items[self.match.start(group)][2]
        assert time is not None
        return time

    def letters(self, group: str) -> Iterator[tuple[str, Any]]:
        for i in range(self.match.start(group), self.match.end(group)):
            yield self.sequence.tags[i], self.sequence.value(i)

    def next_word(self) -> str:
        end = self.match.end()
        return self.sequence.word(end) if end < len(self.sequence.tags) else ""

    def words_after(self, count: int) -> list[str]:
        """The words behind the match, in lower case."""
        end, words = self.match.end(), self.sequence.tokens.words
        first = self.sequence.items[end - 1][1] + 1 if end else 0
        return [word.lower() for word in words[first : first + count]]

    def follows(self, letters: str) -> bool:
        """Whether the item before the match is of one of these classes."""
        start = self.match.start()
        return start > 0 and self.sequence.tags[start - 1] in letters

    def previous_word(self) -> str:
        start = self.match.start()
        return self.sequence.word(start - 1).lower() if start else ""


Handler = Callable[[Found], Time | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """``needs``: a class letter without which the pattern cannot match."""

    pattern: re.Pattern[str]
    handler: Handler
    needs: str = ""


def rule(pattern: str, handler: Handler, needs: str = "") -> Rule:
    return Rule(re.compile(pattern.replace(" ", "")), handler, needs)


class Sequence:
    """Tokens and times in text order: ``items[i]`` is (first token, last token, time or ``None``)."""

    def __init__(self, tokens: Tokens, start: int = 0, end: int | None = None) -> None:
        self.tokens = tokens
        self.tags = tokens.tags[start:end]
        self.items: list[tuple[int, int, Time | None]] = [(i, i, None) for i in range(start, start + len(self.tags))]

    def value(self, i: int) -> Any:
        return self.tokens.values[self.items[i][0]]

    def word(self, i: int) -> str:
        return self.tokens.words[self.items[i][0]]

    def tag_of(self, letters: str, i: int) -> bool:
        """Whether the first token of item ``i`` is of one of these classes."""
        return self.tokens.tags[self.items[i][0]] in letters

    def times(self) -> list[tuple[int, int, Time]]:
        return [(a, b, time) for a, b, time in self.items if time is not None]

    def apply(self, item: Rule, published: date | None) -> None:
        """Replace every match that the rule's handler accepts by one time."""
        if item.needs and item.needs not in self.tags:
            return
        position = 0
        while (match := item.pattern.search(self.tags, position)) is not None:
            position = max(match.start() + 1, position + 1)
            time = self._handle(item.handler, Found(match, self, published))
            if time is None:
                continue
            a, b = match.span()
            self.items[a:b] = [(self.items[a][0], self.items[b - 1][1], time)]
            self.tags = f"{self.tags[:a]}Q{self.tags[b:]}"
            position = a + 1

    @staticmethod
    def _handle(handler: Handler, found: Found) -> Time | None:
        try:
            return handler(found)
        except UnanchoredError as error:
            return Time(days=NOWHERE, precision="unknown", reason=str(error))
        except ValueError:
            return None  # no such day: "31 February", "month 13"


def moved(time: Time, **changes: Any) -> Time:
    return replace(time, **changes)
