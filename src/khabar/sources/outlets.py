"""Names of outlets, agencies and informants: which of them mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from khabar.errors import PackError
from khabar.packs import load_packs, read_yaml
from khabar.places.spelling import fold

TABLE = "outlets.yaml"
LOADED = "loaded_words"
WORD_LISTS = (
    *("titles", "institutions", "nobody", "breaks"),
    *(
        "speakers",
        "voices",
        "whole_country",
        "statesmen",
        "posts",
        "counting",
        "said",
        "national",
        "national_qualified",
        "unasked",
    ),
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_PARTS = re.compile(r"[,/;+&]| and ")
_LEAD_CHARS = 250


@dataclass(frozen=True, slots=True)
class OutletNames:
    """Aliases of outlets and agencies, and words that are no part of a name.

    Attributes:
        shown: folded aliases with the name that is shown.
        words: titles, institutions, words for nobody in particular, words that end a name, who
            speaks for an institution, what a country has one of, so that its adjective tells whose it is,
            what is all of a country's, who speaks officially, who comments,
            who holds a post, cues of counting, what is said by an institution,
            and cues of what is meant or felt, not reported.
        neutral: alignments that take no side.
        noise: words of an alignment that do not tell the side.
        longest: most words of an alias.
        full: the written-out names of outlets that are shown by an abbreviation.
        equated: words that reprints exchange for each other, each with the one that stands for all.
        loaded: loaded words, which a reprint puts in.
    """

    shown: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    neutral: frozenset[str]
    noise: frozenset[str]
    longest: int = field(default=8)
    full: Mapping[str, str] = field(default_factory=dict)
    equated: Mapping[str, str] = field(default_factory=dict)
    loaded: frozenset[str] = frozenset()

    def outlet(self, source: str) -> str:
        """The outlet of a report's source line: ``SOHR (syriahr.com)`` → ``SOHR``."""
        name = source.split("(")[0].strip() or source
        return self.known(name) or name

    def known(self, name: str) -> str | None:
        """The outlet that a whole name means, if any."""
        return self.shown.get(_plain(name))

    def agencies(self, words: str, least: int = 1) -> set[str]:
        """Known outlets named anywhere in some words, by aliases of at least so many words."""
        tokens = [(part, any(c.isupper() for c in word)) for word in words.split() for part in fold(word).split()]
        found: set[str] = set()
        at = 0
        while at < len(tokens):
            for size in range(min(self.longest, len(tokens) - at), least - 1, -1):
                run = tokens[at : at + size]
                shown = self.shown.get(" ".join(part for part, _ in run)) if any(upper for _, upper in run) else None
                if shown:
                    found.add(shown)
                    at += size - 1
                    break
            at += 1
        return found

    def credited(self, source: str) -> list[str]:
        """The agencies that a report's source line names beside the outlet, in its order."""
        parts = [part for inside in _BRACKETS.findall(source) for part in _PARTS.split(inside)]
        named = [agency for part in parts for agency in sorted(self.agencies(part))]
        return [agency for agency in named if agency != self.outlet(source)]

    def reprinted(self, source: str, text: str) -> tuple[str, str] | None:
        """The agency that a report's source line or first lines name first, and where it says so."""
        named = self.credited(source)
        if named:
            return named[0], f"the outlet's line names it: {source}"
        for inside in _BRACKETS.findall(text[:_LEAD_CHARS]) if not named else ():
            agency = self.known(inside)
            if agency and agency != self.outlet(source) and fold(inside) not in abbreviations(source):
                return agency, f"the text begins with ({inside})"
        return None

    def camp(self, alignment: str | None) -> str | None:
        """The side that an outlet's alignment takes, or null where it takes none."""
        if alignment is None or alignment.lower() in self.neutral:
            return None
        words = [w for w in re.split(r"[^\w/]+", alignment.lower()) if w and w not in self.noise]
        return " ".join(words) or None


def _plain(name: str) -> str:
    return fold(name).removeprefix("the ")


def abbreviations(outlet: str) -> set[str]:
    """The folded initials of an outlet's name."""
    words = re.findall(r"[^\W\d_]+", outlet)
    made = {"".join(w[0] for w in words if w[0].isupper()), "".join(w[0] for w in words)}
    return {fold(m) for m in made if len(m) > 1}


@lru_cache(maxsize=4)
def load_outlets(packs: tuple[str, ...] | None = None) -> OutletNames:
    """The outlets of these packs, by default the built-in ones. Raises PackError."""
    used = load_packs(packs)
    tables = [(f"{pack.id}/{TABLE}", pack.folder / TABLE) for pack in used.packs]
    named = outlets_from((where, read_yaml(path) or {}) for where, path in tables if path.is_file())
    loaded = {
        str(r["word"]).lower(): str(r.get("neutral") or r["word"]) for r in used.table(LOADED) or () if r.get("word")
    }
    return replace(named, equated={**loaded, **named.equated}, loaded=frozenset(loaded))


def outlets_from(tables: Iterable[tuple[str, Mapping[str, Any]]]) -> OutletNames:
    """Outlets of tables like the packs' ``outlets.yaml``, each with its name. Raises PackError."""
    shown: dict[str, str] = {}
    words: dict[str, set[str]] = {}
    equated: dict[str, str] = {}
    full: dict[str, str] = {}
    for where, table in tables:
        for shown_for_all, others in table.get("equated", {}).items():
            equated.update(dict.fromkeys(str(others).split(), shown_for_all))
        for row in table.get("outlets", ()):
            if not isinstance(row, list) or not all(isinstance(n, str) for n in row):
                raise PackError(f"an outlet is a list of names, not {row!r}", where=where, remedy="correct the entry")
            if row[0].isupper() and len(row) > 1 and " " in row[1]:
                full.setdefault(row[0], row[1])
            for name in row:
                shown.setdefault(_plain(name), row[0])
        for key in WORD_LISTS:
            words.setdefault(key, set()).update(str(table.get(key, "")).split())
        for key in ("neutral_alignments", "alignment_noise"):
            words.setdefault(key, set()).update(table.get(key, ()))
    return OutletNames(
        shown=shown,
        words={key: frozenset(words.get(key, ())) for key in WORD_LISTS},
        neutral=frozenset(words.get("neutral_alignments", ())),
        noise=frozenset(words.get("alignment_noise", ())),
        longest=max((len(k.split()) for k in shown), default=1),
        full=full,
        equated=equated,
    )
