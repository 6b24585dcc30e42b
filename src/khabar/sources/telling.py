"""How a claim came to the reader: from whom through whom, and whether its teller had reason not to tell it."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.actors import coarse_alignment
from khabar.places.spelling import fold
from khabar.records import Claim, Party, Report
from khabar.sources.folding import Lineage

PARTISAN = frozenset({"government", "opposition", "isil", "sdf"})
REAL = frozenset({"occurred", "ongoing"})
LEFT = frozenset({"withdrawal", "surrender"})
ABUSE = frozenset({"attack_on_civilians", "sexual_violence", "chemical_attack"})
LOSSES = frozenset({"killed", "wounded", "casualties", "captured", "surrendered", "destroyed"})


def lineage_of(claim: Claim, lineage: Lineage) -> tuple[str, ...]:
    """Through whom a claim came, the outlet first: outlet, the agency that its report rests on, those whom it names."""
    outlet = lineage.outlet(claim.report_id)
    agency = lineage.rests_on.get(claim.report_id)
    told = [outlet, *([agency[0]] if agency else []), *(" ".join(s.text.split()) for s in claim.attribution)]
    found: dict[str, str] = {}
    for words in told:
        found.setdefault(fold(lineage.names.known(words) or words).removeprefix("the "), words)
    return tuple(found.values())


def admits(claim: Claim, report: Report) -> str | None:
    """What an outlet of one side tells against that side's interest, or null: its loss, its retreat, its crime."""
    side = coarse_alignment(report.alignment)
    if side not in PARTISAN or claim.modality not in REAL:
        return None
    if claim.event_type == "territory_captured" and _only(side, claim.targets, claim.initiators):
        return "its own side's loss of ground"
    if claim.event_type in LEFT and _has(side, claim.initiators):
        return "its own side's " + claim.event_type
    if claim.event_type in ABUSE and _has(side, claim.initiators):
        return "an act of its own side against civilians or with forbidden means"
    if any(q.kind in LOSSES and q.of == side and q.max != 0 for q in claim.quantities):
        return "its own side's losses"
    return None


def _only(side: str, parties: Iterable[Party], others: Iterable[Party]) -> bool:
    return _has(side, parties) and not _has(side, others)


def _has(side: str, parties: Iterable[Party]) -> bool:
    return any(party.side == side for party in parties)
