"""Phrases that put a place by others: "40 km north-east of X", "between X and Y", "the X-Y highway"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from khabar.places.passage import PlacePassage, skip_determiners
from khabar.places.toponym import Phrase, Toponym

MOST_ENDS = 3
_REACH = 4
_JOINED_KINDS = frozenset({"road", "region", "quarter"})  # "the X-Y highway", "front", "area"
_JOINTS = frozenset({",", "and", "&"})
_DASH = re.compile(r"[-–—]")
_LONG_DASH = re.compile(r"[–—]")
_FROM, _TO = "from", frozenset({"to", "towards", "toward"})


@dataclass(frozen=True, slots=True)
class Offset:
    """What stands before "of X".

    ``direction`` and its ``bearing`` (degrees clockwise from north) are null where none or two are told, ``km`` where
    no distance is. ``start``: the first token of it. ``inside``: a part is meant ("in the east of X").
    """

    direction: str | None
    bearing: float | None
    km: float | None
    start: int
    inside: bool = False


def read_offset(p: PlacePassage, i: int) -> Offset:
    """The direction that ends at token ``i`` ("north", "south-west") and the distance before it; at ``i`` may also
    stand the "from" of "5 km from X"."""
    words, cues = p.words, p.cues.phrases
    direction: str | None = words.lower[i] if words.lower[i] in p.cues.directions else None
    start = i
    if direction and i >= 2 and words.text[i - 1] in "-–" and words.lower[i - 2] in p.cues.directions:
        direction, start = words.lower[i - 2] + direction, i - 2
    two = direction and start >= 2 and words.lower[start - 1] in ("and", "or")
    if two and words.lower[start - 2] in p.cues.directions:
        return Offset(None, None, None, start - 2)
    bearing = cues.bearings.get(direction) if direction else None
    at = start - 1
    while at > 0 and start - at <= _REACH and words.lower[at] in cues.toward:
        at -= 1
    number = _number(p, at - 1) if at > 0 and words.lower[at] in cues.kilometres else None
    if number is None:
        return Offset(direction, bearing, None, start, inside=_is_part(p, start))
    return Offset(direction, bearing, round(number * cues.kilometres[words.lower[at]], 3), at - 1)


def _is_part(p: PlacePassage, start: int) -> bool:
    """Whether the direction at ``start`` is a part: "in the east of X", not "to the east of X"."""
    if start < 2 or p.words.lower[start - 1] != "the":
        return False
    return p.cues.role_of.get(p.words.lower[start - 2]) in ("at", "from")


def _number(p: PlacePassage, i: int) -> float | None:
    word = p.words.lower[i]
    if word in p.cues.phrases.numbers:
        return p.cues.phrases.numbers[word]
    thousands = re.fullmatch(r"\d{1,3}(?:,\d{3})+", word)
    try:
        return float(word.replace(",", "") if thousands else word.replace(",", "."))
    except ValueError:
        return None


def mark_phrases(p: PlacePassage, found: Sequence[Toponym]) -> None:
    """Tell the toponyms of a passage (in order, the named ones) of the phrases that they stand in."""
    for i, top in enumerate(found):
        top.ends = ends_of(top, p)
        for members, kind, noun in _groups(p, found[i:]):
            half = _is_halfway(p, members[0])
            phrase = Phrase(kind, len(members), noun, half)
            for member in members:
                member.phrase = phrase
                if kind == "middle" and member.role == "at":
                    member.role, member.precision_hint = "near", member.precision_hint or 2
        if i and top.offset_km is not None and top.bearing is not None and _follows_name(p, found[i - 1], top):
            found[i - 1].lies_off = top


def _groups(
    p: PlacePassage, found: Sequence[Toponym]
) -> Iterator[tuple[list[Toponym], Literal["middle", "line"], str | None]]:
    """The phrase that the first of ``found`` opens, if it opens one."""
    words, cues = p.words, p.cues.phrases
    left = _left_of(p, found[0])
    before = words.lower[left - 1] if left else ""
    if before in cues.middle:
        members = _listed(p, found)
        kind: Literal["middle", "line"] = "middle"
    elif before == _FROM and _noun_before(p, left - 1):
        members, kind = _joined(p, found, _TO), "line"
    elif before in cues.linking:
        members, kind = _joined(p, found, cues.linked), "line"
    else:
        return
    if len(members) > 1 and not any(m.kind_hint == "country" or m.generic or m.phrase for m in members):
        yield members, kind, _noun_before(p, left - 1)


def _left_of(p: PlacePassage, first: Toponym) -> int:
    """The token after the word that governs a name: "between" of "between the towns of X and Y"."""
    left = skip_determiners(p, first.start)
    if left and p.words.lower[left - 1] == "of":
        while left and _is_small(p, p.words.lower[left - 1]):
            left -= 1
    return left


def _noun_before(p: PlacePassage, i: int) -> str | None:
    """The road or triangle told at most a few words before token ``i``."""
    nouns = p.cues.phrases.lines | p.cues.phrases.bounded
    for at in range(i - 1, max(-1, i - _REACH), -1):
        if p.words.lower[at] in nouns:
            return p.words.lower[at]
        if p.words.text[at] in ".,;:":
            return None
    return None


def _listed(p: PlacePassage, found: Sequence[Toponym]) -> list[Toponym]:
    """The list that begins with the first toponym, up to what follows its "and"; empty where there is none."""
    members = [found[0]]
    for top in found[1 : MOST_ENDS + 1]:
        joint = [w for w in p.words.lower[members[-1].end : top.start] if not _is_small(p, w)]
        if not joint or not set(joint) <= _JOINTS:
            break
        members.append(top)
        if joint[-1] != ",":
            return members
    return []


def _joined(p: PlacePassage, found: Sequence[Toponym], by: frozenset[str]) -> list[Toponym]:
    if len(found) < 2:
        return []
    joint = [w for w in p.words.lower[found[0].end : found[1].start] if not _is_small(p, w)]
    return list(found[:2]) if len(joint) == 1 and joint[0] in by else []


def _is_small(p: PlacePassage, word: str) -> bool:
    """Words that may stand before a name in a list: "the town of"."""
    return word in ("the", "of") or word in p.cues.kind_of


def _is_halfway(p: PlacePassage, first: Toponym) -> bool:
    left = _left_of(p, first)
    return left > 1 and p.words.lower[left - 2] in p.cues.phrases.half


def _follows_name(p: PlacePassage, name: Toponym, top: Toponym) -> bool:
    """ "X, some 40 km north of Y", "X (5 km west of Y)": whether nothing else stands between the two."""
    between = p.words.lower[name.end : top.offset_start]
    return 0 < len(between) <= 2 * _REACH and all(w in p.cues.phrases.lying for w in between)


def ends_of(top: Toponym, p: PlacePassage) -> tuple[str, ...]:
    """The names that a hyphened name of a road or triangle joins ("Homs-Palmyra highway"), or none."""
    following = p.words.lower[top.end] if top.end < len(p.words) else ""
    if top.kind_hint not in _JOINED_KINDS and following not in p.cues.phrases.bounded:
        return ()
    parts = name_parts(top.name, p.cues.articles | p.cues.name_links)
    whole = all(len(part) > 1 and part[0].isalpha() for part in parts)
    return parts if whole and 1 < len(parts) <= MOST_ENDS else ()


def name_parts(name: str, links: frozenset[str]) -> tuple[str, ...]:
    """A name split at its dashes: at long ones where it has any; never beside an article ("al-Bab-Manbij")."""
    if _LONG_DASH.search(name):
        return tuple(part.strip() for part in _LONG_DASH.split(name))
    parts: list[str] = []
    for piece in _DASH.split(name):
        joined = parts and (parts[-1].rpartition(" ")[2].rpartition("-")[2].lower() in links or piece.lower() in links)
        if joined:
            parts[-1] += f"-{piece}"
        else:
            parts.append(piece)
    return tuple(parts)
