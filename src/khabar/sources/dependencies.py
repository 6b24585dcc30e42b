"""What rests on what: reprints of reports and agencies, and the named sources that reports relay or quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khabar.places.spelling import fold
from khabar.records import Citation, Dependency, DependencyKind
from khabar.sources.direction import rests_because
from khabar.sources.folding import Lineage
from khabar.sources.informants import informant, named_person
from khabar.sources.outlets import OutletNames

CREDITED, TOLD, NAMED = 0.9, 0.7, 0.5


def dependencies(lineage: Lineage, citations: Iterable[Citation]) -> list[Dependency]:
    """Sorted by report, kind and what it rests on; the order of reports and citations does not matter."""
    found: dict[tuple[str, str], Dependency] = {}
    for made in (*_reprints(lineage), *_cited(lineage, citations)):
        key = (made.report_id, fold(made.on.split(" (")[0]))
        if key not in found or made.score > found[key].score:
            found[key] = made
    return sorted(found.values(), key=lambda d: (d.report_id, d.kind, d.on))


def _reprints(lineage: Lineage) -> Iterator[Dependency]:
    for report_id, (agency, why) in lineage.rests_on.items():
        yield Dependency(report_id=report_id, on=agency, kind="reprint", score=CREDITED, why=why)
    for report_id, report in lineage.reports.items():
        if "(via " in report.source:
            why = f"carried by another page, as the outlet's line says: {report.source}"
            yield Dependency(report_id=report_id, on=lineage.outlet(report_id), kind="reprint", score=CREDITED, why=why)
    for report_id, copies in lineage.copies.items():
        for other, part in copies:
            why = rests_because(lineage, report_id, other)
            if why is not None:
                told = f"{part:.0%} of the shorter text stands in both, and {why}"
                yield Dependency(report_id=report_id, on=other, kind="reprint", score=part, why=told)
                yield from _through(lineage, report_id, other, part)


def _through(lineage: Lineage, report_id: str, other: str, part: float) -> Iterator[Dependency]:
    """A copy of an agency's story rests on the agency."""
    if other in lineage.rests_on and lineage.rests_on[other][0] != lineage.outlet(report_id):
        agency = lineage.rests_on[other][0]
        why = f"copies {other}, which rests on {agency}"
        yield Dependency(report_id=report_id, on=agency, kind="reprint", score=round(part * CREDITED, 3), why=why)


def _cited(lineage: Lineage, citations: Iterable[Citation]) -> Iterator[Dependency]:
    for cited in sorted(citations, key=lambda c: (c.report_id, c.source.start or 0)):
        name = source_name(cited, lineage.names)
        if name is None or cited.report_id not in lineage.reports or _is_own(cited, name, lineage):
            continue
        score = NAMED if cited.stands_alone else TOLD
        kind: DependencyKind = "quotes" if cited.stands_alone else "relays"
        why = f"“{cited.source.text}” ({cited.cue})"
        yield Dependency(report_id=cited.report_id, on=name, kind=kind, score=score, why=why)


def _is_own(cited: Citation, name: str, lineage: Lineage) -> bool:
    return fold(name.split(" (")[0]) == fold(lineage.outlet(cited.report_id)) or fold(cited.source.text) in fold(
        lineage.reports[cited.report_id].source
    )


def source_name(cited: Citation, names: OutletNames) -> str | None:
    """The name to show for a cited source, with other forms in brackets; null for nobody in particular.

    A cue that tells nothing below it ("the UN counts", "the army has") makes a source only of outlets and monitors.
    """
    words = " ".join(cited.source.text.split())
    told = informant([cited.source], names)
    if told is None and cited.actor is None:
        return None
    if cited.stands_alone and cited.side != "un_ngo" and not (told and told[0].startswith("outlet:")):
        return None
    forms = [words.removeprefix("the ").removeprefix("The ")]
    if told is not None and told[0].startswith("outlet:"):
        forms.insert(0, told[0].removeprefix("outlet:"))
    elif person := named_person(words, names):
        forms.insert(0, person)
    if cited.actor is not None and cited.actor_name:
        forms.append(cited.actor_name)
    first, *others = dict.fromkeys(forms)
    return f"{first} ({'; '.join(others)})" if others else first
