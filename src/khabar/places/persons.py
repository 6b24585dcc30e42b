"""Names of persons, which are no places: by given names, titles, and surnames met before in the same text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from khabar.places.cues import Cues, load_cues
from khabar.places.knowledge import pack_rows
from khabar.places.names import Words


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
