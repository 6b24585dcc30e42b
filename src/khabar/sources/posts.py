"""Sources without a name that a post at a place tells apart: "the mayor of Bay Town"."""

from __future__ import annotations

import re

from khabar.places.spelling import fold
from khabar.records import Citation
from khabar.sources.named import AT, NamedSource
from khabar.sources.outlets import OutletNames

_PLACE = r"\s(?:at|to|in|of)\s[^.,;:()“”\"]{2,60}?"


def post_at_a_place(bare: str, cited: Citation, text: str, names: OutletNames) -> NamedSource | None:
    """Null where the post or the name of the place is missing: "a nurse", "the director of the clinic"."""
    whole = bare if AT.search(bare) else bare + _place_after(cited, text)
    head, *places = AT.split(whole)
    if not head.split() or fold(head.split()[-1]) not in names.words["posts"]:
        return None
    if not places or not any(c.isupper() for c in places[-1]):
        return None
    if cited.stands_alone or fold(cited.cue) in names.words["unasked"]:
        return None
    in_words = " ".join(cited.source.text.split()) + whole.removeprefix(bare)
    return NamedSource(f"post:{fold(whole)}", "post", tuple(dict.fromkeys((whole, in_words))))


def _place_after(cited: Citation, text: str) -> str:
    """What stands between the words and the cue: " at the Bay clinic"."""
    if cited.source.end is None:
        return ""
    after = re.match(rf"{_PLACE}(?=\s{re.escape(cited.cue)}\b)", text[cited.source.end :], re.I)
    return " " + " ".join(after.group().split()) if after else ""
