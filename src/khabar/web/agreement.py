"""How far two reviewers agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations

from khabar.review import Decision, standing
from khabar.web.review_answers import Agreement, DoneBy

JUDGING = frozenset({"accept", "reject", "correct"})


def verdicts(decisions: Iterable[Decision]) -> dict[str, dict[str, str]]:
    """For each person, what they last decided on each claim: accept, reject or correct."""
    found: dict[str, dict[str, str]] = {}
    for decision in standing(decisions):
        if decision.kind in JUDGING:
            for member in decision.members:
                found.setdefault(decision.who, {})[member.claim_id] = decision.kind
    return found


def done_by(decisions: Iterable[Decision]) -> list[DoneBy]:
    """How many claims each person decided on, the busiest first."""
    counted = sorted(((who, len(of)) for who, of in verdicts(decisions).items()), key=lambda d: (-d[1], d[0]))
    return [DoneBy(who=who, done=done) for who, done in counted]


def kappa_of(decisions: Iterable[Decision]) -> Agreement | None:
    """Cohen's kappa of the two persons who share most claims; null where no two share one."""
    found = verdicts(decisions)
    pairs = [(len(found[a].keys() & found[b].keys()), a, b) for a, b in combinations(sorted(found), 2)]
    shared = max(pairs, key=lambda p: p[0], default=None)
    if shared is None or not shared[0]:
        return None
    both, a, b = shared
    return Agreement(kappa=cohens_kappa(found[a], found[b]), both=both, between=[a, b])


def cohens_kappa(a: Mapping[str, str], b: Mapping[str, str]) -> float | None:
    """Agreement beyond chance on what both decided, at most 1; null where chance alone gives it all."""
    both = sorted(a.keys() & b.keys())
    if not both:
        return None
    seen = sum(a[c] == b[c] for c in both) / len(both)
    first, second = Counter(a[c] for c in both), Counter(b[c] for c in both)
    chance = sum(first[k] * second[k] for k in first) / len(both) ** 2
    return None if chance == 1 else round((seen - chance) / (1 - chance), 4)
