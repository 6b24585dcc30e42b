"""Words of the packs that more than one reader of a parse asks for."""

from __future__ import annotations

from functools import lru_cache

from khabar.packs import load_packs


@lru_cache(maxsize=1)
def calendar_words() -> frozenset[str]:
    """Weekdays, months and parts of the day, in small letters."""
    return frozenset(load_packs(("general",)).table("language")["calendar"])


@lru_cache(maxsize=4)
def place_words(kind: str) -> frozenset[str]:
    """Words of the place cues: articles of names ("al"), or ``kinds``: what places are called ("district")."""
    found = load_packs(("general",)).table("place_cues")[kind]
    return (
        frozenset(word for words in found.values() for word in words) if isinstance(found, dict) else frozenset(found)
    )
