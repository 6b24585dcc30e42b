"""How the learned judge is trained: examples, folds, network, export."""

LEAST = 0.55
"""From this weight on a candidate becomes a claim (``Judgement.weight``)."""
