"""The number words and the words that tell what is counted, read once from the general pack."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast

from khabar.errors import PackError
from khabar.packs.typed import typed_yaml
from khabar.records import QUANTITY_KINDS, QuantityKind

NUMBERS = "data/general/numbers.yaml"
QUANTITIES = "data/general/quantities.yaml"
Bounds = tuple[float | int | None, float | int | None]
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class NumberWords:
    """``before`` and ``after``: words around a number → what they make of its bounds."""

    units: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    plurals: dict[str, Bounds]
    vague: dict[str, Bounds]
    fractions: dict[str, float]
    before: dict[tuple[str, ...], str]
    after: dict[tuple[str, ...], str]
    sets: dict[str, Words]
    starts: Words


@dataclass(frozen=True, slots=True)
class KindWords:
    """``verbs``: (lemma, ``agent`` or ``patient``) → kinds, in the table's order; ``called``: several words → what they
    are called in one; ``sets``: the word classes."""

    verbs: dict[tuple[str, str], tuple[QuantityKind, ...]]
    phrases: dict[tuple[str, str, str], tuple[QuantityKind, ...]]
    event_nouns: dict[str, QuantityKind]
    own_nouns: dict[str, QuantityKind]
    toll_nouns: dict[str, QuantityKind]
    followers: dict[str, QuantityKind]
    headline_verbs: dict[str, QuantityKind]
    headings: dict[str, QuantityKind]
    called: dict[str, str]
    sets: dict[str, Words]


def _read(name: str) -> dict[str, Any]:
    table = typed_yaml((files("khabar.packs") / name).read_text(encoding="utf-8"))
    if not isinstance(table, dict):
        raise PackError("the word table is empty", where=name, remedy="Restore the file")
    return table


def _bounds(rows: dict[str, Any]) -> dict[str, Bounds]:
    return {word: (row[0], row[1]) for word, row in rows.items() if row is not None}


def _phrases(rows: dict[str, str]) -> dict[tuple[str, ...], str]:
    return {tuple(str(phrase).split()): effect for phrase, effect in rows.items()}


@lru_cache(maxsize=1)
def load_number_words() -> NumberWords:
    table = _read(NUMBERS)
    names = (
        "dozen",
        "with_article",
        "adjectives_of_number",
        "none",
        "nobody",
        "over_objects",
        "percent",
        "losses",
        "news",
    )
    units, tens = table["units"], table["tens"]
    plurals, vague = _bounds(table["plurals"]), _bounds(table["vague"])
    words = [units, tens, table["scales"], plurals, vague, table["fractions"], table["none"], table["nobody"]]
    starts = {str(word) for group in words for word in group} | {"a", "an", "dozen", "not", "others", "without"}
    return NumberWords(
        units=units,
        tens=tens,
        scales=table["scales"],
        plurals=plurals,
        vague=vague,
        fractions=table["fractions"],
        before=_phrases(table["before"]),
        after=_phrases(table["after"]),
        sets={name: frozenset(map(str, table[name])) for name in names},
        starts=frozenset(starts),
    )


def _kind(name: str) -> QuantityKind:
    if name not in QUANTITY_KINDS:
        raise PackError(
            f"{name!r} is no kind of quantity", where=QUANTITIES, remedy=f"Use one of {', '.join(QUANTITY_KINDS)}"
        )
    return cast(QuantityKind, name)


def _by_word(table: dict[str, list[str]]) -> dict[str, QuantityKind]:
    return {str(word): _kind(kind) for kind, words in table.items() for word in words}


@lru_cache(maxsize=1)
def load_kind_words() -> KindWords:
    """Read the table.

    Raises:
        PackError: a row names a kind that is none.
    """
    table = _read(QUANTITIES)
    verbs: dict[tuple[str, str], tuple[QuantityKind, ...]] = {}
    for kind, roles in table["verbs"].items():
        for role, lemmas in roles.items():
            for lemma in lemmas:
                verbs[lemma, role] = (*verbs.get((lemma, role), ()), _kind(kind))
    phrases: dict[tuple[str, str, str], tuple[QuantityKind, ...]] = {}
    for role in ("agent", "patient"):
        for kind, pairs in table[f"phrases_{role}"].items():
            for verb, other in pairs:
                phrases[verb, other, role] = (*phrases.get((verb, other, role), ()), _kind(kind))
    lists = {name: frozenset(map(str, rows)) for name, rows in table.items() if isinstance(rows, list)}
    return KindWords(
        verbs=verbs,
        phrases=phrases,
        event_nouns=_by_word(table["event_nouns"]),
        own_nouns=_by_word(table["own_nouns"]),
        toll_nouns={word: _kind(kind) for word, kind in table["toll_nouns"].items()},
        followers=_by_word(table["followers"]),
        headline_verbs=_by_word(table["headline_verbs"]),
        headings=_by_word(table["headings"]),
        called=table["called"],
        sets=lists,
    )
