"""Whether the event tables of packs are sound, so that a slip is told with its file and line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from khabar.packs import Packs
from khabar.records.codes import EVENT_TYPES

MADE_CLASSES = frozenset({"person", "pronoun", "unknown", "force", "event", "none", "it", "place", "thing"})
CLASS_FIELDS = ("object", "subject", "prep_object")
VERB_FIELDS = frozenset(
    {
        *("type", "verbs", *CLASS_FIELDS, "object_words", "subject_words", "clause_words", "prep", "prep_words"),
        *("means", "result", "reversed", "state", "place_role"),
    }
)
NOUN_FIELDS = frozenset({"type", "nouns", "with", "means", "of", "alone", "frames", "not_of", "or_behind"})
MEANS_FIELDS = frozenset({"type", "words", "with", "beside"})
NOUN_ROLES = frozenset({"target", "initiator", "place"})


def check_event_tables(packs: Packs) -> None:
    """Check the rows of ``event_verbs``, ``event_nouns`` and ``means``, and the types of ``event_hints``.

    Raises:
        PackError: a row lacks a field, has one that nothing reads, or names a type or class that there is not.
    """
    classes = MADE_CLASSES | set(packs.table("noun_classes")) | set(packs.table("event_arguments"))
    for table, words, fields in (
        ("event_verbs", "verbs", VERB_FIELDS),
        ("event_nouns", "nouns", NOUN_FIELDS),
        ("means", "words", MEANS_FIELDS),
    ):
        for row in packs.table(table):
            _check_row(packs, table, row, words, fields)
            for field in CLASS_FIELDS if table == "event_verbs" else ():
                _check_codes(packs, table, row, field, _listed(row.get(field)), classes)
            if table == "event_nouns":
                _check_codes(packs, table, row, "of", _listed(row.get("of")), NOUN_ROLES)
    hints = packs.table("event_hints")
    for kind in hints:
        _check_codes(packs, "event_hints", hints, kind, [kind], frozenset(EVENT_TYPES))


def _check_row(packs: Packs, table: str, row: Any, words: str, fields: frozenset[str]) -> None:
    if not isinstance(row, Mapping):
        raise packs.fault(table, row, "", f"a row of {table} is a mapping, not {row!r}")
    for unknown in sorted(set(row) - fields):
        raise packs.fault(table, row, unknown, f"there is no field {unknown!r}; there are {', '.join(sorted(fields))}")
    for needed in ("type", words):
        if not row.get(needed):
            raise packs.fault(table, row, needed, f"a row of {table} needs {needed!r}")
    if not isinstance(row[words], list):
        raise packs.fault(table, row, words, f"{words!r} is a list of words")
    _check_codes(packs, table, row, "type", [row["type"]], frozenset(EVENT_TYPES) | {"none"})


def _check_codes(
    packs: Packs, table: str, row: Mapping[str, Any], field: str, told: Iterable[str], known: Iterable[str]
) -> None:
    allowed = frozenset(known)
    for code in told:
        if code not in allowed:
            raise packs.fault(table, row, field, f"{code!r} is none of {', '.join(sorted(allowed))}")


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [str(value)]
