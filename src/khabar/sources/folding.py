"""Outlets left after reprints and shared informants are folded into one, with the reasons for each folding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from khabar.records import Claim, Report
from khabar.sources.copies import near_copies, runs_of, shared
from khabar.sources.informants import informant
from khabar.sources.outlets import OutletNames, load_outlets
from khabar.sources.people import with_names

SAME_WORDS = 0.6
LEAST_WORD_RUNS = 8
FOLDED_SHARE = 1 / 3
SAME_OUTLET = 0.6
"""An outlet takes whole passages over from its own earlier reports; only most of a text makes a later version of it."""


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """Outlets that count as one source.

    ``name`` is the outlet to show: the one that the others rest on where it is among them, else the first to publish.
    """

    name: str
    outlets: tuple[str, ...]
    alignment: str | None
    camp: str | None
    claims: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """What is known of a collection's reports before any event is looked at."""

    reports: Mapping[str, Report]
    names: OutletNames
    rests_on: Mapping[str, tuple[str, str]]
    copies: Mapping[str, tuple[tuple[str, float], ...]]
    outlets: Mapping[str, str]

    def outlet(self, report_id: str) -> str:
        return self.outlets.get(report_id, "unknown")


def trace(reports: Iterable[Report], packs: tuple[str, ...] | None = None) -> Lineage:
    """Find reprints and near copies among reports.

    Args:
        packs: names or folders of the packs that tell outlets apart, by default the built-in ones.
    """
    names = load_outlets(packs)
    known = {r.report_id: r for r in sorted(reports, key=lambda r: r.report_id)}
    outlet_of = {source: names.outlet(source) for source in {r.source for r in known.values()}}
    outlets = {i: outlet_of[r.source] for i, r in known.items()}
    rests_on = {i: found for i, r in known.items() if (found := names.reprinted(r.source, r.text))}
    copies: dict[str, list[tuple[str, float]]] = {}
    for a, b, part in near_copies({i: r.text for i, r in known.items()}, names.equated):
        if part < SAME_OUTLET and outlets[a] == outlets[b]:
            continue
        copies.setdefault(a, []).append((b, part))
        copies.setdefault(b, []).append((a, part))
    return Lineage(known, names, rests_on, {i: tuple(c) for i, c in copies.items()}, outlets)


def fold_sources(claims: Sequence[Claim], reports: Lineage | Iterable[Report]) -> list[SourceGroup]:
    """The independent sources of an event's claims, the first to publish first.

    Outlets fold into one when one reprints the other, both reprint one agency, their reports or sentences are near
    copies, or all that both tell of the event rests on the same named informant.

    Args:
        claims: those of one event.
        reports: the collection's reports, or what `trace` found in them.
    """
    lineage = reports if isinstance(reports, Lineage) else trace(reports)
    folding = _Folding(lineage, sorted(claims, key=lambda c: c.claim_id))
    return folding.groups()


class _Folding:
    def __init__(self, lineage: Lineage, claims: list[Claim]) -> None:
        self.lineage, self.claims = lineage, claims
        self.root: dict[str, str] = {}
        self.why: dict[str, set[str]] = {}
        self.report_ids = sorted({c.report_id for c in claims})

    def groups(self) -> list[SourceGroup]:
        for report_id in self.report_ids:
            self._fold_report(report_id)
        self._fold_same_words()
        self._fold_informants()
        members: dict[str, list[str]] = {}
        for report_id in self.report_ids:
            members.setdefault(self._find("report:" + report_id), []).append(report_id)
        reasons: dict[str, set[str]] = {}
        for node, told in self.why.items():
            reasons.setdefault(self._find(node), set()).update(told)
        made = [self._group(ids, reasons.get(root, set())) for root, ids in members.items()]
        return [group for _, group in sorted(made, key=lambda m: m[0])]

    def _fold_report(self, report_id: str) -> None:
        lineage, node = self.lineage, "report:" + report_id
        self._join(node, "outlet:" + lineage.outlet(report_id), "")
        if report_id in lineage.rests_on:
            agency, why = lineage.rests_on[report_id]
            self._join(node, "outlet:" + agency, f"{lineage.outlet(report_id)} rests on {agency} ({why})")
        for other, part in lineage.copies.get(report_id, ()):
            if other in self.report_ids and part >= FOLDED_SHARE:
                outlets = " and ".join(sorted((lineage.outlet(report_id), lineage.outlet(other))))
                self._join(node, "report:" + other, f"{outlets} share {part:.0%} of the shorter text")

    def _fold_informants(self) -> None:
        """Outlets that tell everything on one informant's word join him; those with more add nobody new."""
        rests: dict[str, dict[str, str]] = {}
        for node, (told, named) in sorted(self._named_by_root().items()):
            if named and told == len([c for c in self.claims if self._find("report:" + c.report_id) == node]):
                rests[node] = named
        for node, named in rests.items():
            if len(named) == 1:
                ((key, words),) = named.items()
                self._join_informant(node, key, words)
        for node, named in rests.items():
            if len(named) > 1:
                self._fold_compiler(node, named)

    def _fold_compiler(self, node: str, named: Mapping[str, str]) -> None:
        heard = {self._find("report:" + i) for i in self.report_ids} - {self._find(node)}
        if all(self._find(key) in heard for key in named):
            key = min(named)
            self._join_informant(node, key, named[key])
        else:
            self._join_informant(node, "all of:" + " ".join(sorted(named)), " and ".join(sorted(named.values())))

    def _named_by_root(self) -> dict[str, tuple[int, dict[str, str]]]:
        """For each group so far, how many of its claims name an informant, and whom."""
        found: dict[str, tuple[int, dict[str, str]]] = {}
        for claim in self.claims:
            report = self.lineage.reports.get(claim.report_id)
            chain = with_names(claim.attribution, report.text if report else "", self.lineage.names)
            told = informant(chain, self.lineage.names)
            if told:
                root = self._find("report:" + claim.report_id)
                count, named = found.get(root, (0, {}))
                named.setdefault(*told)
                found[root] = (count + 1, named)
        return found

    def _join_informant(self, node: str, key: str, words: str) -> None:
        outlets = sorted({self.lineage.outlet(i) for i in self.report_ids if self._find("report:" + i) == node})
        self._join(node, key, f"{' and '.join(outlets)}: on the word of {words}" if outlets else "")

    def _fold_same_words(self) -> None:
        if len(self.report_ids) < 2:
            return
        runs = [(c, runs_of(c.evidence.text)) for c in self.claims]
        runs = [(c, own) for c, own in runs if len(own) >= LEAST_WORD_RUNS]
        for at, (a, own) in enumerate(runs):
            for b, other in runs[:at]:
                if a.report_id != b.report_id and shared(own, other) >= SAME_WORDS:
                    outlets = sorted({self.lineage.outlet(a.report_id), self.lineage.outlet(b.report_id)})
                    why = f"{' and '.join(outlets)} tell it in the same words"
                    self._join("report:" + a.report_id, "report:" + b.report_id, why)

    def _group(self, report_ids: list[str], reasons: set[str]) -> tuple[tuple[bool, str, str], SourceGroup]:
        lineage = self.lineage
        based_on = {lineage.rests_on[i][0] for i in report_ids if i in lineage.rests_on}
        ranked = sorted(report_ids, key=lambda i: (lineage.outlet(i) not in based_on, *_published(lineage, i)))
        head = ranked[0]
        report = lineage.reports.get(head)
        alignment = report.alignment if report else None
        outlets = {lineage.outlet(i) for i in report_ids}
        group = SourceGroup(
            name=lineage.outlet(head),
            outlets=tuple(sorted(outlets)),
            alignment=alignment,
            camp=lineage.names.camp(alignment),
            claims=tuple(c.claim_id for c in self.claims if c.report_id in report_ids),
            reasons=tuple(sorted(reasons)) if len(outlets) > 1 else (),
        )
        return min(_published(lineage, i) for i in report_ids), group

    def _find(self, node: str) -> str:
        while self.root.setdefault(node, node) != node:
            self.root[node] = node = self.root[self.root[node]]
        return node

    def _join(self, a: str, b: str, why: str) -> None:
        first, second = sorted((self._find(a), self._find(b)))
        self.root[second] = first
        if why:
            self.why.setdefault(a, set()).add(why)


def _published(lineage: Lineage, report_id: str) -> tuple[bool, str, str]:
    report = lineage.reports.get(report_id)
    published = report.published if report else None
    return published is None, published or "", report_id
