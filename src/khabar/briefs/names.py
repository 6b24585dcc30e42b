"""Whether two names mean the same place, as far as their spelling tells."""

from __future__ import annotations

from functools import lru_cache

from khabar.places.spelling import fold, likeness, skeleton, sound_likeness

SAME_NAME = 0.86
SAME_SOUND = 0.6
AREA_WORDS = frozenset(
    ("province", "governorate", "district", "oblast", "region", "state", "department", "prefecture", "county", "of")
)


def same_name(a: str, b: str) -> bool:
    """Whether two spellings may name the same place (``Deir ez-Zor``, ``Dayr az Zawr Governorate``)."""
    return _same(_bare(a), _bare(b))


@lru_cache(maxsize=1 << 14)
def _same(a: str, b: str) -> bool:
    if a == b:
        return bool(a)
    if likeness(a, b) >= SAME_NAME:
        return True
    return skeleton(a) == skeleton(b) and len(skeleton(a)) > 2 and sound_likeness(a, b) >= SAME_SOUND


@lru_cache(maxsize=1 << 14)
def _bare(name: str) -> str:
    """The folded name without what is in brackets and without words like ``Governorate``."""
    words = fold(name.split("(")[0]).removeprefix("the ").split()
    return " ".join(w for w in words if w not in AREA_WORDS) or " ".join(words)
