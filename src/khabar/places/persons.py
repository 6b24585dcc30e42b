"""Names of persons, which are no places: by given names, titles, and surnames met before in the same text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from khabar.places.cues import Cues, load_cues
from khabar.places.knowledge import pack_rows
from khabar.places.names import Words
from khabar.places.passage import PlacePassage
from khabar.places.toponym import Toponym

NEAR_OWNER = 4
_PLACING = frozenset({"in", "at", "near", "outside", "around"})


@dataclass(frozen=True, slots=True)
class PersonNames:
    """Common given and family names, in lower case."""

    given: frozenset[str]
    family: frozenset[str]


@dataclass(slots=True)
class Persons:
    """The persons that a text has named so far: their names as written."""

    names: set[str] = field(default_factory=set)

    def meet(self, words: Words, start: int, end: int) -> None:
        self.names.update(w for w in words.text[start:end] if len(w) > 2 and w[0].isupper() and "." not in w)


@lru_cache(maxsize=1)
def load_person_names() -> PersonNames:
    rows = list(pack_rows("general", "person_names.csv"))
    given = frozenset(r["name"] for r in rows if r["part"] == "given")
    family = frozenset(r["name"] for r in rows if r["part"] == "family")
    return PersonNames(given | load_cues().first_names, family)


def person_start(words: Words, start: int, end: int, cues: Cues) -> int | None:
    """The token of a capitalised name at which a person's name begins ("Governor | Jane Roe"); None where none does."""
    names = load_person_names()
    for i in range(start, end):
        word = words.lower[i].rstrip(".")
        before = words.lower[i - 1].rstrip(".") if i else ""
        if before in cues.titles and word not in cues.kind_of and word not in cues.titles:
            return i
        if word not in names.given or i + 1 >= end:
            continue
        following = words.lower[i + 1].rstrip(".")
        if words.text[i + 1][0].isupper() and following not in cues.kind_of and following not in cues.group_words:
            return i
    return None


def meet_persons(p: PlacePassage, spans: Sequence[tuple[int, int]], persons: Persons) -> dict[int, int]:
    """Where in a capitalised name, by its first token, a person's name begins; remembers the persons."""
    found: dict[int, int] = {}
    for start, end in spans:
        person = start if _owns_a_force(p, start, end) else person_start(p.words, start, end, p.cues)
        if (
            person is None
            or (start and is_what_is_said(p, start, end))
            or (p.words.lower[end - 1] in p.cues.kind_of and person == start)
        ):
            continue
        if person == start and end - start > 1 and p.known(p.text(start, end)):
            continue
        persons.meet(p.words, person, end)
        found[start] = person
    return found


def is_what_is_said(p: PlacePassage, start: int, end: int) -> bool:
    """ "He said Kilinochchi would fall": the subject of what is told, not who tells it."""
    token = p.doc[p.root(start, end)]
    return p.doc[start - 1].pos_ == "VERB" and token.dep_ in ("nsubj", "nsubjpass") and token.head.i >= end


def _owns_a_force(p: PlacePassage, start: int, end: int) -> bool:
    """ "Taylor's own soldiers": a family name alone."""
    words = p.words
    if end - start != 1 or words.lower[start] not in load_person_names().family:
        return False
    behind = words.lower[end : end + NEAR_OWNER]
    return behind[:1] in (["'s"], ["’s"]) and any(word in p.cues.group_words for word in behind[1:])


def is_person(p: PlacePassage, top: Toponym, people: Mapping[int, int], persons: Persons) -> bool:
    """Whether a mention is a person's name, or a part of one."""
    inside = any(person <= top.start and start <= top.start < top.end for start, person in people.items())
    if inside and any(person <= top.start < _end_of_name(p, person) for person in people.values()):
        return True
    return top.kind_hint is None and top.name in persons.names and not _stands_in_place(p, top)


def _stands_in_place(p: PlacePassage, top: Toponym) -> bool:
    return top.start > 0 and p.words.lower[top.start - 1] in _PLACING


def _end_of_name(p: PlacePassage, i: int) -> int:
    while i < len(p.words) and (p.words.text[i][0].isupper() or p.words.text[i] in "-'"):
        i += 1
    return i
