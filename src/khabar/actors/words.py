"""What the packs say of general words: whose they are, what kind of thing they name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from khabar.actors.actor import is_side
from khabar.packs import Packs

FIGHTING = frozenset({"opposition", "context", "militia", "unidentified", "hostile", "own"})


ASSIGNED = ("peoples", "foreign", "words", "enemies")
MODELS = {"aircraft": "air", "vehicle": "arms"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """What holds in the war of one country.

    Attributes:
        peoples: whose side fighters of a people are on (``Kurdish`` → ``sdf``).
        foreign: whose side foreign fighters, or those backed by a foreign state, are on, by ISO code.
        words: general words that mean a side there (``militia`` → ``government``).
        enemies: whom a side means by "the enemy" where its report names nobody (``government`` → ``state:XX``).
        abroad: countries, by ISO code, in which this one fights: the war is theirs where a report speaks of one.
    """

    country: str
    peoples: Mapping[str, str]
    foreign: Mapping[str, str]
    words: Mapping[str, str]
    enemies: Mapping[str, str] = field(default_factory=dict)
    abroad: frozenset[str] = frozenset()


class Words:
    """Tables ``descriptors``, ``actor_cues``, ``noun_classes`` and ``conflicts`` of the packs, ready for look-up.

    Raises:
        PackError: a table is broken.
    """

    def __init__(self, packs: Packs) -> None:
        self.descriptors: dict[str, str] = {
            word: group for group, words in packs.table("descriptors").items() for word in words
        }
        cues = packs.table("actor_cues")
        self.cues: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in cues.items()}
        self.support = self.cues["support_suffixes"]
        told = packs.table("attribution")
        self.speech = frozenset(told["verbs"]) - frozenset(told["weak"])
        self.modifiers: dict[str, str] = {
            word: group.removeprefix("modifiers_")
            for group, words in cues.items()
            if group.startswith("modifiers_")
            for word in words
        }
        self.nouns: dict[str, str] = {}
        for group, words in packs.table("noun_classes").items():
            for word in words:
                self.nouns.setdefault(word, group)
        models = packs.table("event_arguments").get("models", {})
        self.models = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in models.items()}
        self._models: dict[str, str | None] = {}
        self.conflicts = _conflicts(packs)

    def descriptor(self, *forms: str) -> tuple[str, str] | None:
        """The word among these forms that has a side of its own, and its class in ``descriptors``."""
        for form in forms:
            group = self.descriptors.get(form)
            if group is not None:
                return form, group
        model = self._model(forms[0]) if forms else None
        return (forms[0], model) if model else None

    def _model(self, word: str) -> str | None:
        """Names of aircraft and vehicles (``Su-25s``, ``Mirages``) are what they name."""
        if word not in self._models:
            found = next((MODELS[n] for n, p in self.models.items() if n in MODELS and p.fullmatch(word)), None)
            self._models[word] = found
        return self._models[word]

    def conflict(self, country: str | None) -> Conflict:
        return self.conflicts.get(country or "") or Conflict(country or "", {}, {}, {})


def _conflicts(packs: Packs) -> dict[str, Conflict]:
    found: dict[str, Conflict] = {}
    for row in reversed(packs.table("conflicts") or []):
        country = row.get("country")
        if not country:
            raise packs.fault("conflicts", row, "country", "a conflict needs its country's ISO code")
        for name in ASSIGNED:
            for side in (row.get(name) or {}).values():
                if not is_side(side):
                    raise packs.fault("conflicts", row, name, f"{side!r} is no side")
        abroad = row.get("abroad") or []
        if not isinstance(abroad, list) or not all(isinstance(code, str) and len(code) == 2 for code in abroad):
            raise packs.fault("conflicts", row, "abroad", "a list of ISO codes of countries is wanted")
        peoples, foreign, words, enemies = (row.get(name) or {} for name in ASSIGNED)
        found[country] = Conflict(country, peoples, foreign, words, enemies, frozenset(abroad))
    return found


def bases(lemma: str, lower: str) -> tuple[str, ...]:
    """Forms to look a noun up by; capitalised nouns keep their plural as lemma."""
    singular = lower[:-3] + "man" if lower.endswith("men") else lower.removesuffix("s")
    return (lemma, lower, singular)


def noun_class(token: Any, words: Words) -> str | None:
    """The class of a parsed noun in ``noun_classes`` (``armed``, ``vehicle`` …), or None."""
    forms = bases(token.lemma_.lower(), token.lower_)
    return next((words.nouns[f] for f in forms if f in words.nouns), None)
