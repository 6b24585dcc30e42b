"""The records of control: what claims say of who holds a place, and the history that follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from khabar.records import Place

Effect = Literal["gain", "hold", "loss", "denial", "siege"]
Extent = Literal["whole", "part", "unclear"]
Verdict = Literal["held", "contested", "uncertain"]
UNKNOWN_SIDE = "unknown:"


def told_side(side: str | None, names: Sequence[str]) -> str | None:
    """A side as a person reads it: one that is not known goes by the name that the claims have for who holds it."""
    if side is None or not side.startswith(UNKNOWN_SIDE):
        return side
    return names[0] if names else "side not known"


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What one claim says of who holds one place.

    Attributes:
        effect: ``gain`` the side took the place, ``hold`` it held it on the days told, ``loss`` it lost or left it,
            ``denial`` it is denied that it took it, ``siege`` it besieges it.
        extent: ``whole``; ``part`` of the place, or something in or near it; ``unclear``. Only a whole place changes
            hands.
        side: of whom this is told; null where the claim names nobody.
        names: the names told of that side.
        lost_by: the side that the place was taken from, where told.
        first, last: ISO days between which it happened, both inclusive; null where not known.
        told: whether words tell the day; if not, the report's own date bounds it.
        teller: who tells it: the side of a partisan outlet (``government``, ``opposition`` …), else the outlet's name.
        voice: whose word it is: as ``teller``, but of an outlet that takes no side the source that it cites.
        side_from: the claim of the same event that names the side, where this one does not.
        against_interest: the outlet's own side is said to have lost the place.
        inherited_from: the place that is told of, where this one only lies in it.
    """

    place: Place
    effect: Effect
    extent: Extent
    side: str | None = None
    names: list[str] = []
    lost_by: str | None = None
    first: str | None = None
    last: str | None = None
    told: bool = True
    claim_id: str
    report_id: str
    outlet: str
    teller: str
    voice: str
    side_from: str | None = None
    attribution: list[str] = []
    against_interest: bool = False
    inherited_from: str | None = None
    words: str = ""


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """A side that is said to hold a place, on whose word.

    Attributes:
        side: null where it is only denied that the other holds it; ``unknown:`` and a key of the name where nobody
            knows the side of who holds it.
        tellers, outlets: see `Statement`; ``on_word_of``: the sources that the outlets name.
        independent_sources: outlets left after reprints and shared informants are folded.
        against_interest: claims of outlets whose own side is said to have lost the place.
    """

    side: str | None
    names: list[str] = []
    tellers: list[str] = []
    outlets: list[str] = []
    on_word_of: list[str] = []
    independent_sources: list[str] = []
    against_interest: list[str] = []
    claims: list[str] = []


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of time in which the claims say the same of who holds a place.

    Attributes:
        verdict: ``held`` by the one holder; ``contested``: outlets disagree on which of the holders it is;
            ``uncertain``: given up, or changed hands unseen, and nobody tells who holds it.
        start, start_by: the change happened between these ISO days; ``start`` is null where nobody tells when it began.
        end: ISO day on which the next stretch may begin; null for the last.
        last_told: the last day of which a claim says so; what follows is carried on from there.
        inherited_from: names of the containing places where all that is told is told of them.
    """

    verdict: Verdict
    holders: list[Holder]
    start: str | None = None
    start_by: str | None = None
    end: str | None = None
    last_told: str | None = None
    why: str = ""
    inherited_from: list[str] = []


class Siege(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that a place is besieged or cut off."""

    by: str | None
    start: str | None
    end: str | None
    teller: str
    outlet: str
    claim: str


class Unused(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that changes no history, and why."""

    claim: str
    effect: Effect
    side: str | None
    extent: Extent
    start: str | None
    end: str | None
    outlet: str
    why: str
    words: str = ""


class PlaceControl(msgspec.Struct, frozen=True, kw_only=True):
    """Who held a place from when to when, according to whom.

    Attributes:
        history: what all outlets together say.
        accounts: the same according to the outlets of each side alone, and to each outlet that takes no side.
        parts: names and last holders of the places inside it, for which claims tell more.
    """

    place: Place
    history: list[Stretch]
    accounts: dict[str, list[Stretch]] = {}
    sieges: list[Siege] = []
    parts: list[PartControl] = []
    unused: list[Unused] = []


class PartControl(msgspec.Struct, frozen=True, kw_only=True):
    """The last stretch of a place inside another."""

    place: str
    place_id: str | None
    verdict: Verdict
    sides: list[str]
    start: str | None
    last_told: str | None
