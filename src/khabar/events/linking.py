"""From claims to events: split by place, compare, group, and say what each group claims to have happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from khabar.events.blocking import Pair, candidate_pairs
from khabar.events.clustering import Agglomeration, tree_of_links
from khabar.events.compare import compare, explain, quick_score, score
from khabar.events.constraining import ties_of
from khabar.events.headline import DEFAULT_RULE, HeadlineRule
from khabar.events.knowledge import LinkSettings, load_settings
from khabar.events.reconcile import reconcile
from khabar.events.unit import Unit, units_of
from khabar.records import Claim, Event, Link, Report
from khabar.review import Constraints
from khabar.sources import trace

STRONGEST = 8.0
TIED = "a person judged them to be the same event"


def link(
    claims: Iterable[Claim],
    reports: Iterable[Report],
    *,
    settings: LinkSettings | None = None,
    packs: Sequence[str] | None = None,
    constraints: Constraints | None = None,
    first_read: Mapping[str, int] | None = None,
    headline: HeadlineRule = DEFAULT_RULE,
) -> list[Event]:
    """The events that the claims tell, by start, type and id.

    A claim with several places is told of each of them, so it may stand in several events; every claim stands in at
    least one, but those that a person rejected stand in none. The order of claims and reports does not matter, and the
    same input gives the same events.

    Args:
        claims: of all reports together; ids must be unique.
        reports: those that the claims come from; a claim whose report is missing is linked without its outlet.
        settings: weights and limits, by default those of the general pack.
        packs: names or folders of the packs that tell outlets apart, by default the built-in ones.
        constraints: what people decided to be the same event, or not the same.
        first_read: numbers of reports in the order in which they became known. An event has the id of the claim that
            was known first, by default of the one published first.
        headline: how the best of several numbers is chosen.

    Raises:
        PackError: the tables of linking or of outlets are broken.
    """
    settings = settings or load_settings()
    known = {r.report_id: r for r in reports}
    units = units_of([c for c in claims if not c.rejected], known, settings)
    scores = score_pairs(units, settings)
    ties = ties_of(units, constraints or Constraints(), scores, settings.unseen)
    grouping = Agglomeration([u.claim.claim_id for u in units], scores, settings.unseen, settings.threshold, ties)
    neighbours: dict[int, list[int]] = {}
    for i, j in scores:
        neighbours.setdefault(i, []).append(j)
    joined = ties.by_first()
    lineage = trace(known.values(), tuple(packs) if packs is not None else None)
    events = []
    for group in grouping.groups():
        tied = [pair for i in group for pair in joined.get(i, ())]
        links = [
            _link(units, p, settings, p in tied)
            for p in tree_of_links(group, scores, neighbours, tied, settings.threshold)
        ]
        events.append(reconcile([units[i] for i in group], links, lineage, first_read, headline))
    return sorted(events, key=lambda e: (e.start or "9999", e.event_type, e.event_id))


def score_pairs(units: list[Unit], settings: LinkSettings) -> Mapping[Pair, float]:
    """Log odds of the pairs that are worth comparing and not plainly of two events.

    They are cut at the top, so that no single pair outweighs a group; pairs left out count as ``settings.unseen``.
    """
    scores: dict[Pair, float] = {}
    for i, j in candidate_pairs(units, settings):
        value = quick_score(units[i], units[j], settings)
        if value is not None and value > settings.unseen:
            scores[i, j] = min(STRONGEST, value)
    return scores


def _link(units: list[Unit], pair: Pair, settings: LinkSettings, tied: bool = False) -> Link:
    a, b = units[pair[0]], units[pair[1]]
    reasons = compare(a, b, settings)
    value = round(score(reasons, settings), 2)
    words = [TIED] if tied else []
    return Link(a=a.claim.claim_id, b=b.claim.claim_id, score=value, reasons=[*words, *explain(reasons, settings)])
