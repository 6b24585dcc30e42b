"""Events against gold: are the claims of different reports brought together that tell the same, and no others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from benchmarks.scoring.gold import Disputed, GoldClaim
from benchmarks.scoring.pairing import pair_claims
from benchmarks.scoring.tally import Matches
from khabar.records import Claim, Event


@dataclass(frozen=True, slots=True)
class Paired:
    """A found claim that answers to a gold claim: the report, the real event, and the events it was put into."""

    report_id: str
    event: str
    put_into: frozenset[str]


@dataclass(slots=True)
class EventScore:
    """``links``: pairs of claims of different reports; ``b_cubed``: precision and recall of each claim's company.

    ``contested``: disputed events of gold whose found events carry a contradiction.
    """

    links: Matches = field(default_factory=Matches)
    contested: Matches = field(default_factory=Matches)
    b_cubed_precision: float = 0.0
    b_cubed_recall: float = 0.0
    paired: int = 0

    @property
    def b_cubed(self) -> float:
        both = self.b_cubed_precision + self.b_cubed_recall
        return 2 * self.b_cubed_precision * self.b_cubed_recall / both if both else 0.0


def score_events(
    gold: Mapping[str, Sequence[GoldClaim]],
    disputed: Iterable[Disputed],
    found: Mapping[str, Sequence[Claim]],
    events: Sequence[Event],
) -> EventScore:
    """Figures over the found claims that pair with a gold claim, as `score_claims` pairs them."""
    pairs = list(_paired(gold, found, events))
    score = EventScore(paired=len(pairs))
    _score_links(pairs, score.links)
    _score_company(pairs, score)
    flagged = {e.event_id for e in events if e.contradictions}
    _score_contested(pairs, {d.event for d in disputed}, flagged, score.contested)
    return score


def _paired(
    gold: Mapping[str, Sequence[GoldClaim]], found: Mapping[str, Sequence[Claim]], events: Iterable[Event]
) -> Iterator[Paired]:
    put_into: dict[str, set[str]] = defaultdict(set)
    for event in events:
        for claim_id in event.claims:
            put_into[claim_id].add(event.event_id)
    for report_id, told in gold.items():
        theirs = found.get(report_id, [])
        for i, j in pair_claims([g.claim for g in told], theirs):
            if slug := told[i].event:
                yield Paired(report_id, slug, frozenset(put_into[theirs[j].claim_id]))


def _score_links(pairs: Sequence[Paired], links: Matches) -> None:
    for a, b in combinations(pairs, 2):
        if a.report_id == b.report_id:
            continue
        same, linked = a.event == b.event, not a.put_into.isdisjoint(b.put_into)
        links.right += same and linked
        links.extra += linked and not same
        links.missed += same and not linked


def _score_company(pairs: Sequence[Paired], score: EventScore) -> None:
    """B-cubed; a claim that stands in several found events has the company of all of them."""
    if not pairs:
        return
    size: dict[str, int] = defaultdict(int)
    for one in pairs:
        size[one.event] += 1
    precision = recall = 0.0
    for one in pairs:
        company = [o for o in pairs if o is one or not o.put_into.isdisjoint(one.put_into)]
        right = sum(o.event == one.event for o in company)
        precision += right / len(company)
        recall += right / size[one.event]
    score.b_cubed_precision, score.b_cubed_recall = precision / len(pairs), recall / len(pairs)


def _score_contested(pairs: Iterable[Paired], disputed: set[str], flagged: set[str], contested: Matches) -> None:
    told: dict[str, bool] = defaultdict(bool)
    for one in pairs:
        told[one.event] |= not one.put_into.isdisjoint(flagged)
    contested.right = sum(told.get(event, False) for event in disputed)
    contested.missed = len(disputed) - contested.right
    contested.extra = sum(flag for event, flag in told.items() if event not in disputed)
