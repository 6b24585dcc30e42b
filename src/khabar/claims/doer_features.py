"""What is known of each party that may have done what a claim tells, by name, for the learned judge of initiators.

No side has a feature of its own: a government and those who fight it are both forces.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from khabar.claims.doers import Doer, Doers, key_of
from khabar.claims.ground_features import COUNTS, DISTANCES, step

LOWEST_RANK, FEW = 6, 4
UNARMED = frozenset({"civilians", "un_ngo", "unknown"})
CROSSED = ("ago", "passage", "kind", "acted_ago", "struck_ago", "rule", "stance", "towards", "subject", "tells")


@dataclass(frozen=True, slots=True)
class Undone:
    """A claim that does not say who did it.

    ``word`` is the token that asserts it; ``opens``: it stands in the first sentence of its passage. ``target_sides``
    are those of its targets, ``told_by`` offsets in the report of who tells it, ``own_side`` is the outlet's.
    """

    event_type: str
    frame: str
    word: int
    lemma: str
    dep: str
    opens: bool
    passive: bool
    modality: str
    counts: bool
    target_sides: Collection[str]
    told_by: Sequence[tuple[int, int]]
    own_side: str | None


def features_of_doers(
    claim: Undone, candidates: Sequence[Doer], doers: Doers, by_rule: Collection[str]
) -> list[list[str]]:
    """A row a candidate, in their order, and one for nobody that is told.

    Args:
        by_rule: keys of the parties that the rules take.
    """
    rows = [_features(claim, rank, doer, candidates, doers, by_rule) for rank, doer in enumerate(candidates)]
    return [*rows, list(_of_nobody(claim, candidates, by_rule))]


def kind_of(side: str | None) -> str:
    return side if side is not None and side in UNARMED else "force"


def _of_nobody(claim: Undone, candidates: Sequence[Doer], by_rule: Collection[str]) -> Iterator[str]:
    targets = _targets(claim)
    yield "nobody"
    yield f"nobody|candidates={min(len(candidates), FEW)}"
    yield f"nobody|rule={bool(by_rule)}"
    yield f"nobody|modality={claim.modality}"
    yield f"nobody|counts={claim.counts}"
    yield f"nobody|told={bool(claim.told_by)}"
    yield f"nobody|type={claim.event_type}"
    yield f"nobody|type={claim.event_type}|frame={claim.frame}|passive={claim.passive}"
    yield f"nobody|type={claim.event_type}|targets={targets}"
    yield f"nobody|frame={claim.frame}|passive={claim.passive}"
    yield f"nobody|targets={targets}"
    yield f"nobody|lemma={claim.lemma}|passive={claim.passive}"
    yield f"nobody|dep={claim.dep}"
    yield f"nobody|opens={claim.opens}"


def _targets(claim: Undone) -> str:
    return "+".join(sorted({kind_of(side) for side in claim.target_sides})) or "none"


def _features(
    claim: Undone, rank: int, doer: Doer, candidates: Sequence[Doer], doers: Doers, by_rule: Collection[str]
) -> list[str]:
    party = doer.party
    ago = doers.sentence - doer.sentence
    where = step(ago, DISTANCES) if ago else "before" if doer.token < claim.word else "after"
    armed = party.side not in UNARMED
    named = {
        "ago": where,
        "passage": str(doer.passage == doers.passage),
        "kind": kind_of(party.side),
        "acted_ago": step(doers.sentence - doer.acted_in, DISTANCES) if doer.acted else "never",
        "struck_ago": step(doers.sentence - doer.struck_in, DISTANCES) if doer.struck else "never",
        "rule": str(key_of(party) in by_rule),
        "stance": _stance(claim, party.side) if armed else "unarmed",
        "towards": _towards(claim, party.side),
        "subject": str(doer.is_subject),
        "tells": str(_tells(claim, doer)),
    }
    crossed = [f"{name}={named[name]}" for name in CROSSED]
    found = [*crossed, *_plain(claim, rank, doer, candidates, doers)]
    found += [f"{claim.event_type}|{f}" for f in crossed]
    found += [f"{claim.frame}|{claim.passive}|{f}" for f in crossed[:6]]
    found += [f"targets={_targets(claim)}|{f}" for f in crossed[:6]]
    found += [f"{a}|{b}" for n, a in enumerate(crossed) for b in crossed[:n]]
    return found


def _plain(claim: Undone, rank: int, doer: Doer, candidates: Sequence[Doer], doers: Doers) -> Iterator[str]:
    yield f"rank={min(rank, LOWEST_RANK)}"
    yield f"identified={doer.party.actor is not None}"
    yield f"lemma={claim.lemma}|kind={kind_of(doer.party.side)}"
    yield f"dep={claim.dep}|ago={step(doers.sentence - doer.sentence, DISTANCES)}"
    yield f"opens={claim.opens}|ago={step(doers.sentence - doer.sentence, DISTANCES)}"
    yield f"plural={doer.is_plural}"
    yield f"person={doer.is_person}"
    yield f"named={step(doer.named, COUNTS)}"
    yield f"acted={step(doer.acted, COUNTS)}"
    yield f"struck={step(doer.struck, COUNTS)}"
    yield f"acted_as={doer.acted_as}|{claim.event_type}"
    yield f"same_act={doer.acted_as == claim.event_type}|ago={step(doers.sentence - doer.acted_in, DISTANCES)}"
    yield f"most_acted={doer.acted > 0 and all(doer.acted >= d.acted for d in candidates)}"
    yield f"acted_last={doer.acted > 0 and all(doer.acted_in >= d.acted_in for d in candidates if d.acted)}"
    forces = sum(kind_of(d.party.side) == "force" for d in candidates)
    yield f"kind={kind_of(doer.party.side)}|forces={min(forces, FEW)}"
    yield f"modality={claim.modality}|ago={step(doers.sentence - doer.sentence, DISTANCES)}"


def _stance(claim: Undone, side: str | None) -> str:
    if claim.own_side is None:
        return "neutral"
    return "own" if side == claim.own_side else "other"


def _towards(claim: Undone, side: str | None) -> str:
    if not claim.target_sides:
        return "none"
    return "same" if side in claim.target_sides else "other"


def _tells(claim: Undone, doer: Doer) -> bool:
    start = doer.party.start
    return start is not None and any(a <= start < b for a, b in claim.told_by)
