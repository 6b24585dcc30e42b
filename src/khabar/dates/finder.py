"""``find_dates``: all words of a text that tell a time."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import date

from khabar.dates import absolute, compose, counted, holidays, parts, relative, weekdays
from khabar.dates.arithmetic import UnanchoredError, add, plus, unit_days
from khabar.dates.mention import DateMention, Interval, Shift
from khabar.dates.sequence import Sequence, Time
from khabar.dates.tokens import Tokens, tokenise
from khabar.dates.vocabulary import CORE, load_vocabulary

RULES = (
    *parts.BEFORE,
    *holidays.RULES,
    *absolute.RULES,
    *weekdays.RULES,
    *counted.RULES,
    *relative.RULES,
    *parts.RULES,
    *compose.RULES,
)
_CORE = re.compile(f"[{''.join(sorted(CORE))}]")
_STRETCH = re.compile(r"[^.]+")
_COUNTED_FROM = "counted from "
_CLAUSE_END = re.compile(r"[.!?;:,()]")
_LIST_SIGNS = re.compile(r"(?:[^\W\d_]{1,2}(?![^\W\d_])|[\W\d_])*")
_HEAD_ENDS = re.compile(r"\s*(?:[:.;|/)\]–—-]|,\s*\d|$)")
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
    day = period = context
    for start, end in _stretches(tokens.tags):
        sequence = Sequence(tokens, start, end)
        for item in RULES:
            sequence.apply(item, published)
        for first, last, time in sequence.times():
            if _is_part_of_name(tokens, first, last):
                continue
            mention = _mention(tokens, first, last, time, published)
            whole = mention.shift is not None and mention.shift.unit.startswith("calendar ")
            if mention.kind != "time" or governs_time(day, published, mention):
                mention = resolve_in_context(mention, period if whole else day)
            if mention.kind == "date" and mention.anchor != "context" and mention.date_start is not None:
                period = mention.date_start
                day = period if is_day(mention) else day
            mentions.append(mention)
    return mentions


def governs_time(day: date | None, published: date | None, mention: DateMention) -> bool:
    """Whether "at noon", "during the night" may be of the day told before: not one long past, nor a night to come."""
    if day is None or published is None:
        return True
    night = mention.shift is not None and mention.shift.days > 0
    return plus(published, -1) <= day <= plus(published, -1 if night else 0)


def is_day(mention: DateMention) -> bool:
    """Whether it tells one day, or one night."""
    start, end = mention.date_start, mention.date_end
    return start is not None and end is not None and (end - start).days <= 1 and not mention.open_end


def _stretches(tags: str) -> list[tuple[int, int]]:
    """Token ranges without an ordinary word in them that hold a word of time; one ordinary word more at each end."""
    if not _CORE.search(tags):
        return []
    stretches = (m for m in _STRETCH.finditer(tags) if _CORE.search(m.group()))
    return [(max(m.start() - 1, 0), min(m.end() + 1, len(tags))) for m in stretches]


def _mention(tokens: Tokens, first: int, last: int, time: Time, published: date | None) -> DateMention:
    start, end = tokens.spans[first][0], tokens.spans[last][1]
    future = time.future or _speaks_of_future(tokens, first, last) or (time.role == "until" and _lasts(tokens, first))
    days = time.later if future and time.later is not None else time.days
    if time.role == "before" and future and published is not None and days[0] is not None and days[0] > published:
        days = (published, plus(days[0], -1))
    if time.role == "until":
        days = _until(days, published)
    if time.role == "until" and tokens.tags[first] == "i" and days == time.days and days[0] is not None:
        start = tokens.spans[first + 1][0]  # "until last summer" tells that summer, not a stretch up to it
    opened = _since_it_began(tokens, first) if time.role == "" and published is not None else None
    if opened is not None and days[0] is not None and published is not None and days[0] <= published:
        start, first = tokens.spans[opened][0], opened
        days, time = (days[0], published), replace(time, later=None, role="since", begun=days)
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
        later=_until(time.later, published) if time.later and time.role == "until" else time.later,
        shift=time.shift,
        future=future,
        open_start=time.role == "until",
        open_end=time.role == "since",
        begun=time.begun,
        then=_tells_then(tokens, last),
        said=_is_said(tokens, first),
        background=_is_background(tokens, first),
        heads=time.kind == "date" and _heads(tokens.text, start, end),
    )


def _heads(text: str, start: int, end: int) -> bool:
    """Whether only numbers, marks and letters of a list stand before it and a mark behind it."""
    return _LIST_SIGNS.fullmatch(text, 0, start) is not None and _HEAD_ENDS.match(text, end) is not None


def _is_part_of_name(tokens: Tokens, first: int, last: int) -> bool:
    """ "the 25 May Brigade", "the 1920 Revolution Brigades", "Black September"."""
    sets, words = load_vocabulary().sets, tokens.words
    if tokens.tags[last] == "Y" and _names_after_year(words[last + 1 : last + 4]):
        return True
    month = next((i for i in range(first, last + 1) if tokens.tags[i] in "MmD"), None)
    if month is None:
        return False
    after = words[last + 1].lower() if last + 1 < len(words) else ""
    number = next((i for i in range(first, last + 1) if tokens.tags[i] in "MmDo"), month)
    if number and words[number - 1].lower() in sets["not_before_date"]:
        return True
    named = after in sets["named_after_dates"] and tokens.tags[last] in "MmoD"
    return named or (tokens.tags[month] in "Mm" and month > 0 and words[month - 1].lower() in sets["not_before_month"])


def _names_after_year(following: list[str]) -> bool:
    """Whether capitalised words lead from a year to what is named by it."""
    named = load_vocabulary().sets["named_after_dates"]
    capitalised = list(itertools.takewhile(lambda word: word[0].isupper(), following))
    return any(word.lower() in named for word in capitalised[1:])


def _since_it_began(tokens: Tokens, first: int) -> int | None:
    """The "since" of "since the offensive began on 12 May"."""
    begun, i = False, first - 1
    while i >= 0 and first - i < 12 and not _CLAUSE_END.match(tokens.words[i]):
        word = tokens.words[i].lower()
        if word == "since":
            return i if begun else None
        begun = begun or word in load_vocabulary().sets["beginnings"]
        i -= 1
    return None


def _tells_then(tokens: Tokens, last: int) -> bool:
    following = [word.lower() for word in tokens.words[last + 1 : last + 3]]
    return following[:1] == ["when"] or following == [",", "when"]


def _is_said(tokens: Tokens, first: int) -> bool:
    return first > 0 and tokens.words[first - 1].lower() in load_vocabulary().sets["speech"]


def _is_background(tokens: Tokens, first: int) -> bool:
    """Whether a word before it in the clause says that the clause tells what happened before."""
    cues, i = load_vocabulary().sets["background_cues"], first - 1
    while i >= 0 and not _CLAUSE_END.match(tokens.words[i]):
        if tokens.words[i].lower() in cues:
            return True
        i -= 1
    return False


def _until(days: Interval, published: date | None) -> Interval:
    if published is None or days[1] is None:
        return days
    if days[1] > published:
        return (published, days[1])
    return days


def _speaks_of_future(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the clause around the words looks ahead; "said on Friday" does not, whatever follows."""
    sets = load_vocabulary().sets
    cues, speech, breaks = sets["future_cues"], sets["speech"], sets["clause_breaks"]
    before_to = sets["future_before_to"]
    words = tokens.words
    i, steps = first - 1, 0
    if i >= 0 and words[i].lower() in speech:
        return False
    while i >= 0 and steps < 14 and not _SENTENCE_END.match(words[i]):
        word = words[i].lower()
        if word in cues or (word in before_to and _looks_ahead_to(words, i)):
            return True
        if word in breaks:
            break
        i, steps = i - 1, steps + 1
    if _is_planned(words, first):
        return True
    i, steps = last + 1, 0
    if i < len(words) and words[i] == ",":
        i += 1
    while i < len(words) and steps < 10 and not _SENTENCE_END.match(words[i]):
        word = words[i].lower()
        if word in cues or (word in before_to and _looks_ahead_to(words, i)):
            return True
        if word in breaks or word in speech:
            break
        i, steps = i + 1, steps + 1
    return False


def _lasts(tokens: Tokens, first: int) -> bool:
    """ "The truce runs until Sunday"."""
    return any(word.lower() in load_vocabulary().sets["lasting"] for word in tokens.words[max(first - 3, 0) : first])


def _looks_ahead_to(words: list[str], i: int) -> bool:
    """ "set to leave"; but "due to the shelling" tells a cause, unless "is due to leave"."""
    if words[i + 1 : i + 2] not in (["to"], ["To"]):
        return False
    caused = words[i].lower() == "due" and words[i - 1 : i] and words[i - 1].lower() not in load_vocabulary().sets["be"]
    return not caused


def _is_planned(words: list[str], first: int) -> bool:
    """ "is to open on Monday"."""
    told = [word.lower() for word in words[max(first - 6, 0) : first]]
    after_to = load_vocabulary().sets["after_be_to"]
    if any(word == "due" and told[i + 1 : i + 2] not in (["to"], [","]) for i, word in enumerate(told)):
        return True
    return any(
        a in ("is", "are") and b == "to" and c.isalpha() and c not in after_to
        for a, b, c in zip(told, told[1:], told[2:], strict=False)
    )


def resolve_in_context(mention: DateMention, context: date | None) -> DateMention:
    """Work a mention such as "the next day" out from the day told before; others come back as they are."""
    resolved = mention.reason is not None and mention.reason.startswith(_COUNTED_FROM)
    if mention.anchor != "context" or mention.shift is None or context is None or resolved:
        return mention
    try:
        start, end = _shifted_days(context, mention.shift)
    except UnanchoredError:
        return mention
    return _with_days(mention, start, end, f"{_COUNTED_FROM}{context.isoformat()}, told before")


def _shifted_days(context: date, shift: Shift) -> tuple[date, date]:
    if shift.unit.startswith("calendar "):
        return unit_days(context, shift.unit.removeprefix("calendar "), shift.count)
    first = add(context, shift.count, shift.unit)
    return plus(first, min(shift.days, 0)), plus(first, max(shift.days, 0))


def _with_days(mention: DateMention, start: date, end: date, reason: str) -> DateMention:
    precision = "day" if mention.precision == "unknown" else mention.precision
    return replace(mention, date_start=start, date_end=end, reason=reason, precision=precision)
