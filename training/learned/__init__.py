"""How the learned judge is trained: meanings of words, examples, folds, network, description."""

LEAST = 0.5
"""From this weight on a candidate becomes a claim (``Judgement.weight``)."""
