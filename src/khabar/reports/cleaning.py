"""From stretches of a report to cleaned text, each character with its place in the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from khabar.packs import load_packs
from khabar.reports.passage import Passage

APOSTROPHES = "’‘`´ʿʾʻʼʽʹ′‛ꞌ＇"
QUOTES = "“”„‟«»″＂"
GONE = "\x00"
_PLAIN = str.maketrans(
    {
        **dict.fromkeys(APOSTROPHES, "'"),
        **dict.fromkeys(QUOTES, '"'),
        **dict.fromkeys(
            "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f", " "
        ),
        **dict.fromkeys("\u3000\t\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u061c", GONE),
        **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufe0e\ufe0f\u20e3", GONE),
        **dict.fromkeys("‐‑", "-"),
    }
)
"""One character for one; ``GONE`` stands for those that have no width."""

_EXTENSION = re.compile(
    r"\.(?:jpe?g|png|gif|webp|bmp|tiff?|svg|heic|avif|mp4|mov|avi|webm)(?![\w-]|\.\w)", re.IGNORECASE
)
_IMAGE_NAME = re.compile(r"(?:(?<!\S)(?![A-Za-z]?[a-z]{2,}\.)[^\s\[\](){}<>\"“”:]+|[^\s\[\](){}<>\"“”:.]+)$")
LONGEST_NAME = 120
_LINK = re.compile(r"!?\[([^\[\]\n]{0,400})\]\([^()\s]{0,400}\)")
_SPOT = re.compile(
    rf"""(?P<gone>{GONE}+)
    | (?P<hyphen>(?<=[^\W\d_])-[ \r]*\n[ \r]*(?=[^\W\d_]))
    | (?P<again>(?<=,)\s*,(?=\s))
    | (?P<before>\s+(?=[,;:!?)](?:[\s"']|$)|\.(?=[\s"')]|$|[A-Za-z])))
    | (?P<run>\s{{2,}}|[\n\r])
    | (?P<stop>(?<=[a-z0-9)"'][.!?])(?=[A-Z](?:[a-z]|\s))|(?<=\s\.)(?=[A-Za-z]))
    | (?P<comma>(?<=[^\W\d_][,;])(?=[^\W\d_]))
    | (?P<bold>\*\*|__)""",
    re.VERBOSE,
)
_ADDRESS = re.compile(
    r"\b(?:https?://|www\.)\S+|[\w.+-]{1,60}@[\w-]+\.[\w.]+|\b[\w-]{1,60}(?:\.[\w-]{1,60}){0,4}\.(?:com|org|net)\b\S*"
)
_ADDRESS_SIGNS = ("http", "www.", "@", ".com", ".org", ".net")

Spans = Sequence[tuple[int, int]]
Kind = Literal["heading", "paragraph"]


def clean(text: str, spans: Spans, kind: Kind = "paragraph") -> Passage:
    """Join stretches of ``text`` (offsets, end exclusive) into one passage, a space between two of them.

    Curly quotes and the apostrophes of names become plain ones, white space single spaces; file names of images and
    the targets of links go; a space that is missing behind a full stop is put in (its offset is that of the character
    after it), one before a comma taken out. Every other character is the report's own.
    """
    pieces: list[str] = []
    offsets: list[int] = []
    for start, end in spans:
        if offsets:
            pieces.append("\n")
            offsets.append(min(offsets[-1] + 1, start))
        pieces.append(_plain(text, start, end))
        offsets.extend(range(start, end))
    return _passage("".join(pieces), offsets, spans[-1][1], kind)


def images(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where names of image files stand between two offsets, with the brackets around them."""
    for extension in _EXTENSION.finditer(text, start, end):
        first = max(start, extension.start() - LONGEST_NAME)
        name = _IMAGE_NAME.search(text[first : extension.start()])
        if name is None:
            continue
        a, b = first + name.start(), extension.end()
        opened = re.search(r"[\[(][^\[\]()\n]{0,40}$", text[max(start, a - 42) : a])
        closed = re.match(r"\s*[\])]", text[b : min(end, b + 3)])
        if opened and closed:
            a, b = a - len(opened.group()), b + closed.end()
        yield a, b


def _plain(text: str, start: int, end: int) -> str:
    """The stretch with plain characters, one for one; file names and the targets of links are ``GONE``."""
    plain = text[start:end].translate(_PLAIN)
    holes = list(images(text, start, end))
    if "](" in plain:
        for link in _LINK.finditer(text, start, end):
            holes += [(link.start(), link.start(1)), (link.end(1), link.end())]
    for a, b in holes:
        plain = plain[: a - start] + GONE * (b - a) + plain[b - start :]
    return plain


def _passage(raw: str, offsets: list[int], end: int, kind: Kind) -> Passage:
    letters: list[str] = []
    places: list[int] = []
    addresses = [m.span() for m in _ADDRESS.finditer(raw)] if any(s in raw for s in _ADDRESS_SIGNS) else []
    at = 0
    for spot in _SPOT.finditer(raw):
        first, last = spot.span()
        put = _put(spot, raw, addresses)
        if put is None:
            continue
        letters.append(raw[at:first])
        places += offsets[at:first]
        if put:
            letters.append(put)
            places.append(offsets[first])
        at = last
    letters.append(raw[at:])
    places += offsets[at:]
    return _trimmed("".join(letters), places, end, kind)


def _put(spot: re.Match[str], raw: str, addresses: Spans) -> str | None:
    """What stands in for a spot: a space, a hyphen, nothing, or (None) the spot itself."""
    name = spot.lastgroup
    if name in ("gone", "again", "bold", "before"):
        return ""
    if name == "hyphen":
        return _joint(raw, spot.start(), raw[spot.end()])
    if name == "run":
        return " "
    return None if any(a <= spot.start() < b for a, b in addresses) else " "


def _joint(raw: str, at: int, following: str) -> str:
    """A word broken at the end of a line loses its hyphen, unless its first part is one that keeps it."""
    word = re.search(r"[^\W\d_]+$", raw[max(0, at - 30) : at])
    kept = word is not None and (
        word.group().lower() in _hyphen_parts() or word.group()[0].isupper() or following.isupper()
    )
    return "-" if kept else ""


@lru_cache(maxsize=1)
def _hyphen_parts() -> frozenset[str]:
    return frozenset(load_packs(("general",)).table("furniture")["keeps_hyphen"])


def _trimmed(cleaned: str, places: list[int], end: int, kind: Kind) -> Passage:
    """Without double spaces that cuts have left, and without white space at the ends."""
    if "  " in cleaned:
        kept = [i for i, letter in enumerate(cleaned) if letter != " " or cleaned[i - 1 : i] != " "]
        cleaned, places = "".join(cleaned[i] for i in kept), [places[i] for i in kept]
    left = len(cleaned) - len(cleaned.lstrip())
    right = len(cleaned.rstrip())
    if right <= left:
        return Passage("", (end,), kind)
    return Passage(cleaned[left:right], (*places[left:right], places[right - 1] + 1), kind)
