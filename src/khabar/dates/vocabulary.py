"""The word classes of the date grammar, read once from the general pack."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from khabar.errors import PackError
from khabar.packs.typed import typed_yaml

TABLE = "data/general/dates.yaml"

# Letter of each class in the grammar's tag strings. Order matters: a word keeps the first class that lists it.
CLASS_LETTERS = {
    "weekday": "W",
    "weekday_short": "w",
    "month": "M",
    "month_unsure": "m",
    "month_short": "m",
    "holiday": "B",
    "other_month": "L",
    "season": "Z",
    "part_of_day": "P",
    "relative_day": "R",
    "now": "K",
    "weekend": "E",
    "unit": "U",
    "hour_unit": "h",
    "number": "N",
    "vague_number": "v",
    "ordinal": "O",
    "half": "H",
    "last": "l",
    "next": "n",
    "this": "t",
    "that": "s",
    "early": "a",
    "edge": "b",
    "compared": "e",
    "before_after": "f",
    "ago": "g",
    "running": "x",
    "row": "V",
    "ending": "J",
    "onwards": "C",
    "about": "q",
    "article": "d",
    "one": "A",
    "each": "u",
    "preposition": "p",
    "by": "y",
    "until": "i",
    "since": "j",
    "from": "k",
    "between": "r",
    "link": "c",
    "of": "F",
}
CAPITALISED = frozenset("WwMmBL")
CORE = frozenset("WwMmZPREUhYXISTKoOGB")
WORD_SETS = (
    "not_before_weekday",
    "not_after_weekday",
    "not_before_year",
    "future_cues",
    "future_before_to",
    "background_cues",
    "beginnings",
    "speech",
    "clause_breaks",
    "counted",
    "never_counted",
    "named_after_dates",
    "not_before_month",
    "after_day_of_month",
    "named_by_year",
    "not_before_date",
    "months_also_names",
    "holidays_also_names",
    "events_of_month",
    "after_be_to",
    "be",
    "lasting",
    "seasonal",
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``words``: lower-case word → (class letter, value); ``sets``: word lists that are no classes."""

    words: dict[str, tuple[str, Any]]
    sets: dict[str, frozenset[str]]


def _rows(table: dict[str, Any], name: str) -> dict[str, Any]:
    rows = table.get(name)
    if isinstance(rows, list):
        return {str(word): True for word in rows}
    if isinstance(rows, dict):
        return {str(word): value for word, value in rows.items()}
    raise PackError("a list of words is missing", where=f"{TABLE}, {name}", remedy="Give a list or a table of words")


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Read the table.

    Raises:
        PackError: a class is missing or is no list or table of words.
    """
    text = (files("khabar.packs") / TABLE).read_text(encoding="utf-8")
    table: dict[str, Any] = typed_yaml(text)
    words: dict[str, tuple[str, Any]] = {}
    for name, letter in CLASS_LETTERS.items():
        for word, value in _rows(table, name).items():
            words.setdefault(word.lower(), (letter, value))
    return Vocabulary(words, {name: frozenset(_rows(table, name)) for name in WORD_SETS})
