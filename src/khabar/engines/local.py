"""Runs reports through an extractor in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from khabar.engines.outcome import Extractor, ExtractorFactory, Found, Outcome, failure_of, outcome_of
from khabar.errors import EndpointError, RefusedError
from khabar.records import Report

CHUNK_REPORTS = 16
CHUNK_CHARACTERS = 200_000

Chunk = tuple[Report, ...]


def chunked(
    reports: Iterable[Report], most: int = CHUNK_REPORTS, characters: int = CHUNK_CHARACTERS
) -> Iterator[Chunk]:
    """Consecutive reports, as many as the parser takes well at once: neither too many nor too long together."""
    chunk: list[Report] = []
    size = 0
    for report in reports:
        if chunk and (len(chunk) >= most or size + len(report.text) > characters):
            yield tuple(chunk)
            chunk, size = [], 0
        chunk.append(report)
        size += len(report.text)
    if chunk:
        yield tuple(chunk)


def extract_chunk(extractor: Extractor[Found], chunk: Sequence[Report]) -> list[Outcome[Found]]:
    """Outcomes of a chunk; a report that raises fails alone, a model server that refuses all ends all."""
    try:
        found = extractor(chunk)
        return [outcome_of(report, records) for report, records in zip(chunk, found, strict=True)]
    except (EndpointError, RefusedError):
        raise
    except Exception as reason:
        if len(chunk) == 1:
            return [Outcome(chunk[0], failure=failure_of(reason))]
    return list(chain.from_iterable(extract_chunk(extractor, (report,)) for report in chunk))


def extract_here(chunks: Iterable[Chunk], factory: ExtractorFactory[Found]) -> Iterator[Outcome[Found]]:
    """Outcomes in order, one chunk in memory at a time."""
    extractor: Extractor[Found] | None = None
    for chunk in chunks:
        extractor = extractor or factory()
        yield from extract_chunk(extractor, chunk)
