"""``find_dates``: all words of a text that tell a time."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from khabar.dates import absolute, compose, relative
from khabar.dates.arithmetic import UnanchoredError, add, plus, unit_days
from khabar.dates.mention import DateMention, Interval, Shift
from khabar.dates.sequence import Sequence, Time
from khabar.dates.tokens import Tokens, tokenise
from khabar.dates.vocabulary import CORE, load_vocabulary

RULES = (*absolute.RULES, *relative.RULES, *compose.RULES)
_CORE = re.compile(f"[{''.join(sorted(CORE))}]")
_STRETCH = re.compile(r"[^.]+")
_SENTENCE_END = re.compile(r"[.!?;:]")


def find_dates(text: str, published: date | None, context: date | None = None) -> list[DateMention]:
    """Find the times that a passage tells, in text order.

    Args:
        published: the day of publication; where it is ``None``, times counted from it get no days, with the reason.
        context: the day told before the passage, for "the next day", "that night"; by default the last one told
            in the passage itself, else the day of publication.

    Returns:
        mentions that do not overlap; offsets count characters of ``text``.
    """
    tokens = tokenise(text)
    mentions: list[DateMention] = []
    for start, end in _stretches(tokens.tags):
        sequence = Sequence(tokens, start, end)
        for item in RULES:
            sequence.apply(item, published)
        for first, last, time in sequence.times():
            mention = _mention(tokens, first, last, time, published)
            mention = resolve_in_context(mention, context)
            if mention.anchor != "context" and mention.kind == "date" and mention.date_start is not None:
                context = mention.date_start
            mentions.append(mention)
    return mentions


def _stretches(tags: str) -> list[tuple[int, int]]:
    """Token ranges without an ordinary word in them that hold a word of time; one ordinary word more at each end."""
    if not _CORE.search(tags):
        return []
    stretches = (m for m in _STRETCH.finditer(tags) if _CORE.search(m.group()))
    return [(max(m.start() - 1, 0), min(m.end() + 1, len(tags))) for m in stretches]


def _mention(tokens: Tokens, first: int, last: int, time: Time, published: date | None) -> DateMention:
    start, end = tokens.spans[first][0], tokens.spans[last][1]
    future = time.future or _speaks_of_future(tokens, first, last)
    days = time.later if future and time.later is not None else time.days
    if time.role == "until":
        days = _until(time, days, published, future)
    if time.role == "until" and tokens.tags[first] == "i" and days == time.days and days[0] is not None:
        start = tokens.spans[first + 1][0]  # "until last summer" tells that summer, not a stretch up to it
    return DateMention(
        start=start,
        end=end,
        text=tokens.text[start:end],
        date_start=days[0],
        date_end=days[1],
        precision=time.precision if days != (None, None) else "unknown",
        anchor=time.anchor,
        reason=time.reason,
        kind=time.kind,
        later=_until(time, time.later, published, True) if time.later and time.role == "until" else time.later,
        shift=time.shift,
        future=future,
        open_start=time.role == "until",
    )


def _until(time: Time, days: Interval, published: date | None, future: bool) -> Interval:
    if published is None or days[1] is None:
        return days
    if days[1] > published and (future or time.later is None):
        return (published, days[1])
    return days


def _speaks_of_future(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the clause around the words looks ahead; "said on Friday" does not, whatever follows."""
    sets = load_vocabulary().sets
    cues, speech, breaks = sets["future_cues"], sets["speech"], sets["clause_breaks"]
    words = tokens.words
    i, steps = first - 1, 0
    if i >= 0 and words[i].lower() in speech:
        return False
    while i >= 0 and steps < 14 and not _SENTENCE_END.match(words[i]):
        word = words[i].lower()
        if word in cues:
            return True
        if word in breaks:
            break
        i, steps = i - 1, steps + 1
    i, steps = last + 1, 0
    if i < len(words) and words[i] == ",":
        i += 1
    while i < len(words) and steps < 10 and not _SENTENCE_END.match(words[i]):
        word = words[i].lower()
        if word in cues:
            return True
        if word in breaks or word in speech:
            break
        i, steps = i + 1, steps + 1
    return False


def resolve_in_context(mention: DateMention, context: date | None) -> DateMention:
    """Work a mention such as "the next day" out from the day told before; others come back as they are."""
    if mention.anchor != "context" or mention.shift is None or context is None:
        return mention
    try:
        start, end = _shifted_days(context, mention.shift)
    except UnanchoredError:
        return mention
    return _with_days(mention, start, end, f"counted from {context.isoformat()}, told before")


def _shifted_days(context: date, shift: Shift) -> tuple[date, date]:
    if shift.unit.startswith("calendar "):
        return unit_days(context, shift.unit.removeprefix("calendar "), shift.count)
    first = add(context, shift.count, shift.unit)
    return plus(first, min(shift.days, 0)), plus(first, max(shift.days, 0))


def _with_days(mention: DateMention, start: date, end: date, reason: str) -> DateMention:
    precision = "day" if mention.precision == "unknown" else mention.precision
    return replace(mention, date_start=start, date_end=end, reason=reason, precision=precision)
