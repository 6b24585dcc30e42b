"""What rests on what: reprints of reports and agencies, and the named sources that reports relay or quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from khabar.places.spelling import fold
from khabar.records import Citation, Dependency, DependencyKind
from khabar.sources.carried import Named, with_carried
from khabar.sources.collection import mentioned, outlets_of, short_names, told_by_known
from khabar.sources.direction import rests_because
from khabar.sources.folding import Lineage
from khabar.sources.informants import named_person
from khabar.sources.naming import Namer
from khabar.sources.people import full_names, institutions_of

CREDITED, TOLD, NAMED = 0.9, 0.7, 0.5


def dependencies(lineage: Lineage, citations: Iterable[Citation]) -> list[Dependency]:
    """Sorted by report, kind and what it rests on; the order of reports and citations does not matter."""
    found: dict[tuple[str, str], Dependency] = {}
    for made in (*_reprints(lineage), *_cited(lineage, citations)):
        key = (made.report_id, fold(lineage.outlet(made.on) if made.on in lineage.reports else made.on.split(" (")[0]))
        if key not in found or _worth(made, lineage) > _worth(found[key], lineage):
            found[key] = made
    return sorted(found.values(), key=lambda d: (d.report_id, d.kind, d.on))


def _worth(made: Dependency, lineage: Lineage) -> tuple[bool, bool, float]:
    """A report says more than its outlet, and a reprint more than a mention."""
    return made.on in lineage.reports, made.kind == "reprint", made.score


def _reprints(lineage: Lineage) -> Iterator[Dependency]:
    for report_id, (agency, why) in lineage.rests_on.items():
        yield Dependency(report_id=report_id, on=agency, kind="reprint", score=CREDITED, why=why)
    for report_id, report in lineage.reports.items():
        if "(via " in report.source:
            why = f"carried by another page, as the outlet's line says: {report.source}"
            yield Dependency(report_id=report_id, on=lineage.outlet(report_id), kind="reprint", score=CREDITED, why=why)
    for report_id, copies in lineage.copies.items():
        for other, part in copies:
            sign = rests_because(lineage, report_id, other)
            if sign is not None:
                why = f"{part:.0%} of the shorter text stands in both, and {sign}"
                yield Dependency(report_id=report_id, on=other, kind="reprint", score=part, why=why)
                yield from _through(lineage, report_id, other, part)


def _through(lineage: Lineage, report_id: str, other: str, part: float) -> Iterator[Dependency]:
    """A copy of an agency's story rests on the agency."""
    if other in lineage.rests_on and lineage.rests_on[other][0] != lineage.outlet(report_id):
        agency = lineage.rests_on[other][0]
        why = f"copies {other}, which rests on {agency}"
        yield Dependency(report_id=report_id, on=agency, kind="reprint", score=round(part * CREDITED, 3), why=why)


def _cited(lineage: Lineage, citations: Iterable[Citation]) -> Iterator[Dependency]:
    by_report: dict[str, list[Citation]] = {}
    for cited in citations:
        if cited.report_id in lineage.reports:
            by_report.setdefault(cited.report_id, []).append(cited)
    outlets = outlets_of(lineage)
    named = {i: _named(namer, by_report.get(i, ())) for i, namer in _namers(lineage, by_report, outlets)}
    for report_id, report in lineage.reports.items():
        originals = {
            other: (lineage.reports[other].text, named[other])
            for other, _ in lineage.copies.get(report_id, ())
            if rests_because(lineage, report_id, other) is not None
        }
        for found in with_carried(named[report_id], report.text, originals, lineage.names).values():
            yield _dependency(report_id, found)
        for other, words in (*mentioned(report.text, outlets), *told_by_known(report.text, lineage.names)):
            if other != lineage.outlet(report_id):
                full = lineage.names.full.get(other)
                on = f"{other} ({full})" if full else other
                yield Dependency(report_id=report_id, on=on, kind="relays", score=NAMED, why=f"names it: “{words}”")


def _namers(
    lineage: Lineage, by_report: Mapping[str, Sequence[Citation]], outlets: Mapping[str, str]
) -> Iterator[tuple[str, Namer]]:
    """For each report who names its sources, with what the others know of them."""
    names = lineage.names
    called = {**short_names(outlets, names), **outlets}
    people = full_names((c for cited in by_report.values() for c in cited), names)
    known_of = _affiliations(lineage, by_report)
    for report_id, report in lineage.reports.items():
        country = next((c.country for c in by_report.get(report_id, ()) if c.country), "")
        carriers = names.credited(report.source)
        if report_id in lineage.rests_on:
            carriers.append(lineage.rests_on[report_id][0])
        yield (
            report_id,
            Namer(
                report.text,
                lineage.outlet(report_id),
                names,
                called,
                people=people.get(country, {}),
                known_of=known_of,
                carriers=carriers,
            ),
        )


def _affiliations(lineage: Lineage, by_report: Mapping[str, Iterable[Citation]]) -> dict[str, list[str]]:
    """By folded full name the agencies beside which the collection's reports name those whom they cite."""
    found: dict[str, set[str]] = {}
    for report_id, cited in by_report.items():
        people = {named_person(c.source.text, lineage.names) for c in cited}
        for person in people:
            if person and " " in person:
                beside = institutions_of(person, lineage.reports[report_id].text, lineage.names)
                found.setdefault(fold(person), set()).update(beside)
    return {person: sorted(beside) for person, beside in found.items() if beside}


def _named(namer: Namer, citations: Iterable[Citation]) -> dict[str, Named]:
    """One entry for each source, however often it is cited."""
    found: dict[str, Named] = {}
    for cited in sorted(citations, key=_in_order):
        source = namer.source(cited)
        if source is not None:
            known = found.get(source.key, Named(source, cited, tells=False))
            tells = known.tells or cited.tells_event or not cited.stands_alone
            found[source.key] = Named(known.source.joined(source), known.cited, tells)
    return found


def _dependency(report_id: str, named: Named) -> Dependency:
    kind: DependencyKind = "relays" if named.tells else "quotes"
    why = f"“{' '.join(named.cited.source.text.split())}” ({named.cited.cue})"
    if named.through is not None:
        why += f", in a passage of {named.through} that this one copies"
    return Dependency(
        report_id=report_id, on=named.source.shown(), kind=kind, score=TOLD if named.tells else NAMED, why=why
    )


def _in_order(cited: Citation) -> tuple[int, str, str]:
    return cited.source.start or 0, cited.source.text, cited.cue
