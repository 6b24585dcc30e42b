"""How likely a claim is right (event, type and main fields), as a number that was fitted to gold.

The weights lie in ``packs/data/general/confidence.yaml``; ``benchmarks/calibrate.py`` fits them and prints how well
they hold on reports left out.
"""

from __future__ import annotations

import math
from functools import lru_cache

from khabar.claims.drafts import Draft
from khabar.packs import load_packs


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {name: float(value) for name, value in load_packs(("general",)).table("confidence").items()}


def features(draft: Draft) -> dict[str, float]:
    """What the confidence looks at; each is 0 or 1 except ``length`` (words of evidence, in tens, at most 5)."""
    found = {
        "bias": 1.0,
        f"type={draft.event_type}": 1.0,
        f"modality={draft.modality.code}": 1.0,
        f"frame={draft.trigger.frame}": 1.0,
        "length": min((draft.hi - draft.lo) / 10, 5.0),
        "own_place": float(draft.own_place),
        "own_time": float(draft.own_time),
        "own_initiator": float(draft.own_initiator),
        "any_initiator": float(bool(draft.initiators)),
        "any_target": float(bool(draft.targets)),
        "any_quantity": float(bool(draft.quantities)),
        "attributed": float(bool(draft.attribution)),
        "means": float(draft.trigger.means is not None),
        "result": float(draft.trigger.verb_rule is not None and draft.trigger.verb_rule.result),
    }
    return {k: v for k, v in found.items() if v}


def confidence_of(draft: Draft) -> float:
    """Probability, two decimals."""
    weights = _weights()
    score = sum(weights.get(name, 0.0) * value for name, value in features(draft).items())
    return round(1 / (1 + math.exp(-score)), 2)
