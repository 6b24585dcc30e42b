"""Which words of a passage name places: from the shape of names, cue words, prepositions, lists and the parse."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from khabar.places.capitals import read_capital
from khabar.places.cues import load_cues
from khabar.places.evidence import weigh
from khabar.places.generic import generic_mentions
from khabar.places.knowledge import common_words
from khabar.places.passage import Known, PlacePassage, is_common
from khabar.places.persons import Persons, is_person, is_what_is_said, meet_persons
from khabar.places.phrases import mark_phrases, name_parts
from khabar.places.speakers import tells_of_speaker
from khabar.places.toponym import Toponym
from khabar.syntax.pack_words import calendar_words
from khabar.syntax.tree import Tree, build_tree

if TYPE_CHECKING:
    from spacy.tokens import Doc


_KIND_TAIL = 4
LONGEST_BEGINNING = 4
QUOTES = frozenset({'"', "“", "'", "‘", "«"})
JOINTS = frozenset({"-", "–", "—"})
OFFICES = frozenset({"ministry", "minister", "department", "directorate", "secretary", "bureau"})
FRONTS = frozenset({"line", "lines", "frontline", "salient"})
_NAME_TAGS = frozenset({"PROPN", "X"})
_MODEL = re.compile(r"^[A-Z][A-Za-z]{0,3}-\d+\w*$")  # "T-55s", "Mi-24"
_ACRONYM = re.compile(r"^[A-Z]{2,6}s?$")


def recognise(
    doc: Doc | Tree,
    *,
    blocked: Sequence[tuple[int, int]] = (),
    known: Known | None = None,
    persons: Persons | None = None,
) -> list[Toponym]:
    """All mentions of places in a parsed passage, in order.

    Args:
        doc: the parsed passage, or its tree where that is at hand.
        blocked: token ranges that name actors already.
        known: tells whether a name is in the gazetteer; names without any cue are taken only when it is.
        persons: names of persons that earlier passages had; those of this one are added.
    """
    tree = doc if isinstance(doc, Tree) else build_tree(doc)
    passage = PlacePassage(tree, load_cues(), blocked, known or (lambda name: False))
    found = recognise_in(passage)
    for toponym in found:
        read_capital(passage, toponym)
    if persons is None:
        return found
    people = meet_persons(passage, passage.spans, persons)
    return [t for t in found if t.generic or not is_person(passage, t, people, persons)]


def ends_place(doc: Doc, start: int, end: int, known: Known) -> bool:
    """Whether tokens ``start`` to ``end`` (exclusive) only end a name of a place: the Assad of "Dahiyet al-Assad"."""
    for first in range(start - 1, max(start - 1 - LONGEST_BEGINNING, -1), -1):
        if doc[first].pos_ == "DET" or not (
            doc[first].text[0].isupper() or doc[first].lower_ in load_cues().articles or doc[first].text in JOINTS
        ):
            return False
        if doc[first].text[0].isupper() and known(doc[first:end].text):
            return True
    return False


def recognise_in(passage: PlacePassage) -> list[Toponym]:
    """As ``recognise``, for a passage that is at hand."""
    found: list[Toponym] = []
    for first, end in passage.spans:
        start = _with_opener(passage, first, end)
        parts = _joined_names(passage, start, end)
        toponym = _read_name(passage, *parts[0], found)
        if toponym:
            found.append(toponym)
            found.extend(_beside(passage, toponym, a, b) for a, b in parts[1:])
    _share_list_kinds(passage, found)
    mark_areas(passage, found)
    mark_phrases(passage, found)
    for toponym in found:
        toponym.of_speaker = not toponym.kind_told and tells_of_speaker(passage, toponym)
    found.extend(generic_mentions(passage, found))
    return sorted(found, key=lambda t: (t.start, t.end))


def _with_opener(p: PlacePassage, start: int, end: int) -> int:
    """ "at In Amenas": where the name begins whose first word is no name by itself, and a known one."""
    before = start - 1
    if before < 1 or before in p.starts or not p.words.text[before][0].isupper() or not p.words.text[before].isalpha():
        return start
    return before if p.known(p.text(before, end)) and not p.is_blocked(before, end) else start


def _joined_names(p: PlacePassage, start: int, end: int) -> list[tuple[int, int]]:
    """The names of "the Kupyansk-Svatove-Kreminna line", where each is known and the whole is none; else the span."""
    joints = [i for i in range(start + 1, end - 1) if p.words.text[i] in JOINTS]
    after = p.words.lower[end : end + 1]
    if not joints or not FRONTS.issuperset(after) or not after or p.known(p.text(start, end)):
        return [(start, end)]
    parts = list(zip([start, *(i + 1 for i in joints)], [*joints, end], strict=True))
    known = all(p.words.text[a][0].isupper() and p.known(p.text(a, b)) for a, b in parts)
    return parts if known else [(start, end)]


def _beside(p: PlacePassage, first: Toponym, start: int, end: int) -> Toponym:
    """A further name of a line, in the role of the first."""
    name = p.text(start, end)
    return Toponym(start, end, name, name, role=first.role, precision_hint=2, listed=True, score=first.score)


def _read_name(p: PlacePassage, start: int, end: int, before: list[Toponym]) -> Toponym | None:
    words, cues = p.words, p.cues
    if p.is_blocked(start, end):
        return None
    core_start, core_end = start, end
    direction = None
    while core_start < core_end - 1 and words.lower[core_start] in cues.directional:
        if words.text[core_start + 1] == "-":
            break
        direction = words.lower[core_start]
        core_start += 1
    if direction is not None and words.lower[core_end - 1] in common_words() and p.known(p.text(start, end)):
        core_start, direction = start, None  # "West Bank"
    if core_end - 1 > core_start and words.lower[core_end - 1] in cues.directions and not p.known(p.text(start, end)):
        core_end, direction = core_end - 1, direction or words.lower[core_end - 1]  # "Vadamarachchi East"
    kind = None
    while core_end - 1 > core_start and words.lower[core_end - 1] in cues.kind_of:
        if words.lower[core_end - 1] == "front":
            return None
        kind = kind or cues.kind_of[words.lower[core_end - 1]]
        core_end -= 1
    if _is_person_or_group(p, start, end, kind) or _is_part_of_last(p, start, before):
        return None
    if _is_only_direction(p, core_start, core_end):
        return None
    common = all(is_common(words.lower[i], cues) for i in range(core_start, core_end))
    if common and kind:
        core_end, kind = end, "quarter" if kind in ("city", "town") else kind
    elif core_end - core_start == 1 and not kind and not _may_stand_alone(p, core_start, common):
        return None
    if core_end - core_start == 1 and not kind and _is_abbreviation(p, core_start):
        return None
    if kind is None and (_MODEL.match(p.text(core_start, core_end)) or _begins_with_model(p, core_start, core_end)):
        return None
    if kind is None:
        end, kind = _kind_after(p, end)
    if kind is None and _is_front_between(p, core_start, core_end, end):
        end, kind = end + 1, "region"
    start, direction = _direction_before(p, start, direction)
    top = Toponym(start, end, p.text(start, end), p.text(core_start, core_end), kind_hint=kind, direction=direction)
    if not weigh(p, top, core_start, core_end, before):
        return None
    if before and words.lower[start - 1] == "'s" and before[-1].end == start - 1 and kind != "country":
        named = before[-1].kind_hint != "country" and p.known(top.name)
        if kind is not None or named:
            _take_in_owner(p, top, before.pop())
    return top


def _is_only_direction(p: PlacePassage, start: int, end: int) -> bool:
    """ "in the North-West", where no gazetteer has a region of that name."""
    words = p.words
    parts = [words.lower[i] for i in range(start, end) if words.text[i] != "-"]
    return len(parts) > 1 and p.cues.directional.issuperset(parts) and not p.known(p.text(start, end))


def _begins_with_model(p: PlacePassage, start: int, end: int) -> bool:
    """ "two F-51 Mustangs": letters, a hyphen and a number before the name."""
    return any(_MODEL.match("".join(p.words.text[start:i])) for i in range(start + 1, end + 1))


def _is_abbreviation(p: PlacePassage, i: int) -> bool:
    """ "an INGO", "the Armed Forces (MAF)": letters that no gazetteer has, or that stand for other words."""
    words = p.words
    if not _ACRONYM.match(words.text[i]):
        return False
    if words.text[i].endswith("s"):
        return True  # "burned two CAIs"
    if not p.known(words.text[i]) or (i and words.lower[i - 1] == "the" and words.text[i] not in p.countries):
        return True
    before = words.text[i - 1] if i else ""
    bracketed = before == "(" and words.text[i + 1 : i + 2] == [")"] and words.text[i - 2][0].isupper()
    return bracketed or before.lower() in ("a", "an")


def _may_stand_alone(p: PlacePassage, i: int, common: bool) -> bool:
    """Whether one capitalised word can be a name: no word of a kind or group, no verb that opens a sentence."""
    word = p.words.lower[i]
    if word in p.cues.group_words or p.words.text[i] in p.surnames:
        return False
    if common:
        return i > 0 and i not in p.starts and p.words.lower[i - 1] in p.cues.role_of and p.doc[i].pos_ == "PROPN"
    return i not in p.starts or p.doc[i].pos_ in _NAME_TAGS or p.known(p.words.text[i])


def _take_in_owner(p: PlacePassage, top: Toponym, owner: Toponym) -> None:
    """ "Aleppo's Old City": one mention, of a place within another."""
    top.within, top.start, top.text = owner.name, owner.start, p.text(owner.start, top.end)
    if top.role == "at":
        top.role, top.precision_hint = owner.role, owner.precision_hint
    top.score = max(top.score, owner.score)


def _is_part_of_last(p: PlacePassage, start: int, before: list[Toponym]) -> bool:
    """ "the Old City of Aleppo": the name tells where the mention before lies."""
    if not before or start < 2 or p.words.lower[start - 1] != "of" or before[-1].end != start - 1:
        return False
    last = before[-1]
    if last.kind_hint is None or not all(is_common(w, p.cues) for w in last.name.lower().split()):
        return False
    end = start + 1
    while end < len(p.words) and p.words.text[end][0].isupper():
        end += 1
    last.within = p.text(start, end)
    return True


def _is_person_or_group(p: PlacePassage, start: int, end: int, kind: str | None) -> bool:
    words, cues = p.words, p.cues
    first, last = words.lower[start].rstrip("."), words.lower[end - 1].rstrip(".")
    before = words.lower[start - 1].rstrip(".") if start else ""
    after = words.lower[end] if end < len(words) else ""
    if after == "-" and end + 1 < len(words) and words.lower[end + 1].endswith("ed"):
        return True  # "al-Qaeda-linked militants", "Tripoli-based militias": who they are, not where they act
    if last in cues.group_words and kind is None:
        return True
    if before in QUOTES and start > 1 and words.lower[start - 2] in cues.named_acts:
        return True  # "the operation “Victory from God”"
    of_office = before == "of" and start > 1 and words.lower[start - 2] in OFFICES
    if of_office and kind is None and p.text(start, end) not in p.countries:
        return True  # "the Ministry of Interior"
    head = p.doc[p.root(start, end)].head
    stands_alone = before in cues.role_of and p.doc[end - 1].dep_ == "pobj"  # "In Homs rebels fired"
    is_make = head.i >= end and head.lower_ in cues.made_things and head.i - end < 4
    if (after in cues.made_things or is_make) and kind is None and not stands_alone:
        return True
    is_adverb = after in calendar_words() and words.text[end].islower()  # "in Mekelle today" is no "Russia Today"
    if after in cues.group_words and not kind and not (is_adverb or stands_alone):
        return True
    if kind:
        return False
    if first in cues.titles or (before in cues.titles and not is_what_is_said(p, start, end)):
        p.surnames.add(words.text[end - 1])
        return True
    content = [w for w in words.lower[start:end] if w.isalpha() and w not in cues.articles]
    if first == "abu" and before in cues.role_of and words.lower[start - 2 : start] == ["known", "as"]:
        return True
    person = (
        len(content) > 1
        and content[0] in cues.first_names
        and not (before in cues.role_of and before not in ("of", "by", "from", "to"))
        and _kind_after(p, end)[1] is None
    )
    if person:
        p.surnames.add(words.text[end - 1])
    return person


def _kind_after(p: PlacePassage, end: int) -> tuple[int, str | None]:
    """Extend over "refugee camp", "oil field", "districts" that follow the name."""
    words, cues = p.words, p.cues
    at = end
    if at < len(words) and words.text[at] in "-–" and words.touching(at - 1):
        return end, None
    while at < len(words) and at - end < _KIND_TAIL:
        word = words.lower[at]
        if word in cues.kind_of and word not in ("front", "fronts"):
            last = at + 1
            while (
                last < len(words)
                and last - end < _KIND_TAIL + 1
                and words.lower[last] in cues.kind_of
                and words.lower[last] != "front"
            ):
                last += 1
            return last, cues.kind_of[words.lower[last - 1]]
        if word not in cues.modifiers:
            break
        at += 1
    return end, None


def _is_front_between(p: PlacePassage, core_start: int, core_end: int, end: int) -> bool:
    """ "the Bakhmut-Soledar front": of two places that are known, not a group's name."""
    if end >= len(p.words) or p.words.text[end] not in ("front", "fronts"):
        return False
    parts = name_parts(p.text(core_start, core_end), p.cues.articles | p.cues.name_links)
    return len(parts) > 1 and all(p.known(part) for part in parts)


def _direction_before(p: PlacePassage, start: int, direction: str | None) -> tuple[int, str | None]:
    before = p.words.lower[start - 1] if start else ""
    if direction is None and before in p.cues.directional:
        return start - 1, before
    if start >= 3 and p.words.text[start - 2] == "-" and f"{p.words.lower[start - 3]}{before}" in p.cues.directional:
        return start - 3, f"{p.words.lower[start - 3]}{before}"
    return start, direction


def mark_areas(p: PlacePassage, found: list[Toponym]) -> None:
    """ "Saraqib, Idlib", "Saraqib in Idlib province": whether the next name stands where an area's would."""
    for name, following in itertools.pairwise(found):
        between = p.words.lower[name.end : following.start]
        name.area_follows = between in ([","], ["("], ["in"], [",", "in"], ["in", "the"])


def _share_list_kinds(p: PlacePassage, found: list[Toponym]) -> None:
    """ "A, B and C villages": what the last of a list is, its others are."""
    for later, earlier in zip(reversed(found), reversed(found[:-1]), strict=False):
        if (
            later.listed
            and later.kind_hint
            and not earlier.kind_hint
            and later.kind_hint not in ("country", "province")
        ):
            noun = p.words.lower[later.end - 1]
            if noun.endswith("s") or noun not in p.cues.kind_of:
                earlier.kind_hint = later.kind_hint
