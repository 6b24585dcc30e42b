from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import khabar.places.gazetteer as gazetteer_module
from khabar.places import Gazetteer, Located, ReportContext, Resolution, Resolver, Toponym, recognise, recognise_heading
from khabar.places.entries import GazetteerEntry
from khabar.syntax import load_parser

if TYPE_CHECKING:
    from spacy.tokens import Doc

FEW_CITIES = (
    GazetteerEntry("geonames:1", "Hama", ("Hamah",), "city", "SY", 35.13, 36.75, population=460_000),
    GazetteerEntry("geonames:2", "Homs", ("Hims",), "city", "SY", 34.73, 36.72, population=775_000),
    GazetteerEntry("geonames:3", "Austin", ("Waterloo", "su te"), "city", "US", 30.27, -97.74, population=900_000),
    GazetteerEntry("geonames:4", "Waterloo", (), "town", "SL", 8.34, -13.07, population=34_000),
)

Resolve = Callable[..., dict[str, Resolution]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder; the shipped gazetteer has four places only, so that indexes are built at once."""
    monkeypatch.setattr(gazetteer_module, "shipped_cities", lambda: iter(FEW_CITIES))
    return tmp_path / "home"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The gazetteer as it comes."""
    return Gazetteer.open()


@pytest.fixture(scope="session")
def resolver(gazetteer: Gazetteer) -> Resolver:
    return Resolver(gazetteer)


@pytest.fixture
def found() -> Callable[[str], list[Toponym]]:
    """Toponyms of a sentence, with a gazetteer that knows no name."""
    return lambda text: recognise(load_parser()(text))


def _locate(paragraphs: tuple[str, ...], resolver: Resolver) -> Iterator[tuple[str, Located]]:
    section = 0
    for number, text in enumerate(paragraphs):
        if text.startswith("# "):
            section += 1
            for toponym in recognise_heading(text[2:]):
                yield toponym.text, Located(toponym, section, number, heading=True)
            continue
        doc: Doc = load_parser()(text)
        for toponym in recognise(doc, known=resolver.known):
            yield toponym.text, Located(toponym, section, number, doc[toponym.start].sent.start)


@pytest.fixture
def resolve(resolver: Resolver) -> Resolve:
    """Resolutions by the words of the mention; a paragraph that begins with "# " is a heading."""

    def run(*paragraphs: str, title: str | None = None) -> dict[str, Resolution]:
        located = list(_locate(paragraphs, resolver))
        context = ReportContext("\n\n".join(paragraphs), title)
        resolutions = resolver.resolve_all([m for _, m in located], context)
        return {text: r for (text, _), r in zip(located, resolutions, strict=True)}

    return run


@pytest.fixture
def resolve_with() -> Callable[[Resolver, str], dict[str, str]]:
    """Name and country of what each mention of a sentence is taken for; ``-`` where that is no place."""

    def run(resolver: Resolver, text: str) -> dict[str, str]:
        located = list(_locate((text,), resolver))
        resolutions = resolver.resolve_all([m for _, m in located], ReportContext(text))
        places = {name: r.place for (name, _), r in zip(located, resolutions, strict=True)}
        return {name: f"{p.name} {p.country}" if p is not None else "-" for name, p in places.items()}

    return run
