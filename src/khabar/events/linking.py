"""From claims to events: split by place, compare, group, and say what each group claims to have happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import numpy as np

from khabar.actors import with_standing
from khabar.events.clustering import Group, grouped
from khabar.events.columns import Columns, columns_of
from khabar.events.compare import Pairs
from khabar.events.constraining import Ties, sides_of, ties_of
from khabar.events.explaining import Explainer, reasons_of
from khabar.events.headline import DEFAULT_RULE, HeadlineRule
from khabar.events.knowledge import LinkSettings, load_settings
from khabar.events.reconcile import reconcile
from khabar.events.scoring import Scores, score_pairs, scores_of
from khabar.events.unit import Unit, units_of
from khabar.records import Claim, Event, Link, Report
from khabar.review import Constraints
from khabar.sources import trace

TIED = "a person judged them to be the same event"
LINKS_AT_ONCE = 1 << 14


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
        reports: those that the claims come from; a claim whose report is missing is linked without its outlet, and a
            report that tells no alignment has that of its outlet's profile.
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
    told = list(claims)
    known = {r.report_id: r for r in with_standing(reports, told, packs)}
    units = units_of([c for c in told if not c.rejected], known, settings)
    columns = columns_of(units, settings)
    scores = score_pairs(columns, settings)
    ties = _ties(units, constraints or Constraints(), scores, settings)
    groups = grouped(columns.claim, scores, settings, ties)
    del scores
    links = _explained(groups, units, columns, settings)
    del columns
    lineage = trace(known.values(), tuple(packs) if packs is not None else None)
    events = [
        reconcile(
            [units[i] for i in group.units],
            [next(links) for _ in group.links],
            lineage,
            first_read,
            headline,
            settings.whole_words,
        )
        for group in groups
    ]
    return sorted(events, key=lambda e: (e.start or "9999", e.event_type, e.event_id))


def _ties(units: Sequence[Unit], constraints: Constraints, scores: Scores, settings: LinkSettings) -> Ties:
    if not constraints:
        return Ties()
    named = {claim_id for claim_id, _ in sides_of(constraints)}
    known = scores.among(u.index for u in units if u.claim.claim_id in named)
    return ties_of(units, constraints, known, settings.unseen)


def _explained(
    groups: Iterable[Group], units: Sequence[Unit], columns: Columns, settings: LinkSettings
) -> Iterator[Link]:
    """The links of all groups in their order, with their reasons in words."""
    explainer = Explainer(settings)
    wanted = ((pair, pair in group.tied) for group in groups for pair in group.links)
    while chunk := list(islice(wanted, LINKS_AT_ONCE)):
        i, j = np.array([pair for pair, _ in chunk], np.int64).T
        pairs = Pairs.of(columns, i, j)
        values = scores_of(pairs, settings).tolist()
        for (pair, tied), value, reasons in zip(chunk, values, reasons_of(pairs, settings), strict=True):
            words = [TIED, *explainer.words(reasons)] if tied else explainer.words(reasons)
            a, b = (units[n].claim.claim_id for n in pair)
            yield Link(a=a, b=b, score=round(value, 2), reasons=words)
