"""How ``Report → list[Claim]``, or of toponyms, is run over many reports: here, or in a pool of processes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from khabar.engines.extractor import CitationReader, ClaimReader, PlaceReader
from khabar.engines.local import CHUNK_REPORTS, chunked, extract_here
from khabar.engines.outcome import ExtractionError, Extractor, ExtractorFactory, Failure, Found, Outcome, Read
from khabar.engines.pool import extract_pooled
from khabar.records import Report

__all__ = [
    "CitationReader",
    "ClaimReader",
    "ExtractionError",
    "Extractor",
    "ExtractorFactory",
    "Failure",
    "Outcome",
    "PlaceReader",
    "Read",
    "extract_all",
    "usable_cores",
]


def usable_cores() -> int:
    """Number of cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def extract_all(
    reports: Iterable[Report], factory: ExtractorFactory[Found], *, workers: int | None = None
) -> Iterator[Outcome[Found]]:
    """Outcomes in the order of the reports, whatever the number of workers.

    Only a bounded number of reports is in memory. A report that raises or crashes gives an outcome with a failure.

    Args:
        factory: makes the extractor, once in each process; must be picklable.
        workers: processes to use, by default all cores; with one, or for a single chunk, all runs in this process.

    Raises:
        ExtractionError: worker after worker dies.
        KhabarError: the extractor cannot be loaded.
    """
    chunks = chunked(reports, getattr(factory, "reports_at_once", CHUNK_REPORTS))
    first = list(islice(chunks, 2))
    wanted = usable_cores() if workers is None else workers
    every = chain(first, chunks)
    if wanted <= 1 or len(first) < 2:
        return extract_here(every, factory)
    return extract_pooled(every, factory, wanted)
