"""Names that many places have: "Old City", "Great Mosque", "the Northern District"."""

from __future__ import annotations

from functools import lru_cache

from khabar.places.cues import load_cues
from khabar.places.knowledge import provinces
from khabar.places.toponym import Toponym


def is_common_name(top: Toponym) -> bool:
    """ "Old City", "Great Mosque": many places have one."""
    return _has_common_words_only(top.name)


@lru_cache(maxsize=1 << 14)
def _has_common_words_only(name: str) -> bool:
    cues, words = load_cues(), name.lower().split()
    common = all(w in cues.modifiers or w in cues.directional or w in cues.kind_of for w in words)
    return common and not (name in _province_names() and not cues.directional.issuperset(words))


@lru_cache(maxsize=1)
def _province_names() -> frozenset[str]:
    return frozenset(name for p in provinces() for name in (p.name, *p.spellings))


def without_common_word(top: Toponym) -> str | None:
    first, _, rest = top.name.partition(" ")
    return rest if rest and first.lower() in ("new", "old", "greater", "downtown", "central") else None
