"""Who rests on whom: reprints, near copies and shared informants, folded before sources are counted."""

from khabar.sources.dependencies import dependencies
from khabar.sources.folding import Lineage, SourceGroup, fold_sources, trace

__all__ = ["Lineage", "SourceGroup", "dependencies", "fold_sources", "trace"]
