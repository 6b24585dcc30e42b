"""Rewrites a text in the words of another side, and says where each character came from."""

from __future__ import annotations

import re
from collections.abc import Mapping

from khabar.records import Claim, Report


def rewritten(text: str, words: Mapping[str, str]) -> tuple[str, list[int]]:
    """The text with whole words replaced, first letter's case kept; and the old offset of each new character."""
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})\b", re.IGNORECASE)
    out: list[str] = []
    origin: list[int] = []
    last = 0
    for match in pattern.finditer(text):
        new = words[match.group().lower()]
        if match.group()[0].isupper():
            new = new[0].upper() + new[1:]
        out += [text[last : match.start()], new]
        origin += [*range(last, match.start()), *([match.start()] * len(new))]
        last = match.end()
    out.append(text[last:])
    origin += [*range(last, len(text) + 1)]
    return "".join(out), origin


def reframed(report: Report, words: Mapping[str, str]) -> tuple[Report, list[int]]:
    text, origin = rewritten(report.text, words)
    return Report(**{**{f: getattr(report, f) for f in report.__struct_fields__}, "text": text}), origin


def coding(claim: Claim, origin: list[int] | None = None) -> tuple[object, ...]:
    """What must not depend on the words chosen for the sides."""

    def at(offset: int | None) -> int | None:
        return offset if origin is None or offset is None else origin[min(offset, len(origin) - 1)]

    places = sorted(
        (p.role, str(at(p.start)), str(p.place.id if p.place else None)) for p in claim.places if p.start is not None
    )
    counted = sorted((q.kind, str(at(q.start)), str(q.min), str(q.max)) for q in claim.quantities)
    when = (claim.time.start, claim.time.end, claim.time.precision)
    trigger = at(claim.trigger.start) if claim.trigger else None
    return (trigger, claim.event_type, claim.modality, tuple(places), when, tuple(counted))


def share_unchanged(before: list[Claim], after: list[Claim], origin: list[int]) -> tuple[int, int]:
    """Claims whose coding stays, and all claims of either text."""
    old = [coding(c) for c in before]
    new = [coding(c, origin) for c in after]
    same = 0
    for item in old:
        if item in new:
            new.remove(item)
            same += 1
    return same, max(len(before), len(after))
