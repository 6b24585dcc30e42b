"""Capitals told by their country: "Liberia's capital", "the capital of Liberia"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.places.context import Located
from khabar.places.geometry import kilometres
from khabar.places.knowledge import capitals
from khabar.places.passage import PlacePassage, skip_determiners
from khabar.places.spelling import fold
from khabar.places.toponym import Toponym
from khabar.records import Place

if TYPE_CHECKING:
    from khabar.places.candidates import Candidates
    from khabar.places.scene import Scene
    from khabar.places.scoring import Option

NEAR_KM = 400
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


def names_capital(text: str, country: str | None) -> bool:
    """Whether a text names the capital of a country (ISO code)."""
    seat = capitals().get(country or "")
    return seat is not None and fold(seat) in fold(text)


def name_capital(
    mentions: Sequence[Located], options: list[list[Option]], scene: Scene, candidates: Candidates
) -> None:
    """ "In the capital, the air base was attacked": by its name, where the report does not name it and is not far off.

    Args:
        options: of each mention; those of the capital are put in their place.
    """
    seat = capitals().get(scene.main or "")
    if seat is None or any(fold(m.toponym.name) == fold(seat) for m in mentions):
        return
    for number, top in enumerate(m.toponym for m in mentions):
        if not top.generic or top.text.lower() != "the capital":
            continue
        named = replace(top, generic=False, name=seat, kind_hint="city")
        found = [o for o in candidates.options(named, scene) if o.own_name and _is_near(o.place, scene)]
        if found:
            top.generic, top.name, top.kind_hint = False, seat, "city"
            options[number] = found


def _is_near(place: Place, scene: Scene) -> bool:
    points = [
        (a.place.lat, a.place.lon) for a in scene.anchors if a.place.lat is not None and a.place.kind != "country"
    ]
    if place.lat is None or place.lon is None or not points:
        return False
    here = place.lat, place.lon
    return any(lon is not None and kilometres(*here, lat, lon) <= NEAR_KM for lat, lon in points if lat is not None)


def _before_part(p: PlacePassage, of: int) -> int:
    """Where "the eastern suburbs of X" begins."""
    start = of
    while start and (p.words.lower[start - 1] in p.cues.kind_of or p.words.lower[start - 1] in p.cues.directional):
        start -= 1
    return skip_determiners(p, start)
