"""A source under all the names that one report has for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from khabar.places.spelling import fold

Kind = Literal["outlet", "person", "institution", "post"]
AT = re.compile(r"\s(?:of|for|in|at|from|to|and|with|on|who|near|inside|outside)\s")


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A source under a key that all its mentions in the report share; ``forms`` are its names, the best one first."""

    key: str
    kind: Kind
    forms: tuple[str, ...]

    def joined(self, other: NamedSource) -> NamedSource:
        """Both mentions of one source, with the names of both."""
        return NamedSource(self.key, self.kind, unique((*self.forms, *other.forms)))

    def shown(self) -> str:
        """The best name, in brackets the others."""
        first, *others = self.forms
        return f"{first} ({'; '.join(others)})" if others else first


def unique(forms: Iterable[str | None]) -> tuple[str, ...]:
    """The forms that differ when folded, in their order."""
    seen: dict[str, str] = {}
    for form in forms:
        if form:
            seen.setdefault(fold(form), form)
    return tuple(seen.values())


def head_of(bare: str) -> str:
    """The last word before what tells whose or where: of ``chief of staff`` the first."""
    return (AT.split(bare)[0].split() or [""])[-1]
