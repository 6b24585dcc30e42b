"""Who rests on whom: reprints, near copies and shared informants, folded before sources are counted."""

from khabar.sources.dependencies import dependencies
from khabar.sources.folding import Lineage, SourceGroup, fold_sources, trace
from khabar.sources.telling import admits, lineage_of

__all__ = ["Lineage", "SourceGroup", "admits", "dependencies", "fold_sources", "lineage_of", "trace"]
