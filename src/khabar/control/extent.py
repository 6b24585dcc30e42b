"""Whether a claim of control speaks of a whole place, or only of a part of it or something in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from khabar.control.knowledge import ControlTables
from khabar.control.records import Extent
from khabar.places.spelling import skeleton
from khabar.records import Claim, Place, PlaceMention

_WORD = re.compile(r"[\w'’%-]+")
_LIST_GAP = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:,|;|&|/|and|or|as well as|, and)\s*(?:the\s+)?(?:[\w-]+\s+of\s+)?\s*", re.IGNORECASE
)
_OWNER = re.compile(r"^['’]s?\s+(?P<noun>(?:[\w-]+\s+){0,2}[\w-]+)")
_ARTICLES = frozenset({"the", "a", "an", "its", "their"})
_ADJECTIVES = 4
_CLOSE = 30
_NEAR_TRIGGER = 4
_BEFORE = 7


def extents_of(claim: Claim, mentions: Sequence[PlaceMention], tables: ControlTables) -> list[Extent]:
    """The extent for each of a claim's places, in their order; members of a list share that of its first."""
    found: list[Extent] = []
    share = any(q.kind == "share" and (q.min is None or q.min < 1) for q in claim.quantities)
    for at, mention in enumerate(mentions):
        if share or mention.role == "near" or mention.point is not None:
            found.append("part")
        elif at and _is_next(claim, mentions[at - 1], mention):
            found.append(found[-1] if _is_town_itself(mention, tables) else "part")
        else:
            listed = at + 1 < len(mentions) and _is_next(claim, mention, mentions[at + 1])
            found.append(_extent(claim, mention, listed, tables))
    return found


def _extent(claim: Claim, mention: PlaceMention, listed: bool, tables: ControlTables) -> Extent:
    if _is_passing(claim, tables):
        return "unclear"
    where = _offset(claim, mention)
    if where is None:
        return _by_coreference(claim, mention, tables)
    if not _is_town_itself(mention, tables):
        return "part"
    left, right = claim.evidence.text[: where[0]], claim.evidence.text[where[1] :]
    return "part" if _is_located(claim, left, listed, tables) or _is_more(right, mention.place, tables) else "whole"


def _is_passing(claim: Claim, tables: ControlTables) -> bool:
    """Whether the trigger tells a move into the place ("swept into"), not that it was taken ("gained control of")."""
    trigger = claim.trigger
    if trigger is None or not set(words_in(trigger.text)[-1:]) & tables.words["passing"]:
        return False
    after = claim.evidence.text.partition(trigger.text)[2]
    return tables.words["mastery"].isdisjoint(words_in(after)[:_NEAR_TRIGGER])


def _is_located(claim: Claim, left: str, listed: bool, tables: ControlTables) -> bool:
    """Whether the words before a name put the event in or near it, or speak of a part of it.

    ``listed``: the name is the first of several, so that "three villages of A, B and C" are these.
    """
    before = words_in(_since_trigger(claim, left))[-_BEFORE:]
    words = tables.words
    at = len(before) - 1
    while at >= 0 and (before[at] in words["nouns"] or before[at] in ("the", "of", "its", "a", "called", "named")):
        at -= 1
    tail = before[at + 1 :]
    if at >= 0 and (before[at] in words["locating"] or ("of" in tail and _opens_before(before[: at + 1], tables))):
        return True
    if "of" not in tail or not words["wholes"].isdisjoint(before):
        return False
    counted = any(w[:1].isdigit() or w in words["some"] - {"a", "an"} for w in before)
    shares = words["shares"] - words["nouns"] if listed else words["shares"]
    return not shares.isdisjoint(before) or (counted and not listed)


def _opens_before(before: Sequence[str], tables: ControlTables) -> bool:
    """Whether adjectives stand between a locating word and the noun: ``in the besieged coastal (city of)``."""
    for at in range(len(before) - 1, max(-1, len(before) - 1 - _ADJECTIVES), -1):
        if before[at] in _ARTICLES:
            return at > 0 and before[at - 1] in tables.words["locating"]
    return False


def _since_trigger(claim: Claim, left: str) -> str:
    """The words between the trigger and a name behind it; of a name before its trigger, all words of its clause."""
    start, trigger = claim.evidence.start, claim.trigger
    if start is not None and trigger is not None and trigger.end is not None and trigger.end - start <= len(left):
        left = left[trigger.end - start :]
    return re.split(r"[;:.,]\s", left)[-1]


def _is_more(right: str, place: Place | None, tables: ControlTables) -> bool:
    """Whether a name only belongs to what was taken: "X's airport", "X countryside"."""
    owner = _OWNER.match(right)
    nouns = words_in(owner["noun"]) if owner else words_in(right.split(",")[0])[:1]
    if owner:
        return not (set(nouns) & tables.words["nouns"]) or not tables.words["directions"].isdisjoint(nouns)
    return right[:1] == " " and bool(nouns) and nouns[0] in tables.words["things"] - _own_nouns(place, tables)


def _is_town_itself(mention: PlaceMention, tables: ControlTables) -> bool:
    """Whether the words of a mention name the place that was found, not something in it."""
    words, place = words_in(mention.text), mention.place
    if place is None or not words:
        return True
    named = _names(mention.text, place.name)
    if mention.text == mention.text.lower():
        return words[-1] in _own_nouns(place, tables) and tables.words["directions"].isdisjoint(words)
    if named:
        own = set(words_in(place.name or ""))
        extra = [w for w in words if w not in own and w not in ("the", "of", "al", "el")]
        things = tables.words["things"] - _own_nouns(place, tables)
        turned = bool(extra) and extra[0] in tables.words["directions"]
        inside = bool(extra) and extra[-1] in things and things.isdisjoint(own)
        return not (place.kind in tables.misfits and (turned or inside))
    return words[-1] not in tables.words["things"]


def _names(text: str, name: str | None) -> bool:
    keys = {skeleton(w) for w in words_in(name or "")} - {""}
    return bool(keys & {skeleton(w) for w in words_in(text)})


def _by_coreference(claim: Claim, mention: PlaceMention, tables: ControlTables) -> Extent:
    """Of a place that the clause does not name: "the town", "it", or the name right before a participle."""
    evidence, trigger = claim.evidence, claim.trigger
    if trigger is None or trigger.start is None or evidence.start is None or trigger.end is None:
        return "unclear"
    if mention.end is not None and trigger.start == evidence.start and 0 <= evidence.start - mention.end <= _CLOSE:
        return "whole"
    at = trigger.start - evidence.start
    nouns = _own_nouns(mention.place, tables)
    after = words_in(evidence.text[at + len(trigger.text) :])[:5]
    before = words_in(evidence.text[:at])
    return "whole" if _means_it(after, nouns, tables) or _is_subject(before, nouns, tables) else "unclear"


def _own_nouns(place: Place | None, tables: ControlTables) -> frozenset[str]:
    """Common nouns that may mean a place: "the town", but not "the airport" of a town."""
    nouns = tables.words["nouns"]
    if place is None or place.kind is None:
        return nouns
    if place.kind not in tables.misfits:
        return nouns
    ambiguous = frozenset().union(*tables.misfits.values())
    return nouns - tables.misfits[place.kind] - (tables.words["things"] - ambiguous)


def _means_it(after: Sequence[str], nouns: frozenset[str], tables: ControlTables) -> bool:
    """``(took) it``, ``(took) control of the town``."""
    for at, word in enumerate(after):
        if word in tables.words["locating"] or word in tables.words["shares"]:
            return False
        if word == "it":
            return True
        if word == "the" and any(w in nouns for w in after[at + 1 : at + 3]):
            return tables.words["directions"].isdisjoint(after[at + 1 : at + 3])
    return False


def _is_subject(before: Sequence[str], nouns: frozenset[str], tables: ControlTables) -> bool:
    """``the town (was taken)``, ``which (they took)``."""
    if not tables.words["shares"].isdisjoint(before):
        return False
    if len(before) >= 2 and before[0] in ("the", "this") and before[1] in nouns:
        return True
    return bool(before) and before[0] in ("it", "which", "that")


def _is_next(claim: Claim, last: PlaceMention, mention: PlaceMention) -> bool:
    """Whether two places are neighbours in a list: "A, B and C"."""
    if last.role != mention.role or last.end is None or mention.start is None or claim.evidence.start is None:
        return False
    start = claim.evidence.start
    return bool(_LIST_GAP.fullmatch(claim.evidence.text[max(0, last.end - start) : max(0, mention.start - start)]))


def _offset(claim: Claim, mention: PlaceMention) -> tuple[int, int] | None:
    """Where a mention stands in the evidence, or None where it stands elsewhere."""
    evidence = claim.evidence
    if mention.start is not None and mention.end is not None and evidence.start is not None:
        start, end = mention.start - evidence.start, mention.end - evidence.start
        if start >= 0 and evidence.text[start:end] == mention.text:
            return start, end
    at = evidence.text.find(mention.text) if mention.text and mention.start is None else -1
    return (at, at + len(mention.text)) if at >= 0 else None


def words_in(text: str) -> list[str]:
    """Lower-case words of a text."""
    return [w.lower() for w in _WORD.findall(text)]
