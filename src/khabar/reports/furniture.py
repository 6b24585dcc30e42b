"""What a line of a page is, by its looks and by the phrases of ``furniture.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from khabar.packs import load_packs
from khabar.reports.calendar_dates import FULL_DATE

Kind = Literal["text", "heading", "caption", "furniture", "list", "end", "late_end"]
LONGEST_JUDGED = 500
MOST_FURNITURE_WORDS = 60
MOST_HEADING_WORDS = 16
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_BAR = re.compile(r"\s*[|·•»›«¦]+\s*|\s+(?:::|>|<<|>>|/)\s+|\s{3,}|\t+")
_SOLID_BAR = re.compile(r"[|·•»›«¦]|\s(?:::|>|<<|>>)\s")
_BRACKETED_MENU = re.compile(r"^(?:\[[^\[\]]{1,25}\]\s*){2,}")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_INNER_END = re.compile(r"(?<=[^\W\d_]{3}[.!?])[\"'”’)]*\s+(?=[A-Z«|\"“])|(?<=\d[.!?])\s+(?=[A-Z«|])")
_RULE = re.compile(r"^[\W_]+$")
_BYLINE = re.compile(
    r"^(?:by|from)\s+(?:[A-Z][\w.'’-]*|and|in|for|of|the|&|,|/|\|)(?:[\s,]+(?:[A-Z][\w.'’-]*|and|in|for|of|the|&))*$",
    re.I,
)
_REST_OF_DATE = re.compile(
    r"\b(?:date|at|a\.?m|p\.?m|gmt|utc|est|edt|cet|hrs|hours|noon|local|time|updated|last)\b|\d{1,2}[:.]\d\d", re.I
)
_NAME_ARTICLE = re.compile(r"^(?:al|el|ad|as|ash|ar|an|at|az|ed|es|ez|ibn|bin|bint|de|la|le|van|von)[-' ’][A-Z'’‘]")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The tables of ``furniture.yaml`` as patterns; those of phrases match at a line's start, ``sure`` anywhere."""

    end: re.Pattern[str]
    late_end: re.Pattern[str]
    lists: re.Pattern[str]
    starts: re.Pattern[str]
    captions: re.Pattern[str]
    sure: re.Pattern[str]
    words: frozenset[str]
    unfinished: frozenset[str]
    labels: frozenset[str]


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    table = load_packs(("general",)).table("furniture")
    return Phrases(
        end=_first(table["end"]),
        late_end=_first(table["late_end"], r"(?:\(?\d+\)?\s+)?"),
        lists=_first(table["lists"]),
        starts=_first(table["starts"]),
        captions=_first(table["captions"], r"[\[(]?\s*"),
        sure=re.compile(rf"(?<!\w)(?:{_either(table['sure'])})(?!\w)", re.I),
        words=frozenset(table["words"]),
        unfinished=frozenset(table["unfinished"]),
        labels=frozenset(table["labels"]),
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


def _first(words: Iterable[str], before: str = "") -> re.Pattern[str]:
    return re.compile(rf"^\W{{0,3}}{before}(?:{_either(words)})(?!\w)", re.I)


def kind_of(body: str) -> Kind:
    """What a line is; ``body`` has no white space at its ends. A line that is too long to be furniture is text."""
    if len(body) > LONGEST_JUDGED:
        return "text"
    if _RULE.match(body):
        return "furniture"
    known = phrases()
    words = _WORD.findall(body)
    if known.end.match(body):
        return "end"
    if len(words) <= MOST_FURNITURE_WORDS and known.sure.search(body) and len(_INNER_END.findall(body)) < 3:
        return "furniture"
    if known.lists.match(body) and _list_kind(body, known) == "furniture":
        return "furniture"
    sentence = is_sentence(body, words)
    if not sentence:
        named = _named(body, words, known)
        if named is not None:
            return named
    if _is_menu(body, known) or _is_date_line(body):
        return "furniture"
    return "heading" if not sentence and is_heading(body, words) else "text"


def _named(body: str, words: list[str], known: Phrases) -> Kind | None:
    """Furniture by the words that a line begins with, or by having no others."""
    if known.late_end.match(body):
        return "late_end"
    if known.lists.match(body):
        return _list_kind(body, known)
    if known.starts.match(body) and _label_like(body, words, known.starts):
        return "furniture"
    if known.captions.match(body) and _label_like(body, words, known.captions):
        return "caption"
    if all(w.lower() in known.words for w in words) or (_BYLINE.match(body) and len(words) <= 10):
        return "furniture"
    return None


def _list_kind(body: str, known: Phrases) -> Kind | None:
    """The head of a list of links, or a single link behind such words; null when they only begin a title."""
    match = known.lists.match(body)
    assert match is not None
    rest = body[match.end() :].strip(" :.…»>-–—|")
    if not rest:
        return "list"
    return "furniture" if re.match(r"\s*[:|»>…–—-]", body[match.end() :]) else None


def _label_like(body: str, words: list[str], start: re.Pattern[str]) -> bool:
    """The words are a label ("Source: X", "Share this"), not the beginning of a title ("Search for the missing")."""
    match = start.match(body)
    assert match is not None
    rest = body[match.end() :]
    if not rest.strip(" .!:"):
        return True
    if re.match(r"\s*[:|©·(\[*»>\d–—-]|\s{2,}|\s+\(", rest):
        return True
    known = phrases()
    others = [w for w in _WORD.findall(rest) if w.lower() not in known.words]
    if len(match.group().split()) > 1 and len(words) <= 14:
        return True
    return not others or (bool(FULL_DATE.search(rest)) and len(others) <= 5)


def is_sentence(body: str, words: list[str]) -> bool:
    """At least six words, a full stop at the end, and no bars between them."""
    return len(words) >= 6 and bool(_SENTENCE_END.search(body)) and not _SOLID_BAR.search(body)


def _is_menu(body: str, known: Phrases) -> bool:
    if _BRACKETED_MENU.match(body):
        return True
    parts = [p.strip(" []()") for p in _BAR.split(body)]
    parts = [p for p in parts if p]
    if len(parts) < 2 or any(_INNER_END.search(p) or len(p.split()) > 8 for p in parts):
        return False
    common = sum(_is_common(p, known) for p in parts)
    if len(parts) == 2:
        return common >= 1 and bool(_SOLID_BAR.search(body) or common == 2)
    short = all(len(p.split()) <= 5 for p in parts)
    return common >= 1 or (short and bool(_SOLID_BAR.search(body)) and not re.search(r"\d", body))


def _is_common(part: str, known: Phrases) -> bool:
    words = _WORD.findall(part)
    if words and all(w.lower() in known.words for w in words):
        return True
    return bool(known.starts.match(part) or known.late_end.match(part)) and len(words) <= 6


def _is_date_line(body: str) -> bool:
    """Nothing but a full date, with a time of day or a label."""
    match = FULL_DATE.search(body)
    if match is None or _INNER_END.search(body):
        return False
    rest = _REST_OF_DATE.sub("", body[: match.start()] + " " + body[match.end() :])
    others = [w for w in _WORD.findall(rest) if w.lower() not in phrases().words]
    return not others or (len(others) <= 2 and bool(_SOLID_BAR.search(rest)))


def is_heading(body: str, words: list[str]) -> bool:
    """A line that is no sentence: a capital or figure at its start, nothing unfinished at its end, not too long."""
    if not words or len(words) > MOST_HEADING_WORDS or re.search(r"[.!?…;,–—-][\"'”’)\]]*$", body):
        return False
    if not (body.lstrip("\"'“‘([#*")[:1].isupper() or body[0].isdecimal() or _NAME_ARTICLE.match(body)):
        return False
    return not breaks_off(body)


def titled(words: list[str]) -> bool:
    """Written as titles and names are: nearly all longer words begin with a capital."""
    long = [w for w in words if len(w) > 3]
    small = sum(w[0].islower() and "-" not in w for w in long)
    return small * 3 <= len(long)


def ends_sentence(text: str) -> bool:
    return bool(re.search(r"[.!?…:;][\"'”’)\]]*$", text))


def breaks_off(text: str) -> bool:
    """The text stops at a word or mark that needs another."""
    if text.endswith((",", "(")):
        return True
    last = re.search(r"(?:^|[\s(\"“])([^\W\d_]+\.?)$", text[-40:])
    return last is not None and last.group(1).lower() in phrases().unfinished


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


def tail_of_furniture(body: str) -> int:
    """Where the page's own words begin behind the last sentence of a line; the line's length where there are none."""
    known = phrases()
    reach = max(0, len(body) - 300)
    if not (_SOLID_BAR.search(body, reach) or known.sure.search(body, reach) or _SHARES.search(body, reach)):
        return len(body)
    for end in _INNER_END.finditer(body, reach):
        rest = body[end.end() :]
        if kind_of(rest) in ("furniture", "list", "end", "late_end"):
            return end.start()
    return len(body)


_SHARES = re.compile(
    r"(?<!\w)(?:share|read more|read also|also read|see also|related|photo|leave a|tags|source)\b", re.I
)
