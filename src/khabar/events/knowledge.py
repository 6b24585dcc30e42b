"""What linking knows, as data: weights of its reasons, kinds of events that are told of one another, limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from khabar.errors import PackError
from khabar.packs.typed import typed_yaml
from khabar.records import EVENT_TYPES

TABLE = "linking.yaml"
CLOSE, AKIN = "close", "akin"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against two claims telling the same event; ``weight`` in log odds."""

    name: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """Everything that linking may be told.

    Attributes:
        bias: log odds of two claims that nothing speaks for.
        threshold: least average log odds between two groups of claims for them to become one event.
        unseen: log odds taken for two claims that were never compared.
        reasons: weights and words by name.
        akin: how near two event types are (``close``, ``akin``), by unordered pair.
        radius_km: how far a place of each precision may lie from where it happened.
        rare_claims: a word of at most so many claims is a reason to compare them.
        block: most claims that are all compared with each other.
        stop_words: words that say nothing about the event.
        whole_words: words that say of ground that all of it was taken.
    """

    bias: float
    threshold: float
    unseen: float
    reasons: Mapping[str, Reason]
    akin: Mapping[frozenset[str], str]
    radius_km: Mapping[int, float]
    rare_claims: int
    block: int
    stop_words: frozenset[str]
    whole_words: frozenset[str]


@lru_cache(maxsize=1)
def load_settings() -> LinkSettings:
    """The settings of the general pack. Raises PackError."""
    text = (files("khabar.packs") / "data" / "general" / TABLE).read_text(encoding="utf-8")
    try:
        return settings_from(typed_yaml(text))
    except yaml.YAMLError as reason:
        raise PackError(f"no YAML: {reason}", where=TABLE, remedy="correct the table") from reason


def settings_from(table: Mapping[str, Any]) -> LinkSettings:
    """Settings of a table like the pack's ``linking.yaml``. Raises PackError naming the entry."""
    try:
        return LinkSettings(
            bias=float(table["bias"]),
            threshold=float(table["threshold"]),
            unseen=float(table["unseen"]),
            reasons={name: Reason(name, float(r["weight"]), str(r["words"])) for name, r in table["reasons"].items()},
            akin=_akin(table["types"]),
            radius_km={int(k): float(v) for k, v in table["radius_km"].items()},
            rare_claims=int(table["rare_claims"]),
            block=int(table["block"]),
            stop_words=frozenset(str(table["stop_words"]).split()),
            whole_words=frozenset(str(word) for word in table["whole_words"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as reason:
        remedy = "see the built-in table for the form of each entry"
        raise PackError(f"a wrong or missing entry: {reason}", where=TABLE, remedy=remedy) from reason


def _akin(types: Mapping[str, list[str]]) -> dict[frozenset[str], str]:
    found: dict[frozenset[str], str] = {}
    for level in (AKIN, CLOSE):
        for row in types[level]:
            first, *others = row.split()
            for name in (first, *others):
                if name not in EVENT_TYPES:
                    where = f"{TABLE}, types.{level}"
                    raise PackError(f"unknown event type {name!r}", where=where, remedy="correct the row")
            found.update({frozenset((first, other)): level for other in others})
    return found
