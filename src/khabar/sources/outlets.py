"""Names of outlets, agencies and informants: which of them mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from khabar.errors import PackError
from khabar.places.spelling import fold, skeleton
from khabar.records import Span

TABLE = "outlets.yaml"
_BRACKETS = re.compile(r"\(([^()]*)\)")
_PARTS = re.compile(r"[,/;+&]| and ")
_RUN = re.compile(r"(?:(?:al|el|ad|ar|as|an|ash|ez|at|ul|de|von|van|bin|ibn|of the|of|for)[- ])?[^\W\d_a-z][\w.’'\-]*")
_POSSESSIVE = re.compile(r"[’']s?$")
_LEAD_CHARS = 250


@dataclass(frozen=True, slots=True)
class OutletNames:
    """Aliases of outlets and agencies, and words that are no part of a name.

    ``shown`` holds the folded aliases with the name that is shown.
    """

    shown: Mapping[str, str]
    titles: frozenset[str]
    institutions: frozenset[str]
    nobody: frozenset[str]
    neutral: frozenset[str]
    noise: frozenset[str]
    longest: int = field(default=8)

    def outlet(self, source: str) -> str:
        """The outlet of a report's source line: ``SOHR (syriahr.com)`` → ``SOHR``."""
        name = source.split("(")[0].strip() or source
        return self.shown.get(_plain(name), name)

    def agencies(self, words: str) -> set[str]:
        """Known outlets named anywhere in some words."""
        tokens = [(part, any(c.isupper() for c in word)) for word in words.split() for part in fold(word).split()]
        found: set[str] = set()
        at = 0
        while at < len(tokens):
            for size in range(min(self.longest, len(tokens) - at), 0, -1):
                run = tokens[at : at + size]
                shown = self.shown.get(" ".join(part for part, _ in run)) if any(upper for _, upper in run) else None
                if shown:
                    found.add(shown)
                    at += size - 1
                    break
            at += 1
        return found

    def reprinted(self, source: str, text: str) -> tuple[str, str] | None:
        """The one agency that a report rests on as its source line or first lines say, and where it says so."""
        inside_line = [part for inside in _BRACKETS.findall(source) for part in _PARTS.split(inside)]
        named = {agency for part in inside_line for agency in self.agencies(part)}
        named.discard(self.outlet(source))
        if len(named) == 1:
            return named.pop(), f"the outlet's line names it: {source}"
        for inside in _BRACKETS.findall(text[:_LEAD_CHARS]) if not named else ():
            agency = self.shown.get(_plain(inside))
            if agency and agency != self.outlet(source):
                return agency, f"the text begins with ({inside})"
        return None

    def informant(self, chain: Iterable[Span]) -> tuple[str, str] | None:
        """Key and words of the innermost source of a chain that has a name of its own."""
        for span in reversed(list(chain)):
            key = self._named(span.text)
            if key:
                return key, span.text
        return None

    def camp(self, alignment: str | None) -> str | None:
        """The side that an outlet's alignment takes, or null where it takes none."""
        if alignment is None or alignment.lower() in self.neutral:
            return None
        words = [w for w in re.split(r"[^\w/]+", alignment.lower()) if w and w not in self.noise]
        return " ".join(words) or None

    def _named(self, words: str) -> str | None:
        whole = self.shown.get(_plain(words))
        if whole:
            return "outlet:" + whole
        known = self.agencies(words)
        if len(known) == 1 and len(words.split()) <= self.longest:
            return "outlet:" + known.pop()
        return self._proper_name(words)

    def _proper_name(self, words: str) -> str | None:
        names: list[str] = []
        for token in words.replace(",", " , ").split():
            bare = _POSSESSIVE.sub("", token)
            folded = fold(bare)
            if _RUN.fullmatch(token) and folded not in self.titles and folded not in self.nobody:
                names.append(bare)
            elif names:
                break
            if names and bare != token:
                names = []
        if not names:
            return None
        last = fold(names[-1])
        key = skeleton(" ".join(names)) if last in self.institutions else skeleton(names[-1])
        return f"name:{key}" if key else None


def _plain(name: str) -> str:
    return fold(name).removeprefix("the ")


@lru_cache(maxsize=1)
def load_outlets() -> OutletNames:
    """The outlets of all built-in packs. Raises PackError."""
    root = files("khabar.packs") / "data"
    tables = []
    for folder in sorted(root.iterdir(), key=lambda f: (f.name != "general", f.name)):
        table = folder / TABLE
        if folder.is_dir() and table.is_file():
            tables.append((f"{folder.name}/{TABLE}", _read(table.read_text(encoding="utf-8"), folder.name)))
    return outlets_from(tables)


def outlets_from(tables: Iterable[tuple[str, Mapping[str, Any]]]) -> OutletNames:
    """Outlets of tables like the packs' ``outlets.yaml``, each with its name. Raises PackError."""
    shown: dict[str, str] = {}
    words: dict[str, set[str]] = {}
    for where, table in tables:
        for row in table.get("outlets", ()):
            if not isinstance(row, list) or not all(isinstance(n, str) for n in row):
                raise PackError(f"an outlet is a list of names, not {row!r}", where=where, remedy="correct the entry")
            for name in row:
                shown.setdefault(_plain(name), row[0])
        for key in ("titles", "institutions", "nobody"):
            words.setdefault(key, set()).update(str(table.get(key, "")).split())
        for key in ("neutral_alignments", "alignment_noise"):
            words.setdefault(key, set()).update(table.get(key, ()))
    return OutletNames(
        shown=shown,
        titles=frozenset(words.get("titles", ())),
        institutions=frozenset(words.get("institutions", ())),
        nobody=frozenset(words.get("nobody", ())),
        neutral=frozenset(words.get("neutral_alignments", ())),
        noise=frozenset(words.get("alignment_noise", ())),
        longest=max((len(k.split()) for k in shown), default=1),
    )


def _read(text: str, pack: str) -> Mapping[str, Any]:
    try:
        return dict(yaml.safe_load(text) or {})
    except (yaml.YAMLError, ValueError, TypeError) as reason:
        raise PackError(f"no YAML table: {reason}", where=f"{pack}/{TABLE}", remedy="correct the table") from reason
