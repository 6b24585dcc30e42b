"""Which of two near copies was first: credits, publication, and the marks that re-wording and trimming leave."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.places.spelling import fold
from khabar.records import Report
from khabar.sources.folding import Lineage
from khabar.sources.outlets import OutletNames

_LONGER = 1.03


def rests_because(lineage: Lineage, copy: str, original: str) -> str | None:
    """Why ``copy`` is the one that rests on the other, or null where it is the other way round."""
    for own, other, why in _signs(lineage, copy, original):
        if own != other:
            return why if own > other else None
    return "nothing tells which was first" if copy > original else None


def _signs(lineage: Lineage, a: str, b: str) -> Iterator[tuple[int, int, str]]:
    """Pairs of values, the strongest sign first; the higher value marks the copy."""
    names, one, other = lineage.names, lineage.reports[a], lineage.reports[b]
    yield _names(names, one, other), _names(names, other, one), "its line names the other's outlet"
    if one.published and other.published:
        yield *_ranks(one.published, other.published), "this one came later"
    credits = len(names.credited(one.source)), len(names.credited(other.source))
    yield not credits[0], not credits[1], "only the other names the agency"
    yield credits[0], credits[1], "this one joins several agencies"
    yield _loaded(names, one), _loaded(names, other), "this one's words are more loaded"
    if max(len(one.text), len(other.text)) > _LONGER * min(len(one.text), len(other.text)):
        yield -len(one.text), -len(other.text), "this one is shorter"
    if bool(one.published) != bool(other.published):
        yield not one.published, not other.published, "only the other says when it was published"


def _ranks(a: str, b: str) -> tuple[int, int]:
    return int(a > b), int(b > a)


def _names(names: OutletNames, report: Report, other: Report) -> bool:
    own, theirs = names.outlet(report.source), names.outlet(other.source)
    return own != theirs and f" {fold(theirs)} " in f" {fold(report.source)} "


def _loaded(names: OutletNames, report: Report) -> int:
    return sum(word in names.loaded for word in fold(report.text).split())
