"""The packs' cue words of places, compiled for look-up by word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from khabar.packs.typed import typed_yaml
from khabar.places.knowledge import countries, pack_file

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class PhraseCues:
    """Words of phrases that put a point by other places. ``bearings``: degrees clockwise from north, by word;
    ``kilometres``: how many a unit has; ``numbers``: those spelled out."""

    bearings: dict[str, float]
    kilometres: dict[str, float]
    numbers: dict[str, float]
    toward: Words
    lying: Words
    middle: Words
    half: Words
    lines: Words
    linking: Words
    linked: Words
    bounded: Words


@dataclass(frozen=True, slots=True)
class Cues:
    kind_of: dict[str, str]
    of_place: Words
    object_verbs: Words
    subject_verbs: Words
    speech: Words
    said: Words
    role_of: dict[str, str]
    motion_from: Words
    motion_to: Words
    to_verbs: Words
    close_words: Words
    directions: Words
    directional: Words
    articles: Words
    name_links: Words
    name_openers: Words
    hyphen_links: Words
    made_things: Words
    named_acts: Words
    continental: Words
    group_words: Words
    titles: Words
    first_names: Words
    not_names: Words
    section_words: Words
    modifiers: Words
    holders: Words
    generic_nouns: Words
    phrases: PhraseCues


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    table = typed_yaml(pack_file("general", "place_cues.yaml").read_text(encoding="utf-8"))
    kind_of: dict[str, str] = {}
    for kind, nouns in table["kinds"].items():
        for noun in nouns:
            kind_of.setdefault(noun, kind)
    adjectives = {w.lower() for c in countries().values() for a in c.adjectives for w in (a, f"{a}s")}
    words = {k: frozenset(v) for k, v in table.items() if isinstance(v, list)}
    return Cues(
        kind_of=kind_of,
        of_place=words["of_place"] | frozenset(kind_of),
        object_verbs=words["object_verbs"],
        subject_verbs=words["subject_verbs"],
        speech=words["speech"],
        said=words["said"],
        role_of={p: role for role, preps in table["prepositions"].items() for p in preps},
        motion_from=words["motion_from"],
        motion_to=words["motion_to"],
        to_verbs=words["to_verbs"],
        close_words=words["close_words"],
        directions=words["directions"],
        directional=words["directional"],
        articles=words["articles"],
        name_links=words["name_links"],
        name_openers=words["name_openers"],
        hyphen_links=words["hyphen_links"],
        made_things=words["made_things"],
        named_acts=words["named_acts"],
        continental=words["continental"],
        group_words=words["group_words"],
        titles=words["titles"],
        first_names=words["first_names"],
        section_words=words["section_words"],
        not_names=words["not_names"] | frozenset(adjectives),
        modifiers=words["kind_modifiers"],
        holders=words["holders"],
        generic_nouns=words["generic_nouns"],
        phrases=_phrase_cues(table, words),
    )


def _phrase_cues(table: dict[str, Any], words: dict[str, Words]) -> PhraseCues:
    return PhraseCues(
        bearings=_by_word(table["bearings"]),
        kilometres=_by_word(table["kilometres"]),
        numbers={word: float(number) for word, number in table["spelled_numbers"].items()},
        toward=words["toward_words"],
        lying=words["lying_words"],
        middle=words["middle_words"],
        half=words["half_words"],
        lines=words["lines"],
        linking=words["linking_words"],
        linked=words["linked_words"],
        bounded=words["bounded"],
    )


def _by_word(table: dict[float, list[str]]) -> dict[str, float]:
    return {word: float(value) for value, found in table.items() for word in found}
