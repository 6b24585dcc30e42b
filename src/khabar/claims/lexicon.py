"""The event lexicon of the packs, compiled for look-up by word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from khabar.claims.table_checks import check_event_tables
from khabar.packs import Packs
from khabar.syntax.pack_words import calendar_words

Words = frozenset[str]
NOTHING: Words = frozenset()


@dataclass(frozen=True, slots=True)
class VerbRule:
    """A row of ``event_verbs.yaml``; an empty condition holds always."""

    type: str
    particle: str | None
    object: Words = NOTHING
    subject: Words = NOTHING
    object_words: Words = NOTHING
    subject_words: Words = NOTHING
    clause_words: Words = NOTHING
    prep: Words = NOTHING
    prep_words: Words = NOTHING
    prep_object: Words = NOTHING
    means: bool = False
    result: bool = False
    reversed: bool = False
    state: bool = False
    place_role: str | None = None


@dataclass(frozen=True, slots=True)
class NounRule:
    """A row of ``event_nouns.yaml``."""

    type: str
    with_words: Words = NOTHING
    means: bool = False
    of: str = "target"
    alone: bool = False
    frames: Words = NOTHING
    not_of: Words = NOTHING
    or_behind: bool = False


@dataclass(frozen=True, slots=True)
class MeansRule:
    type: str
    words: Words
    with_words: Words = NOTHING


PAIRED = ("both_words", "sides_words", "country_words")
NO_CLASSES = frozenset(
    {
        *(
            "transparent",
            "answered",
            "taking_part",
            "harm",
            "lasting",
            "people_numbers",
            "aid_words",
            "aid_carrier",
            "calendar",
            "named_forces",
            "nobody",
            "of_anybody",
            "bombers",
            "hindering",
            "inhabited",
            "violating",
            "taking_people",
            "retracted",
            "mastered",
            "ground_weapons",
            "suicidal",
            "blocking",
            "small_arms",
            "civil_strikes",
        ),
        *PAIRED,
    }
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    verbs: dict[str, tuple[VerbRule, ...]]
    nouns: dict[str, tuple[NounRule, ...]]
    means: tuple[MeansRule, ...]
    means_words: Words
    predicates: dict[str, Words]
    irregular: dict[str, str]
    modality: dict[str, Words]
    attribution: dict[str, Words]
    arguments: dict[str, Words]
    models: tuple[tuple[str, re.Pattern[str]], ...]
    argument_classes: dict[str, Words] = field(default_factory=dict)
    hints: dict[str, Words] = field(default_factory=dict)
    """The event types that a word speaks for, wherever it stands (``event_hints.yaml``)."""


def _words(value: Any) -> Words:
    if value is None:
        return NOTHING
    return frozenset(str(v) for v in (value if isinstance(value, list) else [value]))


_WORD_FIELDS = (
    "object",
    "subject",
    "object_words",
    "subject_words",
    "clause_words",
    "prep",
    "prep_words",
    "prep_object",
)


def _verb_rules(rows: list[dict[str, Any]]) -> dict[str, tuple[VerbRule, ...]]:
    table: dict[str, list[VerbRule]] = {}
    for row in rows:
        conditions: dict[str, Any] = {k: _words(row.get(k)) for k in _WORD_FIELDS}
        flags: dict[str, Any] = {k: bool(row.get(k)) for k in ("means", "result", "reversed", "state")}
        for verb in row["verbs"]:
            lemma, _, particle = str(verb).partition(" ")
            rule = VerbRule(row["type"], particle or None, **conditions, **flags, place_role=row.get("place_role"))
            table.setdefault(lemma, []).append(rule)
    return {k: tuple(v) for k, v in table.items()}


def _noun_rules(rows: list[dict[str, Any]]) -> dict[str, tuple[NounRule, ...]]:
    table: dict[str, list[NounRule]] = {}
    for row in rows:
        rule = NounRule(
            row["type"],
            _words(row.get("with")),
            bool(row.get("means")),
            row.get("of", "target"),
            bool(row.get("alone")),
            _words(row.get("frames")),
            _words(row.get("not_of")),
            bool(row.get("or_behind")),
        )
        for noun in row["nouns"]:
            table.setdefault(noun, []).append(rule)
    return {k: tuple(v) for k, v in table.items()}


def _invert(table: dict[str, Words]) -> dict[str, Words]:
    inverted: dict[str, set[str]] = {}
    for name, words in table.items():
        for word in words:
            inverted.setdefault(word, set()).add(name)
    return {k: frozenset(v) for k, v in inverted.items()}


def compile_lexicon(packs: Packs) -> Lexicon:
    """Compile the event tables of the packs. Raises PackError where a row is broken."""
    check_event_tables(packs)
    means_rows, predicates = packs.table("means"), packs.table("predicates")
    means = tuple(MeansRule(r["type"], _words(r["words"]), _words(r.get("with"))) for r in means_rows)
    tables = dict(packs.table("event_arguments"))
    models = tuple(
        (name, re.compile(f"(?:{pattern})$", re.IGNORECASE)) for name, pattern in tables.pop("models").items()
    )
    arguments = {k: _words(v) for k, v in tables.items()}
    arguments["calendar"] = calendar_words()
    arguments |= {name: _words(packs.table("actor_cues")[name]) for name in PAIRED}
    return Lexicon(
        verbs=_verb_rules(packs.table("event_verbs")),
        nouns=_noun_rules(packs.table("event_nouns")),
        means=means,
        means_words=frozenset(w for m in means for w in m.words),
        predicates={k: _words(v) for k, v in predicates.items() if k != "irregular"},
        irregular=dict(predicates["irregular"]),
        modality={k: _words(v) for k, v in packs.table("modality").items()},
        attribution={k: _words(v) for k, v in packs.table("attribution").items()},
        arguments=arguments,
        models=models,
        argument_classes=_invert({k: v for k, v in arguments.items() if k not in NO_CLASSES}),
        hints=_invert({k: _words(v) for k, v in packs.table("event_hints").items()}),
    )
