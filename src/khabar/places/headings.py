"""Names of places that stand alone as a heading ("Homs", "Sweida, Dara'a", "Northern Hama", "PUTHUMATTALAN")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khabar.places.cues import load_cues
from khabar.places.knowledge import english_words
from khabar.places.spelling import fold
from khabar.places.toponym import Toponym

_SEPARATOR = re.compile(r"\s*(?:,|/|;|&|\||\band\b|\s[-–—]\s)\s*")
_PART = re.compile(r"^(?:the\s+)?(?P<words>[^\d:.!?()]{2,60}?)(?:\s*\([^)]*\))?\s*:?$", re.IGNORECASE)
_LONGEST_NAME = 5


def recognise_heading(text: str) -> list[Toponym]:
    """Places named by a heading; token indices count its words as split at spaces.

    Only headings that are nothing but names of places, with direction and kind noun, give any.
    """
    return [toponym for toponym, _, _ in heading_names(text)]


def heading_names(text: str) -> list[tuple[Toponym, int, int]]:
    """As ``recognise_heading``, with the offsets in ``text`` at which the words of each name begin and end."""
    found: list[tuple[Toponym, int, int]] = []
    for start, end in _parts(text):
        part = text[start:end]
        toponym = _heading_part(part, text.count(" ", 0, start), len(part.split()))
        if toponym is None:
            return []
        found.append((toponym, start, end))
    return found


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between separators, without spaces around them; what follows a colon is left out."""
    limit = text.index(":") if ":" in text else len(text)
    start = 0
    for end, after in [*(m.span() for m in _SEPARATOR.finditer(text, 0, limit)), (limit, limit)]:
        part = text[start:end]
        if part.strip():
            yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())
        start = after


def _is_no_name(word: str) -> bool:
    cues = load_cues()
    return word in cues.not_names or word in cues.kind_of or word in cues.section_words or word in english_words()


def _heading_part(part: str, position: int, length: int) -> Toponym | None:
    cues = load_cues()
    match = _PART.match(part)
    if not match or not part or not (part[0].isupper() or part.lower().startswith(("al-", "el-", "the "))):
        return None
    words = match["words"].split()
    lowered = [w.lower().strip("'’") for w in words]
    direction = lowered[0] if len(words) > 1 and lowered[0] in cues.directional else None
    core = words[1:] if direction else words
    kind = None
    while len(core) > 1 and core[-1].lower() in cues.kind_of:
        kind = kind or cues.kind_of[core[-1].lower()]
        core = core[:-1]
    if not core or len(core) > _LONGEST_NAME or fold(core[-1]) in cues.group_words:
        return None
    if all(_is_no_name(w.lower()) for w in core):
        return None
    if any(w[0].islower() and fold(w) not in cues.articles | cues.name_links and "-" not in w for w in core):
        return None
    name = " ".join(core)
    name = name.title() if name.isupper() and len(name) > 4 else name
    precision = 4 if kind == "province" else None
    return Toponym(
        position,
        position + length,
        part,
        name,
        kind_hint=kind,
        direction=direction,
        precision_hint=precision,
        score=0.6,
    )
