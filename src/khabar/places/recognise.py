"""Which words of a passage name places: from the shape of names, cue words, prepositions, lists and the parse."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from khabar.places.cues import Cues, load_cues
from khabar.places.knowledge import common_words, country_words
from khabar.places.names import Words, name_spans
from khabar.places.toponym import Toponym
from khabar.records.codes import PlaceRole
from khabar.syntax.tree import Tree, build_tree

if TYPE_CHECKING:
    from spacy.tokens import Doc

Known = Callable[[str], bool]
_LIST_JOINTS = frozenset({",", "and", "or", "&", ";"})
_DETERMINERS = frozenset(
    {
        "the",
        "a",
        "an",
        "this",
        "that",
        "its",
        "their",
        "his",
        "these",
        "those",
        "entire",
        "whole",
        "all",
        "nearby",
        "strategic",
        "key",
        "besieged",
        "embattled",
        "rebel-held",
        "historic",
        "ancient",
        "own",
        "neighbouring",
        "neighboring",
        "same",
        "small",
        "main",
    }
)
_SPEECH = frozenset(
    [
        "say",
        "tell",
        "add",
        "report",
        "announce",
        "claim",
        "accuse",
        "deny",
        "warn",
        "note",
        "state",
        "declare",
        "insist",
        "confirm",
        "believe",
        "want",
        "think",
        "call",
        "urge",
        "demand",
        "agree",
        "condemn",
        "vow",
        "threaten",
        "launch",
        "support",
        "back",
        "decide",
    ]
)
_PARTS = frozenset({"part", "parts", "half", "side", "sector", "sectors"})
_SHARES = frozenset({"%", "percent", "cent", "most", "all", "much", "half", "third", "quarter", "rest", "remainder"})
_KILOMETRES = {
    "km": 1.0,
    "kms": 1.0,
    "kilometers": 1.0,
    "kilometres": 1.0,
    "kilometer": 1.0,
    "kilometre": 1.0,
    "miles": 1.609,
    "mile": 1.609,
    "metres": 0.001,
    "meters": 0.001,
    "m": 0.001,
}
_KIND_TAIL = 4
_COLON_REACH = 14
_NAME_TAGS = frozenset({"PROPN", "X"})
_ACRONYM = re.compile(r"^[A-Z]{2,6}$")


class _Passage:
    """One passage's tokens with what the rules ask of the parse."""

    def __init__(self, tree: Tree, cues: Cues, blocked: Sequence[tuple[int, int]], known: Known) -> None:
        self.doc, self.cues, self.known = tree.doc, cues, known
        self._text = tree.doc.text  # built anew at each call
        self.words = Words(tree.text, tree.lower, tree.idx)
        self.starts = {start for start, _ in tree.sentences}
        self.blocked = blocked
        self.countries = country_words()
        self.surnames: set[str] = set()

    def text(self, start: int, end: int) -> str:
        return self._text[self.words.offset[start] : self.words.end(end - 1)]

    def is_blocked(self, start: int, end: int) -> bool:
        return any(a < end and start < b for a, b in self.blocked)

    def root(self, start: int, end: int) -> int:
        """The token of the range whose head lies outside it."""
        for i in range(end - 1, start - 1, -1):
            head = self.doc[i].head.i
            if not start <= head < end:
                return i
        return end - 1


def recognise(doc: Doc | Tree, *, blocked: Sequence[tuple[int, int]] = (), known: Known | None = None) -> list[Toponym]:
    """All mentions of places in a parsed passage, in order.

    Args:
        doc: the parsed passage, or its tree where that is at hand.
        blocked: token ranges that name actors already.
        known: tells whether a name is in the gazetteer; names without any cue are taken only when it is.
    """
    tree = doc if isinstance(doc, Tree) else build_tree(doc)
    passage = _Passage(tree, load_cues(), blocked, known or (lambda name: False))
    found: list[Toponym] = []
    for start, end in name_spans(passage.words, passage.cues, sorted(passage.starts)):
        toponym = _read_name(passage, start, end, found)
        if toponym:
            found.append(toponym)
    _share_list_kinds(passage, found)
    found.extend(_generic_mentions(passage, found))
    return sorted(found, key=lambda t: (t.start, t.end))


def _read_name(p: _Passage, start: int, end: int, before: list[Toponym]) -> Toponym | None:
    words, cues = p.words, p.cues
    if p.is_blocked(start, end):
        return None
    core_start, core_end = start, end
    direction = None
    while core_start < core_end - 1 and words.lower[core_start] in cues.directional:
        direction = words.lower[core_start]
        core_start += 1
    kind = None
    while core_end - 1 > core_start and words.lower[core_end - 1] in cues.kind_of:
        if words.lower[core_end - 1] == "front":
            return None
        kind = kind or cues.kind_of[words.lower[core_end - 1]]
        core_end -= 1
    if _is_person_or_group(p, start, end, kind) or _is_part_of_last(p, start, before):
        return None
    common = all(_is_common(words.lower[i], cues) for i in range(core_start, core_end))
    if common and kind:
        core_end, kind = end, "quarter" if kind in ("city", "town") else kind
    elif core_end - core_start == 1 and not kind and not _may_stand_alone(p, core_start, common):
        return None
    if (
        core_end - core_start == 1
        and _ACRONYM.match(words.text[core_start])
        and not kind
        and not p.known(words.text[core_start])
    ):
        return None
    if kind is None:
        end, kind = _kind_after(p, end)
    start, direction = _direction_before(p, start, direction)
    top = Toponym(start, end, p.text(start, end), p.text(core_start, core_end), kind_hint=kind, direction=direction)
    if not _weigh(p, top, core_start, core_end, before):
        return None
    if before and words.lower[start - 1] == "'s" and before[-1].end == start - 1 and kind != "country":
        named = before[-1].kind_hint != "country" and p.known(top.name)
        if kind is not None or named:
            _take_in_owner(p, top, before.pop())
    return top


def _is_common(word: str, cues: Cues) -> bool:
    return word in cues.modifiers or word in cues.directional or word in cues.kind_of


def _may_stand_alone(p: _Passage, i: int, common: bool) -> bool:
    """Whether one capitalised word can be a name: no word of a kind or group, no verb that opens a sentence."""
    word = p.words.lower[i]
    if word in p.cues.group_words or p.words.text[i] in p.surnames:
        return False
    if common:
        return i > 0 and i not in p.starts and p.words.lower[i - 1] in p.cues.role_of and p.doc[i].pos_ == "PROPN"
    return i not in p.starts or p.doc[i].pos_ in _NAME_TAGS or p.known(p.words.text[i])


def _take_in_owner(p: _Passage, top: Toponym, owner: Toponym) -> None:
    """ "Aleppo's Old City": one mention, of a place within another."""
    top.within, top.start, top.text = owner.name, owner.start, p.text(owner.start, top.end)
    if top.role == "at":
        top.role, top.precision_hint = owner.role, owner.precision_hint
    top.score = max(top.score, owner.score)


def _is_part_of_last(p: _Passage, start: int, before: list[Toponym]) -> bool:
    """ "the Old City of Aleppo": the name tells where the mention before lies."""
    if not before or start < 2 or p.words.lower[start - 1] != "of" or before[-1].end != start - 1:
        return False
    last = before[-1]
    if last.kind_hint is None or not all(_is_common(w, p.cues) for w in last.name.lower().split()):
        return False
    end = start + 1
    while end < len(p.words) and p.words.text[end][0].isupper():
        end += 1
    last.within = p.text(start, end)
    return True


def _is_person_or_group(p: _Passage, start: int, end: int, kind: str | None) -> bool:
    words, cues = p.words, p.cues
    first, last = words.lower[start].rstrip("."), words.lower[end - 1].rstrip(".")
    before = words.lower[start - 1].rstrip(".") if start else ""
    after = words.lower[end] if end < len(words) else ""
    if last in cues.group_words and kind is None:
        return True
    if after in cues.group_words and not kind:
        return True
    if kind:
        return False
    if first in cues.titles or before in cues.titles:
        p.surnames.add(words.text[end - 1])
        return True
    content = [w for w in words.lower[start:end] if w.isalpha() and w not in cues.articles]
    person = (
        len(content) > 1
        and content[0] in cues.first_names
        and not (before in cues.role_of and before not in ("of", "by", "from", "to"))
        and _kind_after(p, end)[1] is None
    )
    if person:
        p.surnames.add(words.text[end - 1])
    return person


def _kind_after(p: _Passage, end: int) -> tuple[int, str | None]:
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


def _direction_before(p: _Passage, start: int, direction: str | None) -> tuple[int, str | None]:
    before = p.words.lower[start - 1] if start else ""
    if direction is None and before in p.cues.directional:
        return start - 1, before
    if start >= 3 and p.words.text[start - 2] == "-" and f"{p.words.lower[start - 3]}{before}" in p.cues.directional:
        return start - 3, f"{p.words.lower[start - 3]}{before}"
    return start, direction


def _weigh(p: _Passage, top: Toponym, core_start: int, core_end: int, before: list[Toponym]) -> bool:
    """Fill role, precision and score of a name; False when nothing says that it is a place."""
    words, cues = p.words, p.cues
    code = p.countries.get(top.name)
    known = code is not None or p.known(top.name)
    score = 0.3 if known and code is None else 0.0
    if top.kind_hint:
        score += 0.4
    if top.direction:
        score += 0.3
    left = _skip_determiners(p, top.start)
    previous = words.lower[left - 1] if left else ""
    same_list = _follows_in_list(p, top, before)
    told = None if same_list else _kind_before_colon(p, top.start)
    if same_list:
        top.role, top.precision_hint, top.listed = same_list.role, same_list.precision_hint, True
        top.within, top.kind_told = same_list.within, same_list.kind_told
        if same_list.kind_told:
            top.kind_hint = top.kind_hint or same_list.kind_hint
        top.offset_km = same_list.offset_km
        score += 0.4 if same_list.score >= 0.4 else 0.2
    elif told is not None:
        top.kind_hint, top.within, top.kind_told = top.kind_hint or told[0], told[1], True
        score += 0.4
    elif previous in cues.role_of:
        score += _by_preposition(p, top, left - 1)
    else:
        score += _by_parse(p, top, core_start, core_end, known)
    if top.kind_hint == "province":
        top.precision_hint = 4
    if code is not None:
        top.kind_hint, top.precision_hint, top.country_hint = "country", 5, code
        if _is_actor_use(p, core_start, core_end, top):
            return False
    elif _is_actor_use(p, core_start, core_end, top):
        score -= 0.4
    if top.kind_hint is None and not same_list and words.lower[core_end - 1] in common_words():
        score -= 0.5
    top.score = round(min(1.0, max(0.0, score)), 2)
    return top.score >= 0.35


def _kind_before_colon(p: _Passage, start: int) -> tuple[str, str | None] | None:
    """ "six districts of Mosul: A, B and C": the kind of what is listed, and what it lies in."""
    words, cues = p.words, p.cues
    if not start or words.text[start - 1] != ":":
        return None
    for i in range(start - 2, max(-1, start - 2 - _COLON_REACH), -1):
        if words.lower[i].endswith("s") and words.lower[i] in cues.kind_of:
            name = i + 2
            while name < start and words.text[i + 1] == "of" and words.lower[name] in cues.directional:
                name += 1
            inside = words.lower[i + 1] in ("of", "in") and words.text[name][0].isupper()
            return cues.kind_of[words.lower[i]], words.text[name] if inside else None
        if words.text[i] in ".:;":
            return None
    return None


def _skip_determiners(p: _Passage, i: int) -> int:
    while i and (
        p.words.lower[i - 1] in _DETERMINERS
        or (p.doc[i - 1].pos_ == "ADJ" and p.words.lower[i - 1] not in p.cues.role_of)
    ):
        i -= 1
    return i


def _follows_in_list(p: _Passage, top: Toponym, before: list[Toponym]) -> Toponym | None:
    if not before:
        return None
    last = before[-1]
    between = p.words.lower[last.end : top.start]
    if not between or len(between) > 4 or not any(w in _LIST_JOINTS for w in between):
        return None
    if all(w in _LIST_JOINTS or w in _DETERMINERS or w in ("as", "well") or p.cues.kind_of.get(w) for w in between):
        return last
    return None


def _by_preposition(p: _Passage, top: Toponym, i: int) -> float:
    """Evidence of the preposition at ``i``; sets role and precision."""
    words, cues = p.words, p.cues
    word = words.lower[i]
    role: PlaceRole = cues.role_of[word]  # type: ignore[assignment]
    before = words.lower[i - 1] if i else ""
    if word == "by":
        return -0.2
    if word in ("of", "from", "to") and before in cues.directions:
        return _offset(p, top, i - 1)
    if word == "from" and (before in _KILOMETRES or before in ("away", "far")):
        return _offset(p, top, i)
    if word == "of" and before == "out":
        top.role = "from"
        return 0.35
    if word == "of":
        return _by_of(p, top, i, before)
    if word == "between":
        top.role, top.precision_hint = "near", 2
        return 0.5
    if role == "to":
        verb = p.doc[i].head
        top.role = "to"
        return 0.4 if verb.lemma_.lower() in cues.to_verbs or word != "to" or top.kind_hint else 0.25
    top.role = role
    if role == "near":
        top.precision_hint = 2
    if word == "from":
        return 0.35
    return 0.35 if word in ("over", "around", "among", "through", "via", "on", "amid") else 0.5


def _by_of(p: _Passage, top: Toponym, i: int, before: str) -> float:
    words, cues = p.words, p.cues
    if before in cues.kind_of:
        if not before.endswith("s") or not p.known(top.name):
            top.kind_hint = top.kind_hint or cues.kind_of[before]
        _inherit_role(p, top, _skip_determiners(p, i - 1))
        if before in ("outskirts", "vicinity", "edge", "edges", "fringes"):
            top.precision_hint = top.precision_hint or 1
        return 0.5
    if before in cues.of_place or before.rstrip("s") in cues.of_place:
        left = i - 1
        if left and words.lower[left - 1] in cues.directional:
            top.direction = top.direction or words.lower[left - 1]
            left -= 1
        _inherit_role(p, top, _skip_determiners(p, left))
        return 0.4
    if before in cues.group_words and words.lower[i + 1] == "the":
        return -0.3
    return 0.05


def _inherit_role(p: _Passage, top: Toponym, left: int) -> None:
    word = p.words.lower[left - 1] if left else ""
    if word in p.cues.role_of and word not in ("of", "by"):
        top.role = p.cues.role_of[word]  # type: ignore[assignment]
        if top.role == "near":
            top.precision_hint = 2


def _offset(p: _Passage, top: Toponym, i: int) -> float:
    """ "40 km northeast of X", "south of X", "5 km from X": near the place, with the distance where told."""
    words = p.words
    top.role, top.precision_hint = "near", 2
    if words.lower[i] in p.cues.directions:
        top.direction = words.lower[i]
        if i and words.text[i - 1] == "-" and i >= 2:
            top.direction = words.lower[i - 2] + words.lower[i]
            i -= 2
    for at in range(max(0, i - 4), i):
        if words.lower[at] in _KILOMETRES and at and (number := _number(words.text[at - 1])) is not None:
            top.offset_km = number * _KILOMETRES[words.lower[at]]
    return 0.5


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def _by_parse(p: _Passage, top: Toponym, core_start: int, core_end: int, known: bool) -> float:
    """Evidence of the grammar where no preposition stands before the name."""
    cues = p.cues
    after = p.words.lower[top.end] if top.end < len(p.words) else ""
    if after == "'s" and top.end + 1 < len(p.words):
        following = p.words.lower[top.end + 1 : top.end + 4]
        return 0.35 if any(w in cues.kind_of or w in cues.directional for w in following) else 0.1
    token = p.doc[p.root(core_start, core_end)]
    if top.end > core_end:
        token = p.doc[top.end - 1]
    verb = token.head
    lemma = verb.lemma_.lower()
    if token.dep_ == "dobj" and lemma in cues.object_verbs:
        if lemma in cues.motion_from:
            top.role = "from"
        elif lemma in cues.motion_to:
            top.role = "to"
        return 0.35
    if token.dep_ in ("nsubjpass", "nsubj") and (
        lemma in cues.subject_verbs or (token.dep_ == "nsubjpass" and lemma in cues.object_verbs)
    ):
        return 0.35
    if token.dep_ == "appos" and verb.lower_ in cues.kind_of:
        return 0.35
    if token.dep_ in ("npadvmod", "appos", "conj") and known:
        return 0.2
    if after in (":", "-", "(") and core_start in p.starts:
        return 0.3
    if token.dep_ in ("compound", "nmod", "amod") and known:
        return 0.15
    return 0.1 if known and token.dep_ not in ("nsubj",) else 0.0


def _is_actor_use(p: _Passage, core_start: int, core_end: int, top: Toponym) -> bool:
    """ "Moscow said", "by Israel", "Israel launched": the government is meant, not the ground."""
    if top.listed or top.role in ("to", "from"):
        return False
    token = p.doc[p.root(core_start, core_end)]
    if token.dep_ == "nsubj":
        return token.head.lemma_.lower() in _SPEECH or (
            token.head.pos_ == "VERB" and token.head.lemma_.lower() not in p.cues.subject_verbs
        )
    if token.dep_ == "pobj" and token.head.lower_ == "between":
        return top.kind_hint == "country"
    return token.dep_ == "agent" or (token.dep_ == "pobj" and token.head.lower_ in ("by", "with", "against"))


def _share_list_kinds(p: _Passage, found: list[Toponym]) -> None:
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


def _generic_mentions(p: _Passage, found: list[Toponym]) -> list[Toponym]:
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
        if start and words.lower[start - 1] in _DETERMINERS:
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


def _generic(p: _Passage, start: int, i: int) -> Toponym | None:
    words, cues = p.words, p.cues
    direction = next((w for w in words.lower[start : i + 1] if w in cues.directional or w in cues.directions), None)
    if direction is None and words.lower[i] in _PARTS:
        return None
    kind = cues.kind_of.get(words.lower[i])
    left = _skip_determiners(p, start)
    text = p.text(start, i + 1)
    top = Toponym(start, i + 1, text, words.lower[i], kind_hint=kind, direction=direction, generic=True, score=0.3)
    word = words.lower[left - 1] if left else ""
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
