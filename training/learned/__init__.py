"""How the learned judge is trained: examples, folds, network, export."""
