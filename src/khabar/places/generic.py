"""Places that are named before or by what they are: "the city", "the eastern part", "the camp"."""

from __future__ import annotations

from khabar.places.cues import Cues
from khabar.places.evidence import take_offset
from khabar.places.passage import DETERMINERS, PlacePassage, skip_determiners
from khabar.places.toponym import Toponym

_PARTS = frozenset({"part", "parts", "half", "side", "sector", "sectors"})
_SHARES = frozenset({"%", "percent", "cent", "most", "all", "much", "half", "third", "quarter", "rest", "remainder"})


def generic_mentions(p: PlacePassage, found: list[Toponym]) -> list[Toponym]:
    """ "the city", "the camp", "the east": places named before, taken after a preposition of place or as objects."""
    words, cues = p.words, p.cues
    taken = {i for t in found for i in range(t.start, t.end)}
    mentions = []
    for i, word in enumerate(words.lower):
        if word not in cues.generic_nouns or i in taken or not i:
            continue
        start = i
        while start and i - start < 3 and words.text[start - 1].islower() and _describes(words.lower[start - 1], cues):
            start -= 1
        if start and words.lower[start - 1] in DETERMINERS:
            start -= 1
        elif start == i or not word.endswith("s"):
            continue
        if i + 1 < len(words) and (words.lower[i + 1] in cues.kind_of or words.text[i + 1] == "-" or i + 1 in taken):
            continue
        mention = _generic(p, start, i)
        if mention:
            mentions.append(mention)
    return mentions


def _describes(word: str, cues: Cues) -> bool:
    return word in cues.directional or word in cues.modifiers or word in cues.holders or word in cues.kind_of


def _generic(p: PlacePassage, start: int, i: int) -> Toponym | None:
    words, cues = p.words, p.cues
    direction = next((w for w in words.lower[start : i + 1] if w in cues.directional or w in cues.directions), None)
    if direction is None and words.lower[i] in _PARTS:
        return None
    kind = cues.kind_of.get(words.lower[i])
    left = skip_determiners(p, start)
    text = p.text(start, i + 1)
    top = Toponym(start, i + 1, text, words.lower[i], kind_hint=kind, direction=direction, generic=True, score=0.3)
    word = words.lower[left - 1] if left else ""
    if word in ("of", "from") and left > 1 and words.lower[left - 2] in cues.directions:
        take_offset(p, top, left - 2)
        return top
    if word in cues.role_of and word not in ("by", "of"):
        top.role = cues.role_of[word]  # type: ignore[assignment]
        if top.role == "near":
            top.precision_hint = 2
        return top
    token = p.doc[i]
    if token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_.lower() in cues.object_verbs:
        if token.head.lemma_.lower() in cues.motion_from:
            top.role = "from"
        return top
    if word == "of" and left > 1 and (words.lower[left - 2] in cues.of_place or words.lower[left - 2] in _SHARES):
        return top
    return None
