"""Capitals told by their country: "Liberia's capital", "the capital of Liberia"."""

from __future__ import annotations

from khabar.places.knowledge import capitals
from khabar.places.passage import PlacePassage, skip_determiners
from khabar.places.toponym import Toponym

_POSSESSIVE = ("'s", "’s")


def read_capital(p: PlacePassage, top: Toponym) -> None:
    """Makes a mention of a country one of its capital where the words say so."""
    capital = capitals().get(top.country_hint or "") if top.kind_hint == "country" else None
    if capital is None:
        return
    lower = p.words.lower
    if (
        lower[top.end : top.end + 1]
        and lower[top.end] in _POSSESSIVE
        and lower[top.end + 1 : top.end + 2] == ["capital"]
    ):
        top.end += 2
    elif lower[max(0, top.start - 2) : top.start] == ["capital", "of"]:
        top.start = skip_determiners(p, top.start - 2)
    else:
        return
    top.text, top.name, top.kind_hint, top.precision_hint = p.text(top.start, top.end), capital, "city", None
    left = skip_determiners(p, top.start)
    if left and lower[left - 1] == "of":
        left = _before_part(p, left - 1)
    if left and lower[left - 1] in p.cues.role_of:
        top.role = p.cues.role_of[lower[left - 1]]  # type: ignore[assignment]


def _before_part(p: PlacePassage, of: int) -> int:
    """Where "the eastern suburbs of X" begins."""
    start = of
    while start and (p.words.lower[start - 1] in p.cues.kind_of or p.words.lower[start - 1] in p.cues.directional):
        start -= 1
    return skip_determiners(p, start)
